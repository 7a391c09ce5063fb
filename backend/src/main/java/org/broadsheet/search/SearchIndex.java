package org.broadsheet.search;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.broadsheet.article.ArticleText;
import org.broadsheet.article.ArticleTexts;
import org.broadsheet.changes.Change;
import org.broadsheet.changes.Change.Position;
import org.broadsheet.changes.ChangeFollower;
import org.broadsheet.changes.ChangeLog;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * This node's index of all published articles: a view of PostgreSQL that follows the change log. It is made from
 * nothing when there is none or it is damaged, caught up after a restart, and made again when it breaks while in use.
 */
@ApplicationScoped
public class SearchIndex {
    /** The fields that other rooms may look documents up by: each holds an id as text. */
    public static final String ID = Indexed.ID;

    public static final String TAG = Indexed.TAG;
    public static final String SECTION = Indexed.SECTION;

    /** Milliseconds since 1970. */
    public static final String PUBLISHED = Indexed.PUBLISHED;

    private static final Logger LOG = Logger.getLogger(SearchIndex.class);
    private static final int BATCH = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(20);
    private static final long AFTER_FAILURE_MILLIS = 2_000;
    private static final long LONGEST_AFTER_FAILURES_MILLIS = 30_000;

    private final Path directory;
    private final boolean isFollowing;
    private final DataSource dataSource;
    private final ChangeLog log;
    private final ArticleTexts texts;
    private final List<DocumentPart> parts;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;
    private volatile @Nullable OpenIndex current;
    private volatile Progress progress = new Progress(0, 0);
    private volatile Position position = Position.START;
    private volatile CountDownLatch broken = new CountDownLatch(1);
    private long lastCommit = System.nanoTime();

    SearchIndex(
            @ConfigProperty(name = "broadsheet.search.index") String directory,
            @ConfigProperty(name = "broadsheet.search.follow", defaultValue = "true") boolean isFollowing,
            DataSource dataSource,
            ChangeLog log,
            ArticleTexts texts,
            @All List<DocumentPart> parts) {
        this.directory = Path.of(directory).toAbsolutePath().normalize();
        this.isFollowing = isFollowing;
        this.dataSource = dataSource;
        this.log = log;
        this.texts = texts;
        this.parts = parts;
    }

    /** How far the making of the index is. */
    public record Progress(long done, long total) {}

    void onStart(@Observes StartupEvent start) {
        if (!isFollowing) {
            return;
        }
        OpenIndex first = openAtStart();
        thread = Thread.ofPlatform().name("search-index").daemon(true).start(() -> keep(first));
    }

    void onStop(@Observes ShutdownEvent stop) throws InterruptedException {
        closed.countDown();
        broken.countDown();
        Thread running = thread;
        if (running != null) {
            running.join(TimeUnit.SECONDS.toMillis(15));
        }
    }

    /** Something that reads the index. */
    public interface Reading<T> {
        T in(IndexSearcher searcher) throws IOException;
    }

    /** Reads the index as it is at this moment; empty while it is being made. */
    public <T> Optional<T> read(Reading<T> reading) {
        OpenIndex open = current;
        if (open == null) {
            return Optional.empty();
        }
        try {
            IndexSearcher searcher = open.searchers().acquire();
            try {
                return Optional.of(reading.in(searcher));
            } finally {
                open.searchers().release(searcher);
            }
        } catch (IOException | AlreadyClosedException failed) {
            throw new IllegalStateException("The search index cannot be read: " + failed.getMessage(), failed);
        }
    }

    /** How far the making of the index is, to be told while {@link #read} gives nothing. */
    public Progress progress() {
        return progress;
    }

    /** Whether everything that the log tells up to a position is to be found. */
    public boolean hasReached(Position asked) {
        return current != null && position.compareTo(asked) >= 0;
    }

    /** Makes the index from nothing, as if it had been damaged. */
    public void startOver() {
        OpenIndex index = current;
        current = null;
        if (index != null) {
            try {
                index.commit(new Position(Long.MAX_VALUE, 0));
            } catch (IOException failed) {
                LOG.debugf("The index that is to be made anew cannot be written: %s", failed.getMessage());
            }
        }
        broken.countDown();
    }

    /** Two processes on one directory would spoil it: the second is refused while it starts. */
    private @Nullable OpenIndex openAtStart() {
        try {
            return OpenIndex.open(directory);
        } catch (LockObtainFailedException taken) {
            throw new IllegalStateException("another Broadsheet uses the search index in " + directory
                    + "; give this one its own with BROADSHEET_SEARCH_INDEX");
        } catch (IOException failed) {
            LOG.warnf("The search index in %s cannot be opened yet: %s", directory, failed.getMessage());
            return null;
        }
    }

    private void keep(@Nullable OpenIndex first) {
        OpenIndex next = first;
        long wait = AFTER_FAILURE_MILLIS;
        while (closed.getCount() > 0) {
            broken = new CountDownLatch(1);
            try (OpenIndex index = next == null ? OpenIndex.open(directory) : next) {
                Position from =
                        index.position().filter(at -> !log.isOfAnother(at)).orElse(null);
                from = from == null ? make(index) : from;
                position = from;
                index.show();
                current = index;
                wait = AFTER_FAILURE_MILLIS;
                follow(index, from);
            } catch (IOException | RuntimeException failed) {
                if (closed.getCount() > 0) {
                    LOG.warnf(
                            "The search index in %s broke and is taken up again in %d s: %s",
                            directory, wait / 1000, failed.getMessage());
                    pause(wait);
                    // To make it anew costs work, and what broke it, such as a full disk, may last.
                    wait = Math.min(2 * wait, LONGEST_AFTER_FAILURES_MILLIS);
                }
            } finally {
                current = null;
                next = null;
            }
        }
    }

    private void follow(OpenIndex index, Position from) throws IOException {
        try (ChangeFollower follower = new ChangeFollower(
                        "search", dataSource, log, from, PATIENCE, changes -> apply(index, changes))
                .start()) {
            broken.await();
            LOG.debugf("The search index was followed to %s", follower.position());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        if (index.isWhole() && current != null) {
            index.commit(position);
        }
    }

    /** All published articles, and the position that they were read at: what changes meanwhile comes again from there. */
    private Position make(OpenIndex index) throws IOException {
        Position from = log.settled();
        long total = texts.count();
        long started = System.nanoTime();
        progress = new Progress(0, total);
        index.removeAll();
        long done = 0;
        List<UUID> ids = texts.idsAfter(null, BATCH);
        while (!ids.isEmpty() && closed.getCount() > 0) {
            for (ArticleText article : texts.of(ids)) {
                index.put(article, parts);
            }
            done += ids.size();
            progress = new Progress(done, Math.max(done, total));
            if (done % (50 * BATCH) == 0) {
                LOG.infof("Making the search index: %,d of %,d articles", done, total);
            }
            ids = texts.idsAfter(ids.getLast(), BATCH);
        }
        if (closed.getCount() > 0) {
            index.commit(from);
        }
        LOG.infof("The search index was made: %,d articles in %,d ms", done, millisSince(started));
        return from;
    }

    private void apply(OpenIndex index, List<Change> changes) {
        try {
            Set<UUID> ids = new HashSet<>();
            for (Change change : changes) {
                switch (change.subject()) {
                    case ARTICLE -> ids.add(change.subjectId());
                    case TAG, SECTION, AUTHOR -> ids.addAll(texts.idsNaming(change.subjectId()));
                    case SITE -> {}
                }
            }
            List<UUID> all = List.copyOf(ids);
            for (int at = 0; at < all.size(); at += BATCH) {
                replace(index, all.subList(at, Math.min(at + BATCH, all.size())));
            }
            index.show();
            position = changes.getLast().position();
            if (millisSince(lastCommit) > BETWEEN_COMMITS.toMillis()) {
                index.commit(position);
                lastCommit = System.nanoTime();
            }
        } catch (IOException | RuntimeException failed) {
            if (!index.isWhole()) {
                broken.countDown();
            }
            throw new IllegalStateException("The search index cannot be written: " + failed.getMessage(), failed);
        }
    }

    private void replace(OpenIndex index, List<UUID> ids) throws IOException {
        Set<UUID> gone = new HashSet<>(ids);
        for (ArticleText article : texts.of(ids)) {
            index.put(article, parts);
            gone.remove(article.id());
        }
        for (UUID id : gone) {
            index.remove(id);
        }
    }

    private void pause(long millis) {
        try {
            closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
