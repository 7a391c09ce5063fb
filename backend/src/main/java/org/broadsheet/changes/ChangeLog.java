package org.broadsheet.changes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.broadsheet.changes.Change.Kind;
import org.broadsheet.changes.Change.Position;
import org.broadsheet.changes.Change.Subject;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Writes and reads the log of what happened to public content. See docs/adr/003. */
@ApplicationScoped
public class ChangeLog {
    /** The channel that wakes followers; the log itself is the truth. */
    static final String CHANNEL = "broadsheet_change";

    private final Session database;

    ChangeLog(Session database) {
        this.database = database;
    }

    /** Adds one row within the caller's transaction, so that a change and its row are public together or never. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(Kind kind, Subject subject, UUID subjectId) {
        add(kind, subject, List.of(subjectId));
    }

    /** As {@link #add(Kind, Subject, UUID)}, a row for each. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(Kind kind, Subject subject, Collection<UUID> subjectIds) {
        database.createNativeQuery("""
                        with added as (
                            insert into change (kind, subject, subject_id)
                            select :kind, :subject, unnest(cast(:subjectIds as uuid[]))
                            returning 1)
                        select cast(pg_notify(:channel, '') as text)
                        where exists (select 1 from added)""", String.class)
                .setParameter("kind", kind.name().toLowerCase(Locale.ROOT))
                .setParameter("subject", subject.name().toLowerCase(Locale.ROOT))
                .setParameter("subjectIds", subjectIds.toArray(UUID[]::new))
                .setParameter("channel", CHANNEL)
                .getSingleResultOrNull();
    }

    /**
     * What follows a position, in the log's order, at most {@code limit} rows, never null. Rows whose transaction is
     * not older than the oldest one still running are held back: nothing can appear before them any more.
     */
    @Transactional
    public List<Change> after(Position position, int limit) {
        List<Object[]> rows = database.createNativeQuery("""
                        select cast(cast(xid as text) as bigint), id, at, kind, subject, subject_id
                        from change
                        where (xid, id) > (cast(cast(:transaction as text) as xid8), :id)
                          and xid < pg_snapshot_xmin(pg_current_snapshot())
                        order by xid, id
                        limit :limit""", Object[].class)
                .setParameter("transaction", Long.toString(position.transaction()))
                .setParameter("id", position.id())
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream().map(ChangeLog::change).toList();
    }

    /** The last row that {@link #after} gives now: whoever reads public content from here on misses nothing behind it. */
    @Transactional
    public Position settled() {
        return database.createNativeQuery("""
                        select cast(cast(xid as text) as bigint), id
                        from change
                        where xid < pg_snapshot_xmin(pg_current_snapshot())
                        order by xid desc, id desc
                        limit 1""", Position.class)
                .uniqueResultOptional()
                .orElse(Position.START);
    }

    /** Whether a position is of another log: this one's cluster has not got there yet (a restored dump, another database). */
    @Transactional
    public boolean isOfAnother(Position position) {
        return database.createNativeQuery(
                        "select cast(cast(:transaction as text) as xid8) >= pg_snapshot_xmax(pg_current_snapshot())",
                        Boolean.class)
                .setParameter("transaction", Long.toString(position.transaction()))
                .getSingleResult();
    }

    /** Whether rows beyond a position are committed, though {@link #after} does not give them yet. */
    @Transactional
    public boolean isHoldingBack(Position position) {
        return database.createNativeQuery("""
                        select exists (
                            select 1 from change where (xid, id) > (cast(cast(:transaction as text) as xid8), :id))""", Boolean.class)
                .setParameter("transaction", Long.toString(position.transaction()))
                .setParameter("id", position.id())
                .getSingleResult();
    }

    /** How many rows {@link #after} would give now, counted up to {@code limit}. */
    @Transactional
    public long waiting(Position position, int limit) {
        return database.createNativeQuery("""
                        select count(*) from (
                            select 1
                            from change
                            where (xid, id) > (cast(cast(:transaction as text) as xid8), :id)
                              and xid < pg_snapshot_xmin(pg_current_snapshot())
                            limit :limit) waiting""", Long.class)
                .setParameter("transaction", Long.toString(position.transaction()))
                .setParameter("id", position.id())
                .setParameter("limit", limit)
                .getSingleResult();
    }

    /** When public content last changed; null before anything was published. */
    @Transactional
    public @Nullable Instant lastAt() {
        return database.createNativeQuery("select max(at) as at from change", Last.class)
                .getSingleResult()
                .at();
    }

    /** A record, for Hibernate remembers a query of a bare value anew each time and soon looks through them all. */
    record Last(@Nullable Instant at) {}

    private static Change change(Object[] row) {
        return new Change(
                new Position(((Number) row[0]).longValue(), ((Number) row[1]).longValue()),
                (Instant) row[2],
                Kind.valueOf(((String) row[3]).toUpperCase(Locale.ROOT)),
                Subject.valueOf(((String) row[4]).toUpperCase(Locale.ROOT)),
                (UUID) row[5]);
    }
}
