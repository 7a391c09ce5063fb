package org.broadsheet.editorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.testsupport.Desk.act;
import static org.broadsheet.testsupport.Desk.begun;
import static org.broadsheet.testsupport.Desk.save;
import static org.broadsheet.testsupport.Desk.text;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Staff;
import org.broadsheet.testsupport.Staff.Somebody;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How one revision looks, for those who have its link. */
@QuarkusTest
class PreviewTest extends ApiTest {
    @Inject
    Staff staff;

    private Somebody editor;

    @BeforeEach
    void furnish() {
        newsroom.section("city");
        newsroom.author("ada-byron");
        editor = staff.with("editor");
    }

    private String token(UUID id, int revision) {
        Response made = editor.asks().post("/v1/editorial/articles/" + id + "/revisions/" + revision + "/previews");
        made.then().statusCode(201);
        return made.jsonPath().getString("url").replaceFirst(".*/preview/", "");
    }

    @Test
    void shows_one_revision_in_the_shape_of_a_published_article_and_leaves_no_trace() {
        UUID id = begun(editor, text("harbour-opens", "Harbour opens"));
        String token = token(id, 1);
        save(editor, id, text("harbour-opens", "Later words"));
        long changes = newsroom.number("select count(*) from change");

        Response preview = api().get("/v1/editorial/previews/" + token);

        preview.then()
                .statusCode(200)
                .body("headline", equalTo("Harbour opens"))
                .body("section.slug", equalTo("city"));
        assertThat(preview.getHeader("Cache-Control")).contains("no-store");
        assertThat(preview.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
        api().get("/v1/articles/harbour-opens").then().statusCode(404);
        assertThat(newsroom.number("select count(*) from change")).isEqualTo(changes);
        assertThat(newsroom.number("select count(*) from article")).isZero();
        // The log may be exported, and what is not out yet must not leave with it.
        assertThat(newsroom.number("select count(*) from audit where cast(detail as text) like '%Harbour opens%'"))
                .isZero();
        assertThat(newsroom.number("select article_count from section where slug = 'city'"))
                .isZero();
    }

    @Test
    void shows_what_is_unfinished_and_what_is_changed_after_publication() {
        UUID unfinished = begun(editor, "{\"language\": \"en\", \"body\": \"<p>Words.</p>\"}");
        UUID open = begun(editor, text("bridge-closes", "Bridge closes"));
        act(editor, open, "publish");
        save(editor, open, text("bridge-closes", "Bridge stays open"));

        editor.asks()
                .get("/v1/editorial/articles/" + unfinished + "/revisions/1/page")
                .then()
                .statusCode(200);
        editor.asks()
                .get("/v1/editorial/articles/" + open + "/revisions/2/page")
                .then()
                .statusCode(200)
                .body("headline", equalTo("Bridge stays open"));
        api().get("/v1/articles/bridge-closes").then().body("headline", equalTo("Bridge closes"));
    }

    @Test
    void ends_with_its_hour_its_revocation_and_whoever_made_it() {
        UUID id = begun(editor, text("harbour-opens", "Harbour opens"));
        String expired = token(id, 1);
        newsroom.change("update preview set expires_at = now() - interval '1 second'");
        api().get("/v1/editorial/previews/" + expired).then().statusCode(404);

        String revoked = token(id, 1);
        editor.asks()
                .delete("/v1/editorial/articles/" + id + "/previews")
                .then()
                .statusCode(204);
        api().get("/v1/editorial/previews/" + revoked).then().statusCode(404);

        String orphaned = token(id, 1);
        newsroom.change("update staff_member set state = 'suspended'");
        api().get("/v1/editorial/previews/" + orphaned).then().statusCode(404);
        api().get("/v1/editorial/previews/" + "a".repeat(43)).then().statusCode(404);
    }

    @Test
    void keeps_nothing_of_a_link_but_its_hash() {
        String token = token(begun(editor, text("harbour-opens", "Harbour opens")), 1);

        assertThat(newsroom.number("select count(*) from audit where cast(detail as text) like '%" + token + "%'"))
                .isZero();
        assertThat(newsroom.number(
                        "select count(*) from preview where encode(token_hash, 'escape') like '%" + token + "%'"))
                .isZero();
    }

    @Test
    void a_link_ends_when_whoever_made_it_may_not_see_the_article_any_more() {
        Somebody writer = staff.with("contributor");
        UUID id = begun(writer, text("harbour-opens", "Harbour opens"));
        String editors = token(id, 1);
        api().get("/v1/editorial/previews/" + editors).then().statusCode(200);

        newsroom.change("update staff_member set roles = '{contributor}'");

        api().get("/v1/editorial/previews/" + editors).then().statusCode(404);
        String own = writer.asks()
                .post("/v1/editorial/articles/" + id + "/revisions/1/previews")
                .jsonPath()
                .getString("url")
                .replaceFirst(".*/preview/", "");
        api().get("/v1/editorial/previews/" + own).then().statusCode(200);
    }
}
