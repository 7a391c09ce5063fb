package org.broadsheet.editorial;

import static org.broadsheet.testsupport.Desk.begun;
import static org.broadsheet.testsupport.Desk.text;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Staff;
import org.broadsheet.testsupport.Staff.Somebody;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an article was read, for those who may see it at the desk. */
@QuarkusTest
class StatisticsResourceTest extends ApiTest {
    @Inject
    Staff staff;

    private Somebody writer;

    @BeforeEach
    void furnish() {
        newsroom.section("city");
        newsroom.author("ada-byron");
        writer = staff.with("contributor");
    }

    private static String statistics(UUID id) {
        return "/v1/editorial/articles/" + id + "/statistics";
    }

    @Test
    void tells_exactly_what_was_counted_of_what_is_published() {
        UUID id = newsroom.published("harbour-opens");
        newsroom.change("insert into article_hour values (date_trunc('hour', now(), 'UTC'), '" + id
                + "', 13, 5, 3, 7, 7, 0, 4, 0, 0, 0, null)");
        newsroom.change("insert into article_day " + " values (cast(now() at time zone 'UTC' as date), '" + id
                + "', 13, 5, 3, 7, 0, 4, 0, 0, 0, null)");

        writer.asks()
                .get(statistics(id))
                .then()
                .statusCode(200)
                .body("hours", hasSize(168))
                .body("days", hasSize(30))
                .body("days[29].readers", equalTo(7))
                .body("total.views", equalTo(13))
                .body("total.reads", equalTo(5))
                .body("total.shares", equalTo(3))
                .body("channels.search", equalTo(4))
                .body("channels.direct", equalTo(9));
    }

    @Test
    void has_zeros_for_a_draft_of_ones_own_and_hides_a_colleagues() {
        UUID id = begun(writer, text("harbour-opens", "Harbour opens"));

        writer.asks()
                .get(statistics(id))
                .then()
                .statusCode(200)
                .body("total.views", equalTo(0))
                .body("total.readRate", nullValue())
                .body("days.views", everyItem(equalTo(0)));
        staff.with("editor").asks().get(statistics(id)).then().statusCode(200);
        staff.with("contributor").asks().get(statistics(id)).then().statusCode(404);
    }

    @Test
    void tells_of_the_days_that_are_asked_for() {
        UUID id = newsroom.published("harbour-opens");

        writer.asks()
                .get(statistics(id) + "?from=2026-01-01T23:59:59Z&to=2026-01-03T00:00:00Z")
                .then()
                .statusCode(200)
                .body("days.from[0]", equalTo("2026-01-01T00:00:00.000Z"))
                .body("days", hasSize(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=yesterday",
                "from=2026-01-03T00:00:00Z&to=2026-01-01T00:00:00Z",
                "from=2001-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "days=3"
            })
    void refuses_days_that_mean_nothing(String query) {
        UUID id = newsroom.published("harbour-opens");

        writer.asks().get(statistics(id) + "?" + query).then().statusCode(400);
    }
}
