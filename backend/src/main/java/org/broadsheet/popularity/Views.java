package org.broadsheet.popularity;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes what readers do, and writes it once a flush as one row in one transaction. Whoever is counted is answered after
 * that commit: an acknowledged view is in the database. What cannot be written in time is refused and forgotten.
 */
@ApplicationScoped
class Views {
    private static final Logger LOG = Logger.getLogger(Views.class);

    /** A flush that so many wait for comes at once, so that a rush is not slowed to its connections by the pause. */
    private static final int RUSH = 500;

    /** However great the rush is, the database has no more than some twenty rows a second of it. */
    private static final Duration BETWEEN_RUSHES = Duration.ofMillis(50);

    private static final int MOST_WAITING = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
    private static final int ANSWER_WITHIN_MILLIS = 3000;

    private final DataSource dataSource;
    private final Limits limits;
    private final Duration flush;
    private final Counter counted;
    private final Counter refused;
    private final Counter ignored;
    private volatile @Nullable ReaderSecret secret;
    private volatile boolean isOpen = true;
    private @Nullable Thread thread;
    private Batch batch = new Batch();
    private int waiting;

    Views(
            DataSource dataSource,
            MeterRegistry meters,
            @ConfigProperty(name = "broadsheet.views.flush") Duration flush,
            @ConfigProperty(name = "broadsheet.views.signals-per-address") int signalsPerAddress,
            @ConfigProperty(name = "broadsheet.views.readers-per-address") int readersPerAddress,
            @ConfigProperty(name = "broadsheet.views.remembered") int remembered) {
        this.dataSource = dataSource;
        this.flush = flush;
        this.limits = new Limits(signalsPerAddress, readersPerAddress, remembered);
        this.counted = meters.counter("broadsheet.views", "outcome", "counted");
        this.refused = meters.counter("broadsheet.views", "outcome", "refused");
        this.ignored = meters.counter("broadsheet.views", "outcome", "ignored");
    }

    /** One who waits for an answer. */
    private record Waiting(CompletableFuture<@Nullable Void> answer, Signal signal, long reader, boolean isAdmitted) {}

    private static final class Batch {
        private final UUID id = Ids.next();
        private final Map<UUID, Tally> tallies = new HashMap<>();
        private final List<Waiting> all = new ArrayList<>();
        private long since = System.nanoTime();

        private int admitted() {
            return (int) all.stream().filter(Waiting::isAdmitted).count();
        }

        private boolean isOlderThan(Duration age) {
            return System.nanoTime() - since > age.toNanos();
        }
    }

    void onStart(@Observes StartupEvent start, MeterRegistry meters) {
        meters.gauge("broadsheet.views.waiting", this, Views::waiting);
        thread = Thread.ofPlatform().name("views").daemon(true).start(this::run);
    }

    /** What was taken before the end is still written. */
    void onStop(@Observes ShutdownEvent stop) throws InterruptedException {
        synchronized (this) {
            isOpen = false;
            notifyAll();
        }
        Thread running = thread;
        if (running != null) {
            running.join(PATIENCE.toMillis() + ANSWER_WITHIN_MILLIS);
        }
    }

    /** How many are waiting for an answer. */
    synchronized int waiting() {
        return waiting;
    }

    /** Counts nothing and answers as if it had: for those that are no readers. */
    void ignore() {
        ignored.increment();
    }

    /**
     * Takes a signal in. Done when it is in the database; so is one that does not count, or of an article that nobody
     * may see, with nothing written. Fails as unavailable when it could not be written.
     */
    CompletionStage<@Nullable Void> take(UUID article, Beacon beacon, Visitor visitor) {
        ReaderSecret today = secret;
        if (today == null) {
            return CompletableFuture.failedFuture(unavailable());
        }
        long reader = today.reader(visitor, article);
        CompletableFuture<@Nullable Void> answer = new CompletableFuture<>();
        synchronized (this) {
            if (waiting >= MOST_WAITING || !isOpen) {
                refused.increment();
                return CompletableFuture.failedFuture(unavailable());
            }
            if (batch.all.isEmpty()) {
                batch.since = System.nanoTime();
                notifyAll();
            }
            boolean isAdmitted = limits.admits(visitor, article, beacon.signal(), reader, today.hour());
            if (isAdmitted) {
                batch.tallies
                        .computeIfAbsent(article, key -> new Tally())
                        .add(beacon.signal(), beacon.channel(), reader);
            } else {
                ignored.increment();
            }
            batch.all.add(new Waiting(answer, beacon.signal(), reader, isAdmitted));
            waiting++;
            if (batch.all.size() == RUSH) {
                notifyAll();
            }
        }
        return answer;
    }

    private static ProblemException unavailable() {
        return new ProblemException(
                ProblemKind.UNAVAILABLE, "Views cannot be counted just now, and this one was not. Try again later.");
    }

    private void run() {
        while (true) {
            try {
                renewSecret();
                Batch due = next();
                if (due != null) {
                    write(due);
                } else if (!isOpen) {
                    return;
                }
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error unforeseen) {
                LOG.error("Views were not counted, and the next are", unforeseen);
            }
        }
    }

    /** The batch that is due; null when there is none, and it is time to go or to look for a new day's key. */
    private synchronized @Nullable Batch next() throws InterruptedException {
        while (isOpen && !isDue()) {
            wait(Math.max(1, millisLeft()));
            ReaderSecret today = secret;
            if (batch.all.isEmpty() && (today == null || today.isOver())) {
                return null;
            }
        }
        if (batch.all.isEmpty()) {
            return null;
        }
        Batch full = batch;
        batch = new Batch();
        return full;
    }

    private boolean isDue() {
        boolean isRush = batch.all.size() >= RUSH && batch.isOlderThan(BETWEEN_RUSHES);
        return isRush || (!batch.all.isEmpty() && batch.isOlderThan(flush));
    }

    private long millisLeft() {
        return batch.all.isEmpty()
                ? TimeUnit.SECONDS.toMillis(1)
                : (batch.all.size() >= RUSH ? BETWEEN_RUSHES : flush).toMillis()
                        - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - batch.since);
    }

    private void renewSecret() {
        ReaderSecret known = secret;
        if (known == null || known.isOver()) {
            try (Connection connection = dataSource.getConnection()) {
                secret = ReaderSecret.today(connection);
            } catch (SQLException away) {
                LOG.warnf("The day's key for counting readers cannot be had yet: %s", away.getMessage());
            }
        }
    }

    /** Writes it, as often as it takes within its patience, and answers all who wait for it, whatever becomes of it. */
    private void write(Batch full) throws InterruptedException {
        OptionalInt written = OptionalInt.empty();
        try {
            written = inserted(full);
            while (written.isEmpty() && !full.isOlderThan(PATIENCE)) {
                Thread.sleep(BETWEEN_TRIES);
                written = inserted(full);
            }
        } finally {
            answer(full, written.isPresent());
            counted.increment(written.orElse(0));
            ignored.increment(written.isPresent() ? full.admitted() - written.getAsInt() : 0);
            refused.increment(written.isPresent() ? 0 : full.admitted());
        }
    }

    /** How many signals were written; empty when they could not be. */
    private OptionalInt inserted(Batch full) {
        try {
            return OptionalInt.of(insert(full));
        } catch (SQLException | IOException failed) {
            LOG.warnf("Views cannot be written: %s", failed.getMessage());
            return OptionalInt.empty();
        }
    }

    private void answer(Batch full, boolean isWritten) {
        synchronized (this) {
            waiting -= full.all.size();
        }
        for (Waiting one : full.all) {
            if (isWritten) {
                one.answer().complete(null);
            } else {
                if (one.isAdmitted()) {
                    limits.forget(one.signal(), one.reader());
                }
                one.answer().completeExceptionally(unavailable());
            }
        }
    }

    /** In one transaction, and by the batch's own id: a commit of which nothing was heard is not made twice. */
    private int insert(Batch full) throws SQLException, IOException {
        try (Connection connection = dataSource.getConnection()) {
            int usual = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, ANSWER_WITHIN_MILLIS);
            connection.setAutoCommit(false);
            try {
                full.tallies.keySet().retainAll(published(connection, full.tallies.keySet()));
                if (!full.tallies.isEmpty()) {
                    insert(connection, full.id, Tallies.written(full.tallies));
                }
                connection.commit();
                return full.tallies.values().stream().mapToInt(Tally::total).sum();
            } catch (SQLException | IOException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
                connection.setNetworkTimeout(Runnable::run, usual);
            }
        }
    }

    private static void insert(Connection connection, UUID id, byte[] tallies) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into view_batch (id, hour, tallies) values (?, date_trunc('hour', now(), 'UTC'), ?)
                on conflict (id) do nothing""")) {
            insert.setObject(1, id);
            insert.setBytes(2, tallies);
            insert.executeUpdate();
        }
    }

    /** Asked each time, and of unknown ones as of known: nothing in an answer tells which is which. */
    private static Set<UUID> published(Connection connection, Set<UUID> articles) throws SQLException {
        Set<UUID> published = new HashSet<>();
        try (PreparedStatement select =
                connection.prepareStatement("select id from published_article where id = any(?)")) {
            select.setArray(1, connection.createArrayOf("uuid", articles.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    published.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return published;
    }
}
