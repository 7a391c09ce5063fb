package org.broadsheet.related;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.broadsheet.article.ArticleTexts;
import org.broadsheet.changes.ChangeFollower;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.search.SearchIndex;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has the lists of related stories made when content changes, and kept in the database, where every node reads them. One
 * node at a time does the work ({@link ListMaking}), the one that holds an advisory lock and whose index keeps up.
 */
@ApplicationScoped
class RelatedEngine {
    private static final Logger LOG = Logger.getLogger(RelatedEngine.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);
    private static final int SECONDS_TO_ANSWER = 5;

    private final boolean isFollowing;
    private final DataSource dataSource;
    private final ChangeLog log;
    private final ArticleTexts texts;
    private final SearchIndex index;
    private final KeptLists lists;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable ListMaking making;

    RelatedEngine(
            @ConfigProperty(name = "broadsheet.search.follow", defaultValue = "true") boolean isFollowing,
            DataSource dataSource,
            ChangeLog log,
            ArticleTexts texts,
            SearchIndex index,
            KeptLists lists,
            Clock clock) {
        this.isFollowing = isFollowing;
        this.dataSource = dataSource;
        this.log = log;
        this.texts = texts;
        this.index = index;
        this.lists = lists;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent start, MeterRegistry meters) {
        meters.gauge("broadsheet.related.behind", this, RelatedEngine::behind);
        if (isFollowing) {
            Thread.ofPlatform().name("related-stories").daemon(true).start(this::keep);
        }
    }

    void onStop(@Observes ShutdownEvent stop) {
        closed.countDown();
    }

    /** About how many lists are still to be made; 0 when nothing waits on any node, nor in the log. */
    long behind() {
        ListMaking here = making;
        return Math.max(lists.behind(), here == null ? 0 : here.waiting());
    }

    private void keep() {
        while (isOpen()) {
            try (Connection connection = dataSource.getConnection()) {
                if (lead(connection)) {
                    work(connection);
                }
            } catch (Throwable failed) {
                // Errors too: nobody else takes this up again, and other nodes wait for the lock.
                if (isOpen()) {
                    LOG.warnf("Making related stories stopped and is taken up again: %s", failed);
                }
            }
            pause();
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    /** One node at a time; the lock goes with the connection. */
    private static boolean lead(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_try_advisory_lock(hashtext('broadsheet related'))")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static boolean holds(Connection lock) {
        try {
            return lock.isValid(SECONDS_TO_ANSWER);
        } catch (SQLException broken) {
            return false;
        }
    }

    private void work(Connection lock) throws SQLException, InterruptedException {
        try {
            KeptLists.Progress from = begin();
            ListMaking here = new ListMaking(
                    lists, texts, new IndexRelatives(texts, index), clock, from, () -> isOpen() && holds(lock));
            making = here;
            try (ChangeFollower follower =
                    new ChangeFollower("related", dataSource, log, from.position(), PATIENCE, here::arrive).start()) {
                boolean isAble = true;
                while (isAble && isOpen() && follower.isRunning() && holds(lock)) {
                    isAble = here.goOn();
                }
                LOG.debugf("Related stories were followed to %s; the index kept up: %s", follower.position(), isAble);
            }
        } finally {
            making = null;
            try (Statement statement = lock.createStatement()) {
                statement.execute("select pg_advisory_unlock_all()");
            }
        }
    }

    /** Where it was left, or before everything: where nothing was made yet, in another way, or from another log. */
    private KeptLists.Progress begin() {
        return lists.progress()
                .filter(kept -> kept.isOfThisFormat() && !log.isOfAnother(kept.position()))
                .orElseGet(() -> lists.startOver(log.settled()));
    }

    private void pause() {
        try {
            closed.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
