package org.broadsheet.search;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.broadsheet.article.ArticleTexts;
import org.broadsheet.changes.Change.Position;
import org.broadsheet.changes.ChangeFollower;
import org.broadsheet.changes.ChangeLog;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * This node's index of all published articles: a view of PostgreSQL that follows the change log. It is made from
 * nothing when there is none or it is damaged, caught up after a restart, and taken up again when it breaks while in use.
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
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration LONGEST_AFTER_FAILURES = Duration.ofSeconds(30);

    private final Path directory;
    private final boolean isFollowing;
    private final DataSource dataSource;
    private final ChangeLog log;
    private final ArticleTexts texts;
    private final Filling filling;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;
    private @Nullable Long servedSince;
    private volatile @Nullable Following current;
    private volatile @Nullable Following working;
    private volatile Progress progress = new Progress(0, 0);
    private volatile boolean isToStartOver;

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
        this.filling = new Filling(texts, parts);
    }

    /** How far the making of the index is. */
    public record Progress(long done, long total) {}

    void onStart(@Observes StartupEvent start, MeterRegistry meters) {
        IndexMeters.register(meters, this);
        if (!isFollowing) {
            return;
        }
        OpenIndex first = openAtStart();
        thread = Thread.ofPlatform().name("search-index").daemon(true).start(() -> keep(first));
    }

    void onStop(@Observes ShutdownEvent stop) throws InterruptedException {
        closed.countDown();
        Following open = current;
        if (open != null) {
            open.end();
        }
        Thread running = thread;
        if (running != null) {
            running.join(TimeUnit.SECONDS.toMillis(15));
        }
    }

    /** Something that reads the index. */
    public interface Reading<T> {
        T in(IndexSearcher searcher) throws IOException;
    }

    /**
     * Reads the index as it is at this moment; empty while it is being made, is of before a pause and not caught up yet, or is
     * looked at because it may be damaged.
     */
    public <T> Optional<T> read(Reading<T> reading) {
        Following open = current;
        if (open == null || open.isStale() || open.isDoubted()) {
            return Optional.empty();
        }
        try {
            IndexSearcher searcher = open.index().searchers().acquire();
            try {
                return Optional.of(reading.in(searcher));
            } finally {
                open.index().searchers().release(searcher);
            }
        } catch (AlreadyClosedException replaced) {
            LOG.debugf("The search index was replaced while it was read: %s", replaced.getMessage());
            return Optional.empty();
        } catch (IOException failed) {
            return doubted(
                    open, failed, new IllegalStateException("The search index cannot be read: " + failed, failed));
        } catch (RuntimeException failed) {
            return doubted(open, failed, failed);
        } catch (Error failed) {
            // Damage may lead anywhere: beyond a mapped file, into endless depths, against an assertion.
            return doubted(
                    open, failed, new IllegalStateException("The search index cannot be read: " + failed, failed));
        }
    }

    private static <T> Optional<T> doubted(Following open, Throwable failed, RuntimeException told) {
        if (Damage.isSuspectedIn(failed) && open.doubt(failed)) {
            return Optional.empty();
        }
        throw told;
    }

    /** How far the making of the index is, to be told while {@link #read} gives nothing. */
    public Progress progress() {
        return progress;
    }

    /** Whether every article that the log tells of up to a position is found as it is now. */
    public boolean hasReached(Position asked) {
        Following open = current;
        return open != null && !open.isStale() && open.position().compareTo(asked) >= 0;
    }

    /** Whether the names that changed up to a position are found as they are now, too. */
    public boolean hasWorkedOff(Position asked) {
        Following open = current;
        return open != null && open.committable().compareTo(asked) >= 0;
    }

    /** About how much is still to be done until everything is found: articles, or changes of the log. */
    long behind() {
        Following last = working;
        return current == null || last == null ? Math.max(1, progress.total() - progress.done()) : last.behind();
    }

    /** How many articles are found; while the index is made, are in it. */
    long articles() {
        Following open = current;
        return open == null ? progress.done() : open.index().articles();
    }

    /** How many articles are left out, since they cannot be read or analysed. */
    int leftOut() {
        return filling.leftOut();
    }

    /** Makes the index from nothing, as if it had been damaged. */
    public void startOver() {
        isToStartOver = true;
        serve(null);
    }

    /** Two processes on one directory would spoil it: the second is refused while it starts. */
    private @Nullable OpenIndex openAtStart() {
        try {
            return OpenIndex.open(directory);
        } catch (LockObtainFailedException taken) {
            throw new IllegalStateException("another Broadsheet uses the search index in " + directory
                    + "; give this one its own with BROADSHEET_SEARCH_INDEX");
        } catch (IOException failed) {
            LOG.warnf("The search index in %s cannot be opened yet: %s", directory, failed);
            return null;
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    private boolean isGoingOn() {
        return isOpen() && !isToStartOver;
    }

    private void keep(@Nullable OpenIndex first) {
        OpenIndex next = first;
        Duration wait = AFTER_FAILURE;
        while (isOpen()) {
            servedSince = null;
            try {
                keepUp(next == null ? open() : next);
            } catch (Throwable failed) {
                // Whatever it was, nobody but this thread brings search back.
                wait = hasServed(wait) ? AFTER_FAILURE : wait;
                tell(failed, wait);
                pause(wait);
                // To make it anew costs work, and what broke it, such as a full disk, may last.
                wait = longer(wait);
            }
            next = null;
        }
        serve(null);
    }

    /** Whether it was of use for some time, so that what broke it then is something new. */
    private boolean hasServed(Duration time) {
        Long since = servedSince;
        return since != null && millisSince(since) > time.toMillis();
    }

    private static Duration longer(Duration wait) {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(LONGEST_AFTER_FAILURES) < 0 ? twice : LONGEST_AFTER_FAILURES;
    }

    private OpenIndex open() throws IOException {
        if (isToStartOver) {
            OpenIndex empty = OpenIndex.anew(directory);
            isToStartOver = false;
            return empty;
        }
        return OpenIndex.open(directory);
    }

    /** Brings an index up to date and keeps it so, until it breaks, is to be made anew, or the process ends. */
    private void keepUp(OpenIndex index) throws IOException {
        try {
            Position from = index.position().filter(at -> !log.isOfAnother(at)).orElse(null);
            if (from == null) {
                serve(null);
                from = make(index);
            }
            if (from != null) {
                index.show();
                follow(index, from);
            }
        } catch (IOException | RuntimeException | Error failed) {
            Throwable reason = index.tragedy().orElse(failed);
            if (failed instanceof Damage.Found || (Damage.isSuspectedIn(reason) && index.damage() != null)) {
                startOver();
            }
            throw failed;
        } finally {
            Following served = current;
            if (served == null || served.index() != index) {
                index.endSearching();
            }
            index.endWriting();
        }
    }

    /** What was read last is searched until there is something newer, even when it cannot be written any more. */
    private synchronized void serve(@Nullable Following next) {
        Following before = current;
        current = isToStartOver ? null : next;
        if (before != null) {
            before.end();
            before.index().endSearching();
        }
    }

    /** What was committed last may be older than what was shown last; nobody should see search go back. */
    private void serveOnceAsFar(Following next) {
        Following before = current;
        if (before != next && (before == null || next.position().compareTo(before.position()) >= 0)) {
            serve(next);
            servedSince = System.nanoTime();
        }
    }

    private void follow(OpenIndex index, Position from) throws IOException {
        Following following = new Following(index, from, filling, new Renames(texts), log);
        working = following;
        try (ChangeFollower follower =
                new ChangeFollower("search", dataSource, log, from, PATIENCE, following::apply).start()) {
            following.run(() -> {
                serveOnceAsFar(following);
                return isGoingOn();
            });
            LOG.debugf("The search index was followed to %s", follower.position());
        }
        if (!isToStartOver) {
            following.commit();
        }
    }

    /**
     * All published articles.
     *
     * @return the position that they were read at, from where what changes meanwhile comes again; null when it was broken
     *     off, so that what there is must not be taken for the whole
     */
    private @Nullable Position make(OpenIndex index) throws IOException {
        Position from = log.settled();
        long total = texts.count();
        long started = System.nanoTime();
        progress = new Progress(0, total);
        index.removeAll();
        long done = 0;
        List<UUID> ids = texts.idsAfter(null, Filling.BATCH);
        while (!ids.isEmpty()) {
            if (!isGoingOn()) {
                LOG.infof("Making the search index was broken off: %,d of %,d articles", done, total);
                return null;
            }
            filling.bring(index, ids);
            done += ids.size();
            progress = new Progress(done, Math.max(done, total));
            if (done % (50 * Filling.BATCH) == 0) {
                LOG.infof("Making the search index: %,d of %,d articles", done, total);
            }
            ids = texts.idsAfter(ids.getLast(), Filling.BATCH);
        }
        index.commit(from);
        LOG.infof("The search index was made: %,d articles in %,d ms", done, millisSince(started));
        return from;
    }

    private void tell(Throwable failed, Duration wait) {
        if (!isOpen()) {
            return;
        }
        try {
            LOG.warnf(
                    failed instanceof IOException ? null : failed,
                    "The search index in %s broke and is taken up again in %d s: %s",
                    directory,
                    wait.toSeconds(),
                    failed);
        } catch (OutOfMemoryError worse) {
            // Not even room to say so; there may be some when it is taken up again.
        }
    }

    private void pause(Duration time) {
        try {
            if (closed.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("The search index is not taken up again: the process ends");
            }
        } catch (InterruptedException hurried) {
            LOG.debug("Somebody hurries the search index");
        }
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
