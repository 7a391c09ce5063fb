package org.broadsheet.article;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why an article was changed after publication, as readers are told. */
@Schema(description = "A mistake put right, a passage made clearer, or news added.")
public enum CorrectionKind {
    CORRECTION,
    CLARIFICATION,
    UPDATE;

    @JsonValue
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static CorrectionKind of(String written) {
        return valueOf(written.toUpperCase(Locale.ROOT));
    }
}
