package org.broadsheet.editorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.testsupport.Desk.begun;
import static org.broadsheet.testsupport.Desk.read;
import static org.broadsheet.testsupport.Desk.schedule;
import static org.broadsheet.testsupport.Desk.text;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Staff;
import org.broadsheet.testsupport.Staff.Somebody;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What editors put where, and what they call it. */
@QuarkusTest
class ArrangingTest extends ApiTest {
    @Inject
    Staff staff;

    private Somebody editor;
    private Somebody chief;

    @BeforeEach
    void furnish() {
        newsroom.section("city");
        newsroom.author("ada-byron");
        editor = staff.with("editor");
        chief = staff.with("chief_editor");
    }

    private Response arrange(String version, String slots) {
        return chief.asks()
                .header("If-Match", version)
                .body("{\"slots\": [" + slots + "]}")
                .put("/v1/editorial/front");
    }

    private static String slot(UUID id) {
        return "{\"articleId\": \"" + id + "\"}";
    }

    @Test
    void puts_stories_on_the_front_page_in_order_until_their_time_is_over() {
        UUID one = newsroom.published("harbour-opens");
        UUID two = newsroom.published("bridge-closes");
        String version = editor.asks().get("/v1/editorial/front").getHeader("ETag");

        arrange(
                        version,
                        slot(two) + ", {\"articleId\": \"" + one + "\", \"expiresAt\": \""
                                + Instant.now().plusSeconds(60) + "\"}")
                .then()
                .statusCode(200);

        api().get("/v1/front").then().statusCode(200).body("items.slug", contains("bridge-closes", "harbour-opens"));
        String before = api().get("/v1/front").getHeader("ETag");
        newsroom.change("update front_slot set expires_at = now() - interval '1 second' where expires_at is not null");
        api().get("/v1/front").then().body("items.slug", contains("bridge-closes"));
        assertThat(api().get("/v1/front").getHeader("ETag")).isNotEqualTo(before);
        newsroom.publishing().withdraw(two, "It was not true.");
        api().get("/v1/front").then().body("items", empty());
    }

    @Test
    void lets_editors_look_at_the_front_page_and_chief_editors_arrange_it() {
        Response seen = editor.asks().get("/v1/editorial/front");
        seen.then().statusCode(200);

        editor.asks()
                .header("If-Match", seen.getHeader("ETag"))
                .body("{\"slots\": []}")
                .put("/v1/editorial/front")
                .then()
                .statusCode(403);

        staff.with("contributor").asks().get("/v1/editorial/front").then().statusCode(403);
    }

    @Test
    void refuses_an_arrangement_that_was_made_from_an_older_one() {
        UUID one = newsroom.published("harbour-opens");
        String version = editor.asks().get("/v1/editorial/front").getHeader("ETag");
        arrange(version, slot(one)).then().statusCode(200);

        arrange(version, "").then().statusCode(412);
        arrange("\"99\"", slot(one) + ", " + slot(one)).then().statusCode(400);
        arrange(editor.asks().get("/v1/editorial/front").getHeader("ETag"), slot(UUID.randomUUID()))
                .then()
                .statusCode(409);

        api().get("/v1/front").then().body("items.slug", contains("harbour-opens"));
    }

    @Test
    void pins_and_excludes_related_stories_and_keeps_one_out_of_the_popular() {
        UUID story = newsroom.published("harbour-opens");
        UUID pinned = newsroom.published("bridge-closes");
        UUID excluded = newsroom.published("tram-returns");

        chief.asks()
                .body("{\"pinned\": [\"" + pinned + "\"], \"excluded\": [\"" + excluded
                        + "\"], \"isOffered\": true, \"isExcludedFromPopular\": true}")
                .put("/v1/editorial/articles/" + story + "/placing")
                .then()
                .statusCode(200)
                .body("pinned", contains(pinned.toString()))
                .body("excluded", contains(excluded.toString()))
                .body("isExcludedFromPopular", equalTo(true));

        api().get("/v1/articles/harbour-opens/related")
                .then()
                .body("items[0].article.slug", equalTo("bridge-closes"))
                .body("items.article.slug", not(hasItem("tram-returns")));
        api().get("/v1/articles/popular").then().body("items.article.slug", not(hasItem("harbour-opens")));
        editor.asks()
                .body("{\"isOffered\": true, \"isExcludedFromPopular\": false}")
                .put("/v1/editorial/articles/" + story + "/placing")
                .then()
                .statusCode(403);
    }

    @Test
    void tells_readers_once_of_a_new_place_and_nothing_of_one_that_stayed_or_that_they_cannot_read() {
        UUID story = newsroom.published("harbour-opens");
        UUID pinned = newsroom.published("bridge-closes");
        UUID one = newsroom.published("tram-returns");
        UUID other = newsroom.published("library-roof");
        String place = "{\"pinned\": [\"" + pinned + "\"], \"excluded\": [\"" + one + "\", \"" + other
                + "\"], \"isOffered\": false, \"isExcludedFromPopular\": true}";

        assertThat(changesBy(() -> place(story, place))).isEqualTo(1);
        assertThat(changesBy(() -> place(story, place))).isZero();

        newsroom.publishing().withdraw(story, "Wrong.");
        assertThat(changesBy(() -> place(story, "{\"isOffered\": true, \"isExcludedFromPopular\": false}")))
                .isZero();
        chief.asks()
                .get("/v1/editorial/articles/" + story + "/placing")
                .then()
                .body("pinned", empty())
                .body("isOffered", equalTo(true));
    }

    private void place(UUID article, String placing) {
        chief.asks()
                .body(placing)
                .put("/v1/editorial/articles/" + article + "/placing")
                .then()
                .statusCode(200);
    }

    private long changesBy(Runnable act) {
        long before = newsroom.number("select count(*) from change");
        act.run();
        return newsroom.number("select count(*) from change") - before;
    }

    @Test
    void adds_and_renames_tags_and_every_old_address_leads_on() {
        editor.asks()
                .body("{\"slug\": \"harbour\", \"name\": \"Harbour\"}")
                .post("/v1/editorial/tags")
                .then()
                .statusCode(201)
                .body("articleCount", equalTo(0));
        newsroom.published("harbour-opens", "harbour");

        editor.asks()
                .body("{\"slug\": \"port\", \"name\": \"The port\", \"text\": \"Ships and ferries.\"}")
                .put("/v1/editorial/tags/harbour")
                .then()
                .statusCode(200)
                .body("name", equalTo("The port"));

        api().get("/v1/tags/harbour").then().statusCode(301);
        api().get("/v1/tags/port").then().statusCode(200).body("description", equalTo("Ships and ferries."));
        editor.asks().get("/v1/editorial/tags?q=por").then().body("items.slug", contains("port"));
        editor.asks()
                .body("{\"slug\": \"harbour\", \"name\": \"Another\"}")
                .post("/v1/editorial/tags")
                .then()
                .statusCode(409);
    }

    @Test
    void merges_two_tags_of_articles_and_drafts() {
        newsroom.published("harbour-opens", "harbour", "port");
        newsroom.published("bridge-closes", "port");
        UUID draft = begun(editor, """
                {"language": "en", "slug": "tram", "headline": "Tram", "body": "<p>x</p>", "section": "city", "authors": ["ada-byron"], "tags": ["port"]}""");

        editor.asks()
                .body("{\"into\": \"harbour\"}")
                .post("/v1/editorial/tags/port/merge")
                .then()
                .statusCode(403);
        chief.asks()
                .body("{\"into\": \"harbour\"}")
                .post("/v1/editorial/tags/port/merge")
                .then()
                .statusCode(200)
                .body("articleCount", equalTo(2));

        api().get("/v1/tags/port").then().statusCode(301);
        api().get("/v1/articles?tag=harbour").then().body("items", org.hamcrest.Matchers.hasSize(2));
        api().get("/v1/articles/harbour-opens").then().body("tags.slug", contains("harbour"));
        read(editor, draft).then().body("text.tags.slug", contains("harbour"));
    }

    @Test
    void renames_sections_and_authors_before_the_eyes_of_readers_and_keeps_their_slugs() {
        newsroom.published("harbour-opens");

        editor.asks()
                .body("{\"slug\": \"ada-byron\", \"name\": \"Ada King\", \"role\": \"Editor\"}")
                .put("/v1/editorial/authors/ada-byron")
                .then()
                .statusCode(200);
        editor.asks()
                .body("{\"slug\": \"town\", \"name\": \"Town\"}")
                .put("/v1/editorial/sections/city")
                .then()
                .statusCode(400);

        api().get("/v1/articles/harbour-opens").then().body("authors.name", contains("Ada King"));
    }

    @Test
    void shows_what_is_planned_in_the_order_of_its_times() {
        UUID later = begun(editor, text("harbour-opens", "Harbour opens"));
        UUID sooner = begun(editor, text("bridge-closes", "Bridge closes"));
        schedule(editor, later, "{\"publishAt\": \"" + Instant.now().plusSeconds(7200) + "\"}")
                .then()
                .statusCode(200);
        schedule(editor, sooner, "{\"publishAt\": \"" + Instant.now().plusSeconds(3600) + "\"}")
                .then()
                .statusCode(200);

        editor.asks()
                .get("/v1/editorial/calendar")
                .then()
                .statusCode(200)
                .body("items.id", contains(sooner.toString(), later.toString()));
    }

    @Test
    void shows_embargoes_in_the_calendar_and_to_each_what_they_may_see() {
        Somebody contributor = staff.with("contributor");
        UUID own = begun(contributor, text("harbour-opens", "Harbour opens"));
        UUID others = begun(editor, text("bridge-closes", "Bridge closes"));
        Instant end = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
        schedule(editor, own, "{\"embargoedUntil\": \"" + end + "\"}").then().statusCode(200);
        schedule(editor, others, "{\"publishAt\": \"" + end.plusSeconds(60) + "\"}")
                .then()
                .statusCode(200);

        editor.asks()
                .get("/v1/editorial/calendar")
                .then()
                .body("items.id", contains(own.toString(), others.toString()))
                .body("items.embargoedUntil", contains(end.toString().replace("Z", ".000Z"), null));
        contributor
                .asks()
                .get("/v1/editorial/calendar")
                .then()
                .statusCode(200)
                .body("items.id", contains(own.toString()));
    }

    @Test
    void acts_on_many_and_says_of_each_what_became_of_it() {
        UUID ready = begun(editor, text("harbour-opens", "Harbour opens"));
        UUID unfinished = begun(editor, "{\"language\": \"en\"}");

        editor.asks()
                .body("{\"act\": \"publish\", \"ids\": [\"" + unfinished + "\", \"" + ready + "\"]}")
                .post("/v1/editorial/bulk")
                .then()
                .statusCode(200)
                .body("items.isDone", contains(false, true));

        api().get("/v1/articles/harbour-opens").then().statusCode(200);
    }
}
