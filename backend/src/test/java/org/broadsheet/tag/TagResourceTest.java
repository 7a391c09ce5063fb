package org.broadsheet.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Newsroom;
import org.broadsheet.testsupport.Statements;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TagResourceTest extends ApiTest {
    private static final Instant NOON = Newsroom.NOON;

    @Inject
    Tagging tagging;

    @Inject
    Statements statements;

    @Test
    void tells_how_many_published_articles_carry_it_and_when_last() {
        newsroom.published("later", NOON.plusSeconds(60), "sea");
        newsroom.published("earlier", NOON, "sea");
        newsroom.draft("draft", "sea");

        api().get("/v1/tags/sea")
                .then()
                .body("name", equalTo("Sea"))
                .body("articleCount", equalTo(2))
                .body("lastUsedAt", equalTo("2026-11-20T12:01:00.000Z"))
                .body("aliases", empty())
                .body("description", nullValue())
                .body("links.self", endsWith("/v1/tags/sea"))
                .body("links.site", endsWith("/tags/sea"));
    }

    @Test
    void a_tag_that_no_published_article_carries_is_unknown() {
        newsroom.tag("alone");
        newsroom.draft("draft", "drafted");
        UUID id = newsroom.published("withdrawn", "withdrawn");
        newsroom.publishing().withdraw(id, "Wrong.");

        for (String slug : List.of("alone", "drafted", "withdrawn", "nonsense")) {
            api().get("/v1/tags/" + slug).then().statusCode(404);
        }
        api().get("/v1/tags?include=total").then().body("items", empty()).body("page.total", equalTo(0));
    }

    @Test
    void a_former_slug_leads_to_the_present_one_with_the_query() {
        UUID tag = newsroom.tag("boats");
        newsroom.published("regatta", "boats");
        tagging.rename(tag, "ships", "Ships");
        tagging.rename(tag, "vessels", "Vessels");

        for (String former : List.of("boats", "ships")) {
            api().get("/v1/tags/" + former + "?fields=name")
                    .then()
                    .statusCode(301)
                    .header("Location", endsWith("/v1/tags/vessels?fields=name"));
        }
        api().get("/v1/tags/vessels").then().statusCode(200).body("aliases", contains("boats", "ships"));

        tagging.rename(tag, "boats", "Boats");

        api().get("/v1/tags/boats").then().statusCode(200).body("aliases", contains("ships", "vessels"));
    }

    @Test
    void a_slug_that_another_tag_has_or_had_is_refused() {
        UUID boats = newsroom.tag("boats");
        UUID trams = newsroom.tag("trams");
        newsroom.published("regatta", "boats", "trams");
        tagging.rename(boats, "ships", "Ships");

        for (String taken : List.of("boats", "ships")) {
            assertThat(catchThrowable(() -> tagging.rename(trams, taken, "Trams")))
                    .isNotNull();
            assertThat(catchThrowable(() -> tagging.add(taken, "Another", null)))
                    .isNotNull();
        }

        api().get("/v1/tags/trams").then().statusCode(200).body("name", equalTo("Trams"));
        api().get("/v1/tags/boats").then().statusCode(301);
    }

    @Test
    void every_order_is_total_and_pages_without_skipping_or_repeating() {
        List<String> slugs = List.of("delta", "alpha", "echo", "bravo", "charlie", "foxtrot", "golf");
        newsroom.published("all", NOON, slugs.toArray(String[]::new));
        newsroom.published("some", NOON.plusSeconds(60), "echo", "bravo", "golf");
        newsroom.published("one", NOON.minusSeconds(60), "golf");

        assertThat(paged("order=popular"))
                .containsExactly("golf", "bravo", "echo", "alpha", "charlie", "delta", "foxtrot");
        assertThat(paged("order=count")).isEqualTo(paged("order=popular"));
        assertThat(paged("limit=100")).isEqualTo(paged("order=popular"));
        assertThat(paged("order=name"))
                .containsExactly("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf");
        assertThat(paged("order=recent"))
                .containsExactly("bravo", "echo", "golf", "alpha", "charlie", "delta", "foxtrot");
    }

    @Test
    void pages_by_name_over_long_names_of_other_scripts() {
        List<String> names = List.of("ナ".repeat(90) + "一", "ナ".repeat(90) + "二", "Ω".repeat(120), "zebra");
        for (int i = 0; i < names.size(); i++) {
            tagging.add("tag-" + i, names.get(i), null);
        }
        newsroom.published("all", "tag-0", "tag-1", "tag-2", "tag-3");

        assertThat(paged("order=name")).containsExactlyInAnyOrder("tag-0", "tag-1", "tag-2", "tag-3");
    }

    @Test
    void finds_by_the_beginning_of_name_or_slug_whatever_the_case() {
        tagging.add("harbour", "The Harbour", null);
        tagging.add("harvest", "Harvest", null);
        tagging.add("evora", "Évora", null);
        tagging.add("percent", "100% wool", null);
        tagging.add("under", "snake_case", null);
        tagging.add("back", "a\\b", null);
        newsroom.published("all", "harbour", "harvest", "evora", "percent", "under", "back");

        assertThat(found("har")).containsExactlyInAnyOrder("harbour", "harvest");
        assertThat(found("HARB")).containsExactly("harbour");
        assertThat(found("the h")).containsExactly("harbour");
        assertThat(found("É")).containsExactly("evora");
        assertThat(found("évo")).containsExactly("evora");
        assertThat(found("100%")).containsExactly("percent");
        assertThat(found("snake_")).containsExactly("under");
        assertThat(found("a\\")).containsExactly("back");
        for (String wild : List.of("%", "_", "\\", "h%t", "h_rbour", "%25", "' or 1=1 --")) {
            assertThat(found(wild)).as(wild).isEmpty();
        }
    }

    @Test
    void total_counts_what_the_prefix_leaves() {
        newsroom.published("all", "harbour", "harvest", "sea");

        api().get("/v1/tags?prefix=har&limit=1&include=total")
                .then()
                .body("items", hasSize(1))
                .body("page.total", equalTo(2));
    }

    @Test
    void leaves_out_the_tags_of_a_published_article_only() {
        UUID seen = newsroom.published("seen", "sea", "ships");
        UUID hidden = newsroom.draft("hidden", "art");
        newsroom.published("other", "art", "sea");

        api().get("/v1/tags?include=total&excludeArticle=" + seen)
                .then()
                .body("items.slug", contains("art"))
                .body("page.total", equalTo(1));
        api().get("/v1/tags?excludeArticle=" + hidden)
                .then()
                .body("items.slug", containsInAnyOrder("art", "sea", "ships"));
        api().get("/v1/tags?excludeArticle=" + UUID.randomUUID()).then().body("items", hasSize(3));
    }

    @Test
    void renaming_a_tag_that_readers_do_not_know_tells_them_nothing() {
        newsroom.published("seen", "sea");
        UUID hidden = newsroom.tag("secret");
        newsroom.draft("draft", "secret");
        String etag = api().get("/v1/tags").header("ETag");
        long changes = newsroom.number("select count(*) from change");

        tagging.rename(hidden, "more-secret", "More secret");

        assertThat(newsroom.number("select count(*) from change")).isEqualTo(changes);
        assertThat(api().get("/v1/tags").header("ETag")).isEqualTo(etag);
        api().get("/v1/tags/secret").then().statusCode(404);
    }

    @Test
    void lists_cost_two_statements_at_most() {
        newsroom.published("all", "harbour", "harvest", "sea");

        for (String address : List.of(
                "/v1/tags",
                "/v1/tags?include=total&limit=1",
                "/v1/tags?include=total&prefix=nothing",
                "/v1/sections?include=total",
                "/v1/authors?include=total")) {
            assertThat(statements.during(() -> api().get(address).then().statusCode(200)))
                    .as(address)
                    .isEqualTo(2);
        }
    }

    private static List<String> found(String prefix) {
        return api().get("/v1/tags?prefix=" + URLEncoder.encode(prefix, StandardCharsets.UTF_8))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.slug", String.class);
    }

    private static List<String> paged(String query) {
        List<String> slugs = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            String limit = query.contains("limit") ? "" : "&limit=2";
            JsonPath page = api().get("/v1/tags?" + query + limit + cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            slugs.addAll(page.getList("items.slug", String.class));
            cursor = page.getString("page.next") == null ? null : "&cursor=" + page.getString("page.next");
        }
        return slugs;
    }
}
