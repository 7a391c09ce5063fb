package org.broadsheet.popularity;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Every half minute counts what the nodes took and makes the lists. Whichever node comes first does it, under an advisory
 * lock that goes with its transaction; the others find it taken and wait for their next turn.
 */
@ApplicationScoped
class PopularKeeper {
    private static final Logger LOG = Logger.getLogger(PopularKeeper.class);

    /** Adding up sixty days of a large archive takes its time, once a day. */
    private static final int ANSWER_WITHIN_MILLIS = 300_000;

    private final DataSource dataSource;
    private final PopularSettings settings;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long rankingMillis;

    PopularKeeper(DataSource dataSource, PopularSettings settings) {
        this.dataSource = dataSource;
        this.settings = settings;
    }

    void onStart(@Observes StartupEvent start, MeterRegistry meters) {
        meters.gauge("broadsheet.popular.ranking.ms", this, keeper -> keeper.rankingMillis);
        if (settings.keep()) {
            Thread.ofPlatform().name("popular").daemon(true).start(this::keep);
        }
    }

    void onStop(@Observes ShutdownEvent stop) {
        closed.countDown();
    }

    private void keep() {
        try {
            do {
                try {
                    if (isDue()) {
                        turn();
                    }
                } catch (SQLException | RuntimeException | Error failed) {
                    if (closed.getCount() > 0) {
                        LOG.warnf("The popular lists could not be made and are tried again: %s", failed);
                    }
                }
            } while (!closed.await(settings.every().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Step {
        /** @return whether there is more of it to do */
        boolean in(Connection connection) throws SQLException;
    }

    /** Many nodes make the lists as often as one. */
    private boolean isDue() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement due = connection.prepareStatement(
                        "select coalesce(computed_at < now() - make_interval(secs => ?), true) from popular_progress")) {
            due.setDouble(1, 0.9 * settings.every().toMillis() / 1000);
            try (ResultSet row = due.executeQuery()) {
                return !row.next() || row.getBoolean(1);
            }
        }
    }

    /**
     * Counts all there is, and makes the lists. Each step is a transaction of its own, and what one of them cannot do
     * holds up none of the others.
     */
    void turn() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            int usual = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, ANSWER_WITHIN_MILLIS);
            connection.setAutoCommit(false);
            try {
                perform(connection, "count views", PopularKeeper::countSome);
                perform(connection, "drop what is over", PopularKeeper::drop);
                perform(connection, "add up past days", Past::make);
                perform(connection, "rank", this::rank);
            } finally {
                connection.setAutoCommit(true);
                connection.setNetworkTimeout(Runnable::run, usual);
            }
        }
    }

    private void perform(Connection connection, String what, Step step) throws SQLException {
        try {
            while (closed.getCount() > 0 && locked(connection, step)) {
                // There is more of it.
            }
        } catch (SQLException | RuntimeException failed) {
            if (!connection.isValid(1)) {
                throw failed;
            }
            LOG.errorf(failed, "It failed to %s, which is tried again with the next turn", what);
        }
    }

    private static boolean locked(Connection connection, Step step) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select pg_try_advisory_xact_lock(hashtext('broadsheet popular'))")) {
            row.next();
            boolean hasMore = row.getBoolean(1) && step.in(connection);
            connection.commit();
            return hasMore;
        } catch (SQLException | RuntimeException failed) {
            connection.rollback();
            throw failed;
        }
    }

    private static boolean countSome(Connection connection) throws SQLException {
        LocalDate earliest = new ViewCounting(connection).countSome();
        if (earliest == null) {
            return false;
        }
        Past.forgetIfOlder(connection, earliest);
        return true;
    }

    private static boolean drop(Connection connection) throws SQLException {
        ViewCounting counting = new ViewCounting(connection);
        counting.dropCounted();
        counting.dropWhatIsOver();
        return false;
    }

    private boolean rank(Connection connection) throws SQLException {
        long started = System.nanoTime();
        new Ranking(connection, settings).make();
        rankingMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        return false;
    }

    /** The sums over days that are over. */
    private static final class Past {
        private Past() {}

        /** A batch that came in before midnight and is counted after it belongs into sums that may be made already. */
        static void forgetIfOlder(Connection connection, LocalDate day) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(
                    "update popular_progress set past_made_on = null where past_made_on > ?")) {
                statement.setObject(1, day);
                statement.executeUpdate();
            }
        }

        static boolean make(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                int due = statement.executeUpdate("""
                        update popular_progress set past_made_on = cast(now() at time zone 'UTC' as date)
                        where past_made_on is distinct from cast(now() at time zone 'UTC' as date)""");
                if (due > 0) {
                    statement.execute("delete from article_past");
                    statement.execute(SUMS);
                }
            }
            return false;
        }

        private static final String SUMS = """
                insert into article_past
                select article_id,
                    coalesce(sum(readers) filter (where age <= 6), 0), coalesce(sum(views) filter (where age <= 6), 0),
                    coalesce(sum(reads) filter (where age <= 6), 0), coalesce(sum(shares) filter (where age <= 6), 0),
                    coalesce(sum(readers) filter (where age <= 29), 0), coalesce(sum(views) filter (where age <= 29), 0),
                    coalesce(sum(reads) filter (where age <= 29), 0), coalesce(sum(shares) filter (where age <= 29), 0),
                    coalesce(sum(readers) filter (where age between 2 and 8), 0),
                    coalesce(sum(readers) filter (where age between 7 and 13), 0),
                    coalesce(sum(readers) filter (where age between 30 and 59), 0)
                from (select d.*, cast(now() at time zone 'UTC' as date) - day as age from article_day d
                    where day < cast(now() at time zone 'UTC' as date)
                        and day >= cast(now() at time zone 'UTC' as date) - 59) as days
                group by article_id""";
    }
}
