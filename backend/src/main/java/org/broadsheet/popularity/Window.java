package org.broadsheet.popularity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far back a list looks. Whole days are UTC days, today included. */
@Schema(
        description = "`1h` and `24h` slide; `7d` and `30d` are today and the six or 29 days before, in UTC.",
        enumeration = {"1h", "24h", "7d", "30d"})
public enum Window {
    HOUR("1h", ChronoUnit.HOURS),
    DAY("24h", ChronoUnit.HOURS),
    WEEK("7d", ChronoUnit.DAYS),
    MONTH("30d", ChronoUnit.DAYS);

    private final String written;
    private final ChronoUnit comparedBy;

    Window(String written, ChronoUnit comparedBy) {
        this.written = written;
        this.comparedBy = comparedBy;
    }

    /** Ranks are compared with those at the beginning of the present one of these. */
    ChronoUnit comparedBy() {
        return comparedBy;
    }

    @JsonValue
    @Override
    public String toString() {
        return written;
    }
}
