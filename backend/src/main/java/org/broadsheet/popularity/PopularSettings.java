package org.broadsheet.popularity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** How lists of the most popular articles are made. */
@ConfigMapping(prefix = "broadsheet.popular")
interface PopularSettings {
    /** Whether this node takes part in it. */
    @WithDefault("true")
    boolean keep();

    /** How often. */
    @WithDefault("30S")
    Duration every();

    /** Counts are shown rounded down to a multiple of this; 1, or 0, shows them as they are. */
    int rounding();

    @WithName("1h")
    Ageing hour();

    @WithName("24h")
    Ageing day();

    @WithName("7d")
    Ageing week();

    @WithName("30d")
    Ageing month();

    default Ageing of(Window window) {
        return switch (window) {
            case HOUR -> hour();
            case DAY -> day();
            case WEEK -> week();
            case MONTH -> month();
        };
    }

    /** The same five for ever is no news. */
    interface Ageing {
        /** Older articles are not in the list at all. */
        Duration maxAge();

        /** After so long an article needs twice as many readers for the same place; zero lets age count for nothing. */
        Duration halfLife();
    }
}
