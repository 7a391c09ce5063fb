package org.broadsheet.shared;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of every error, as RFC 9457 wants it, with the faults one by one. */
@Schema(description = "What went wrong, and what to do about it (RFC 9457).")
public record Problem(
        @Schema(description = "Stable name of the kind of problem; opens a page that explains it.")
        String type,

        @Schema(description = "The kind in a few words.") String title,
        @Schema(description = "The HTTP status.") int status,

        @Schema(description = "This occurrence, with the remedy.")
        String detail,

        @Schema(description = "The path that was asked for.")
        String instance,

        @Schema(description = "Names this request in the logs; quote it when you ask for help.")
        String requestId,

        @Schema(description = "Every fault found, all at once; empty when there is no single place to point at.")
        List<Fault> errors,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "What it is now, where somebody else changed it meanwhile; else absent.")
        @Nullable
        Object current) {

    /** One fault: the query parameter or the JSON pointer it lies at, and what would be right. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ProblemFault", description = "One fault, where it lies, and what would be right.")
    public record Fault(
            @Schema(description = "The query parameter at fault.") @Nullable
            String parameter,

            @Schema(description = "The place in the body, as a JSON pointer.") @Nullable
            String pointer,

            @Schema(description = "What is wrong and what would be right.")
            String detail) {

        public static Fault parameter(String name, String detail) {
            return new Fault(name, null, detail);
        }

        public static Fault pointer(String place, String detail) {
            return new Fault(null, place, detail);
        }
    }
}
