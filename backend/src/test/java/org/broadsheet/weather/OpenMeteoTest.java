package org.broadsheet.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.broadsheet.testsupport.PostgresForTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One try at a provider of its own, with little patience. */
@QuarkusTest
@TestProfile(WeatherProfile.class)
@WithTestResource(PostgresForTests.class)
class OpenMeteoTest {
    private static final Coordinates FALMOUTH = new Coordinates(50.15, -5.07);
    private static final Clock CLOCK = Clock.fixed(at("2026-11-24T08:20:00Z"), ZoneOffset.UTC);
    private static final WeatherSettings.Patience LITTLE_PATIENCE =
            new Patience(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofMillis(1500));

    private record Patience(Duration connecting, Duration silence, Duration whole)
            implements WeatherSettings.Patience {}

    @Inject
    ObjectMapper mapper;

    @Inject
    Vertx vertx;

    private final OpenMeteoStandIn standIn = new OpenMeteoStandIn();

    @AfterEach
    void end() {
        standIn.close();
    }

    @Test
    void asks_as_the_provider_documents_it() {
        standIn.answer(documented());

        openMeteo(Optional.empty()).current(new Coordinates(-0.00001, 179.123456));

        assertThat(standIn.lastQuery())
                .isEqualTo(Map.of(
                        "latitude", "0.0000",
                        "longitude", "179.1235",
                        "current", "temperature_2m,weather_code",
                        "timezone", "UTC"));
    }

    @Test
    void sends_a_customers_key() {
        standIn.answer(documented());

        openMeteo(Optional.of("s3cret&key")).current(FALMOUTH);

        assertThat(standIn.lastQuery()).containsEntry("apikey", "s3cret&key");
    }

    @Test
    void reads_the_documented_answer() {
        standIn.answer(documented());

        Observation observation = openMeteo(Optional.empty()).current(FALMOUTH);

        assertThat(observation).isEqualTo(new Observation(11.4, Condition.CLOUDY, at("2026-11-24T08:15:00Z")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.broadsheet.weather.OpenMeteoTest#believable")
    void believes(String what, String answer, Observation expected) {
        standIn.answer(answer);

        assertThat(openMeteo(Optional.empty()).current(FALMOUTH)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.broadsheet.weather.OpenMeteoTest#unbelievable")
    void does_not_believe(String what, String answer, String reason) {
        standIn.answer(answer);

        assertThatThrownBy(() -> openMeteo(Optional.empty()).current(FALMOUTH))
                .isInstanceOf(UnusableAnswerException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 206, 400, 401, 403, 404, 429, 500, 502, 503})
    void takes_no_other_status_than_200(int status) {
        standIn.answer(
                status,
                "application/json",
                status == 204 ? "" : "{\"error\":true,\"reason\":\"Minutely API request limit exceeded.\"}");

        assertThatThrownBy(() -> openMeteo(Optional.empty()).current(FALMOUTH))
                .isInstanceOf(UnusableAnswerException.class)
                .hasMessage("status " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void follows_no_redirect(int status) {
        standIn.behave(exchange -> {
            exchange.getResponseHeaders().set("Location", standIn.url() + "/elsewhere");
            OpenMeteoStandIn.send(exchange, status, "application/json", documented());
        });

        assertThatThrownBy(() -> openMeteo(Optional.empty()).current(FALMOUTH))
                .isInstanceOf(UnusableAnswerException.class)
                .hasMessage("status " + status);
        assertThat(standIn.calls()).isEqualTo(1);
    }

    @Test
    void refuses_a_huge_answer() {
        standIn.answer(documented() + " ".repeat(10_000_000));

        assertThatThrownBy(() -> openMeteo(Optional.empty()).current(FALMOUTH))
                .isInstanceOf(UnusableAnswerException.class)
                .hasMessageContaining("more than");
    }

    @Test
    void stops_reading_an_answer_that_does_not_end() throws Exception {
        standIn.sendWithoutEnd(8192, 0);

        assertThatThrownBy(() -> openMeteo(Optional.empty()).current(FALMOUTH))
                .isInstanceOf(UnusableAnswerException.class)
                .hasMessageContaining("more than");
        assertThat(standIn.clientHungUp()).isTrue();
        // What it could write until then is in the buffers of two sockets, not in our memory.
        assertThat(standIn.bytesWritten()).isLessThan(32 << 20);
    }

    @Test
    void gives_up_on_a_provider_that_takes_the_call_and_never_answers() {
        standIn.hold(documented());

        assertThatThrownBy(() -> openMeteo(Optional.empty()).current(FALMOUTH)).isInstanceOf(NoAnswerException.class);
        assertThat(standIn.held()).as("it is silent still").isEqualTo(1);
    }

    @Test
    void gives_up_on_an_answer_that_stops_in_the_middle() {
        standIn.sendWithoutEnd(10, 30_000);

        assertThatThrownBy(() -> openMeteo(Optional.empty()).current(FALMOUTH)).isInstanceOf(NoAnswerException.class);
    }

    @Test
    void gives_up_on_an_answer_that_comes_a_byte_at_a_time() throws Exception {
        standIn.sendWithoutEnd(1, 100);

        assertThatThrownBy(() -> openMeteo(Optional.empty()).current(FALMOUTH)).isInstanceOf(NoAnswerException.class);
        assertThat(standIn.clientHungUp()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 500})
    void leaves_no_connection_behind_after_a_failure_that_does_not_end(int status) throws Exception {
        standIn.sendWithoutEnd(status, 8192, 0);

        assertThatThrownBy(() -> openMeteo(Optional.empty()).current(FALMOUTH))
                .isInstanceOf(UnusableAnswerException.class)
                .hasMessage("status " + status);
        assertThat(standIn.clientHungUp()).isTrue();
        assertThat(standIn.bytesWritten()).isLessThan(32 << 20);
    }

    @Test
    void notices_that_the_provider_hangs_up() {
        standIn.hangUp();

        assertThatThrownBy(() -> openMeteo(Optional.empty()).current(FALMOUTH)).isInstanceOf(NoAnswerException.class);
    }

    @Test
    void notices_that_an_answer_was_cut_off() {
        standIn.behave(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"current\":".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        });

        assertThatThrownBy(() -> openMeteo(Optional.empty()).current(FALMOUTH)).isInstanceOf(NoAnswerException.class);
    }

    @Test
    void notices_that_nobody_listens() throws IOException {
        String closed = closedPort();

        assertThatThrownBy(() -> openMeteo(closed, Optional.empty()).current(FALMOUTH))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("ConnectException");
    }

    @Test
    void keeps_the_key_to_itself_however_it_fails() throws IOException {
        assertKeepsTheKey(closedPort());
        assertKeepsTheKey("http://weather.invalid");
        standIn.hangUp();
        assertKeepsTheKey(standIn.url());
        standIn.answer(401, "text/plain", "no such key");
        assertKeepsTheKey(standIn.url());
        standIn.answer("s3cret? never heard of it");
        assertKeepsTheKey(standIn.url());
        standIn.hold(documented());
        assertKeepsTheKey(standIn.url());
    }

    private void assertKeepsTheKey(String url) {
        Throwable failure =
                catchThrowable(() -> openMeteo(url, Optional.of("s3cret")).current(FALMOUTH));

        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).contains("weather").doesNotContain("s3cret");
    }

    private static String closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    private OpenMeteo openMeteo(Optional<String> key) {
        return openMeteo(standIn.url(), key);
    }

    private OpenMeteo openMeteo(String url, Optional<String> key) {
        return new OpenMeteo(OpenMeteoForecast.at(URI.create(url), LITTLE_PATIENCE, vertx), key, mapper, CLOCK);
    }

    private String documented() {
        return OpenMeteoStandIn.documented(11.4, 3, CLOCK.instant());
    }

    static Stream<Arguments> believable() {
        Instant quarter = at("2026-11-24T08:15:00Z");
        return Stream.of(
                arguments(
                        "a temperature without a condition",
                        answer("\"2026-11-24T08:15\"", "-3.5", null),
                        new Observation(-3.5, null, quarter)),
                arguments(
                        "a condition that is null",
                        answer("\"2026-11-24T08:15\"", "12", "null"),
                        new Observation(12, null, quarter)),
                arguments(
                        "a code of another table",
                        answer("\"2026-11-24T08:15\"", "12", "42"),
                        new Observation(12, null, quarter)),
                arguments(
                        "a code beyond all tables",
                        answer("\"2026-11-24T08:15\"", "12", "99999999999"),
                        new Observation(12, null, quarter)),
                arguments(
                        "the coldest there may be",
                        answer("\"2026-11-24T08:15\"", "-100", "71"),
                        new Observation(-100, Condition.SNOW, quarter)),
                arguments(
                        "the hottest there may be",
                        answer("\"2026-11-24T08:15\"", "70.0", "0"),
                        new Observation(70, Condition.CLEAR, quarter)),
                arguments(
                        "a clock ten minutes ahead of ours",
                        answer("\"2026-11-24T08:30\"", "12", "0"),
                        new Observation(12, Condition.CLEAR, quarter.plus(15, ChronoUnit.MINUTES))),
                arguments(
                        "a time in another zone that it names",
                        answer("\"2026-11-24T10:15\"", "12", "0")
                                .replace("\"utc_offset_seconds\":0", "\"utc_offset_seconds\":7200"),
                        new Observation(12, Condition.CLEAR, quarter)));
    }

    static Stream<Arguments> unbelievable() {
        String time = "\"2026-11-24T08:15\"";
        return Stream.of(
                arguments("nothing", "", "no"),
                arguments("a page", "<!doctype html><p>Welcome to the airport's network", "not JSON"),
                arguments("half an answer", "{\"current\":{\"time\":", "not JSON"),
                arguments("two answers", answer(time, "12", "0") + "{}", "not JSON"),
                arguments("a name twice", "{\"current\":{},\"current\":{}}", "not JSON"),
                arguments("a deep nest", "[".repeat(5000), "not JSON"),
                arguments("null", "null", "°C"),
                arguments("an array", "[" + answer(time, "12", "0") + "]", "°C"),
                arguments("a text", "\"12 °C\"", "°C"),
                arguments("the documented error", "{\"error\":true,\"reason\":\"Latitude must be in range\"}", "°C"),
                arguments(
                        "no current values",
                        "{\"current_units\":{\"temperature_2m\":\"°C\"},\"hourly\":{\"temperature_2m\":[12]}}",
                        "temperature_2m"),
                arguments(
                        "current values in a list",
                        "{\"current_units\":{\"temperature_2m\":\"°C\"},\"current\":[{\"temperature_2m\":12}]}",
                        "temperature_2m"),
                arguments("no temperature", answer(time, null, "0"), "temperature_2m"),
                arguments("a temperature that is null", answer(time, "null", "0"), "temperature_2m"),
                arguments("a temperature in words", answer(time, "\"12.0\"", "0"), "temperature_2m"),
                arguments("a list of temperatures", answer(time, "[12.0]", "0"), "temperature_2m"),
                arguments("not a number", answer(time, "NaN", "0"), "not JSON"),
                arguments("a temperature without end", answer(time, "1e999", "0"), "on earth"),
                arguments("too cold", answer(time, "-100.1", "0"), "on earth"),
                arguments("too hot", answer(time, "70.1", "0"), "on earth"),
                arguments("Fahrenheit", answer(time, "54", "0").replace("°C", "°F"), "not in °C"),
                arguments("no unit", answer(time, "54", "0").replace("current_units", "units"), "not in °C"),
                arguments("a condition in words", answer(time, "12", "\"clear\""), "weather_code"),
                arguments("half a condition", answer(time, "12", "0.5"), "weather_code"),
                arguments("no time", answer(null, "12", "0"), "time"),
                arguments("a time in seconds", answer("1795508100", "12", "0"), "time"),
                arguments("a time that is none", answer("\"2026-02-30T08:15\"", "12", "0"), "time"),
                arguments("a day only", answer("\"2026-11-24\"", "12", "0"), "time"),
                arguments(
                        "an offset of days",
                        answer(time, "12", "0").replace("\"utc_offset_seconds\":0", "\"utc_offset_seconds\":999999"),
                        "time"),
                arguments("the future", answer("\"2026-11-24T08:31\"", "12", "0"), "future"),
                arguments("the past", answer("\"2026-11-24T07:19\"", "12", "0"), "long ago"),
                arguments("the far past", answer("\"-999999999-01-01T00:00\"", "12", "0"), "long ago"));
    }

    private static String answer(String time, String temperature, String code) {
        return "{\"utc_offset_seconds\":0,\"timezone\":\"GMT\",\"current_units\":{\"temperature_2m\":\"°C\"},\"current\":{\"interval\":900"
                + member("time", time)
                + member("temperature_2m", temperature)
                + member("weather_code", code)
                + "}}";
    }

    private static String member(String name, String value) {
        return value == null ? "" : ",\"" + name + "\":" + value;
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
