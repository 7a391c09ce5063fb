package org.broadsheet.weather;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The weather as the API shows it: all values of one observation, or none of them. */
@Schema(description = "The weather in the site's city just now, or nulls when it is not known.")
record Weather(
        @Schema(description = "Air temperature in degrees Celsius, to one decimal.", nullable = true) @Nullable
        Double temperatureCelsius,

        @Schema(description = "The same in degrees Fahrenheit, to one decimal.", nullable = true) @Nullable
        Double temperatureFahrenheit,

        @Schema(
                description = "What the sky does; null when the provider says none of these, or nothing.",
                nullable = true)
        @Nullable
        Condition condition,

        @Schema(description = "The time that the values are for.", nullable = true) @Nullable
        Instant observedAt,

        @Schema(
                description =
                        "Whether the provider has given nothing newer for 20 minutes. After three hours there are nulls instead, which are never stale.")
        boolean stale,

        @Schema(description = "Whom to name beside the values: the provider's licence asks for it.")
        Attribution attribution) {

    /** Whose data it is. */
    @Schema(name = "WeatherAttribution", description = "Whose data it is, as it is to be shown to readers.")
    record Attribution(
            @Schema(description = "What to write.") String text,
            @Schema(description = "Where it links to.") String url) {}

    static Weather of(Observation observation, boolean isStale, Attribution attribution) {
        return new Weather(
                toTenths(observation.celsius()),
                toTenths(observation.celsius() * 9 / 5 + 32),
                observation.condition(),
                observation.observedAt(),
                isStale,
                attribution);
    }

    static Weather unknown(Attribution attribution) {
        return new Weather(null, null, null, null, false, attribution);
    }

    /** Rounded as people do, half away from zero, and without a minus before nought. */
    private static double toTenths(double degrees) {
        return BigDecimal.valueOf(degrees).setScale(1, RoundingMode.HALF_UP).doubleValue();
    }
}
