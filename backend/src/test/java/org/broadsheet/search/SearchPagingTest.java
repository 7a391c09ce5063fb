package org.broadsheet.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Indexing;
import org.broadsheet.testsupport.Newsroom;
import org.broadsheet.testsupport.NewsroomClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages of a search while the archive moves on beneath it. */
@QuarkusTest
class SearchPagingTest extends ApiTest {
    private static final int LIKE = 40;

    @Inject
    Indexing indexing;

    @Inject
    NewsroomClock clock;

    @BeforeEach
    void begin_with_an_empty_index() {
        indexing.startOver();
    }

    @AfterEach
    void let_the_clock_go_on() {
        clock.goOn();
    }

    @Test
    void nothing_is_skipped_or_repeated_when_something_unrelated_is_published_between_pages() {
        likeStories();

        List<String> read = pages("ferry+strike+harbour", () -> publish("market", "Shares rose today"));

        assertThat(read).containsExactlyInAnyOrderElementsOf(slugs());
    }

    @Test
    void nothing_is_skipped_or_repeated_when_a_story_with_the_words_is_published_between_pages() {
        likeStories();

        List<String> read = pages("ferry+strike", () -> publish("end", "Ferry strike ends"));

        assertThat(read).doesNotHaveDuplicates().containsAll(slugs());
    }

    @Test
    void nothing_is_skipped_or_repeated_when_the_index_is_made_anew_between_pages() {
        likeStories();
        IntStream.range(0, 30)
                .mapToObj(i -> newsroom.story("gone-" + i).headline("Gone").publish())
                .toList()
                .forEach(id -> newsroom.publishing().withdraw(id, "Wrong."));

        List<String> read = pages("ferry+strike", indexing::startOver);

        assertThat(read).containsExactlyInAnyOrderElementsOf(slugs());
    }

    @Test
    void goes_on_where_it_was_when_the_last_story_of_the_page_is_withdrawn() {
        for (int i = 0; i < 20; i++) {
            newsroom.story("daily-" + i).headline("Ferry").publish(Newsroom.NOON.minus(Duration.ofDays(5L * i)));
        }
        indexing.caughtUp();

        List<String> read = new ArrayList<>();
        String first = page("ferry", "", read);
        newsroom.publishing().withdraw(idOf(read.getLast()), "Wrong.");
        indexing.caughtUp();
        page("ferry", "&cursor=" + first, read);

        assertThat(read).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void of_two_stories_of_today_the_newer_comes_first() {
        newsroom.story("morning").headline("Tram runs").publish(Newsroom.NOON.minus(Duration.ofHours(9)));
        newsroom.story("noon").headline("Tram runs").publish(Newsroom.NOON);
        newsroom.story("yesterday").headline("Tram runs").publish(Newsroom.NOON.minus(Duration.ofHours(13)));
        indexing.caughtUp();
        clock.stopAt(Newsroom.NOON.plusSeconds(60));

        List<String> read = new ArrayList<>();
        page("tram", "", read);

        assertThat(read).containsExactly("noon", "morning", "yesterday");
    }

    @Test
    void what_is_withdrawn_and_still_in_the_index_is_in_no_item_no_count_and_no_facet() {
        newsroom.story("a").headline("Ferry").section("city").tagged("boats").publish();
        newsroom.story("b").headline("Ferry").section("city").tagged("boats").publish();
        newsroom.story("gone")
                .headline("Ferry")
                .section("world")
                .tagged("wrecks")
                .publish();
        indexing.caughtUp();
        unnoticed("gone");

        for (String order : List.of("relevance", "newest")) {
            JsonPath found = api().get("/v1/search?q=ferry&include=facets&limit=2&order=" + order)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(found.getList("items.article.slug", String.class)).containsExactlyInAnyOrder("a", "b");
            assertThat(found.getInt("total.value")).isEqualTo(2);
            assertThat(found.getString("page.next")).isNull();
            assertThat(found.getList("facets.sections.slug", String.class)).containsExactly("city");
            assertThat(found.getList("facets.tags.slug", String.class)).containsExactly("boats");
        }
        JsonPath listed = api().get("/v1/articles?q=ferry&include=total&limit=2")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(listed.getList("items.slug", String.class)).containsExactlyInAnyOrder("a", "b");
        assertThat(listed.getInt("page.total")).isEqualTo(2);
        assertThat(listed.getString("page.next")).isNull();
    }

    @Test
    void the_score_of_what_stands_tells_nothing_of_the_words_of_what_was_withdrawn() {
        List<Float> withTheWord = scoresAfterWithdrawing("Quibblewick named");
        newsroom.clear();
        indexing.startOver();
        List<Float> withAnother = scoresAfterWithdrawing("Somebody named");

        assertThat(withTheWord).isEqualTo(withAnother);
    }

    @Test
    void the_score_is_a_share_of_the_best_on_every_page() {
        for (int i = 0; i < 6; i++) {
            newsroom.story("s-" + i).headline("Ferry " + "and ship ".repeat(i)).publish();
        }
        indexing.caughtUp();

        JsonPath whole = scored("ferry&limit=6");
        JsonPath first = scored("ferry&limit=3");
        JsonPath second = scored("ferry&limit=3&cursor=" + first.getString("page.next"));

        List<Float> scores = whole.getList("items.score", Float.class);
        assertThat(scores.getFirst()).isEqualTo(1);
        assertThat(scores).allSatisfy(score -> assertThat(score).isBetween(0f, 1f));
        assertThat(scores.getLast()).isLessThan(1);
        assertThat(first.getList("items.score", Float.class)).isEqualTo(scores.subList(0, 3));
        assertThat(second.getList("items.score", Float.class)).isEqualTo(scores.subList(3, 6));
    }

    private List<Float> scoresAfterWithdrawing(String headline) {
        for (int i = 0; i < 12; i++) {
            newsroom.story("stays-" + i).headline("The harbour wall").publish();
        }
        newsroom.story("other").headline("Quibblewick harbour").publish();
        UUID gone = newsroom.story("gone").headline(headline).publish();
        // All in one segment, where the words of a removed one stay until it is merged.
        indexing.startOver();
        newsroom.publishing().withdraw(gone, "Wrong.");
        indexing.caughtUp();
        return scored("quibblewick+harbour+wall").getList("items.score", Float.class);
    }

    private static JsonPath scored(String query) {
        return api().get("/v1/search?q=" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void likeStories() {
        Instant first = Newsroom.NOON.minus(Duration.ofDays(LIKE));
        for (int i = 0; i < LIKE; i++) {
            newsroom.story("like-" + i)
                    .headline("Ferry strike goes on")
                    .body("<p>The ferry strike goes on in the harbour.</p>")
                    .publish(first.plusSeconds(i));
        }
        newsroom.story("else").headline("Other news").publish();
        indexing.caughtUp();
    }

    private static List<String> slugs() {
        return IntStream.range(0, LIKE).mapToObj(i -> "like-" + i).toList();
    }

    private void publish(String slug, String headline) {
        newsroom.story(slug).headline(headline).publish();
        indexing.caughtUp();
    }

    private UUID idOf(String slug) {
        return UUID.fromString(newsroom.text("select cast(id as text) from article where slug = '" + slug + "'"));
    }

    /** As if the withdrawal were so fresh that the log has not told of it. */
    private void unnoticed(String slug) {
        newsroom.change(
                "update article set state = 'withdrawn', withdrawn_at = now(), withdrawn_reason = 'Wrong.' where slug = '"
                        + slug + "'");
    }

    /** Reads all pages, and lets something happen after each of the first two. */
    private static List<String> pages(String words, Runnable happening) {
        List<String> read = new ArrayList<>();
        String next = page(words, "", read);
        happening.run();
        while (next != null) {
            next = page(words, "&cursor=" + next, read);
        }
        return read;
    }

    private static String page(String words, String cursor, List<String> read) {
        JsonPath page = api().get("/v1/search?fields=article.slug&limit=10&q=" + words + cursor)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        read.addAll(page.getList("items.article.slug"));
        return page.getString("page.next");
    }
}
