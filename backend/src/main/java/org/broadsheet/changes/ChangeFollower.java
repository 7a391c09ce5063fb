package org.broadsheet.changes;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.broadsheet.changes.Change.Position;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Reads the change log as it grows and hands on every row once, in order, on a thread of its own.
 *
 * <p>A notification only wakes it: it always reads the log from where it stands, at the latest after {@code patience},
 * so a notification lost with its connection, or a row held back behind a slow transaction, costs time and nothing
 * else. When the consumer throws, the same rows come again after a pause.
 */
public final class ChangeFollower implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ChangeFollower.class);
    private static final int BATCH = 500;
    private static final Duration HELD_BACK = Duration.ofMillis(100);
    private static final Duration TIME_TO_END = Duration.ofSeconds(5);
    private static final Duration BETWEEN_INTERRUPTS = Duration.ofMillis(50);

    /** How long it listens before it looks whether it is closed: an interrupt does not reach a thread that reads a socket. */
    private static final Duration LISTENING = Duration.ofMillis(200);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final DataSource dataSource;
    private final ChangeLog log;
    private final Consumer<List<Change>> consumer;
    private final Duration patience;
    private final Thread thread;
    private volatile Position position;
    private volatile boolean closed;

    /** Starts following after a position. @param consumer gets rows in order, never an empty list */
    public ChangeFollower(
            String name,
            DataSource dataSource,
            ChangeLog log,
            Position from,
            Duration patience,
            Consumer<List<Change>> consumer) {
        this.dataSource = dataSource;
        this.log = log;
        this.position = from;
        this.patience = patience;
        this.consumer = consumer;
        // What consumers do takes the processor for long, and virtual threads share theirs with requests.
        this.thread =
                Thread.ofPlatform().daemon(true).name("follows-changes-" + name).unstarted(this::run);
    }

    public ChangeFollower start() {
        thread.start();
        return this;
    }

    /** The last row that was handed on and taken. */
    public Position position() {
        return position;
    }

    /** Whether it follows still: from its start until it is closed. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    /** Ends following: once this returns, the consumer is not called any more. */
    @Override
    public void close() {
        closed = true;
        long until = System.nanoTime() + TIME_TO_END.toNanos();
        while (Thread.currentThread() != thread && !hasEnded() && System.nanoTime() < until) {
            // Again and again: a transaction that it is in now and then swallows an interrupt.
            thread.interrupt();
        }
    }

    private boolean hasEnded() {
        try {
            thread.join(BETWEEN_INTERRUPTS.toMillis());
            return !thread.isAlive();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void run() {
        while (!closed) {
            try (Connection connection = dataSource.getConnection()) {
                follow(connection);
            } catch (Throwable failed) {
                // Errors too, such as a stack that one text overflowed: nobody else takes this up again.
                if (!closed) {
                    LOG.warnf("Following the change log stopped and is taken up again: %s", failed);
                    pause();
                }
            }
        }
    }

    private void follow(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try {
            execute(connection, "listen " + ChangeLog.CHANNEL);
            PGConnection notifications = connection.unwrap(PGConnection.class);
            while (!closed) {
                readOn();
                Duration wait = nextLook();
                listen(notifications, wait);
            }
        } finally {
            stopListening(connection);
        }
    }

    private void listen(PGConnection notifications, Duration longest) throws SQLException {
        long until = System.nanoTime() + longest.toNanos();
        boolean isWoken = false;
        for (long left = longest.toMillis(); left > 0 && !isWoken && !closed; ) {
            PGNotification[] heard = notifications.getNotifications((int) Math.min(left, LISTENING.toMillis()));
            isWoken = heard != null && heard.length > 0;
            left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        }
    }

    /** What a slow transaction holds back is free when that ends, which nobody announces. */
    private Duration nextLook() {
        return log.isHoldingBack(position) && patience.compareTo(HELD_BACK) > 0 ? HELD_BACK : patience;
    }

    /**
     * The connection goes back to the pool, whose other users want no notifications. Where it is broken, this is how the
     * pool learns it: what goes on behind {@code unwrap} is hidden from it.
     */
    private static void stopListening(Connection connection) {
        try {
            execute(connection, "unlisten *");
        } catch (SQLException broken) {
            LOG.debugf("The connection that listened is broken: %s", broken.getMessage());
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void readOn() {
        for (List<Change> rows = log.after(position, BATCH);
                !rows.isEmpty() && !closed;
                rows = log.after(position, BATCH)) {
            consumer.accept(rows);
            position = rows.getLast().position();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
