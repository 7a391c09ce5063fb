package org.broadsheet.editorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.testsupport.Desk.act;
import static org.broadsheet.testsupport.Desk.begun;
import static org.broadsheet.testsupport.Desk.read;
import static org.broadsheet.testsupport.Desk.save;
import static org.broadsheet.testsupport.Desk.schedule;
import static org.broadsheet.testsupport.Desk.text;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Staff;
import org.broadsheet.testsupport.Staff.Somebody;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens by itself, when its time has come. */
@QuarkusTest
class SchedulingTest extends ApiTest {
    @Inject
    Staff staff;

    @Inject
    Scheduling scheduling;

    private Somebody editor;

    @BeforeEach
    void furnish() {
        newsroom.section("city");
        newsroom.author("ada-byron");
        editor = staff.with("editor");
    }

    private UUID planned(String slug, Duration ahead) {
        UUID id = begun(editor, text(slug, slug));
        schedule(editor, id, "{\"publishAt\": \"" + Instant.now().plus(ahead) + "\"}")
                .then()
                .statusCode(200)
                .body("state", equalTo("scheduled"));
        return id;
    }

    private void timePasses() {
        newsroom.change(
                "update draft set publish_at = publish_at - interval '1 hour', withdraw_at = withdraw_at - interval '1 hour'");
    }

    @Test
    void publishes_what_was_planned_when_its_time_has_come_and_not_before() {
        UUID id = planned("harbour-opens", Duration.ofMinutes(30));

        scheduling.turn();
        api().get("/v1/articles/harbour-opens").then().statusCode(404);
        timePasses();
        scheduling.turn();

        api().get("/v1/articles/harbour-opens").then().statusCode(200);
        read(editor, id).then().body("state", equalTo("published")).body("publishAt", nullValue());
        scheduling.turn();
        assertThat(newsroom.number("select count(*) from change where kind = 'published'"))
                .isOne();
    }

    @Test
    void publishes_the_revision_that_was_planned_and_not_what_was_saved_later() {
        UUID id = planned("harbour-opens", Duration.ofMinutes(30));
        save(editor, id, text("harbour-opens", "Not read by anybody yet"))
                .then()
                .statusCode(200);
        timePasses();

        scheduling.turn();

        api().get("/v1/articles/harbour-opens").then().body("headline", equalTo("harbour-opens"));
        read(editor, id).then().body("hasUnpublishedChanges", equalTo(true));
    }

    @Test
    void takes_back_what_was_planned_to_be_taken_back() {
        UUID id = begun(editor, text("harbour-opens", "Harbour opens"));
        act(editor, id, "publish");
        schedule(
                        editor,
                        id,
                        "{\"withdrawAt\": \"" + Instant.now().plusSeconds(1800)
                                + "\", \"withdrawReason\": \"The offer is over.\"}")
                .then()
                .statusCode(200);
        timePasses();

        scheduling.turn();

        api().get("/v1/articles/harbour-opens")
                .then()
                .statusCode(410)
                .body("detail", containsString("The offer is over."));
    }

    @Test
    void takes_a_plan_off_when_an_empty_one_replaces_it() {
        UUID id = planned("harbour-opens", Duration.ofMinutes(30));

        schedule(editor, id, "{}").then().statusCode(200).body("state", equalTo("approved"));
        timePasses();
        scheduling.turn();

        api().get("/v1/articles/harbour-opens").then().statusCode(404);
    }

    @Test
    void says_what_could_not_be_done_and_does_the_rest() {
        UUID stuck = planned("harbour-opens", Duration.ofMinutes(20));
        planned("bridge-closes", Duration.ofMinutes(30));
        newsroom.published("tram-returns");
        newsroom.change("update revision set text = jsonb_set(text, '{slug}', '\"tram-returns\"') where article_id = '"
                + stuck + "'");
        timePasses();

        scheduling.turn();

        read(editor, stuck).then().body("state", equalTo("approved")).body("note", containsString("could not be done"));
        api().get("/v1/articles/bridge-closes").then().statusCode(200);
    }

    @Test
    void lets_nobody_publish_under_embargo() {
        UUID id = begun(editor, text("harbour-opens", "Harbour opens"));
        Instant until = Instant.now().plusSeconds(3600);
        schedule(editor, id, "{\"embargoedUntil\": \"" + until + "\"}").then().statusCode(200);

        act(editor, id, "publish").then().statusCode(409);
        schedule(
                        editor,
                        id,
                        "{\"embargoedUntil\": \"" + until + "\", \"publishAt\": \"" + until.minusSeconds(60) + "\"}")
                .then()
                .statusCode(400);
    }

    @Test
    void publishes_each_of_two_hundred_once_with_many_nodes_at_it() throws Exception {
        for (int i = 0; i < 200; i++) {
            UUID id = begun(editor, text("story-" + i, "Story " + i));
            newsroom.change(
                    "update draft set publish_at = now() - interval '1 second', publish_revision = 1 where id = '" + id
                            + "'");
        }

        List<Thread> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            nodes.add(Thread.ofPlatform().start(scheduling::turn));
        }
        for (Thread node : nodes) {
            node.join();
        }

        assertThat(newsroom.number("select count(*) from published_article")).isEqualTo(200);
        assertThat(newsroom.number("select count(*) from change where kind = 'published'"))
                .isEqualTo(200);
        assertThat(newsroom.number("select article_count from section where slug = 'city'"))
                .isEqualTo(200);
    }
}
