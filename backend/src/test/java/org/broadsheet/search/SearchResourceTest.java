package org.broadsheet.search;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.article.ArticleKind;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Indexing;
import org.broadsheet.testsupport.Newsroom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SearchResourceTest extends ApiTest {
    @Inject
    Indexing indexing;

    @BeforeEach
    void begin_with_an_empty_index() {
        indexing.startOver();
    }

    @Test
    void finds_words_in_headline_standfirst_body_tags_and_authors() {
        newsroom.story("a").headline("The harbour wall").publish();
        newsroom.story("b")
                .body("<p>Rain fell on the <em>seagrass</em> meadow.</p>")
                .publish();
        newsroom.story("c").tagged("lighthouses").publish();
        newsroom.story("d").by("natalia-kovalchuk").publish();
        indexing.caughtUp();

        found("harbour").body("items.article.slug", contains("a"));
        found("seagrass meadows").body("items.article.slug", contains("b"));
        found("lighthouse").body("items.article.slug", contains("c"));
        found("Kovalchuk").body("items.article.slug", contains("d"));
    }

    @Test
    void a_word_in_the_headline_counts_for_more_than_one_in_the_body() {
        newsroom.story("body")
                .headline("Something else")
                .body("<p>The tram ran.</p>")
                .publish();
        newsroom.story("headline")
                .headline("Tram runs")
                .body("<p>It ran on time, they say.</p>")
                .publish();
        indexing.caughtUp();

        found("tram").body("items.article.slug", contains("headline", "body"));
    }

    @Test
    void of_two_that_fit_alike_the_newer_comes_first() {
        newsroom.story("old").headline("Tram runs").publish(Newsroom.NOON.minusSeconds(400 * 86_400));
        newsroom.story("new").headline("Tram runs").publish(Newsroom.NOON);
        indexing.caughtUp();

        found("tram").body("items.article.slug", contains("new", "old"));
    }

    @Test
    void reads_quotations_exclusions_fields_and_the_beginning_of_the_last_word() {
        newsroom.story("wall")
                .headline("Harbour wall falls")
                .body("<p>The wall of the harbour.</p>")
                .publish();
        newsroom.story("light")
                .headline("Harbour light")
                .body("<p>A wall far from it.</p>")
                .by("ada-wall")
                .publish();
        indexing.caughtUp();

        found("\"harbour wall\"").body("items.article.slug", contains("wall"));
        found("harbour -falls").body("items.article.slug", contains("light"));
        found("harbour -\"harbour wall\"").body("items.article.slug", contains("light"));
        found("-harbour").body("items", empty());
        found("headline:wall").body("items.article.slug", contains("wall"));
        found("author:wall").body("items.article.slug", contains("light"));
        found("harb").body("items", hasSize(2)).body("interpretedAs", equalTo("harb*"));
        found("harb ").body("items", empty()).body("interpretedAs", equalTo("harb "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "harbour wall | harbour wall*",
                "\"harbour wall | \"harbour wall\"",
                "-harbour tag:boats | -harbour tag:boats*",
                "HEADLINE:x | headline:x",
                "nosuch:field | nosuch:field*",
                "foo: bar | foo: bar*",
                "a\"b c\"d | a \"b c\" d"
            })
    void tells_how_it_understood_what_was_typed(String typed, String understood) {
        assertThat(WordQuery.read(typed).interpreted()).isEqualTo(understood);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "?",
                "\"",
                "\"\"",
                "\"unclosed",
                "((((",
                "))))",
                "(a OR",
                "[a TO b]",
                "{a TO *}",
                "/a.*b/",
                "a~2",
                "a^99999",
                "+",
                "-",
                "--a",
                "&&",
                "||",
                "!",
                "\\",
                "a\\",
                ":",
                "headline:",
                "headline:\"",
                "body:*",
                "id:x",
                "_exists_:a",
                "\u202Eabc",
                "مرحبا",
                "🚢🚢🚢",
                "日本",
                "ﬀ",
                "e\u0301",
                "a AND NOT b",
                "' or 1=1 --",
                "<script>alert(1)</script>",
                "%",
                "_",
                "\u00ad",
                "\ud83d",
                "AND",
                "the",
                "a b c d e f g h i j k l m n o p q r s t u v w x y z"
            })
    void answers_whatever_is_typed(String typed) {
        newsroom.story("a").headline("The harbour wall").publish();
        indexing.caughtUp();

        String q = URLEncoder.encode(typed, StandardCharsets.UTF_8);
        api().get("/v1/search?include=facets&q=" + q).then().statusCode(200);
        api().get("/v1/articles?q=" + q).then().statusCode(200);
        api().get("/v1/search/suggest?prefix=" + q).then().statusCode(200);
    }

    @Test
    void reads_the_first_words_of_very_many_and_refuses_what_is_longer_than_an_address_may_be() {
        newsroom.story("a").headline("The harbour wall").publish();
        indexing.caughtUp();

        found("harbour ".repeat(200)).body("items", hasSize(1));
        found("a".repeat(3000)).body("items", empty());
        api().get("/v1/search?q=" + "x+".repeat(5000)).then().statusCode(414);
        api().get("/v1/search?q=a%00b").then().statusCode(400);
        api().get("/v1/search").then().statusCode(400).body("errors[0].parameter", equalTo("q"));
        api().get("/v1/search?q=").then().statusCode(400);
        api().get("/v1/search?q=a&q=b").then().statusCode(400);
    }

    @Test
    void narrows_by_the_filters_of_lists() {
        UUID first = newsroom.story("a")
                .headline("Ferry")
                .section("world")
                .tagged("boats", "strike")
                .publish();
        newsroom.story("b")
                .headline("Ferry")
                .section("city")
                .tagged("boats")
                .kind(ArticleKind.OPINION)
                .publish(Newsroom.NOON.minusSeconds(1));
        newsroom.story("c")
                .headline("Ferry")
                .section("city")
                .by("ada-byron")
                .language("en-GB")
                .publish(Newsroom.NOON.minusSeconds(2));
        indexing.caughtUp();

        for (Map.Entry<String, List<String>> filter : Map.of(
                        "section=world",
                        List.of("a"),
                        "section=-world",
                        List.of("b", "c"),
                        "tag=boats,-strike",
                        List.of("b"),
                        "tag=strike%7C(boats,strike)",
                        List.of("a"),
                        "tag=nosuch",
                        List.<String>of(),
                        "author=ada-byron",
                        List.of("c"),
                        "kind=opinion",
                        List.of("b"),
                        "language=en-GB",
                        List.of("c"),
                        "publishedBefore=2026-11-20T12:00:00Z",
                        List.of("b", "c"),
                        "ids=" + first,
                        List.of("a"))
                .entrySet()) {
            for (String path :
                    List.of("/v1/search?fields=article.slug&q=ferry&", "/v1/articles?fields=slug&q=ferry&")) {
                JsonPath answer = api().get(path + filter.getKey())
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
                List<String> slugs =
                        path.contains("search") ? answer.getList("items.article.slug") : answer.getList("items.slug");
                assertThat(slugs).as(path + filter.getKey()).containsExactlyInAnyOrderElementsOf(filter.getValue());
            }
        }
    }

    @Test
    void a_former_slug_of_a_tag_narrows_like_the_present_one() {
        UUID tag = newsroom.tag("boats");
        newsroom.story("a").headline("Ferry").tagged("boats").publish();
        newsroom.tagging().rename(tag, "vessels", "Vessels");
        indexing.caughtUp();

        answered("ferry&tag=boats").body("items.article.slug", contains("a"));
        found("vessels").body("items.article.slug", contains("a"));
        found("boats").body("items", empty());
    }

    @Test
    void counts_how_the_whole_result_is_spread() {
        for (int i = 0; i < 5; i++) {
            newsroom.story("ferry-" + i)
                    .headline("Ferry")
                    .section(i < 3 ? "city" : "world")
                    .tagged("boats")
                    .publish();
        }
        newsroom.story("tram").headline("Tram").publish();
        indexing.caughtUp();

        answered("ferry&include=facets&limit=1")
                .body("facets.sections.slug", contains("city", "world"))
                .body("facets.sections.count", contains(3, 2))
                .body("facets.tags[0].name", equalTo("Boats"))
                .body("facets.tags[0].count", equalTo(5))
                .body("facets.years.year", contains(2026))
                .body("facets.kinds.kind", contains("article"))
                .body("total.value", equalTo(5))
                .body("total.relation", equalTo("exact"));
        found("ferry").body("facets", nullValue());
    }

    @Test
    void marks_the_words_in_plain_text_and_never_in_markup() {
        newsroom.story("a")
                .headline("Ferries <b>& boats</b> 🚢 ferry")
                .body("<p>Nothing here. But two ferries &amp; one <em>ferry</em> there. And more.</p>")
                .publish();
        newsroom.story("pt").language("pt").headline("Outra coisa").publish();
        indexing.caughtUp();

        JsonPath answer =
                found("ferry ferries elsewhere \"one ferry\" -absent").extract().jsonPath();

        for (Map<String, Object> highlight : answer.<Map<String, Object>>getList("items[0].highlights")) {
            String text = (String) highlight.get("text");
            @SuppressWarnings("unchecked")
            List<Map<String, Integer>> marks = (List<Map<String, Integer>>) highlight.get("marks");
            assertThat(marks.stream()
                            .map(mark -> text.substring(mark.get("start"), mark.get("end"))
                                    .toLowerCase())
                            .collect(toSet()))
                    .isNotEmpty()
                    .isSubsetOf("ferry", "ferries", "one");
        }
        assertThat(answer.getList("items[0].highlights.field")).contains("headline", "body");
        assertThat(answer.getString("items[0].highlights.find { it.field == 'headline' }.text"))
                .isEqualTo("Ferries <b>& boats</b> 🚢 ferry");
    }

    @Test
    void pages_through_everything_once_by_relevance_and_by_time() {
        for (int i = 0; i < 23; i++) {
            newsroom.story("ferry-" + i)
                    .headline("Ferry " + "and ship ".repeat(i % 4))
                    .publish(Newsroom.NOON.minusSeconds(i / 2 * 60L));
        }
        indexing.caughtUp();

        for (String order : List.of("relevance", "newest")) {
            List<String> slugs = new ArrayList<>();
            String cursor = "";
            do {
                JsonPath page = api().get("/v1/search?q=ferry&limit=5&order=" + order + cursor)
                        .then()
                        .statusCode(200)
                        .body("total.value", equalTo(23))
                        .extract()
                        .jsonPath();
                slugs.addAll(page.getList("items.article.slug"));
                cursor = page.getString("page.next") == null ? "" : "&cursor=" + page.getString("page.next");
            } while (!cursor.isEmpty());

            assertThat(slugs).hasSize(23).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_forged_cursor_is_refused() {
        String next = found("ferry").extract().path("page.next");
        assertThat(next).isNull();
        api().get("/v1/search?q=ferry&cursor=abc").then().statusCode(400);
        newsroom.story("a").headline("Ferry").publish();
        newsroom.story("b").headline("Ferry").publish();
        indexing.caughtUp();
        String good = api().get("/v1/search?q=ferry&limit=1").path("page.next");
        api().get("/v1/search?q=tram&limit=1&cursor=" + good).then().statusCode(400);
        api().get("/v1/search?q=ferry&limit=1&cursor=" + good).then().statusCode(200);
    }

    @Test
    void suggests_the_word_that_was_meant() {
        newsroom.story("a").headline("The harbour wall").publish();
        indexing.caughtUp();

        found("harbuor wall").body("items", empty()).body("suggestion", equalTo("harbour wall*"));
        found("harbour wall").body("suggestion", nullValue());
    }

    @Test
    void never_puts_a_word_right_to_one_that_only_a_withdrawn_story_had() {
        for (int i = 0; i < 12; i++) {
            newsroom.story("stays-" + i).headline("The harbour wall").publish();
        }
        UUID gone = newsroom.story("gone").headline("Quibblewick named").publish();
        // All in one segment, where the words of a removed one stay until it is merged.
        indexing.startOver();
        found("quibblewik").body("suggestion", equalTo("quibblewick"));

        newsroom.publishing().withdraw(gone, "Wrong.");
        indexing.caughtUp();

        found("quibblewik").body("suggestion", nullValue());
        found("quibblewick").body("suggestion", nullValue());
        found("harbor wall").body("suggestion", equalTo("harbour wall*"));
    }

    @Test
    void suggests_tags_authors_and_headlines_that_begin_so() {
        newsroom.story("a")
                .headline("Ferry crews walk out")
                .tagged("ferries")
                .by("ferdinand-may")
                .publish();
        newsroom.story("b").headline("The long ferry").publish(Newsroom.NOON.minusSeconds(1));
        newsroom.draft("ferret", "fern");
        indexing.caughtUp();

        api().get("/v1/search/suggest?prefix=fer")
                .then()
                .statusCode(200)
                .body(
                        "items.text",
                        containsInAnyOrder("Ferries", "Ferdinand may", "Ferry crews walk out", "The long ferry"));
        api().get("/v1/search/suggest?prefix=long%20fe").then().body("items.slug", contains("b"));
        api().get("/v1/search/suggest?prefix=%25").then().body("items", empty());
        api().get("/v1/search/suggest").then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "de, Die Häuser am Hafen, haus",
        "fr, Les chevaux du port, cheval",
        "es, Los barcos rojos, barco",
        "it, I giornali quotidiani, quotidiano",
        "pt, Os barcos vermelhos, barco",
        "nl, De boten in de haven, boot",
        "sv, Båtarna i hamnen, båtar",
        "ru, Корабли в гавани, корабль",
        "ar, السفن في الميناء, سفن",
        "ja, 港の新しい船, 新しい",
        "zh, 港口的新船, 新船",
        "ko, 항구의 새로운 배, 새로운",
        "fi, Satamassa vene, satamassa"
    })
    void knows_the_words_of_each_language(String language, String headline, String word) {
        newsroom.story("a")
                .language(language)
                .headline(headline)
                .body("<p>x</p>")
                .publish();
        newsroom.story("other").headline("Something in English").publish();
        indexing.caughtUp();

        found(word).body("items.article.slug", contains("a"));
        found("-" + word).body("items.article.slug", contains("other"));
    }

    @Test
    void what_is_not_published_is_not_found_not_counted_and_not_suggested() {
        UUID draft = newsroom.story("draft")
                .headline("Canary secret")
                .tagged("canarytag")
                .draft();
        UUID gone = newsroom.story("gone").headline("Canary gone").publish();
        newsroom.publishing().withdraw(gone, "Wrong.");
        newsroom.publishing()
                .schedule(newsroom.story("later").headline("Canary later").draft(), Newsroom.NOON);
        newsroom.publishing()
                .embargo(newsroom.story("held").headline("Canary held").draft(), Newsroom.NOON);
        indexing.caughtUp();

        answered("canary&include=facets").body("items", empty()).body("total.value", equalTo(0));
        found("canar").body("items", empty()).body("total.value", equalTo(0));
        found("canari").body("suggestion", nullValue());
        api().get("/v1/search/suggest?prefix=canary").then().body("items", empty());
        api().get("/v1/articles?include=total&q=canary").then().body("page.total", equalTo(0));

        newsroom.publishing().publish(draft, Newsroom.NOON);
        indexing.caughtUp();

        found("canary").body("items.article.slug", contains("draft"));
    }

    private ValidatableResponse found(String typed) {
        return answered(URLEncoder.encode(typed, StandardCharsets.UTF_8));
    }

    /** What is encoded already, with other parameters behind it. */
    private ValidatableResponse answered(String query) {
        return api().get("/v1/search?q=" + query).then().statusCode(200);
    }
}
