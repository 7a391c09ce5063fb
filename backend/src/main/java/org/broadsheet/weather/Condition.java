package org.broadsheet.weather;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the sky does, in few words that stay: a site may hold one picture or one phrase for each. */
@Schema(description = "What the sky does. Words may be added.")
public enum Condition {
    CLEAR,
    PARTLY_CLOUDY,
    CLOUDY,
    FOG,
    DRIZZLE,
    RAIN,
    FREEZING_RAIN,
    SNOW,
    THUNDERSTORM;

    /** As it is written in JSON, such as {@code partly-cloudy}. */
    @JsonValue
    public String written() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The condition behind a code of WMO table 4677 (present weather), of which Open-Meteo documents the codes named
     * here; empty for every other code.
     */
    static Optional<Condition> ofWmoCode(int code) {
        return Optional.ofNullable(
                switch (code) {
                    case 0, 1 -> CLEAR;
                    case 2 -> PARTLY_CLOUDY;
                    case 3 -> CLOUDY;
                    case 45, 48 -> FOG;
                    case 51, 53, 55 -> DRIZZLE;
                    case 61, 63, 65, 80, 81, 82 -> RAIN;
                    // Freezing drizzle is here: what matters to a reader is the ice.
                    case 56, 57, 66, 67 -> FREEZING_RAIN;
                    case 71, 73, 75, 77, 85, 86 -> SNOW;
                    case 95, 96, 99 -> THUNDERSTORM;
                    default -> null;
                });
    }
}
