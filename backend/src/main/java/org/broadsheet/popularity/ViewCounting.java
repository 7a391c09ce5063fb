package org.broadsheet.popularity;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts the batches of all nodes into hours and days, and drops what is over. One node at a time, each step one
 * transaction: a batch is marked exactly when it is counted.
 */
final class ViewCounting {
    private static final Logger LOG = Logger.getLogger(ViewCounting.class);

    /** As many batches as are counted in one transaction: a bound for its memory. */
    private static final int AT_ONCE = 100;

    private static final String CHANNELS = "from_site, from_search, from_social, from_mail, from_other";

    private final Connection connection;

    ViewCounting(Connection connection) {
        this.connection = connection;
    }

    private record Taken(UUID id, Instant hour, byte[] tallies) {}

    /**
     * Counts some batches, the oldest first.
     *
     * @return the earliest day that was added to; null when there was nothing to count
     */
    @Nullable
    LocalDate countSome() throws SQLException {
        Map<Instant, Map<UUID, Tally>> hours = new TreeMap<>();
        for (Taken batch : taken()) {
            Map<UUID, Tally> hour = hours.computeIfAbsent(batch.hour(), at -> new HashMap<>());
            try {
                Tallies.read(batch.tallies())
                        .forEach((article, tally) -> hour.computeIfAbsent(article, key -> new Tally())
                                .add(tally));
            } catch (IOException | RuntimeException unreadable) {
                setAside(batch, unreadable);
            }
        }
        for (Map.Entry<Instant, Map<UUID, Tally>> hour : hours.entrySet()) {
            OffsetDateTime at = hour.getKey().atOffset(ZoneOffset.UTC);
            Map<UUID, Integer> firstReaders = addToDay(at.toLocalDate(), hour.getValue());
            addToHour(at, hour.getValue(), firstReaders);
        }
        return hours.keySet().stream()
                .findFirst()
                .map(hour -> hour.atOffset(ZoneOffset.UTC).toLocalDate())
                .orElse(null);
    }

    /** Emptied and marked as counted, but not gone: see the retries of {@link Views}. */
    private List<Taken> taken() throws SQLException {
        List<Taken> taken = new ArrayList<>();
        try (PreparedStatement take = connection.prepareStatement("""
                with due as (
                    select id, hour, tallies from view_batch
                    where counted_at is null and not is_damaged
                    order by id
                    limit ?)
                update view_batch b
                set counted_at = now(), tallies = ''
                from due
                where b.id = due.id
                returning due.id, due.hour, due.tallies""")) {
            take.setInt(1, AT_ONCE);
            try (ResultSet rows = take.executeQuery()) {
                while (rows.next()) {
                    taken.add(new Taken(
                            rows.getObject(1, UUID.class), rows.getTimestamp(2).toInstant(), rows.getBytes(3)));
                }
            }
        }
        return taken;
    }

    private void setAside(Taken batch, Exception unreadable) throws SQLException {
        LOG.errorf("The views of batch %s cannot be read and are set aside: %s", batch.id(), unreadable.getMessage());
        try (PreparedStatement keep = connection.prepareStatement(
                "update view_batch set counted_at = null, is_damaged = true, tallies = ? where id = ?")) {
            keep.setBytes(1, batch.tallies());
            keep.setObject(2, batch.id());
            keep.executeUpdate();
        }
    }

    /** @return by article, how many readers the day has more than before */
    private Map<UUID, Integer> addToDay(LocalDate day, Map<UUID, Tally> tallies) throws SQLException {
        Map<UUID, Tally> whole = joined("article_day", "day", day, tallies);
        Map<UUID, Integer> before = new HashMap<>();
        try (PreparedStatement add = connection.prepareStatement("""
                insert into article_day (day, article_id, views, reads, shares, readers, %s, sketch)
                select ?, new.* from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as new
                on conflict (day, article_id) do update set %s,
                    readers = greatest(article_day.readers, excluded.readers), sketch = excluded.sketch
                returning article_id, (select old.readers from article_day old
                    where old.day = article_day.day and old.article_id = article_day.article_id)""".formatted(CHANNELS, added("article_day")))) {
            add.setObject(1, day);
            bind(add, 2, tallies, whole, List.of());
            try (ResultSet rows = add.executeQuery()) {
                while (rows.next()) {
                    before.put(rows.getObject(1, UUID.class), rows.getInt(2));
                }
            }
        }
        Map<UUID, Integer> first = new HashMap<>();
        whole.forEach((article, tally) ->
                first.put(article, Math.max(0, tally.readers() - before.getOrDefault(article, 0))));
        return first;
    }

    private void addToHour(OffsetDateTime hour, Map<UUID, Tally> tallies, Map<UUID, Integer> firstReaders)
            throws SQLException {
        Map<UUID, Tally> whole = joined("article_hour", "hour", hour, tallies);
        List<Integer> first = new ArrayList<>();
        tallies.keySet().forEach(article -> first.add(firstReaders.getOrDefault(article, 0)));
        try (PreparedStatement add = connection.prepareStatement("""
                insert into article_hour (hour, article_id, views, reads, shares, readers, %s, sketch, first_readers)
                select ?, new.* from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as new
                on conflict (hour, article_id) do update set %s,
                    readers = greatest(article_hour.readers, excluded.readers),
                    first_readers = article_hour.first_readers + excluded.first_readers,
                    sketch = excluded.sketch""".formatted(CHANNELS, added("article_hour")))) {
            add.setObject(1, hour);
            bind(add, 2, tallies, whole, first);
            add.executeUpdate();
        }
    }

    private static String added(String table) {
        List<String> sums = new ArrayList<>();
        for (String column : ("views, reads, shares, " + CHANNELS).split(", ", -1)) {
            sums.add(column + " = " + table + '.' + column + " + excluded." + column);
        }
        return String.join(", ", sums);
    }

    /** What is new, with the sketches of what is there already. */
    private Map<UUID, Tally> joined(String table, String time, Object at, Map<UUID, Tally> tallies)
            throws SQLException {
        Map<UUID, Tally> whole = new HashMap<>();
        tallies.forEach((article, tally) ->
                whole.computeIfAbsent(article, key -> new Tally()).add(tally));
        try (PreparedStatement known = connection.prepareStatement("select article_id, sketch from " + table + " where "
                + time + " = ? and article_id = any(?) and sketch is not null")) {
            known.setObject(1, at);
            known.setArray(2, connection.createArrayOf("uuid", tallies.keySet().toArray()));
            try (ResultSet rows = known.executeQuery()) {
                while (rows.next()) {
                    Tally tally = whole.get(rows.getObject(1, UUID.class));
                    if (tally != null) {
                        tally.add(rows.getBytes(2));
                    }
                }
            }
        }
        return whole;
    }

    /** One array a column, in the order of the columns. */
    private void bind(
            PreparedStatement statement,
            int from,
            Map<UUID, Tally> added,
            Map<UUID, Tally> whole,
            List<Integer> firstReaders)
            throws SQLException {
        int size = added.size();
        UUID[] articles = new UUID[size];
        Integer[][] counts = new Integer[9][size];
        byte[][] sketches = new byte[size][];
        int i = 0;
        for (Map.Entry<UUID, Tally> entry : added.entrySet()) {
            Tally tally = entry.getValue();
            Tally all = whole.getOrDefault(entry.getKey(), tally);
            articles[i] = entry.getKey();
            counts[0][i] = tally.of(Signal.VIEW);
            counts[1][i] = tally.of(Signal.READ);
            counts[2][i] = tally.of(Signal.SHARE);
            counts[3][i] = all.readers();
            counts[4][i] = tally.from(Channel.SITE);
            counts[5][i] = tally.from(Channel.SEARCH);
            counts[6][i] = tally.from(Channel.SOCIAL);
            counts[7][i] = tally.from(Channel.MAIL);
            counts[8][i] = tally.from(Channel.OTHER);
            sketches[i] = all.sketch();
            i++;
        }
        int at = from;
        statement.setArray(at++, connection.createArrayOf("uuid", articles));
        for (Integer[] column : counts) {
            statement.setArray(at++, connection.createArrayOf("integer", column));
        }
        statement.setArray(at++, connection.createArrayOf("bytea", sketches));
        if (!firstReaders.isEmpty()) {
            statement.setArray(at, connection.createArrayOf("integer", firstReaders.toArray()));
        }
    }

    /** Batches that nobody sends again. */
    void dropCounted() throws SQLException {
        try (Statement drop = connection.createStatement()) {
            drop.execute("delete from view_batch where counted_at < now() - interval '2 minutes'");
        }
    }

    /**
     * Keys of days that are over, sketches that nobody is added to any more, hours that days have taken in. Once an hour,
     * and of sketches those of the last days: this must not read years.
     */
    void dropWhatIsOver() throws SQLException {
        try (Statement drop = connection.createStatement()) {
            int due = drop.executeUpdate("""
                    update popular_progress set dropped_at = now()
                    where dropped_at is null or dropped_at < date_trunc('hour', now(), 'UTC')""");
            if (due == 0) {
                return;
            }
            drop.execute("delete from reader_secret where day < cast(now() at time zone 'UTC' as date)");
            drop.execute("delete from article_hour where hour < now() - interval '8 days'");
            drop.execute("""
                    update article_hour set sketch = null
                    where sketch is not null and hour < date_trunc('hour', now(), 'UTC') - interval '2 hours'""");
            drop.execute("""
                    update article_day set sketch = null
                    where sketch is not null and day < cast(now() at time zone 'UTC' as date) - 1
                        and day >= cast(now() at time zone 'UTC' as date) - 14""");
        }
    }
}
