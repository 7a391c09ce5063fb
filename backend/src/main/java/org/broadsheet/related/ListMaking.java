package org.broadsheet.related;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.broadsheet.article.ArticleTexts;
import org.broadsheet.changes.Change;
import org.broadsheet.changes.Change.Position;
import org.broadsheet.related.Backlog.Waiting;
import org.broadsheet.related.Relatives.Found;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The making of lists while one node leads: in small steps, so that news never waits long. The place in the log that is
 * kept lies before all that is not made yet: whatever breaks it off, it is made again and never left out.
 */
final class ListMaking {
    private static final Logger LOG = Logger.getLogger(ListMaking.class);
    private static final int STEP = 20;
    private static final int STEP_ANEW = 100;
    private static final int MOST_PARTS = 8;

    /** Beyond this the log is read no further, for the sake of memory: some 150 bytes each. */
    private static final int MOST_WAITING = 100_000;

    private static final Duration NEWS = Duration.ofHours(1);
    private static final Duration LATE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 20;
    private static final long IDLE_MILLIS = 500;

    private final KeptLists lists;
    private final ArticleTexts texts;
    private final Relatives relatives;
    private final Clock clock;
    private final BooleanSupplier isLeading;
    private final Backlog backlog = new Backlog();
    private final BlockingQueue<List<Change>> arrived = new ArrayBlockingQueue<>(MOST_PARTS);
    private final long started = System.nanoTime();

    /** What arrived first, until the index has it too. */
    private @Nullable List<Change> part;

    /** How far the index has to be for what waits. */
    private Position needed;

    private Position kept;
    private @Nullable UUID anewTo;
    private long anewDone;
    private @Nullable Instant heldUpSince;
    private volatile int waiting;

    /** @param isLeading whether no other node has taken over meanwhile; asked before anything is written */
    ListMaking(
            KeptLists lists,
            ArticleTexts texts,
            Relatives relatives,
            Clock clock,
            KeptLists.Progress from,
            BooleanSupplier isLeading) {
        this.lists = lists;
        this.texts = texts;
        this.relatives = relatives;
        this.clock = clock;
        this.isLeading = isLeading;
        this.needed = from.position();
        this.kept = from.position();
        this.anewTo = from.madeAnewTo();
    }

    /** Takes what the log tells on. Waits where much is waiting. */
    void arrive(List<Change> changes) {
        try {
            arrived.put(changes);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("closing", closing);
        }
    }

    /** How many are known to wait. Any thread may ask. */
    long waiting() {
        return waiting + arrived.stream().mapToLong(List::size).sum();
    }

    /** Goes one step on, or waits a little where it cannot. @return whether this node's index keeps up */
    boolean goOn() throws InterruptedException {
        takeIn();
        boolean isIdle = backlog.size() == 0 && anewTo == null;
        boolean isHeldUp = part != null && !relatives.hasReached(end(part));
        if (isIdle && !isHeldUp) {
            part = arrived.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        } else if (isIdle || !relatives.hasReached(needed) || !step()) {
            isHeldUp = true;
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        waiting = backlog.size() + (part == null ? 0 : part.size());
        return keepsUp(isHeldUp);
    }

    private boolean keepsUp(boolean isHeldUp) {
        Instant now = clock.instant();
        if (!isHeldUp) {
            heldUpSince = null;
        } else if (heldUpSince == null) {
            heldUpSince = now;
        }
        return heldUpSince == null || now.isBefore(heldUpSince.plus(LATE));
    }

    /** Takes in what arrived and the index has too. */
    private void takeIn() {
        while (backlog.size() < MOST_WAITING) {
            part = part == null ? arrived.poll() : part;
            if (part == null || !relatives.hasReached(end(part))) {
                return;
            }
            takeIn(part);
            part = null;
            heldUpSince = null;
        }
    }

    private void takeIn(List<Change> changes) {
        Set<UUID> changed = new LinkedHashSet<>();
        for (Change change : changes) {
            switch (change.subject()) {
                case ARTICLE -> changed.add(change.subjectId());
                case TAG, SECTION, AUTHOR, SITE -> {}
            }
        }
        needed = end(changes);
        backlog.read(needed);
        Map<UUID, Instant> published = texts.publishedAt(changed);
        Instant news = clock.instant().minus(NEWS);
        for (UUID id : changed) {
            Instant at = published.getOrDefault(id, Instant.EPOCH);
            backlog.add(List.of(new Waiting(id, needed, at, at.isAfter(news), true)));
        }
        keepPlace();
    }

    /** @return whether the index could tell */
    private boolean step() {
        List<Waiting> next = backlog.next(STEP);
        return next.isEmpty() ? anewTo == null || makeAnew(anewTo) : make(next);
    }

    /** The lists of these, and then those of all that they were near to before or are near to now. */
    private boolean make(List<Waiting> next) {
        Map<UUID, Set<UUID>> naming = lists.naming(
                next.stream().filter(Waiting::isChanged).map(Waiting::id).toList());
        List<UUID> ids = next.stream().map(Waiting::id).toList();
        Optional<Map<UUID, Found>> made = together(ids);
        if (made.isEmpty()) {
            return false;
        }
        backlog.made(next);
        for (Waiting one : next) {
            Found found = made.get().get(one.id());
            if (one.isChanged()) {
                Set<UUID> touched = new LinkedHashSet<>(naming.getOrDefault(one.id(), Set.of()));
                touched.addAll(found == null ? Set.of() : found.touched());
                // Those made with it were made of the same index, which has it.
                ids.forEach(touched::remove);
                backlog.add(touched.stream().map(one::touching).toList());
            }
        }
        keepPlace();
        return true;
    }

    /** The lists of all, in order of their ids, as after the first start: where nothing else is to do. */
    private boolean makeAnew(UUID after) {
        List<UUID> ids = texts.idsAfter(after, STEP_ANEW);
        if (!ids.isEmpty() && together(ids).isEmpty()) {
            return false;
        }
        anewTo = ids.isEmpty() ? null : ids.getLast();
        lists.madeAnew(anewTo);
        anewDone += ids.size();
        if (ids.isEmpty()) {
            LOG.infof(
                    "Related stories were made for %,d articles in %,d ms",
                    anewDone, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        } else if (anewDone % (50 * STEP_ANEW) == 0) {
            LOG.infof("Making related stories: %,d articles so far", anewDone);
        }
        return true;
    }

    /** Makes and keeps lists. One by one where it fails: a text that cannot be read holds up no other. */
    private Optional<Map<UUID, Found>> together(List<UUID> ids) {
        try {
            return made(ids);
        } catch (RuntimeException | StackOverflowError failed) {
            LOG.debugf("Lists of related stories are made one by one: %s", failed);
            return oneByOne(ids);
        }
    }

    private Optional<Map<UUID, Found>> oneByOne(List<UUID> ids) {
        Map<UUID, Found> all = new HashMap<>();
        for (UUID id : ids) {
            try {
                Optional<Map<UUID, Found>> one = made(List.of(id));
                if (one.isEmpty()) {
                    return one;
                }
                all.putAll(one.get());
            } catch (RuntimeException | StackOverflowError failed) {
                if (!isLeading.getAsBoolean()) {
                    // No fault of the article's: the database is away, or another node makes the lists now.
                    throw failed;
                }
                LOG.warnf(
                        "The related stories of article %s stay as they are, for they cannot be made: %s", id, failed);
            }
        }
        return Optional.of(all);
    }

    private Optional<Map<UUID, Found>> made(List<UUID> ids) {
        Optional<Map<UUID, Found>> found = relatives.of(ids);
        if (found.isPresent()) {
            if (!isLeading.getAsBoolean()) {
                throw new IllegalStateException("another node makes the lists now");
            }
            lists.keep(ids, found.get());
        }
        return found;
    }

    private void keepPlace() {
        Optional<Position> done = backlog.done();
        if (done.isPresent() && done.get().compareTo(kept) > 0) {
            lists.reached(done.get());
            kept = done.get();
        }
    }

    private static Position end(List<Change> changes) {
        return changes.getLast().position();
    }
}
