package org.broadsheet.related;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
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
import org.broadsheet.article.RelatedReason;
import org.broadsheet.changes.Change;
import org.broadsheet.changes.Change.Position;
import org.broadsheet.changes.ChangeFollower;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.related.Neighbours.Neighbour;
import org.broadsheet.search.SearchIndex;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;
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
    private static final double SURELY_SAME = 0.5;
    private static final double SIMILAR = 0.08;

    private final boolean isFollowing;
    private final DataSource dataSource;
    private final Session database;
    private final ChangeLog log;
    private final ArticleTexts texts;
    private final SearchIndex index;
    private final ObjectMapper mapper;
    private final Archive archive = new Archive();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long behind = 1;

    RelatedEngine(
            @ConfigProperty(name = "broadsheet.search.follow", defaultValue = "true") boolean isFollowing,
            DataSource dataSource,
            Session database,
            ChangeLog log,
            ArticleTexts texts,
            SearchIndex index,
            ObjectMapper mapper) {
        this.isFollowing = isFollowing;
        this.dataSource = dataSource;
        this.database = database;
        this.log = log;
        this.texts = texts;
        this.index = index;
        this.mapper = mapper;
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
            Position from = progress().filter(at -> !log.isOfAnother(at)).orElse(null);
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
            missing.removeAll(having(ids));
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
            QuarkusTransaction.requiringNew().run(() -> progress(until));
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
        Set<UUID> touched = new LinkedHashSet<>(naming(changed));
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
     * @return whatever stands in the lists
     */
    private Set<UUID> make(Collection<UUID> ids, @org.jspecify.annotations.Nullable Position until) {
        Set<UUID> named = new LinkedHashSet<>();
        List<UUID> all = List.copyOf(ids);
        for (int at = 0; at < all.size() && isOpen(); at += BATCH) {
            List<UUID> some = all.subList(at, Math.min(at + BATCH, all.size()));
            Map<UUID, List<RelatedStories.Kept>> lists = lists(some);
            lists.values().forEach(list -> list.forEach(kept -> named.add(kept.id())));
            QuarkusTransaction.requiringNew().timeout(60).run(() -> keep(some, lists));
        }
        if (until != null && isOpen()) {
            QuarkusTransaction.requiringNew().run(() -> progress(until));
        }
        return named;
    }

    private Map<UUID, List<RelatedStories.Kept>> lists(List<UUID> ids) {
        List<ArticleText> articles = texts.of(ids);
        return index.read(searcher -> {
                    Neighbours neighbours = new Neighbours(searcher, archive);
                    Map<UUID, List<RelatedStories.Kept>> lists = new HashMap<>();
                    for (ArticleText article : articles) {
                        Optional<Neighbours.Near> near = neighbours.of(article);
                        if (near.isPresent()) {
                            lists.put(article.id(), kept(article, near.get()));
                        }
                    }
                    return lists;
                })
                .orElseThrow(() -> new IllegalStateException("the search index is being made"));
    }

    private static List<RelatedStories.Kept> kept(ArticleText article, Neighbours.Near near) {
        Map<Integer, String> words = Fingerprint.written(article);
        Map<UUID, String> tags = new HashMap<>();
        article.tags().forEach(tag -> tags.put(tag.id(), tag.name()));
        List<RelatedStories.Kept> list = new ArrayList<>();
        for (Neighbour neighbour : near.stories()) {
            List<String> shared = new ArrayList<>();
            for (UUID tag : neighbour.story().print.tags()) {
                if (tags.containsKey(tag)) {
                    shared.add(tags.get(tag));
                }
            }
            double probability = neighbour.probability();
            boolean isDoubted = probability < SIMILAR
                    && shared.isEmpty()
                    && !tags.isEmpty()
                    && neighbour.story().print.tags().length > 0;
            if (isDoubted) {
                // Editors tagged both and found nothing that they have in common.
                continue;
            }
            RelatedReason reason = probability >= SURELY_SAME
                    ? RelatedReason.SAME_EVENT
                    : shared.isEmpty() || probability >= SIMILAR ? RelatedReason.SIMILAR : RelatedReason.SAME_TOPIC;
            List<String> terms = reason == RelatedReason.SAME_TOPIC
                    ? shared
                    : Likeness.explaining(near.article(), neighbour.story()).stream()
                            .filter(words::containsKey)
                            .map(words::get)
                            .toList();
            list.add(new RelatedStories.Kept(
                    neighbour.story().id, Math.round(probability * 10_000) / 10_000.0, reason, terms));
        }
        return list;
    }

    private void keep(List<UUID> ids, Map<UUID, List<RelatedStories.Kept>> lists) {
        for (UUID id : ids) {
            List<RelatedStories.Kept> list = lists.get(id);
            if (list == null) {
                database.createNativeMutationQuery("delete from related_list where article_id = :id")
                        .setParameter("id", id)
                        .executeUpdate();
            } else {
                database.createNativeMutationQuery("""
                                insert into related_list (article_id, stories)
                                values (:id, cast(:stories as jsonb))
                                on conflict (article_id) do update
                                set stories = excluded.stories, made_at = clock_timestamp()
                                where related_list.stories <> excluded.stories""")
                        .setParameter("id", id)
                        .setParameter("stories", json(list))
                        .executeUpdate();
            }
        }
    }

    private List<UUID> having(List<UUID> ids) {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery(
                                "select article_id from related_list where article_id = any(cast(:ids as uuid[]))",
                                UUID.class)
                        .setParameter("ids", ids.toArray(UUID[]::new))
                        .getResultList());
    }

    /** The articles in whose lists these stand now. */
    private List<UUID> naming(Collection<UUID> ids) {
        List<UUID> naming = new ArrayList<>();
        for (UUID id : ids) {
            naming.addAll(QuarkusTransaction.requiringNew()
                    .call(() -> database.createNativeQuery(
                                    "select article_id from related_list where stories @> cast(:named as jsonb)",
                                    UUID.class)
                            .setParameter("named", "[{\"id\":\"" + id + "\"}]")
                            .getResultList()));
        }
        return naming;
    }

    private Optional<Position> progress() {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery(
                                "select cast(cast(xid as text) as bigint), id from related_progress", Position.class)
                        .uniqueResultOptional());
    }

    private void progress(Position position) {
        database.createNativeMutationQuery("""
                        insert into related_progress (xid, id) values (cast(cast(:xid as text) as xid8), :id)
                        on conflict (is_only) do update set xid = excluded.xid, id = excluded.id""")
                .setParameter("xid", Long.toString(position.transaction()))
                .setParameter("id", position.id())
                .executeUpdate();
    }

    private String json(List<RelatedStories.Kept> list) {
        try {
            return mapper.writeValueAsString(list);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A list of related stories cannot be written as JSON", broken);
        }
    }

    private void pause() {
        try {
            closed.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
