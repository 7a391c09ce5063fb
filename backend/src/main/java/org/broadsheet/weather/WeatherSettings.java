package org.broadsheet.weather;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Who is asked for the weather. */
@ConfigMapping(prefix = "broadsheet.weather")
interface WeatherSettings {

    /** {@code open-meteo}, or {@code off} for a newsroom that shows none: then nobody is ever called. */
    Provider provider();

    /** The provider's address without path, such as {@code https://customer-api.open-meteo.com}. */
    URI url();

    /** The key of a paying customer; a secret. */
    Optional<String> key();

    Patience patience();

    /** How long a call may take. */
    interface Patience {

        /** Until there is a connection. */
        @WithDefault("2S")
        Duration connecting();

        /** From the question to the beginning of the answer. */
        @WithDefault("3S")
        Duration silence();

        /** From the question to the end of the answer, against those of a byte now and then. */
        @WithDefault("6S")
        Duration whole();
    }

    /** The providers there are. */
    enum Provider {
        OPEN_METEO,
        OFF
    }
}
