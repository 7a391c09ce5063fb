package org.broadsheet.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.weather.Eventually.eventually;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.TurnableClock;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WeatherProfile.class)
class WeatherResourceTest extends ApiTest {
    @Inject
    TurnableClock clock;

    @Inject
    Session database;

    @Inject
    CircuitBreakerMaintenance breakers;

    @TestHTTPResource("/v1/weather")
    URI address;

    @WeatherProfile.InjectStandIn
    OpenMeteoStandIn standIn;

    @BeforeEach
    void begin_long_after_all_that_was_known() {
        breakers.reset(OpenMeteo.BREAKER);
        clock.forward(Duration.ofDays(1));
        standIn.answer(500, "text/plain", "the test has not said yet");
        city(50.15, -5.07);
    }

    @AfterEach
    void leave_no_city_behind() {
        standIn.release();
        city(null, null);
    }

    @Test
    void tells_the_weather_of_the_city() {
        standIn.answer(OpenMeteoStandIn.documented(30.1, 2, clock.instant()));

        eventually(() -> api().get("/v1/weather")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("max-age=60,"))
                .header("Surrogate-Key", "weather")
                .body("", aMapWithSize(6))
                .body("temperatureCelsius", equalTo(30.1f))
                .body("temperatureFahrenheit", equalTo(86.2f))
                .body("condition", equalTo("partly-cloudy"))
                .body("observedAt", equalTo(quarterOfAnHour()))
                .body("stale", equalTo(false))
                .body("attribution.text", equalTo("Weather data by Open-Meteo.com"))
                .body("attribution.url", equalTo("https://open-meteo.com/")));
        assertThat(standIn.lastQuery())
                .containsEntry("latitude", "50.1500")
                .containsEntry("longitude", "-5.0700")
                .containsEntry("apikey", "a-customers-key");
    }

    @Test
    void answers_while_the_provider_still_keeps_silent() {
        standIn.hold(OpenMeteoStandIn.documented(21, 0, clock.instant()));

        eventually(() -> {
            api().get("/v1/weather")
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", containsString("max-age=10,"))
                    .body("temperatureCelsius", nullValue())
                    .body("stale", equalTo(false));
            assertThat(standIn.held()).isEqualTo(1);
        });
        api().get("/v1/weather").then().statusCode(200).body("temperatureCelsius", nullValue());
        assertThat(standIn.held()).as("the provider is silent still").isEqualTo(1);

        standIn.release();
        eventually(() -> api().get("/v1/weather").then().body("temperatureCelsius", equalTo(21.0f)));
    }

    @Test
    void calls_once_for_a_hundred_requests_at_once() throws Exception {
        standIn.answer(OpenMeteoStandIn.documented(20, 0, clock.instant()));
        eventually(() -> api().get("/v1/weather").then().body("temperatureCelsius", equalTo(20.0f)));
        clock.forward(CurrentWeather.REFRESH_AFTER);
        standIn.hold(OpenMeteoStandIn.documented(21, 0, clock.instant()));
        int before = standIn.calls();

        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest question = HttpRequest.newBuilder(address).build();
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                answers.add(client.sendAsync(question, HttpResponse.BodyHandlers.ofString()));
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS).body()).contains("\"temperatureCelsius\":20.0");
            }
        }
        eventually(() ->
                assertThat(standIn.held()).as("the provider is silent still").isEqualTo(1));

        standIn.release();
        eventually(() -> api().get("/v1/weather").then().body("temperatureCelsius", equalTo(21.0f)));
        assertThat(standIn.calls() - before).isEqualTo(1);
    }

    @Test
    void says_stale_after_twenty_minutes_nothing_after_three_hours_and_recovers() {
        standIn.answer(OpenMeteoStandIn.documented(-3.5, 71, clock.instant()));
        eventually(() -> api().get("/v1/weather").then().body("temperatureCelsius", equalTo(-3.5f)));
        String fresh = api().get("/v1/weather").header("ETag");
        standIn.hangUp();

        clock.forward(CurrentWeather.STALE_AFTER);
        api().get("/v1/weather")
                .then()
                .header("Cache-Control", containsString("max-age=10,"))
                .body("temperatureCelsius", equalTo(-3.5f))
                .body("condition", equalTo("snow"))
                .body("stale", equalTo(true));
        api().header("If-None-Match", fresh).get("/v1/weather").then().statusCode(200);

        clock.forward(CurrentWeather.GONE_AFTER.minus(CurrentWeather.STALE_AFTER));
        api().get("/v1/weather")
                .then()
                .statusCode(200)
                .body("temperatureCelsius", nullValue())
                .body("temperatureFahrenheit", nullValue())
                .body("condition", nullValue())
                .body("observedAt", nullValue())
                .body("stale", equalTo(false));

        breakers.reset(OpenMeteo.BREAKER);
        standIn.answer(OpenMeteoStandIn.documented(4, 61, clock.instant()));
        eventually(() -> {
            clock.forward(CurrentWeather.RETRY_AFTER);
            breakers.reset(OpenMeteo.BREAKER);
            standIn.answer(OpenMeteoStandIn.documented(4, 61, clock.instant()));
            api().get("/v1/weather")
                    .then()
                    .body("temperatureCelsius", equalTo(4.0f))
                    .body("stale", equalTo(false));
        });
    }

    @Test
    void calls_nobody_when_the_newsroom_has_no_place() {
        city(null, null);
        int before = standIn.calls();

        for (int look = 0; look < 5; look++) {
            clock.forward(CurrentWeather.LOOK_AFTER);
            api().get("/v1/weather").then().statusCode(200).body("temperatureCelsius", nullValue());
        }
        city(50.15, -5.07);
        standIn.answer(OpenMeteoStandIn.documented(9, 45, clock.instant()));
        eventually(() -> {
            clock.forward(CurrentWeather.LOOK_AFTER);
            api().get("/v1/weather").then().body("condition", equalTo("fog"));
        });

        assertThat(standIn.calls() - before).isEqualTo(1);
    }

    @Test
    void knows_when_nothing_has_changed() {
        standIn.answer(OpenMeteoStandIn.documented(11, 3, clock.instant()));
        eventually(() -> api().get("/v1/weather").then().body("temperatureCelsius", equalTo(11.0f)));
        clock.forward(Duration.ofMinutes(1));
        Response known = api().get("/v1/weather");

        api().header("If-None-Match", known.header("ETag"))
                .get("/v1/weather")
                .then()
                .statusCode(304);
        api().header("If-Modified-Since", known.header("Last-Modified"))
                .get("/v1/weather")
                .then()
                .statusCode(304);
    }

    @Test
    void gives_the_fields_asked_for_and_names_the_ones_there_are_not() {
        api().get("/v1/weather?fields=stale,attribution.url")
                .then()
                .statusCode(200)
                .body("", aMapWithSize(2))
                .body("attribution", aMapWithSize(1));
        api().get("/v1/weather?fields=temperature")
                .then()
                .statusCode(400)
                .body("detail", containsString("temperatureCelsius"));
        api().get("/v1/weather?field=stale").then().statusCode(400).body("detail", containsString("fields"));
        api().post("/v1/weather").then().statusCode(405);
    }

    private void city(Double latitude, Double longitude) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeMutationQuery(
                                "update site set latitude = cast(:latitude as double precision), longitude = cast(:longitude as double precision)")
                        .setParameter("latitude", latitude)
                        .setParameter("longitude", longitude)
                        .executeUpdate());
    }

    private String quarterOfAnHour() {
        long quarters = clock.instant().getEpochSecond() / 900;
        return Instant.ofEpochSecond(quarters * 900).toString().replace("Z", ".000Z");
    }
}
