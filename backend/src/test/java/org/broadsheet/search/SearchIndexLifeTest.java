package org.broadsheet.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.broadsheet.article.ArticleTexts;
import org.broadsheet.changes.Change.Position;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Indexing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index of its own, on a folder of its own, that is started and stopped as a node does. */
@QuarkusTest
class SearchIndexLifeTest extends ApiTest {
    private static final DocumentPart NONE = (document, article) -> {};

    @Inject
    DataSource dataSource;

    @Inject
    ChangeLog log;

    @Inject
    ArticleTexts texts;

    @TempDir
    Path folder;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final List<SearchIndex> started = new ArrayList<>();

    @AfterEach
    void stop_what_was_started() throws InterruptedException {
        for (SearchIndex index : started) {
            index.onStop(new ShutdownEvent());
        }
    }

    @Test
    void an_index_that_was_stopped_while_it_was_made_is_made_whole_by_the_next_start() throws InterruptedException {
        publish(230);
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        SearchIndex first = start((document, article) -> {
            reached.countDown();
            await(goesOn);
        });
        await(reached);

        Thread stop = Thread.ofPlatform().start(() -> stop(first));
        Indexing.await("the stop to begin", () -> stop.getState() == Thread.State.TIMED_WAITING);
        goesOn.countDown();
        stop.join();
        started.remove(first);
        SearchIndex next = start(NONE);

        Indexing.await("the next start", () -> next.hasReached(log.settled()));
        assertThat(count(next)).isEqualTo(230);
    }

    @Test
    void an_index_of_before_a_pause_is_not_read_until_it_has_caught_up() {
        UUID withdrawn = newsroom.story("withdrawn").headline("Ferry").publish();
        SearchIndex first = start(NONE);
        Indexing.await("the first start", () -> first.hasReached(log.settled()));
        stop(first);
        started.remove(first);
        newsroom.publishing().withdraw(withdrawn, "Wrong.");
        newsroom.story("meanwhile").headline("Tram").publish();
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);

        SearchIndex next = start((document, article) -> {
            reached.countDown();
            await(goesOn);
        });
        await(reached);

        assertThat(next.read(searcher -> searcher.getIndexReader().numDocs())).isEmpty();
        goesOn.countDown();
        Indexing.await("the next start", () -> next.hasReached(log.settled()));
        assertThat(next.read(searcher -> searcher.getIndexReader().numDocs())).contains(1);
    }

    @Test
    void survives_an_error_while_it_is_made_and_while_it_follows() {
        publish(1);
        Map<String, AtomicBoolean> isTold = new ConcurrentHashMap<>();
        SearchIndex index = start((document, article) -> {
            if (isTold.computeIfAbsent(article.headline(), headline -> new AtomicBoolean())
                    .compareAndSet(false, true)) {
                throw new OutOfMemoryError("only said so");
            }
        });
        Indexing.await("one article", () -> count(index) == 1);

        newsroom.story("later").headline("Later").publish();

        Indexing.await("both articles", () -> count(index) == 2);
    }

    @Test
    void what_nobody_can_analyse_is_left_out_and_the_others_are_found() {
        newsroom.story("bad-before").headline("Poison").publish();
        newsroom.story("good-before").headline("Ferry").publish();
        SearchIndex index = start((document, article) -> {
            if (article.headline().equals("Poison")) {
                throw new IllegalArgumentException("it cannot be analysed");
            }
        });
        Indexing.await("the good one", () -> count(index) == 1);

        newsroom.story("bad-after").headline("Poison").publish();
        newsroom.story("good-after").headline("Ferry").publish();

        Indexing.await("both good ones", () -> count(index) == 2);
        assertThat(index.hasReached(log.settled())).isTrue();
    }

    @Test
    void what_was_left_out_is_found_once_it_can_be_analysed() {
        UUID bad = newsroom.story("bad").headline("Poison").publish();
        AtomicBoolean isCured = new AtomicBoolean();
        SearchIndex index = start((document, article) -> {
            if (!isCured.get()) {
                throw new IllegalArgumentException("it cannot be analysed");
            }
        });
        Indexing.await("an index of nothing", () -> count(index) == 0);
        assertThat(gauge("broadsheet.search.index.left.out")).isEqualTo(1);

        isCured.set(true);
        newsroom.publishing().changeSlug(bad, "cured");

        Indexing.await("the article", () -> count(index) == 1);
        assertThat(gauge("broadsheet.search.index.left.out")).isZero();
    }

    @Test
    void a_changed_name_of_many_articles_keeps_nobody_else_waiting() {
        UUID tag = newsroom.tag("boats");
        newsroom.story("going").headline("Ferry").publish();
        publish(400, "boats");
        AtomicInteger renamed = new AtomicInteger();
        SearchIndex index = start((document, article) -> {
            if (article.tags().stream().anyMatch(carried -> carried.name().equals("Vessels"))) {
                renamed.incrementAndGet();
                passTime();
            }
        });
        Indexing.await("all articles", () -> count(index) == 401);

        newsroom.tagging().rename(tag, "vessels", "Vessels");
        Position afterName = log.settled();
        newsroom.story("new").headline("Tram").publish();
        newsroom.publishing().withdraw(id("going"), "Wrong.");
        Position afterAll = log.settled();

        Indexing.await("the new article", () -> index.hasReached(afterAll));
        assertThat(found(index, "words." + Languages.PLAIN, "tram")).isEqualTo(1);
        assertThat(count(index)).isEqualTo(401);
        assertThat(index.hasWorkedOff(afterName)).isFalse();
        assertThat(renamed).hasValueLessThan(400);
        assertThat(index.behind()).isPositive();
        Indexing.await("the changed name", () -> index.hasWorkedOff(afterAll));
        assertThat(found(index, Indexed.tags("en"), "vessel")).isEqualTo(400);
    }

    @Test
    void a_stop_while_a_changed_name_is_worked_on_loses_nothing_of_it() {
        UUID tag = newsroom.tag("boats");
        publish(200, "boats");
        AtomicInteger renamed = new AtomicInteger();
        SearchIndex first = start((document, article) -> {
            if (article.tags().getFirst().name().equals("Vessels") && renamed.incrementAndGet() > 60) {
                passTime();
            }
        });
        Indexing.await("all articles", () -> count(first) == 200);
        newsroom.tagging().rename(tag, "vessels", "Vessels");
        Indexing.await("the name to be worked on", () -> renamed.get() > 60);

        stop(first);
        SearchIndex next = start(NONE);

        assertThat(renamed).hasValueLessThan(200);
        Indexing.await("the changed name", () -> next.hasWorkedOff(log.settled()));
        assertThat(found(next, Indexed.tags("en"), "vessel")).isEqualTo(200);
    }

    @Test
    void what_changes_nothing_in_the_index_has_no_article_read_again() {
        UUID tag = newsroom.tag("boats");
        publish(3, "boats");
        AtomicInteger read = new AtomicInteger();
        SearchIndex index = start((document, article) -> read.incrementAndGet());
        Indexing.await("all articles", () -> count(index) == 3);

        newsroom.tagging().describe(tag, "What floats.");

        Indexing.await("the description", () -> index.hasWorkedOff(log.settled()));
        assertThat(read).hasValue(3);
    }

    @Test
    void a_fault_of_whoever_reads_makes_nothing_anew() {
        publish(2);
        AtomicInteger read = new AtomicInteger();
        SearchIndex index = start((document, article) -> read.incrementAndGet());
        Indexing.await("all articles", () -> count(index) == 2);
        SearchIndex.Reading<Object> fault = searcher -> searcher.storedFields().document(1_000_000);

        // It looks like damage at first, and then the files are found whole.
        Indexing.await("the fault", () -> catchThrowable(() -> index.read(fault)) instanceof IllegalArgumentException);

        assertThat(count(index)).isEqualTo(2);
        assertThat(read).hasValue(2);
    }

    @Test
    void tells_how_far_it_is() {
        publish(230);
        CountDownLatch goesOn = new CountDownLatch(1);
        AtomicInteger read = new AtomicInteger();
        SearchIndex index = start((document, article) -> {
            if (read.incrementAndGet() > 200) {
                await(goesOn);
            }
        });

        Indexing.await("the second batch", () -> read.get() > 200);
        assertThat(gauge("broadsheet.search.index.articles")).isEqualTo(200);
        assertThat(gauge("broadsheet.search.index.total")).isEqualTo(230);
        assertThat(gauge("broadsheet.search.index.behind")).isEqualTo(30);
        goesOn.countDown();

        Indexing.await("all articles", () -> count(index) == 230);
        assertThat(gauge("broadsheet.search.index.articles")).isEqualTo(230);
        Indexing.await("nothing behind", () -> gauge("broadsheet.search.index.behind") == 0);
    }

    private void publish(int articles, String... tags) {
        for (int i = 0; i < articles; i++) {
            newsroom.story("s" + i).headline("Ferry " + i).tagged(tags).publish();
        }
    }

    private UUID id(String slug) {
        return UUID.fromString(newsroom.text("select cast(id as text) from article where slug = '" + slug + "'"));
    }

    /** As long an article may take to be analysed. */
    private static void passTime() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private SearchIndex start(DocumentPart part) {
        SearchIndex index = new SearchIndex(folder.toString(), true, dataSource, log, texts, List.of(part));
        started.add(index);
        index.onStart(new StartupEvent(), meters);
        return index;
    }

    private static void stop(SearchIndex index) {
        try {
            index.onStop(new ShutdownEvent());
        } catch (InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
    }

    private static int count(SearchIndex index) {
        return index.read(searcher -> searcher.getIndexReader().numDocs()).orElse(-1);
    }

    private static int found(SearchIndex index, String field, String word) {
        return index.read(searcher -> searcher.count(new TermQuery(new Term(field, word))))
                .orElse(-1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
    }
}
