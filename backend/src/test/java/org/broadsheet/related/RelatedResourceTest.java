package org.broadsheet.related;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Indexing;
import org.broadsheet.testsupport.Newsroom;
import org.broadsheet.testsupport.Statements;
import org.broadsheet.testsupport.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RelatedResourceTest extends ApiTest {
    private static final String STRIKE =
            "<p>Ferry crews at Great Skerrin walked out on Monday over split turns, said Dermot Fahy of the seamen's union.</p>";

    private static final List<String> VOICES = List.of(
            "baker", "pilot", "miner", "nurse", "tailor", "judge", "brewer", "singer", "porter", "weaver", "priest",
            "butcher", "painter");

    @Inject
    Indexing indexing;

    @Inject
    RelatedChoices choices;

    @Inject
    Statements statements;

    @BeforeEach
    void begin_with_a_paper_of_other_stories() {
        indexing.startOver();
        String[] others = {
            "Bakery wins prize for rye bread in the county show",
            "Council votes on the library roof after long debate",
            "Town beats Tolvern by three goals in eleven minutes",
            "Observatory opens its doors for the comet tonight",
            "Seagrass meadow survives its first winter storms",
            "Playhouse piano returns from nine months of repair"
        };
        for (int i = 0; i < others.length; i++) {
            newsroom.story("other-" + i)
                    .headline(others[i])
                    .body("<p>" + others[i] + ", and what people there had to say about it all week.</p>")
                    .publish(Newsroom.NOON.minusSeconds(i * 86_400L * 9));
        }
    }

    @Test
    void brings_reports_of_one_event_together_and_nothing_else() {
        strike("walk-out", "Ferry crews walk out at Great Skerrin", Newsroom.NOON);
        strike("second-day", "Second day of ferry strike at Great Skerrin", Newsroom.NOON.plusSeconds(86_400));

        await("walk-out", "second-day");

        api().get("/v1/articles/walk-out/related")
                .then()
                .statusCode(200)
                .body("items.article.slug", contains("second-day"))
                .body("items[0].reason", equalTo("same-event"))
                .body("items[0].terms", hasItem("Skerrin"));
        api().get("/v1/articles/other-0/related").then().body("items", empty());
    }

    @Test
    void a_new_article_enters_the_lists_of_the_old_ones_that_it_belongs_to() {
        strike("walk-out", "Ferry crews walk out at Great Skerrin", Newsroom.NOON);
        indexing.caughtUp();

        strike("second-day", "Second day of ferry strike at Great Skerrin", Newsroom.NOON.plusSeconds(86_400));

        await("walk-out", "second-day");
        await("second-day", "walk-out");
    }

    @Test
    void a_withdrawn_story_is_gone_at_once_and_one_that_comes_back_is_back() {
        strike("walk-out", "Ferry crews walk out at Great Skerrin", Newsroom.NOON);
        UUID second = strike("second-day", "Second day of ferry strike at Great Skerrin", Newsroom.NOON);
        await("walk-out", "second-day");

        newsroom.publishing().withdraw(second, "Wrong.");

        assertThat(slugs("walk-out")).isEmpty();
        api().get("/v1/articles/second-day/related").then().statusCode(410).body("detail", equalTo("Wrong."));
        newsroom.publishing().publish(second, Newsroom.NOON);
        await("walk-out", "second-day");
    }

    @Test
    void what_editors_choose_comes_first_and_what_they_exclude_never_shows() {
        UUID first = strike("walk-out", "Ferry crews walk out at Great Skerrin", Newsroom.NOON);
        UUID second = strike("second-day", "Second day of ferry strike at Great Skerrin", Newsroom.NOON);
        UUID draft = newsroom.draft("draft");
        await("walk-out", "second-day");
        UUID bread = id("other-0");
        UUID roof = id("other-1");

        choices.choose(first, List.of(roof, draft, bread), List.of());
        assertThat(slugs("walk-out")).containsExactly("other-1", "other-0", "second-day");
        api().get("/v1/articles/walk-out/related")
                .then()
                .body("items[0].reason", equalTo("pinned"))
                .body("items[0].score", nullValue());

        choices.choose(first, List.of(roof, draft, bread), List.of(second));
        assertThat(slugs("walk-out")).containsExactly("other-1", "other-0");

        choices.choose(first, List.of(second), List.of());
        assertThat(slugs("walk-out")).containsExactly("second-day");
    }

    @Test
    void an_article_may_keep_out_of_other_lists() {
        strike("walk-out", "Ferry crews walk out at Great Skerrin", Newsroom.NOON);
        UUID second = strike("second-day", "Second day of ferry strike at Great Skerrin", Newsroom.NOON);
        await("walk-out", "second-day");

        newsroom.publishing().place(second, false, false, false);

        Indexing.await("an empty list", () -> slugs("walk-out").isEmpty());
        await("second-day", "walk-out");
    }

    @Test
    void an_article_that_keeps_out_of_lists_gets_the_new_ones_in_its_own() {
        UUID kept = strike("kept-out", "Ferry crews walk out at Great Skerrin", Newsroom.NOON);
        newsroom.publishing().place(kept, false, false, false);
        indexing.caughtUp();

        strike("second-day", "Second day of ferry strike at Great Skerrin", Newsroom.NOON.plusSeconds(86_400));

        await("kept-out", "second-day");
    }

    @Test
    void stays_within_a_language() {
        strike("walk-out", "Ferry crews walk out at Great Skerrin", Newsroom.NOON);
        newsroom.story("streik")
                .language("de")
                .headline("Ferry crews walk out at Great Skerrin")
                .body(STRIKE)
                .publish();
        strike("second-day", "Second day of ferry strike at Great Skerrin", Newsroom.NOON);

        await("walk-out", "second-day");

        assertThat(slugs("walk-out")).containsExactly("second-day");
        assertThat(slugs("streik")).isEmpty();
    }

    @Test
    void brings_other_languages_along_where_they_are_asked_for_and_most_tags_are_shared() {
        newsroom.tag("ferries");
        newsroom.tag("strikes");
        newsroom.tag("islands");
        UUID group = UUID.randomUUID();
        newsroom.story("walk-out")
                .headline("Ferry crews walk out at Great Skerrin")
                .body(STRIKE)
                .tagged("ferries", "strikes")
                .translating(group)
                .publish();
        foreign("streik").tagged("strikes", "ferries").publish();
        foreign("inseln").tagged("islands").publish();
        foreign("uebersetzung").tagged("ferries", "strikes").translating(group).publish();
        UUID withdrawn = foreign("zurueck").tagged("ferries", "strikes").publish();
        String anyLanguage = "/v1/articles/walk-out/related?languages=any";

        Indexing.await(
                "stories in German",
                () -> api().get(anyLanguage)
                        .<List<String>>path("items.article.slug")
                        .containsAll(List.of("streik", "zurueck")));
        newsroom.publishing().withdraw(withdrawn, "Wrong.");

        api().get(anyLanguage)
                .then()
                .body("items.article.slug", contains("streik"))
                .body("items[0].reason", equalTo("same-topic"))
                .body("items[0].terms", hasItem("Strikes"));
        assertThat(slugs("walk-out")).isEmpty();
        api().get("/v1/articles/walk-out/related?languages=de")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("languages"));
    }

    @Test
    void calls_tags_by_their_present_names_and_a_merged_one_not_at_all() {
        newsroom.tag("ships");
        newsroom.story("walk-out")
                .headline("Ferry crews walk out at Great Skerrin")
                .body(STRIKE)
                .tagged("strikes")
                .publish();
        foreign("streik").tagged("strikes").publish();
        foreign("schiffe")
                .headline("Drei neue Boote fuer die Inseln bestellt")
                .body("<p>Die Werft liefert sie im Sommer, teilte der Betreiber mit.</p>")
                .tagged("ships")
                .publish();
        Indexing.await(
                "a story in German", () -> inAnyLanguage("items.article.slug").contains("streik"));
        indexing.caughtUp();
        long lists = newsroom.number("select count(*) from change");

        newsroom.tagging().rename(newsroom.tag("strikes"), "walkouts", "Walkouts");

        assertThat(inAnyLanguage("items[0].terms")).containsExactly("Walkouts");
        assertThat(newsroom.number("select count(*) from change"))
                .as("a word to the log, which moves no list")
                .isEqualTo(lists + 1);
        newsroom.publishing().mergeTags(newsroom.tag("walkouts"), newsroom.tag("ships"));
        assertThat(inAnyLanguage("items[0].terms")).doesNotContain("Walkouts");
        Indexing.await(
                "what shares the merged tag",
                () -> inAnyLanguage("items.article.slug").containsAll(List.of("streik", "schiffe")));
        assertThat(inAnyLanguage("items[0].terms")).containsExactly("Ships");
    }

    private static List<String> inAnyLanguage(String path) {
        return api().get("/v1/articles/walk-out/related?languages=any").path(path);
    }

    @Test
    void keeps_more_than_it_shows_so_that_an_exclusion_leaves_no_gap() {
        UUID first = strike("walk-out", "Ferry crews walk out at Great Skerrin", Newsroom.NOON);
        List<UUID> reports = new ArrayList<>();
        for (String voice : VOICES) {
            reports.add(newsroom.story("told-by-" + voice)
                    .headline("Ferry crews walk out at Great Skerrin, says the " + voice)
                    .body(STRIKE + "<p>So the " + voice + " at the quay saw it, and every other " + voice + " too.</p>")
                    .publish());
        }
        Indexing.await("a long list", () -> slugs("walk-out").size() == VOICES.size());

        choices.choose(first, List.of(), reports.subList(0, 3));

        assertThat(api().get("/v1/articles/walk-out/related?limit=10").<List<String>>path("items.article.slug"))
                .hasSize(10);
    }

    @Test
    void versions_of_one_text_take_one_place() {
        strike("walk-out", "Ferry crews walk out at Great Skerrin", Newsroom.NOON);
        String other =
                "<p>The strike at Great Skerrin that Dermot Fahy's union called over split turns goes on for ferry crews.</p>";
        for (int i = 0; i < 3; i++) {
            newsroom.story("version-" + i)
                    .headline("Ferry strike at Great Skerrin goes on")
                    .body(other)
                    .publish();
        }
        Indexing.await("a list", () -> !slugs("walk-out").isEmpty());
        indexing.caughtUp();
        Indexing.await("one version", () -> slugs("walk-out").size() == 1);

        assertThat(slugs("version-0")).doesNotContain("version-1", "version-2");
    }

    @Test
    void comes_along_with_an_article_where_it_is_asked_for() {
        strike("walk-out", "Ferry crews walk out at Great Skerrin", Newsroom.NOON);
        UUID second = strike("second-day", "Second day of ferry strike at Great Skerrin", Newsroom.NOON);
        await("walk-out", "second-day");

        api().get("/v1/articles/walk-out").then().body("related", nullValue());
        String etag = api().get("/v1/articles/walk-out?include=related")
                .then()
                .statusCode(200)
                .body("related.article.slug", contains("second-day"))
                .body("related[0].reason", equalTo("same-event"))
                .extract()
                .header("ETag");
        api().get("/v1/articles/walk-out?fields=slug&include=related")
                .then()
                .body("related.article.slug", contains("second-day"));

        newsroom.publishing().withdraw(second, "Wrong.");

        api().header("If-None-Match", etag)
                .get("/v1/articles/walk-out?include=related")
                .then()
                .statusCode(200)
                .body("related", empty());
    }

    @Test
    void names_all_that_it_was_built_from_for_caches() {
        UUID first = strike("walk-out", "Ferry crews walk out at Great Skerrin", Newsroom.NOON);
        UUID second = strike("second-day", "Second day of ferry strike at Great Skerrin", Newsroom.NOON);
        await("walk-out", "second-day");

        for (String address : List.of("/v1/articles/walk-out/related", "/v1/articles/walk-out?include=related")) {
            assertThat(api().get(address).header("Surrogate-Key").split(" "))
                    .as(address)
                    .contains("list:articles", "related:" + first, "article:" + first, "article:" + second);
        }
        assertThat(api().get("/v1/articles/walk-out").header("Surrogate-Key").split(" "))
                .doesNotContain("list:articles");
    }

    @Test
    void answers_to_id_slug_and_former_slug_in_few_statements_and_bounds_the_list() {
        UUID first = strike("walk-out", "Ferry crews walk out at Great Skerrin", Newsroom.NOON);
        strike("second-day", "Second day of ferry strike at Great Skerrin", Newsroom.NOON);
        await("walk-out", "second-day");
        newsroom.publishing().changeSlug(first, "crews-walk-out");

        for (String name : List.of("walk-out", "crews-walk-out", first.toString())) {
            assertThat(slugs(name)).containsExactly("second-day");
        }
        assertThat(statements.during(() -> slugs("walk-out"))).isLessThanOrEqualTo(2);
        api().get("/v1/articles/walk-out/related?limit=0").then().statusCode(400);
        api().get("/v1/articles/nobody/related").then().statusCode(404);
        api().get("/v1/articles/walk-out/related?cursor=x").then().statusCode(400);
    }

    private UUID strike(String slug, String headline, Instant at) {
        return newsroom.story(slug)
                .headline(headline)
                .body(STRIKE + "<p>" + headline + ", as told by those who were there for " + slug + ".</p>")
                .publish(at);
    }

    private Story foreign(String slug) {
        return newsroom.story(slug)
                .language("de")
                .headline("Die Mannschaften der Faehren streiken: " + slug)
                .body("<p>Am Montag blieben alle Schiffe im Hafen, sagte " + slug + ".</p>");
    }

    private UUID id(String slug) {
        return UUID.fromString(api().get("/v1/articles/" + slug).path("id"));
    }

    private static List<String> slugs(String article) {
        return api().get("/v1/articles/" + article + "/related")
                .then()
                .statusCode(200)
                .extract()
                .path("items.article.slug");
    }

    private static void await(String article, String other) {
        Indexing.await(other + " beside " + article, () -> slugs(article).contains(other));
    }
}
