package org.broadsheet.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Newsroom;
import org.broadsheet.testsupport.NewsroomClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SiteResourceTest extends ApiTest {
    @Inject
    Sites sites;

    @Inject
    NewsroomClock clock;

    @AfterEach
    void start_the_clock_again() {
        clock.goOn();
        describe("UTC");
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/London, 2026-11-24T23:59:59Z, 2026-11-24",
        "Europe/London, 2026-11-25T00:00:00Z, 2026-11-25",
        "Europe/London, 2026-06-24T22:59:59Z, 2026-06-24",
        "Europe/London, 2026-06-24T23:00:00Z, 2026-06-25",
        "Pacific/Kiritimati, 2026-11-24T09:59:59Z, 2026-11-24",
        "Pacific/Kiritimati, 2026-11-24T10:00:00Z, 2026-11-25",
        "Pacific/Pago_Pago, 2026-11-24T10:59:59Z, 2026-11-23",
        "Asia/Kolkata, 2026-12-31T18:30:00Z, 2027-01-01"
    })
    void today_is_the_date_in_the_newsrooms_own_zone(String zone, Instant now, String today) {
        describe(zone);

        clock.stopAt(now);

        api().get("/v1/site").then().body("today", equalTo(today)).body("timeZone", equalTo(zone));
    }

    @Test
    void midnight_changes_the_answer_for_those_who_have_one() {
        describe("Europe/London");
        Instant midnight = Instant.parse("2030-01-15T00:00:00Z");
        clock.stopAt(midnight.minusSeconds(1));
        Response before = api().get("/v1/site");

        clock.stopAt(midnight.plusSeconds(60));

        api().header("If-None-Match", before.header("ETag"))
                .get("/v1/site")
                .then()
                .statusCode(200)
                .body("today", equalTo("2030-01-15"));
        api().header("If-Modified-Since", before.header("Last-Modified"))
                .get("/v1/site")
                .then()
                .statusCode(200);
    }

    @Test
    void the_lead_is_the_story_that_editors_chose_as_long_as_it_is_public() {
        UUID id = newsroom.draft("ferry");
        sites.lead(id);
        api().get("/v1/site").then().body("leadArticle", nullValue());

        newsroom.publishing().publish(id, Newsroom.NOON);
        Response published = api().get("/v1/site");
        newsroom.publishing().withdraw(id, "Wrong.");
        Response withdrawn = api().get("/v1/site");

        assertThat(published.<String>path("leadArticle.slug")).isEqualTo("ferry");
        assertThat(published.<String>path("leadArticle.headline")).isEqualTo("Ferry");
        assertThat(published.<String>path("leadArticle.links.site")).endsWith("/articles/ferry");
        assertThat(withdrawn.<Object>path("leadArticle")).isNull();
        assertThat(withdrawn.header("ETag")).isNotEqualTo(published.header("ETag"));
    }

    @Test
    void a_zone_that_does_not_exist_is_refused_when_it_is_written() {
        assertThatThrownBy(() -> describe("Europe/Nowhere")).isInstanceOf(DateTimeException.class);

        api().get("/v1/site").then().statusCode(200);
    }

    private void describe(String zone) {
        sites.describe(new Sites.Description("Broadsheet", null, "en", zone, null, null, null, "EUR"));
    }
}
