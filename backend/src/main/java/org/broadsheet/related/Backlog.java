package org.broadsheet.related;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.broadsheet.changes.Change.Position;
import org.jspecify.annotations.Nullable;

/**
 * Whose lists are to be made, each once however often it is asked for, and how much of the change log is done with. News
 * goes ahead with all that it touches; then come other articles that changed, newest first, and last what they touch. For
 * one thread.
 */
final class Backlog {
    /**
     * An article whose list is to be made.
     *
     * @param since the oldest part of the log that wants it
     * @param newest when the newest of those was published for which it is made
     * @param isNews whether one of those was published just now
     * @param isChanged whether it changed itself, so that the lists it belongs to are to be made after it
     */
    record Waiting(UUID id, Position since, Instant newest, boolean isNews, boolean isChanged) {
        private int rank() {
            return isNews ? 0 : isChanged ? 1 : 2;
        }

        private Waiting and(Waiting other) {
            return new Waiting(
                    id,
                    since.compareTo(other.since) <= 0 ? since : other.since,
                    newest.isAfter(other.newest) ? newest : other.newest,
                    isNews || other.isNews,
                    isChanged || other.isChanged);
        }

        /** What this one touches: made for the same reason. */
        Waiting touching(UUID other) {
            return new Waiting(other, since, newest, isNews, false);
        }
    }

    private final Map<UUID, Waiting> byId = new HashMap<>();
    private final NavigableSet<Waiting> inOrder = new TreeSet<>(Comparator.comparingInt(Waiting::rank)
            .thenComparing(Waiting::newest, Comparator.reverseOrder())
            .thenComparing(Waiting::id));
    /** How many wait since each part of the log, whether or not any still do. */
    private final TreeMap<Position, Integer> owed = new TreeMap<>();

    private @Nullable Position done;

    /** Begins with a part of the log. @param position its last row, behind all that were read before */
    void read(Position position) {
        owed.merge(position, 0, Integer::sum);
    }

    /** Adds these; what waits already waits for both reasons. */
    void add(Collection<Waiting> more) {
        for (Waiting one : more) {
            Waiting known = byId.get(one.id());
            put(known == null ? one : known.and(one));
        }
    }

    private void put(Waiting one) {
        remove(one.id());
        byId.put(one.id(), one);
        inOrder.add(one);
        owed.merge(one.since(), 1, Integer::sum);
    }

    private void remove(UUID id) {
        Waiting known = byId.remove(id);
        if (known != null) {
            inOrder.remove(known);
            owed.merge(known.since(), -1, Integer::sum);
        }
    }

    /** What is to be made next, all of one urgency, at most so many. They wait until they are {@link #made}. */
    List<Waiting> next(int most) {
        return inOrder.stream()
                .takeWhile(one -> one.rank() == inOrder.getFirst().rank())
                .limit(most)
                .toList();
    }

    void made(Collection<Waiting> some) {
        some.forEach(one -> remove(one.id()));
    }

    int size() {
        return byId.size();
    }

    /** The end of the oldest parts of the log of which nothing waits any more; empty before there is any. */
    Optional<Position> done() {
        while (!owed.isEmpty() && owed.firstEntry().getValue() == 0) {
            done = owed.pollFirstEntry().getKey();
        }
        return Optional.ofNullable(done);
    }
}
