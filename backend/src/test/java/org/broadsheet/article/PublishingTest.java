package org.broadsheet.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.KeptCounts;
import org.broadsheet.testsupport.Newsroom;
import org.broadsheet.testsupport.Story;
import org.junit.jupiter.api.Test;

/** Each act leaves the article, the kept counts, the copies of its time and the change log in step, or nothing changed. */
@QuarkusTest
class PublishingTest extends ApiTest {
    private static final Instant NOON = Newsroom.NOON;
    private static final List<String> TAGS = List.of("sea", "ships", "strike", "trams", "art", "music");
    private static final List<String> AUTHORS = List.of("ada", "bo", "cleo");
    private static final List<String> SECTIONS = List.of("city", "world", "culture");

    @Inject
    KeptCounts keptCounts;

    @Test
    void an_article_counts_from_publication_to_withdrawal_and_again_when_it_returns() {
        UUID id = newsroom.draft("ferry", "sea");
        api().get("/v1/tags/sea").then().statusCode(404);

        newsroom.publishing().publish(id, NOON);
        keptCounts.agree();
        api().get("/v1/tags/sea").then().body("articleCount", equalTo(1));

        newsroom.publishing().withdraw(id, "Wrong.");
        keptCounts.agree();
        api().get("/v1/tags/sea").then().statusCode(404);

        newsroom.publishing().publish(id, NOON.plusSeconds(60));
        keptCounts.agree();
        api().get("/v1/articles/ferry")
                .then()
                .body("publishedAt", equalTo("2026-11-20T12:01:00.000Z"))
                .body("firstPublishedAt", equalTo("2026-11-20T12:00:00.000Z"));
    }

    @Test
    void an_update_moves_the_counts_to_the_new_tags_authors_and_section() {
        UUID id = newsroom.story("ferry").by("ada").tagged("sea", "ships").publish();

        newsroom.publishing()
                .update(
                        id,
                        newsroom.story("ferry")
                                .section("world")
                                .by("bo", "ada")
                                .tagged("ships", "strike")
                                .manuscript(),
                        NOON.plusSeconds(60));

        keptCounts.agree();
        api().get("/v1/articles/ferry")
                .then()
                .body("section.slug", equalTo("world"))
                .body("authors.slug", contains("bo", "ada"))
                .body("tags.slug", contains("ships", "strike"))
                .body("updatedAt", equalTo("2026-11-20T12:01:00.000Z"))
                .body("publishedAt", equalTo("2026-11-20T12:00:00.000Z"));
        api().get("/v1/tags").then().body("items", hasSize(2));
        api().get("/v1/sections/world").then().body("articleCount", equalTo(1));
        api().get("/v1/sections/city").then().body("articleCount", equalTo(0));
    }

    @Test
    void a_tag_or_an_author_named_twice_is_meant_once() {
        newsroom.story("ferry")
                .by("ada", "bo", "ada")
                .tagged("sea", "ships", "sea")
                .publish();

        keptCounts.agree();
        api().get("/v1/articles/ferry")
                .then()
                .body("authors.slug", contains("ada", "bo"))
                .body("tags.slug", contains("sea", "ships"));
    }

    @Test
    void the_slug_may_change_and_change_back() {
        UUID id = newsroom.published("first");

        newsroom.publishing().changeSlug(id, "second");
        newsroom.publishing().changeSlug(id, "first");

        api().get("/v1/articles/first").then().statusCode(200);
        api().get("/v1/articles/second").then().statusCode(301);
    }

    @Test
    void a_slug_that_another_article_has_or_had_is_refused_and_nothing_changes() {
        UUID other = newsroom.published("taken-once");
        newsroom.publishing().changeSlug(other, "taken-now");
        UUID id = newsroom.published("mine");
        String before = api().get("/v1/articles/mine").header("ETag");
        long changes = changes();

        for (String slug : List.of("taken-once", "taken-now", UUID.randomUUID().toString(), "Not a slug")) {
            assertThatThrownBy(() -> newsroom.publishing().changeSlug(id, slug)).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> newsroom.story(slug).draft()).isInstanceOf(RuntimeException.class);
        }

        assertThat(api().get("/v1/articles/mine").header("ETag")).isEqualTo(before);
        assertThat(changes()).isEqualTo(changes);
        api().get("/v1/articles/taken-once").then().statusCode(301);
        api().get("/v1/articles/taken-now").then().statusCode(200);
    }

    @Test
    void an_act_that_fails_in_the_middle_leaves_nothing() {
        UUID id = newsroom.story("ferry").by("ada").tagged("sea").publish();
        String before = api().get("/v1/articles/ferry").asString();
        long changes = changes();
        Manuscript broken = new Manuscript(
                ArticleKind.ARTICLE,
                "en",
                "Half written",
                null,
                null,
                null,
                "<p>Half.</p>",
                newsroom.section("world"),
                List.of(newsroom.author("bo")),
                List.of(newsroom.tag("ships"), UUID.randomUUID()),
                null,
                null,
                null,
                null);

        assertThatThrownBy(() -> newsroom.publishing().update(id, broken, NOON)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> newsroom.publishing().draft("half", broken)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> newsroom.publishing().withdraw(id, "")).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> newsroom.publishing().correct(id, CorrectionKind.CORRECTION, "", NOON))
                .isInstanceOf(RuntimeException.class);

        keptCounts.agree();
        assertThat(api().get("/v1/articles/ferry").asString()).isEqualTo(before);
        assertThat(changes()).isEqualTo(changes);
        assertThat(newsroom.number("select count(*) from article")).isEqualTo(1);
    }

    @Test
    void two_hundred_acts_in_any_order_keep_the_counts_right() {
        Random chance = new Random(20261124);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(anyStory(chance, "story-" + i).draft());
        }

        for (int act = 0; act < 200; act++) {
            UUID id = ids.get(chance.nextInt(ids.size()));
            Instant at = NOON.plusSeconds(chance.nextInt(10_000));
            switch (chance.nextInt(6)) {
                case 0, 1 -> newsroom.publishing().publish(id, at);
                case 2 -> newsroom.publishing().withdraw(id, "Withdrawn in act " + act);
                case 3 ->
                    newsroom.publishing().update(id, anyStory(chance, "ignored").manuscript(), at);
                case 4 -> newsroom.publishing().correct(id, CorrectionKind.UPDATE, "Act " + act, at);
                default -> newsroom.publishing().changeSlug(id, "slug-" + ids.indexOf(id) + "-" + chance.nextInt(3));
            }
            if (act % 20 == 19) {
                keptCounts.agree();
            }
        }

        assertThat(newsroom.number("select count(*) from article where state = 'published'"))
                .isBetween(1L, 11L);
    }

    @Test
    void publishing_with_the_same_tags_in_opposite_order_neither_waits_in_a_ring_nor_miscounts() throws Exception {
        TAGS.forEach(newsroom::tag);
        List<Callable<Void>> acts = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int number = thread;
            acts.add(() -> {
                for (int i = 0; i < 25; i++) {
                    List<String> tags = new ArrayList<>(TAGS);
                    List<String> authors = new ArrayList<>(AUTHORS);
                    if (number % 2 == 1) {
                        Collections.reverse(tags);
                        Collections.reverse(authors);
                    }
                    // Ever earlier: whoever counts last must not forget the newest.
                    newsroom.story("by-" + number + "-" + i)
                            .by(authors.toArray(String[]::new))
                            .tagged(tags.toArray(String[]::new))
                            .publish(NOON.minusSeconds(i * 8L + number));
                }
                return null;
            });
        }
        AUTHORS.forEach(newsroom::author);
        newsroom.section("city");

        together(acts);

        keptCounts.agree();
        assertThat(newsroom.number("select article_count from section")).isEqualTo(200);
    }

    @Test
    void updates_that_swap_tags_and_sections_neither_wait_in_a_ring_nor_miscount() throws Exception {
        Random chance = new Random(7);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ids.add(anyStory(chance, "story-" + i).publish(NOON.plusSeconds(i)));
        }
        List<List<Manuscript>> manuscripts = ids.stream()
                .map(id -> Collections.nCopies(25, id).stream()
                        .map(same -> anyStory(chance, "ignored").manuscript())
                        .toList())
                .toList();
        List<Callable<Void>> acts = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int number = thread;
            acts.add(() -> {
                for (Manuscript manuscript : manuscripts.get(number)) {
                    newsroom.publishing().update(ids.get(number), manuscript, NOON);
                }
                return null;
            });
        }

        together(acts);

        keptCounts.agree();
    }

    @Test
    void the_last_use_is_right_when_two_publications_wait_for_each_other() throws Exception {
        UUID later = newsroom.draft("later", "sea");
        UUID earlier = newsroom.draft("earlier", "sea");
        CountDownLatch published = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first =
                    threads.submit(() -> QuarkusTransaction.requiringNew().run(() -> {
                        newsroom.publishing().publish(later, NOON.plusSeconds(600));
                        published.countDown();
                        awaitUninterrupted(commit);
                    }));
            assertThat(published.await(5, TimeUnit.SECONDS)).isTrue();
            Future<?> second = threads.submit(() -> newsroom.publishing().publish(earlier, NOON));
            awaitSomebodyWaitsForALock();

            commit.countDown();
            first.get(5, TimeUnit.SECONDS);
            second.get(5, TimeUnit.SECONDS);
        }

        keptCounts.agree();
        api().get("/v1/tags/sea").then().body("lastUsedAt", equalTo("2026-11-20T12:10:00.000Z"));
    }

    private void awaitSomebodyWaitsForALock() {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (newsroom.number("select count(*) from pg_locks where not granted") == 0) {
            assertThat(System.nanoTime()).as("nobody waits for a lock").isLessThan(patience);
            Thread.onSpinWait();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void together(List<Callable<Void>> acts) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(acts.size())) {
            for (Future<Void> done : threads.invokeAll(acts, 120, TimeUnit.SECONDS)) {
                done.get();
            }
        }
    }

    private Story anyStory(Random chance, String slug) {
        return newsroom.story(slug)
                .section(SECTIONS.get(chance.nextInt(SECTIONS.size())))
                .by(some(AUTHORS, chance))
                .tagged(some(TAGS, chance));
    }

    private static String[] some(List<String> slugs, Random chance) {
        List<String> shuffled = new ArrayList<>(slugs);
        Collections.shuffle(shuffled, chance);
        return shuffled.subList(0, chance.nextInt(slugs.size() + 1)).toArray(String[]::new);
    }

    private long changes() {
        return newsroom.number("select count(*) from change");
    }
}
