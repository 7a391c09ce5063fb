package org.broadsheet.editorial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.testsupport.Desk.act;
import static org.broadsheet.testsupport.Desk.begun;
import static org.broadsheet.testsupport.Desk.changes;
import static org.broadsheet.testsupport.Desk.read;
import static org.broadsheet.testsupport.Desk.save;
import static org.broadsheet.testsupport.Desk.text;
import static org.broadsheet.testsupport.Desk.version;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Staff;
import org.broadsheet.testsupport.Staff.Somebody;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How people write, and how nobody's work is lost. */
@QuarkusTest
class DraftResourceTest extends ApiTest {
    @Inject
    Staff staff;

    private Somebody editor;

    @BeforeEach
    void furnish() {
        newsroom.section("city");
        newsroom.author("ada-byron");
        editor = staff.with("editor");
    }

    @Test
    void begins_an_article_as_unfinished_as_one_likes() {
        Response begun = editor.asks().body("{\"language\": \"en\"}").post("/v1/editorial/articles");

        begun.then()
                .statusCode(201)
                .body("state", equalTo("draft"))
                .body("revision", equalTo(1))
                .body("text.headline", equalTo(""))
                .body("live", nullValue())
                .body("missing.pointer", contains("/headline", "/slug", "/section", "/body", "/authors"));
        assertThat(begun.getHeader("ETag")).isEqualTo("\"0\"");
        assertThat(begun.getHeader("Location")).endsWith("/v1/editorial/articles/" + begun.path("id"));
    }

    @Test
    void gives_the_same_article_for_the_same_key_and_refuses_another_body() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Response begun = editor.asks()
                    .header("Idempotency-Key", "click-0001")
                    .body(text("harbour-opens", "Harbour opens"))
                    .post("/v1/editorial/articles");
            ids.add(begun.path("id"));
            assertThat(begun.statusCode()).isEqualTo(i == 0 ? 201 : 200);
        }

        assertThat(ids.getFirst()).isEqualTo(ids.getLast());
        editor.asks()
                .header("Idempotency-Key", "click-0001")
                .body(text("harbour-closes", "Harbour closes"))
                .post("/v1/editorial/articles")
                .then()
                .statusCode(422);
        assertThat(newsroom.number("select count(*) from draft")).isOne();
    }

    @Test
    void shows_readers_nothing_of_what_is_saved_until_it_is_published() {
        UUID id = begun(editor, text("harbour-opens", "Harbour opens"));
        api().get("/v1/articles/harbour-opens").then().statusCode(404);

        act(editor, id, "publish").then().statusCode(200).body("state", equalTo("published"));
        api().get("/v1/articles/harbour-opens").then().statusCode(200).body("headline", equalTo("Harbour opens"));

        save(editor, id, text("harbour-opens", "Harbour opens late"))
                .then()
                .statusCode(200)
                .body("state", equalTo("published"))
                .body("hasUnpublishedChanges", equalTo(true))
                .body("liveRevision", equalTo(1))
                .body("revision", equalTo(2));
        api().get("/v1/articles/harbour-opens").then().body("headline", equalTo("Harbour opens"));

        act(editor, id, "publish").then().statusCode(200).body("hasUnpublishedChanges", equalTo(false));
        api().get("/v1/articles/harbour-opens").then().body("headline", equalTo("Harbour opens late"));
    }

    @Test
    void works_at_what_was_published_before_there_was_a_desk() {
        UUID id = newsroom.published("harbour-opens", "harbour");

        read(editor, id)
                .then()
                .statusCode(200)
                .body("state", equalTo("published"))
                .body("revision", equalTo(0))
                .body("text.tags.slug", contains("harbour"))
                .body("hasUnpublishedChanges", equalTo(false));
        save(editor, id, text("harbour-opens", "Another headline"))
                .then()
                .statusCode(200)
                .body("revision", equalTo(2))
                .body("liveRevision", equalTo(1))
                .body("hasUnpublishedChanges", equalTo(true));
        editor.asks()
                .get("/v1/editorial/articles/" + id + "/revisions")
                .then()
                .body("items.number", contains(2, 1))
                .body("items.savedBy", contains("editor", null));
    }

    @Test
    void takes_what_came_planned_or_held_back_for_ready() {
        UUID planned = newsroom.draft("harbour-opens");
        newsroom.publishing().schedule(planned, java.time.Instant.now().plusSeconds(3600));
        UUID held = newsroom.draft("bridge-closes");
        newsroom.publishing().embargo(held, java.time.Instant.now().plusSeconds(3600));

        editor.asks()
                .get("/v1/editorial/articles")
                .then()
                .statusCode(200)
                .body("items.state", contains("approved", "approved"));
        read(editor, held)
                .then()
                .body("state", equalTo("approved"))
                .body("live", nullValue())
                .body("acts", not(hasItem("correct")));
        act(editor, held, "publish").then().statusCode(200).body("state", equalTo("published"));
    }

    @Test
    void refuses_to_overwrite_what_somebody_else_saved_and_shows_it() {
        Somebody other = staff.with("chief_editor");
        UUID id = begun(editor, text("harbour-opens", "Harbour opens"));
        String seen = version(editor, id);
        save(other, id, text("harbour-opens", "The other's headline")).then().statusCode(200);

        editor.asks()
                .header("If-Match", seen)
                .body(text("harbour-opens", "My headline"))
                .put("/v1/editorial/articles/" + id)
                .then()
                .statusCode(412)
                .body("current.text.headline", equalTo("The other's headline"))
                .body("current.changedBy", equalTo("chief_editor"))
                .body("current.version", equalTo(1));
        editor.asks()
                .body(text("harbour-opens", "My headline"))
                .put("/v1/editorial/articles/" + id)
                .then()
                .statusCode(428);

        read(editor, id)
                .then()
                .body("text.headline", equalTo("The other's headline"))
                .body("revision", equalTo(2));
    }

    @Test
    void lets_one_of_fifty_who_save_at_once_win_and_keeps_what_he_wrote() throws Exception {
        UUID id = begun(editor, text("harbour-opens", "Harbour opens"));
        String seen = version(editor, id);
        List<Callable<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String mine = text("harbour-opens", "Headline " + i);
            all.add(() -> editor.asks()
                    .header("If-Match", seen)
                    .body(mine)
                    .put("/v1/editorial/articles/" + id)
                    .statusCode());
        }

        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService fifty = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> one : fifty.invokeAll(all)) {
                statuses.add(one.get());
            }
        }

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
        assertThat(newsroom.number("select count(*) from revision")).isEqualTo(2);
    }

    @Test
    void lets_what_the_desk_saves_by_itself_grow_and_begins_anew_for_what_somebody_saved() {
        UUID id = begun(editor, text("harbour-opens", "Harbour opens"));
        for (String headline : List.of("H", "Ha", "Harb")) {
            changes(editor, id)
                    .body(text("harbour-opens", headline))
                    .put("/v1/editorial/articles/" + id + "?autosave=true")
                    .then()
                    .statusCode(200)
                    .body("revision", equalTo(2));
        }
        save(editor, id, text("harbour-opens", "Harbour")).then().body("revision", equalTo(3));
        changes(staff.with("editor"), id)
                .body(text("harbour-opens", "Another's"))
                .put("/v1/editorial/articles/" + id + "?autosave=true")
                .then()
                .body("revision", equalTo(4));
    }

    @Test
    void tells_what_changed_word_by_word() {
        UUID id = begun(editor, text("harbour-opens", "Harbour opens", "<p>The harbour opens at noon.</p>"));
        save(editor, id, text("harbour-opens", "Harbour opens", "<p>The harbour opens at <em>dusk</em>.</p>"));

        editor.asks()
                .get("/v1/editorial/articles/" + id + "/revisions/2/difference")
                .then()
                .statusCode(200)
                .body("from", equalTo(1))
                .body("fields.field", contains("body"))
                .body("fields[0].pieces.kind", contains("same", "removed", "added"))
                .body("fields[0].pieces.text", contains("The harbour opens at ", "noon.", "_dusk_."));
    }

    @Test
    void restores_an_old_revision_as_the_newest() {
        UUID id = begun(editor, text("harbour-opens", "First"));
        save(editor, id, text("harbour-opens", "Second"));

        act(editor, id, "revisions/1/restore")
                .then()
                .statusCode(200)
                .body("revision", equalTo(3))
                .body("text.headline", equalTo("First"));
    }

    @Test
    void shows_a_contributor_his_own_and_what_is_public_and_nothing_else() {
        Somebody contributor = staff.with("contributor");
        UUID own = begun(contributor, text("own-words", "Own words"));
        UUID foreign = begun(editor, text("harbour-opens", "Harbour opens"));
        UUID open = newsroom.published("bridge-closes");

        read(contributor, foreign).then().statusCode(404);
        contributor
                .asks()
                .get("/v1/editorial/articles")
                .then()
                .body("items.id", containsInAnyOrder(own.toString(), open.toString()));
        contributor
                .asks()
                .header("If-Match", "\"0\"")
                .body(text("bridge-closes", "Mine now"))
                .put("/v1/editorial/articles/" + open)
                .then()
                .statusCode(403);
        contributor
                .asks()
                .header("If-Match", "\"0\"")
                .post("/v1/editorial/articles/" + own + "/publish")
                .then()
                .statusCode(403);
        api().get("/v1/articles/own-words").then().statusCode(404);
    }

    @Test
    void takes_an_approval_back_when_the_text_changes_by_somebody_who_may_not_approve() {
        Somebody contributor = staff.with("contributor");
        UUID id = begun(contributor, text("own-words", "Own words"));
        act(contributor, id, "submit").then().statusCode(200).body("state", equalTo("in_review"));
        act(editor, id, "approve").then().statusCode(200).body("state", equalTo("approved"));

        save(contributor, id, text("own-words", "Other words"))
                .then()
                .statusCode(200)
                .body("state", equalTo("draft"));
    }

    @Test
    void gives_an_article_back_with_a_word() {
        Somebody contributor = staff.with("contributor");
        UUID id = begun(contributor, text("own-words", "Own words"));
        act(contributor, id, "submit");

        act(editor, id, "give-back", "{\"note\": \"Who says so?\"}")
                .then()
                .statusCode(200)
                .body("state", equalTo("draft"))
                .body("note", equalTo("Who says so?"));
    }

    @Test
    void names_everything_that_is_missing_before_publication_at_once() {
        UUID id = begun(editor, "{\"language\": \"en\", \"headline\": \"Harbour\"}");

        act(editor, id, "publish")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/slug", "/section", "/body", "/authors"));
    }

    @Test
    void refuses_a_slug_that_belongs_to_another_article_for_ever() {
        newsroom.published("harbour-opens");
        UUID id = begun(editor, text("harbour-opens", "Another harbour"));

        act(editor, id, "publish").then().statusCode(400).body("errors.pointer", contains("/slug"));
    }

    @Test
    void keeps_every_old_address_when_the_slug_changes() {
        UUID id = begun(editor, text("harbour-opens", "Harbour opens"));
        act(editor, id, "publish");
        save(editor, id, text("port-opens", "Harbour opens"));
        api().get("/v1/articles/port-opens").then().statusCode(404);

        act(editor, id, "publish").then().statusCode(200);

        api().get("/v1/articles/harbour-opens").then().statusCode(301);
        api().get("/v1/articles/port-opens").then().statusCode(200);
    }

    @Test
    void finds_drafts_by_their_words_and_filters_them() {
        UUID one = begun(editor, text("harbour-opens", "Harbour opens", "<p>The ferries wait.</p>"));
        begun(editor, text("bridge-closes", "Bridge closes"));
        newsroom.published("tram-returns");

        editor.asks()
                .get("/v1/editorial/articles?q=ferr")
                .then()
                .statusCode(200)
                .body("items.id", contains(one.toString()));
        editor.asks().get("/v1/editorial/articles?state=draft").then().body("items", hasSize(2));
        editor.asks().get("/v1/editorial/articles?state=published").then().body("items", hasSize(1));
        editor.asks()
                .get("/v1/editorial/articles?whose=mine&section=city")
                .then()
                .body("items", hasSize(2));
        editor.asks().get("/v1/editorial/articles?q=nothing").then().body("items", empty());
        editor.asks().get("/v1/editorial/articles?q=%26%7C!").then().statusCode(200);
    }

    @Test
    void finds_an_article_by_its_whole_headline_with_numbers_and_names_of_hosts() {
        UUID article = begun(editor, text("tram-dearer", "Tram is £11.5 million dearer, says news.example. Again."));

        for (String q : List.of("£11.5 million", "11.5", "news.example. again", "11.", "...")) {
            editor.asks()
                    .get("/v1/editorial/articles?q=" + URLEncoder.encode(q, UTF_8))
                    .then()
                    .statusCode(200)
                    .body("items.id", hasItem(article.toString()));
        }
        editor.asks().get("/v1/editorial/articles?q=11.6").then().body("items", empty());
    }

    @Test
    void pages_through_everything_once() {
        for (int i = 0; i < 5; i++) {
            begun(editor, text("draft-" + i, "Draft " + i));
            newsroom.published("published-" + i);
        }
        List<String> seen = new ArrayList<>();
        String next = null;
        do {
            Response page =
                    editor.asks().get("/v1/editorial/articles?limit=3" + (next == null ? "" : "&cursor=" + next));
            page.then().statusCode(200);
            seen.addAll(page.jsonPath().getList("items.id"));
            next = page.jsonPath().getString("next");
        } while (next != null);

        assertThat(seen).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void throws_away_what_readers_never_saw_and_nothing_else() {
        UUID draft = begun(editor, text("harbour-opens", "Harbour opens"));
        UUID open = begun(editor, text("bridge-closes", "Bridge closes"));
        act(editor, open, "publish");

        changes(editor, draft).delete("/v1/editorial/articles/" + draft).then().statusCode(204);
        changes(editor, open).delete("/v1/editorial/articles/" + open).then().statusCode(409);

        read(editor, draft).then().statusCode(404);
    }

    @Test
    void says_who_else_has_an_article_open() {
        Somebody other = staff.with("chief_editor");
        UUID id = begun(editor, text("harbour-opens", "Harbour opens"));
        other.asks().put("/v1/editorial/articles/" + id + "/presence").then().body("others", empty());

        editor.asks()
                .put("/v1/editorial/articles/" + id + "/presence")
                .then()
                .statusCode(200)
                .body("others", contains("chief_editor"));
        newsroom.change("update presence set seen_at = now() - interval '31 seconds'");
        other.asks().put("/v1/editorial/articles/" + id + "/presence").then().body("others", empty());
    }

    @Test
    void corrects_withdraws_and_reinstates_before_the_eyes_of_readers() {
        Somebody chief = staff.with("chief_editor");
        UUID id = begun(editor, text("harbour-opens", "Harbour opens"));
        act(editor, id, "publish");

        act(editor, id, "corrections", "{\"kind\": \"correction\", \"text\": \"It was dusk, not noon.\"}")
                .then()
                .statusCode(200);
        api().get("/v1/articles/harbour-opens").then().body("corrections.text", contains("It was dusk, not noon."));
        String before = api().get("/v1/articles/harbour-opens").path("publishedAt");

        act(editor, id, "withdraw", "{\"reason\": \"It was not true.\"}")
                .then()
                .statusCode(200)
                .body("state", equalTo("withdrawn"))
                .body("acts", not(hasItem("reinstate")));
        api().get("/v1/articles/harbour-opens").then().statusCode(410);
        act(editor, id, "reinstate").then().statusCode(403);
        act(chief, id, "reinstate").then().statusCode(200).body("state", equalTo("published"));
        api().get("/v1/articles/harbour-opens").then().statusCode(200).body("publishedAt", equalTo(before));
    }

    @Test
    void cleans_what_is_pasted_when_it_is_saved() {
        UUID id = begun(
                editor,
                text("harbour-opens", "Harbour <b>opens</b>", "<p onclick=\"x()\">Words<script>alert(1)</script></p>"));

        read(editor, id)
                .then()
                .body("text.body", equalTo("<p>Words</p>"))
                .body("text.headline", equalTo("Harbour <b>opens</b>"));
    }

    @Test
    void names_every_fault_and_the_nearest_name_of_what_it_does_not_know() {
        editor.asks()
                .body("""
                        {"language": "e!", "headlin": "x", "section": "nowhere", "tags": ["none"], "slug": "Not a slug", "authors": 3}""")
                .post("/v1/editorial/articles")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/language"))
                .body("errors.pointer", hasItem("/section"))
                .body("errors.pointer", hasItem("/tags"))
                .body("errors.pointer", hasItem("/slug"))
                .body("errors.pointer", hasItem("/authors"))
                .body(
                        "errors.find { it.pointer == '/headlin' }.detail",
                        equalTo("is not known here; did you mean 'headline'?"));
    }
}
