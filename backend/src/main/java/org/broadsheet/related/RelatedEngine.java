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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.broadsheet.article.ArticleText;
import org.broadsheet.article.ArticleTexts;
import org.broadsheet.changes.Change;
import org.broadsheet.changes.Change.Position;
import org.broadsheet.changes.ChangeFollower;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.search.SearchIndex;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes the lists of related stories when content changes and keeps them in the database, where every node reads them.
 * One node at a time does the work, the one that holds an advisory lock; how far it is moves with the lists.
 */
@ApplicationScoped
class RelatedEngine {
    private static final Logger LOG = Logger.getLogger(RelatedEngine.class);
    private static final int BATCH = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final boolean isFollowing;
    private final DataSource dataSource;
    private final ChangeLog log;
    private final ArticleTexts texts;
    private final SearchIndex index;
    private final KeptLists lists;
    private final Archive archive = new Archive();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long behind = 1;

    RelatedEngine(
            @ConfigProperty(name = "broadsheet.search.follow", defaultValue = "true") boolean isFollowing,
            DataSource dataSource,
            ChangeLog log,
            ArticleTexts texts,
            SearchIndex index,
            KeptLists lists) {
        this.isFollowing = isFollowing;
        this.dataSource = dataSource;
        this.log = log;
        this.texts = texts;
        this.index = index;
        this.lists = lists;
    }

    void onStart(@Observes StartupEvent start, MeterRegistry meters) {
        meters.gauge("broadsheet.related.behind", this, engine -> engine.behind);
        if (isFollowing) {
            Thread.ofPlatform().name("related-stories").daemon(true).start(this::keep);
        }
    }

    void onStop(@Observes ShutdownEvent stop) {
        closed.countDown();
    }

    /** About how many lists are still to be made; 0 when all are up to date, as far as this node knows. */
    long behind() {
        return behind;
    }

    private void keep() {
        while (isOpen()) {
            try (Connection connection = dataSource.getConnection()) {
                if (lead(connection)) {
                    work(connection);
                }
            } catch (SQLException | RuntimeException failed) {
                if (isOpen()) {
                    LOG.warnf("Making related stories stopped and is taken up again: %s", failed.getMessage());
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

    private void work(Connection lock) throws SQLException {
        try {
            Position from = lists.progress().filter(at -> !log.isOfAnother(at)).orElse(null);
            if (from == null) {
                from = log.settled();
                awaitIndex(from);
                makeMissing(from);
            }
            behind = 0;
            try (ChangeFollower follower =
                    new ChangeFollower("related", dataSource, log, from, PATIENCE, this::follow).start()) {
                while (isOpen() && lock.isValid(5)) {
                    closed.await(1, TimeUnit.SECONDS);
                }
                LOG.debugf("Related stories were followed to %s", follower.position());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } finally {
            try (Statement statement = lock.createStatement()) {
                statement.execute("select pg_advisory_unlock_all()");
            }
        }
    }

    /** The lists of all that have none, as after the first start; taken up where it stood when it was broken off. */
    private void makeMissing(Position until) {
        long started = System.nanoTime();
        long total = texts.count();
        long done = 0;
        List<UUID> ids = texts.idsAfter(null, BATCH);
        while (!ids.isEmpty() && isOpen()) {
            behind = Math.max(1, total - done);
            List<UUID> missing = new ArrayList<>(ids);
            missing.removeAll(lists.having(ids));
            if (!missing.isEmpty()) {
                make(missing, null);
            }
            done += ids.size();
            if (done % (50 * BATCH) == 0) {
                LOG.infof("Making related stories: %,d of %,d articles", done, total);
            }
            ids = texts.idsAfter(ids.getLast(), BATCH);
        }
        if (isOpen()) {
            lists.reached(until);
            LOG.infof(
                    "Related stories were made for %,d articles in %,d ms",
                    done, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        }
    }

    /** The lists of what changed, of what it was near to before, and of what it is near to now. */
    private void follow(List<Change> changes) {
        Set<UUID> changed = new LinkedHashSet<>();
        for (Change change : changes) {
            switch (change.subject()) {
                case ARTICLE -> changed.add(change.subjectId());
                case TAG, SECTION, AUTHOR, SITE -> {}
            }
        }
        Position position = changes.getLast().position();
        behind = changed.size();
        awaitIndex(position);
        Set<UUID> touched = new LinkedHashSet<>(lists.naming(changed));
        touched.addAll(make(changed, null));
        touched.removeAll(changed);
        behind = touched.size();
        make(touched, position);
        behind = 0;
    }

    private void awaitIndex(Position position) {
        while (!index.hasReached(position)) {
            if (!isOpen()) {
                throw new IllegalStateException("closing");
            }
            try {
                closed.await(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("closing", hurried);
            }
        }
    }

    /**
     * Makes and keeps the lists of these articles; of those that are not published it forgets them.
     *
     * @param until how far the log has been brought with them, null to leave that
     * @return whose lists these articles may change
     */
    private Set<UUID> make(Collection<UUID> ids, @org.jspecify.annotations.Nullable Position until) {
        Set<UUID> touched = new LinkedHashSet<>();
        List<UUID> all = List.copyOf(ids);
        for (int at = 0; at < all.size() && isOpen(); at += BATCH) {
            List<UUID> some = all.subList(at, Math.min(at + BATCH, all.size()));
            Map<UUID, List<KeptStory>> made = made(some, touched);
            lists.keep(some, made);
        }
        if (until != null && isOpen()) {
            lists.reached(until);
        }
        return touched;
    }

    private Map<UUID, List<KeptStory>> made(List<UUID> ids, Set<UUID> touched) {
        List<ArticleText> articles = texts.of(ids);
        return index.read(searcher -> {
                    Neighbours neighbours = new Neighbours(searcher, archive);
                    Map<UUID, List<KeptStory>> made = new HashMap<>();
                    for (ArticleText article : articles) {
                        Optional<Neighbours.Near> near = neighbours.of(article);
                        if (near.isPresent()) {
                            made.put(article.id(), Reasons.given(article, near.get()));
                            touched.addAll(near.get().touched());
                        }
                    }
                    return made;
                })
                .orElseThrow(() -> new IllegalStateException("the search index is being made"));
    }

    private void pause() {
        try {
            closed.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
