package org.broadsheet.search;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.broadsheet.changes.Change;
import org.broadsheet.changes.Change.Kind;
import org.broadsheet.changes.Change.Position;
import org.broadsheet.changes.ChangeLog;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One opened index that is whole and is kept so: the log's follower hands it changes, and its keeper's thread does what
 * may take longer, which is changed names, commits, and looking after damage.
 */
final class Following {
    private static final Logger LOG = Logger.getLogger(Following.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration BETWEEN_SHOWS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(20);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** So that a fault of a query, which damage is taken for, does not keep search from answering again and again. */
    private static final Duration BETWEEN_CHECKS = Duration.ofMinutes(5);

    private static final int MOST_COUNTED = 100_000;

    private final OpenIndex index;

    /** Where the log was when the index was opened. */
    private final Position opened;

    private final Filling filling;
    private final ChangeLog log;
    private final Renames renames;
    /** Fair: changes get their turn between the steps of a changed name. */
    private final ReentrantLock writing = new ReentrantLock(true);

    private final CountDownLatch over = new CountDownLatch(1);
    private final Every shows = new Every(BETWEEN_SHOWS);
    private final Every counts = new Every(BETWEEN_COUNTS);
    private final Every commits = new Every(BETWEEN_COMMITS);
    private volatile Position position;
    private volatile long unread;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Throwable doubt;
    private volatile long acquittedAt = System.nanoTime() - BETWEEN_CHECKS.toNanos();

    /** @param from where in the log the index stands */
    Following(OpenIndex index, Position from, Filling filling, Renames renames, ChangeLog log) {
        this.index = index;
        this.position = from;
        this.opened = log.settled();
        this.filling = filling;
        this.renames = renames;
        this.log = log;
    }

    OpenIndex index() {
        return index;
    }

    /** Articles that changed up to here are found as they are now; changed names may still be worked on. */
    Position position() {
        return position;
    }

    /** Whether it has not come to where the log was when it was opened: it would show what was withdrawn or corrected since. */
    boolean isStale() {
        return position.compareTo(opened) < 0;
    }

    /** Everything up to here is found as it is now. */
    Position committable() {
        return renames.committable(position);
    }

    /** About how much is still to be done: changes of the log, and articles that carry a changed name. */
    long behind() {
        return unread + renames.articles();
    }

    /** Takes changes from the log's follower. @throws IllegalStateException when they have to come again */
    void apply(List<Change> changes) {
        writing.lock();
        try {
            Set<UUID> articles = new HashSet<>();
            Set<UUID> names = new HashSet<>();
            for (Change change : changes) {
                switch (change.subject()) {
                    case ARTICLE -> articles.add(change.subjectId());
                    // What else is said of a tag or an author, and how sections are called, is in no index.
                    case TAG, AUTHOR -> {
                        if (change.kind() == Kind.RENAMED) {
                            names.add(change.subjectId());
                        }
                    }
                    case SECTION, SITE -> {}
                }
            }
            filling.bring(index, articles);
            index.show();
            names.forEach(name -> renames.add(name, position));
            position = changes.getLast().position();
        } catch (IOException | RuntimeException | Error failed) {
            unread = Math.max(unread, changes.size());
            // An error ends the follower, and nobody would hear of it.
            if (!index.isWhole() || failed instanceof Error) {
                fail(failed);
            } else if (Damage.isSuspectedIn(failed)) {
                doubt(failed);
            }
            throw new IllegalStateException("The search index cannot be written: " + failed.getMessage(), failed);
        } finally {
            writing.unlock();
        }
    }

    /** Does the long work until nobody wants it any more. @throws IOException or what else ended it */
    void run(BooleanSupplier isWanted) throws IOException {
        while (isWanted.getAsBoolean() && failure == null) {
            lookAtDamage();
            boolean isBusy = work();
            if (commits.isDue()) {
                commit();
            }
            if (counts.isDue()) {
                count();
            }
            if (!isBusy) {
                pause(BETWEEN_LOOKS);
            }
        }
        switch (failure) {
            case null -> {}
            case IOException failed -> throw failed;
            case RuntimeException failed -> throw failed;
            case Error failed -> throw failed;
            case Throwable hurried -> throw new IOException("it is not followed any more", hurried);
        }
    }

    /** Remembers in the files how far they are, so that the next start goes on from there. */
    void commit() throws IOException {
        index.commit(committable());
    }

    /** Has it look at once whether it is wanted still. */
    void end() {
        over.countDown();
    }

    private void fail(Throwable failed) {
        failure = failed;
        end();
    }

    /**
     * Has the files looked at, since they may be behind a failure.
     *
     * @return whether they are; not so when they were found whole a short time ago
     */
    boolean doubt(Throwable failed) {
        if (doubt == null && System.nanoTime() - acquittedAt > BETWEEN_CHECKS.toNanos()) {
            doubt = failed;
        }
        return doubt != null;
    }

    /** Whether nobody should read it now. */
    boolean isDoubted() {
        return doubt != null;
    }

    private void lookAtDamage() throws IOException {
        Throwable failed = doubt;
        if (failed == null) {
            return;
        }
        Throwable damage = index.damage();
        if (damage != null) {
            throw new Damage.Found(damage, failed);
        }
        LOG.errorf(failed, "Reading the search index failed, though its files are whole");
        acquittedAt = System.nanoTime();
        doubt = null;
    }

    /** A step of a changed name. @return whether there may be another */
    private boolean work() throws IOException {
        if (renames.isEmpty()) {
            return false;
        }
        try {
            renames.step(this::bring);
            return true;
        } catch (RuntimeException failed) {
            if (!index.isWhole()) {
                throw failed;
            }
            if (Damage.isSuspectedIn(failed)) {
                doubt(failed);
            }
            LOG.warnf(
                    "Bringing a changed name into the search index failed and is tried again: %s", failed.getMessage());
            pause(AFTER_FAILURE);
            return true;
        }
    }

    private void bring(List<UUID> articles, boolean areLast) throws IOException {
        writing.lock();
        try {
            filling.bring(index, articles);
        } finally {
            writing.unlock();
        }
        if (areLast || shows.isDue()) {
            index.show();
        }
    }

    private void count() {
        try {
            unread = log.waiting(position, MOST_COUNTED);
        } catch (RuntimeException failed) {
            LOG.debugf("The changes that wait cannot be counted: %s", failed.getMessage());
        }
    }

    private void pause(Duration time) {
        try {
            if (over.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("The search index is not followed any more");
            }
        } catch (InterruptedException hurried) {
            fail(hurried);
        }
    }

    /** Says now and then that it is time. */
    private static final class Every {
        private final long nanos;
        private long last = System.nanoTime();

        Every(Duration time) {
            this.nanos = time.toNanos();
        }

        boolean isDue() {
            long now = System.nanoTime();
            boolean isDue = now - last > nanos;
            last = isDue ? now : last;
            return isDue;
        }
    }
}
