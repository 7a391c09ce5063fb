package org.broadsheet.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.Color;
import java.util.List;
import java.util.UUID;
import org.broadsheet.media.Images;
import org.broadsheet.tag.Tagging;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Newsroom;
import org.broadsheet.testsupport.Pictures;
import org.broadsheet.testsupport.Statements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ArticlePageTest extends ApiTest {
    @Inject
    Statements statements;

    @Inject
    Images images;

    @Inject
    Tagging tagging;

    @Test
    void gives_the_body_in_four_forms() {
        newsroom.story("forms")
                .body("<h2>One</h2><p>Two <em>three</em>.</p><ul><li>Four</li></ul>")
                .publish();

        api().get("/v1/articles/forms?format=html")
                .then()
                .body("body", equalTo("<h2>One</h2><p>Two <em>three</em>.</p><ul><li>Four</li></ul>"))
                .body("wordCount", equalTo(4));
        api().get("/v1/articles/forms?format=text").then().body("body", equalTo("One\n\nTwo three.\n\n- Four"));
        api().get("/v1/articles/forms?format=markdown")
                .then()
                .body("body", equalTo("## One\n\nTwo *three*.\n\n- Four"));
        api().get("/v1/articles/forms?format=blocks")
                .then()
                .body("body.kind", contains("heading", "paragraph", "list"))
                .body("body[0].level", equalTo(2))
                .body("body[1].html", equalTo("Two <em>three</em>."))
                .body("body[2].items", contains("Four"));
    }

    @Test
    void each_form_has_an_etag_of_its_own() {
        newsroom.published("forms");

        List<String> etags = List.of("html", "text", "markdown", "blocks").stream()
                .map(format -> api().get("/v1/articles/forms?format=" + format).header("ETag"))
                .toList();

        assertThat(etags).doesNotHaveDuplicates().doesNotContainNull();
    }

    @Test
    void a_former_slug_leads_to_the_present_one_with_the_query() {
        UUID id = newsroom.published("first-name");
        newsroom.publishing().changeSlug(id, "second-name");
        newsroom.publishing().changeSlug(id, "third-name");

        for (String former : List.of("first-name", "second-name")) {
            api().get("/v1/articles/" + former + "?format=text&fields=headline,authors.name")
                    .then()
                    .statusCode(301)
                    .header("Location", endsWith("/v1/articles/third-name?fields=headline%2Cauthors.name&format=text"))
                    .header("Surrogate-Key", containsString("article:" + id));
        }
        api().get("/v1/articles/third-name").then().statusCode(200);
        api().get("/v1/articles/" + id).then().statusCode(200).body("slug", equalTo("third-name"));
    }

    @Test
    void a_withdrawn_article_is_gone_with_its_reason_under_every_name() {
        UUID id = newsroom.published("first-name", "harbour");
        newsroom.publishing().changeSlug(id, "second-name");

        newsroom.publishing().withdraw(id, "A court order forbids it.");

        for (String name : List.of("first-name", "second-name", id.toString())) {
            api().get("/v1/articles/" + name)
                    .then()
                    .statusCode(410)
                    .body("detail", equalTo("A court order forbids it."))
                    .body("type", endsWith("/problems/gone"));
        }
    }

    @Test
    void an_article_that_was_withdrawn_before_anybody_saw_it_is_unknown() {
        UUID id = newsroom.draft("never-seen");

        newsroom.publishing().withdraw(id, "Killed by the lawyers.");

        for (String name : List.of("never-seen", id.toString())) {
            Response answer = api().get("/v1/articles/" + name);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.asString()).doesNotContain("Killed");
        }
    }

    @Test
    void shows_its_published_translations_and_no_other() {
        UUID group = UUID.randomUUID();
        UUID english = newsroom.story("meadow").translating(group).publish();
        UUID portuguese = newsroom.story("prado")
                .language("pt")
                .headline("Um prado")
                .translating(group)
                .publish();
        newsroom.story("wiese").language("de").translating(group).draft();
        newsroom.story("alone").publish();

        api().get("/v1/articles/meadow")
                .then()
                .body("translations.slug", contains("prado"))
                .body("translations[0].language", equalTo("pt"))
                .body("translations[0].headline", equalTo("Um prado"))
                .body("translations[0].links.self", endsWith("/v1/articles/prado"));
        api().get("/v1/articles/alone").then().body("translations", empty());
        String etag = api().get("/v1/articles/meadow").header("ETag");
        conditional(etag, "meadow").then().statusCode(304);

        newsroom.publishing().withdraw(portuguese, "Badly translated.");

        conditional(etag, "meadow").then().statusCode(200).body("translations", empty());
        assertThat(english).isNotNull();
    }

    @Test
    void shows_corrections_oldest_first_and_moves_the_time_of_update() {
        UUID id = newsroom.published("ferry");

        newsroom.publishing().correct(id, CorrectionKind.CLARIFICATION, "Later.", Newsroom.NOON.plusSeconds(200));
        newsroom.publishing().correct(id, CorrectionKind.CORRECTION, "Earlier.", Newsroom.NOON.plusSeconds(100));

        api().get("/v1/articles/ferry")
                .then()
                .body("corrections.text", contains("Earlier.", "Later."))
                .body("corrections.kind", contains("correction", "clarification"))
                .body("corrections.at", contains("2026-11-20T12:01:40.000Z", "2026-11-20T12:03:20.000Z"))
                .body("updatedAt", equalTo("2026-11-20T12:03:20.000Z"))
                .body("publishedAt", equalTo("2026-11-20T12:00:00.000Z"));
    }

    @Test
    void shows_its_lead_image_with_every_rendition() {
        UUID image = images.add(Pictures.png(700, 350, Color.BLUE), "A blue sea.", null, "Drawn by hand");
        newsroom.story("sea").picture(image).publish();

        for (String address : List.of("/v1/articles/sea", "/v1/articles/" + id("sea"))) {
            api().get(address)
                    .then()
                    .body("leadImage.id", equalTo(image.toString()))
                    .body("leadImage.alt", equalTo("A blue sea."))
                    .body("leadImage.caption", nullValue())
                    .body("leadImage.credit", equalTo("Drawn by hand"))
                    .body("leadImage.focalX", equalTo(0.5f))
                    .body("leadImage.focalY", equalTo(0.5f))
                    .body("leadImage.width", equalTo(640))
                    .body("leadImage.height", equalTo(320))
                    .body("leadImage.renditions.width", contains(320, 320, 640, 640))
                    .body("leadImage.renditions.height", contains(160, 160, 320, 320))
                    .body("leadImage.url", endsWith("-640.jpg"));
        }
        api().get("/v1/articles").then().body("items[0].leadImage.width", equalTo(640));
    }

    @Test
    void keeps_words_of_every_script() {
        newsroom.story("shiomi")
                .language("ja")
                .headline("潮見市の合唱団、港へ")
                .body("<p>海は静かだった。</p><p>שלום עולם</p><p>Ζήτω 👋🏽</p>")
                .publish();

        api().get("/v1/articles/shiomi?format=text")
                .then()
                .body("headline", equalTo("潮見市の合唱団、港へ"))
                .body("body", equalTo("海は静かだった。\n\nשלום עולם\n\nΖήτω 👋🏽"))
                .body("wordCount", greaterThan(4));
    }

    @Test
    void an_article_without_authors_tags_or_picture_is_whole() {
        newsroom.story("wire").publish();

        api().get("/v1/articles/wire")
                .then()
                .statusCode(200)
                .body("authors", empty())
                .body("tags", empty())
                .body("leadImage", nullValue());
    }

    @Test
    void costs_one_statement_and_so_does_saying_that_nothing_changed() {
        UUID id = newsroom.published("harbour", "ships", "sea");
        String etag = api().get("/v1/articles/harbour").header("ETag");

        long whole =
                statements.during(() -> api().get("/v1/articles/harbour").then().statusCode(200));
        long unchanged =
                statements.during(() -> conditional(etag, "harbour").then().statusCode(304));
        long byId = statements.during(() ->
                conditional(etag("/v1/articles/" + id), id.toString()).then().statusCode(304));
        long changed = statements.during(
                () -> conditional("\"other\"", "harbour").then().statusCode(200));

        assertThat(whole).isEqualTo(1);
        assertThat(unchanged).isEqualTo(1);
        assertThat(byId).isEqualTo(2);
        assertThat(changed).isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?format=text", "?fields=headline", "?fields=slug&include=corrections"})
    void every_change_of_what_it_shows_gives_another_etag(String query) {
        UUID tag = newsroom.tag("boats");
        UUID id = newsroom.published("harbour", "boats");
        String address = "/v1/articles/harbour" + query;
        String before = etag(address);

        newsroom.publishing().correct(id, CorrectionKind.CORRECTION, "It was Tuesday.", Newsroom.NOON);
        String corrected = etag(address);
        tagging.rename(tag, "ships", "Ships");
        String renamed = etag(address);

        assertThat(List.of(before, corrected, renamed)).doesNotHaveDuplicates();
        assertThat(etag(address)).isEqualTo(renamed);
    }

    @Test
    void renaming_a_tag_changes_the_etags_of_its_lists() {
        UUID tag = newsroom.tag("boats");
        newsroom.published("harbour", "boats");
        List<String> lists = List.of("/v1/articles", "/v1/articles?tag=boats", "/v1/tags", "/v1/articles?include=body");
        List<String> before = lists.stream().map(ArticlePageTest::etag).toList();

        tagging.rename(tag, "boats", "Boats and barges");

        assertThat(lists.stream().map(ArticlePageTest::etag)).doesNotContainAnyElementsOf(before);
    }

    private static String etag(String address) {
        return api().get(address).then().statusCode(200).extract().header("ETag");
    }

    private static String id(String slug) {
        return api().get("/v1/articles/" + slug).path("id");
    }

    private static Response conditional(String etag, String name) {
        return api().header("If-None-Match", etag).get("/v1/articles/" + name);
    }
}
