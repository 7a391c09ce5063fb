package org.broadsheet.weather;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.quarkus.runtime.Startup;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.broadsheet.shared.Texts;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.jspecify.annotations.Nullable;

/**
 * The weather by Open-Meteo.
 *
 * <p>Its data is under CC BY 4.0 and is to be named beside the values. Its open address, the default, is for
 * non-commercial use and asks for no key: a newsroom that earns money subscribes, and sets the customers' address
 * ({@code BROADSHEET_WEATHER_URL}) and its key ({@code BROADSHEET_WEATHER_KEY}). A server of one's own works too, since
 * Open-Meteo is open source. See https://open-meteo.com/en/docs and https://open-meteo.com/en/terms.
 */
@Startup
@ApplicationScoped
class OpenMeteo implements WeatherProvider {
    static final String BREAKER = "open-meteo";

    private static final String VALUES = "temperature_2m,weather_code";

    /** An honest answer has some 400 bytes. */
    static final int MAX_BYTES = 16 * 1024;

    /** The lowest and the highest ever measured are -89.2 and 56.7. */
    private static final double COLDEST = -100;

    private static final double HOTTEST = 70;

    /** Values are given for quarters of an hour; what is older by that much was not observed "now". */
    private static final Duration MAX_AGE = Duration.ofHours(1);

    /** Clocks differ. */
    private static final Duration MAX_AHEAD = Duration.ofMinutes(10);

    private static final Weather.Attribution ATTRIBUTION =
            new Weather.Attribution("Weather data by Open-Meteo.com", "https://open-meteo.com/");

    private final OpenMeteoForecast forecast;
    private final ObjectReader json;
    private final @Nullable String key;
    private final Clock clock;

    @Inject
    OpenMeteo(WeatherSettings settings, Vertx vertx, ObjectMapper mapper, Clock clock) {
        this(OpenMeteoForecast.at(settings.url(), settings.patience(), vertx), settings.key(), mapper, clock);
    }

    OpenMeteo(OpenMeteoForecast forecast, Optional<String> key, ObjectMapper mapper, Clock clock) {
        this.forecast = forecast;
        this.json = mapper.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.key = key.orElse(null);
        this.clock = clock;
    }

    /**
     * Asks Open-Meteo, three times at most. While the breaker is open nothing is asked.
     *
     * @throws NoAnswerException when it cannot be reached
     * @throws UnusableAnswerException when it does not answer with weather
     */
    @Override
    @Retry(
            maxRetries = 2,
            delay = 400,
            jitter = 200,
            maxDuration = 20,
            durationUnit = ChronoUnit.SECONDS,
            retryOn = NoAnswerException.class)
    @CircuitBreaker(requestVolumeThreshold = 6, failureRatio = 0.75, delay = 5, delayUnit = ChronoUnit.MINUTES)
    @CircuitBreakerName(BREAKER)
    public Observation current(Coordinates place) {
        byte[] answer;
        try {
            answer = forecast.current(degrees(place.latitude()), degrees(place.longitude()), VALUES, "UTC", key)
                    .readNBytes(MAX_BYTES + 1);
        } catch (ProcessingException | IOException broken) {
            throw new NoAnswerException(reason(broken));
        }
        if (answer.length > MAX_BYTES) {
            throw new UnusableAnswerException("more than " + MAX_BYTES + " bytes");
        }
        try {
            return observation(json.readTree(answer));
        } catch (IOException notJson) {
            // Its message would show the foreign text.
            throw new UnusableAnswerException("not JSON");
        }
    }

    @Override
    public Weather.Attribution attribution() {
        return ATTRIBUTION;
    }

    private Observation observation(JsonNode answer) {
        JsonNode current = answer.path("current");
        Observation observation = new Observation(celsius(answer), condition(current), time(answer));
        Instant now = clock.instant();
        if (observation.observedAt().isAfter(now.plus(MAX_AHEAD))) {
            throw new UnusableAnswerException("observed in the future, at " + observation.observedAt());
        }
        if (observation.observedAt().isBefore(now.minus(MAX_AGE))) {
            throw new UnusableAnswerException("observed long ago, at " + observation.observedAt());
        }
        return observation;
    }

    private static double celsius(JsonNode answer) {
        String unit = answer.path("current_units").path("temperature_2m").asText("");
        if (!unit.equals("°C")) {
            throw new UnusableAnswerException("the temperature is not in °C but in " + Texts.quoted(unit));
        }
        JsonNode temperature = answer.path("current").path("temperature_2m");
        if (!temperature.isNumber()) {
            throw new UnusableAnswerException("no number current.temperature_2m");
        }
        double celsius = temperature.doubleValue();
        if (!(celsius >= COLDEST && celsius <= HOTTEST)) {
            throw new UnusableAnswerException("not a temperature on earth: " + celsius);
        }
        return celsius;
    }

    private static @Nullable Condition condition(JsonNode current) {
        JsonNode code = current.path("weather_code");
        if (code.isMissingNode() || code.isNull()) {
            // Not every model has it for every place; a temperature alone is worth showing.
            return null;
        }
        if (!code.isIntegralNumber()) {
            throw new UnusableAnswerException("current.weather_code is not a whole number");
        }
        return Condition.ofWmoCode(code.canConvertToInt() ? code.intValue() : -1)
                .orElse(null);
    }

    /** Written without a zone, such as 2026-11-24T08:15, in the one that utc_offset_seconds tells. */
    private static Instant time(JsonNode answer) {
        JsonNode offset = answer.path("utc_offset_seconds");
        try {
            return LocalDateTime.parse(answer.path("current").path("time").asText(""))
                    .toInstant(ZoneOffset.ofTotalSeconds(offset.isInt() ? offset.intValue() : 0));
        } catch (DateTimeException notATime) {
            throw new UnusableAnswerException("current.time is not a time");
        }
    }

    /** A hundredth of a minute is nearer than any model's grid; and no exponents, which a Double would be written with. */
    private static String degrees(double value) {
        return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP).toPlainString();
    }

    /** Only what kind of failure: a message, and a cause that is logged, may show the address with the key in it. */
    private static String reason(Throwable broken) {
        Throwable root = broken;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "no answer, " + root.getClass().getSimpleName();
    }
}
