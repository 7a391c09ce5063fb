package org.broadsheet.changes;

import java.time.Instant;
import java.util.UUID;

/**
 * One row of the change log.
 *
 * @param at when it was written; not the order of the log, since a transaction may commit late
 */
public record Change(Position position, Instant at, Kind kind, Subject subject, UUID subjectId) {

    public enum Kind {
        PUBLISHED,
        UPDATED,
        CORRECTED,
        SLUG_CHANGED,
        WITHDRAWN,
        RENAMED
    }

    public enum Subject {
        ARTICLE,
        TAG,
        SECTION,
        AUTHOR,
        SITE
    }

    /**
     * A place in the log. Ordered by transaction first: ids alone are given out before the commit, so that a slow
     * writer's row could appear behind a reader that had already passed it.
     */
    public record Position(long transaction, long id) implements Comparable<Position> {
        public static final Position START = new Position(0, 0);

        @Override
        public int compareTo(Position other) {
            return transaction == other.transaction
                    ? Long.compare(id, other.id)
                    : Long.compare(transaction, other.transaction);
        }
    }
}
