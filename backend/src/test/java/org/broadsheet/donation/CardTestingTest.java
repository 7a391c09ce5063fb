package org.broadsheet.donation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.testsupport.ApiTest;
import org.junit.jupiter.api.Test;

/** Whoever tries stolen cards begins thousands of gifts: through the door, with the limits that a newsroom has. */
@QuarkusTest
@TestProfile(CardTestingTest.AsShipped.class)
class CardTestingTest extends ApiTest {
    private static final int TRIES = 1000;
    private static final String BODY = "{\"amount\":\"10\",\"currency\":\"EUR\",\"frequency\":\"once\"}";

    public static class AsShipped implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("broadsheet.donations.per-address", "5", "broadsheet.donations.per-minute", "120");
        }
    }

    @Test
    void a_thousand_gifts_from_one_address_are_five_whatever_it_says_that_it_forwards() {
        List<Response> answers = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            // What stands before the proxy's own word is the sender's.
            String forged = "198.51.100." + i % 256 + ", 10." + i / 256 + ".0." + i % 256;
            answers.add(begin(UUID.randomUUID().toString(), forged + ", 203.0.113.7"));
        }

        assertThat(statuses(answers, 201)).hasSize(5);
        assertThat(statuses(answers, 429)).hasSize(TRIES - 5).allSatisfy(refused -> {
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 600);
            assertThat(refused.contentType()).startsWith("application/problem+json");
        });
        answers.getLast().then().body("detail", containsString("Try again in"));
        assertThat(newsroom.number("select count(*) from donation")).isEqualTo(5);
    }

    @Test
    void one_who_is_refused_may_still_ask_again_for_a_gift_that_he_began() {
        List<String> keys =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(6).toList();
        List<Response> answers =
                keys.stream().map(key -> begin(key, "203.0.113.8")).toList();
        assertThat(answers).extracting(Response::statusCode).containsExactly(201, 201, 201, 201, 201, 429);

        begin(keys.getFirst(), "203.0.113.8").then().statusCode(200);

        begin(UUID.randomUUID().toString(), "203.0.113.9").then().statusCode(201);
    }

    private static Response begin(String key, String forwarded) {
        return api().header("Idempotency-Key", key)
                .header("X-Forwarded-For", forwarded)
                .contentType("application/json")
                .body(BODY)
                .post("/v1/donations");
    }

    private static List<Response> statuses(List<Response> answers, int status) {
        return answers.stream().filter(answer -> answer.statusCode() == status).toList();
    }
}
