package org.broadsheet.donation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What came of comparing the books with the provider's statement.
 *
 * @param outcome {@code balanced}; {@code differs}, when there are findings; {@code not_granted}, when the account does not
 *     let the statement be read; {@code unknown}, when the provider did not answer
 * @param upTo until when the statement was complete
 * @param lines of the statement
 * @param strangers lines of something else than gifts
 * @param differences findings that nobody has closed
 */
@Schema(name = "StatementComparison", description = "What came of holding the books against the provider's statement.")
public record Comparison(
        @Schema(description = "When that was.") Instant comparedAt,

        @Schema(description = "From when on it was compared.")
        Instant from,

        @Schema(description = "Until when the statement was complete.")
        Instant upTo,

        @Schema(
                description = """
                        `differs`: see the findings. `not_granted`: the account does not let the statement be read. `unknown`: the \
                        provider did not answer.""",
                enumeration = {"balanced", "differs", "not_granted", "unknown"})
        String outcome,

        @Schema(description = "How many lines the statement has.")
        int lines,

        @Schema(description = "How many of them are of something else than gifts.")
        int strangers,

        @Schema(description = "How many findings nobody has closed.")
        int differences) {
    @JsonIgnore
    public boolean isBalanced() {
        return outcome.equals("balanced");
    }
}
