package org.broadsheet.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.tag.Tagging;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Newsroom;
import org.broadsheet.testsupport.Statements;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ArticleListTest extends ApiTest {
    private static final Instant NOON = Newsroom.NOON;

    @Inject
    Statements statements;

    @Inject
    Tagging tagging;

    private static final String EXPRESSIONS = """
            tag=ferries ferry-strike,ferry-roster
            tag=ferries,strike ferry-strike
            tag=ferries|trams ferry-strike,ferry-roster,tram-line
            tag=-ferries tram-line,choir
            tag=ferries,-strike ferry-roster
            tag=-(ferries|trams) choir
            tag=trams|ferries,strike ferry-strike,tram-line
            tag=(trams|ferries),strike ferry-strike
            tag=--ferries ferry-strike,ferry-roster
            tag=no-such-tag
            tag=-no-such-tag ferry-strike,ferry-roster,tram-line,choir
            tag=ferries|no-such-tag ferry-strike,ferry-roster
            tag=ferries,no-such-tag
            section=culture choir
            section=-city choir
            section=city,culture
            section=city|culture ferry-strike,ferry-roster,tram-line,choir
            section=no-such
            author=ada ferry-strike,choir
            author=ada,bo choir
            author=ada|bo ferry-strike,ferry-roster,choir
            author=-ada ferry-roster,tram-line
            author=no-such
            tag=ferries&author=ada ferry-strike
            tag=ferries&section=culture
            author=ada&section=culture&tag=-ferries choir
            """;

    @Test
    void filters_by_boolean_expressions() {
        newsroom.story("ferry-strike").by("ada").tagged("ferries", "strike").publish();
        newsroom.story("ferry-roster").by("bo").tagged("ferries").publish();
        newsroom.story("tram-line").tagged("trams").publish();
        newsroom.story("choir").section("culture").by("ada", "bo").publish();
        newsroom.story("draft")
                .section("culture")
                .by("ada")
                .tagged("ferries", "strike")
                .draft();

        for (String line : EXPRESSIONS.lines().toList()) {
            String[] parts = line.split(" ");
            List<String> expected = parts.length == 1 ? List.of() : List.of(parts[1].split(","));
            for (String order : List.of("newest", "oldest", "updated")) {
                JsonPath list = api().get("/v1/articles?include=total&order=" + order + "&" + encoded(parts[0]))
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();

                assertThat(list.getList("items.slug", String.class))
                        .as("%s %s", parts[0], order)
                        .containsExactlyInAnyOrderElementsOf(expected);
                assertThat(list.getInt("page.total")).as(parts[0]).isEqualTo(expected.size());
            }
        }
    }

    @Test
    void a_former_slug_of_a_tag_filters_like_its_present_one() {
        UUID tag = newsroom.tag("boats");
        newsroom.published("regatta", "boats");
        tagging.rename(tag, "ships", "Ships");

        for (String filter : List.of("boats", "ships", "boats,ships", "boats|nothing")) {
            api().get("/v1/articles?include=total&tag=" + encoded(filter))
                    .then()
                    .body("items.slug", contains("regatta"))
                    .body("items[0].tags.slug", contains("ships"))
                    .body("page.total", equalTo(1));
        }
        api().get("/v1/articles?tag=-boats").then().body("items", empty());
    }

    @Test
    void filters_by_kind_and_language() {
        newsroom.story("leader").kind(ArticleKind.OPINION).publish();
        newsroom.story("noticia").language("pt-PT").publish();
        newsroom.story("noticia-br").language("pt-BR").publish();
        newsroom.story("papiamento").language("pap").publish();

        api().get("/v1/articles?kind=opinion").then().body("items.slug", contains("leader"));
        api().get("/v1/articles?kind=gallery&include=total")
                .then()
                .body("items", empty())
                .body("page.total", equalTo(0));
        api().get("/v1/articles?language=pt").then().body("items.slug", containsInAnyOrder("noticia", "noticia-br"));
        api().get("/v1/articles?language=PT-br").then().body("items.slug", contains("noticia-br"));
        api().get("/v1/articles?language=pa").then().body("items", empty());
    }

    @Test
    void filters_by_time_with_open_ends() {
        newsroom.published("early", NOON.minusSeconds(60));
        UUID middle = newsroom.published("middle", NOON);
        newsroom.published("late", NOON.plusSeconds(60));
        newsroom.publishing().update(middle, newsroom.story("middle").manuscript(), NOON.plusSeconds(600));

        api().get("/v1/articles?publishedAfter=" + NOON).then().body("items.slug", contains("late"));
        api().get("/v1/articles?publishedBefore=" + NOON).then().body("items.slug", contains("early"));
        api().get("/v1/articles?publishedAfter=" + NOON.minusMillis(1) + "&publishedBefore=" + NOON.plusMillis(1))
                .then()
                .body("items.slug", contains("middle"));
        api().get("/v1/articles?include=total&updatedAfter=" + NOON.plusSeconds(60))
                .then()
                .body("items.slug", contains("middle"))
                .body("page.total", equalTo(1));
        api().get("/v1/articles?order=updated").then().body("items.slug", contains("middle", "late", "early"));
    }

    @Test
    void answers_the_ids_that_are_asked_for_and_published() {
        UUID first = newsroom.published("first");
        newsroom.published("second");
        UUID hidden = newsroom.draft("hidden");

        api().get("/v1/articles?include=total&ids=" + first + "," + hidden + "," + UUID.randomUUID() + "," + first)
                .then()
                .body("items.slug", contains("first"))
                .body("page.total", equalTo(1));
    }

    @Test
    void pages_over_equal_times_give_each_article_once_in_one_order() {
        for (int i = 0; i < 11; i++) {
            newsroom.published("at-noon-" + i, NOON.plusNanos(i % 3 * 1000L), "same");
        }

        for (String query : List.of(
                "order=newest",
                "order=oldest",
                "order=updated",
                "tag=same",
                "tag=same&order=oldest",
                "author=ada-byron",
                "author=ada-byron&order=oldest",
                "section=city&order=oldest",
                "tag=-other",
                "include=body")) {
            List<String> whole =
                    api().get("/v1/articles?limit=100&" + query).jsonPath().getList("items.slug");
            assertThat(whole).hasSize(11).doesNotHaveDuplicates();
            assertThat(paged(query)).as(query).isEqualTo(whole);
        }
    }

    private static List<String> paged(String query) {
        List<String> paged = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = api().get("/v1/articles?limit=4&" + query + cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            paged.addAll(page.getList("items.slug", String.class));
            cursor = page.getString("page.next") == null ? null : "&cursor=" + page.getString("page.next");
        }
        return paged;
    }

    private static String encoded(String query) {
        return query.replace("|", "%7C");
    }

    @Test
    void a_last_page_that_is_just_full_has_no_next() {
        newsroom.published("one");
        newsroom.published("two");

        api().get("/v1/articles?limit=2")
                .then()
                .body("items.size()", equalTo(2))
                .body("page.next", nullValue());
    }

    @Test
    void cards_carry_no_body_and_whole_articles_do() {
        newsroom.published("harbour-opens", "harbour");

        api().get("/v1/articles").then().body("items[0].body", nullValue());
        api().get("/v1/articles?include=body")
                .then()
                .body("items[0].body", equalTo("<p>Words about Harbour opens.</p>"))
                .body("items[0].corrections", empty());
        assertThat(api().get("/v1/articles?include=body&fields=slug").jsonPath().getMap("items[0]"))
                .containsOnlyKeys("slug", "body");
    }

    @Test
    void total_is_told_only_when_asked() {
        newsroom.published("one");

        api().get("/v1/articles").then().body("page.total", nullValue());
        api().get("/v1/articles?include=total").then().body("page.total", equalTo(1));
    }

    @Test
    void a_list_costs_two_statements_at_most() {
        newsroom.published("one", "same");
        newsroom.published("two", "same", "other");

        for (String query : List.of(
                "order=newest",
                "include=total",
                "include=body,total",
                "include=total&tag=same",
                "include=total&tag=same,-other",
                "include=total&author=ada-byron&order=oldest",
                "include=total&limit=1",
                "include=total&kind=article&limit=1",
                "include=total&tag=nothing",
                "tag=nothing")) {
            long sent = statements.during(
                    () -> api().get("/v1/articles?" + query).then().statusCode(200));

            assertThat(sent).as(query).isEqualTo(query.contains("nothing") ? 2 : 1);
        }
    }

    @Test
    void the_page_after_the_last_costs_no_more() {
        newsroom.published("one");
        UUID second = newsroom.published("two", NOON.minusSeconds(1));
        String next = api().get("/v1/articles?limit=1&include=total").path("page.next");
        newsroom.publishing().withdraw(second, "Wrong.");

        long sent = statements.during(() -> api().get("/v1/articles?limit=1&include=total&cursor=" + next)
                .then()
                .body("items", empty())
                .body("page.total", equalTo(1)));

        assertThat(sent).isLessThanOrEqualTo(2);
    }

    @Test
    void what_came_after_the_newest_time_that_was_told_is_nothing() {
        UUID id = newsroom.published("one", NOON.plusNanos(349_639_000));
        newsroom.publishing().update(id, newsroom.manuscript("One", "<p>More.</p>"), NOON.plusNanos(777_777_000));
        String published = api().get("/v1/articles").path("items[0].publishedAt");
        String updated = api().get("/v1/articles").path("items[0].updatedAt");

        api().get("/v1/articles?publishedAfter=" + published).then().body("items", empty());
        api().get("/v1/articles?updatedAfter=" + updated).then().body("items", empty());
    }

    @Test
    void names_what_it_was_built_from() {
        UUID id = newsroom.published("one");

        String keys = api().get("/v1/articles").header("Surrogate-Key");
        String narrowed = api().get("/v1/articles?tag=ships,-(sea%7Csky)&section=city&author=-nobody")
                .header("Surrogate-Key");

        assertThat(keys.split(" ")).containsExactly("list:articles", "article:" + id);
        assertThat(narrowed.split(" "))
                .containsExactlyInAnyOrder(
                        "list:articles", "tag:ships", "tag:sea", "tag:sky", "section:city", "author:nobody");
    }
}
