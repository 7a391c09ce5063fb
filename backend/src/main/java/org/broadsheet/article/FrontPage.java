package org.broadsheet.article;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.changes.Change.Kind;
import org.broadsheet.changes.Change.Subject;
import org.broadsheet.changes.ChangeLog;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The front page as editors arrange it: ordered places, each until its time is over. */
@ApplicationScoped
public class FrontPage {
    /** The newsroom itself is what changes with its front page. */
    private static final UUID SITE = new UUID(0, 0);

    private final Session database;
    private final ChangeLog changes;
    private final Clock clock;

    FrontPage(Session database, ChangeLog changes, Clock clock) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
    }

    /** One place. @param expiresAt when it empties itself; null for never */
    public record Slot(UUID articleId, @Nullable Instant expiresAt) {}

    /** How it is arranged, whether or not readers see it so. @param version moves with each arrangement */
    public record Arrangement(List<Slot> slots, int version) {}

    @Transactional
    public Arrangement arrangement() {
        List<Slot> slots = database.createNativeQuery(
                        "select article_id, expires_at from front_slot order by position", Slot.class)
                .getResultList();
        return new Arrangement(
                slots,
                database.createNativeQuery("select version from front", Integer.class)
                        .getSingleResult());
    }

    /** What readers see of it now, and when that last changed. */
    record Shown(List<UUID> ids, Instant changedAt) {}

    Shown shown() {
        Instant now = clock.instant();
        List<UUID> ids = database.createNativeQuery("""
                        select f.article_id from front_slot f join published_article a on a.id = f.article_id
                        where f.expires_at is null or f.expires_at > :now
                        order by f.position""", UUID.class)
                .setParameter("now", now)
                .getResultList();
        Instant changedAt = database.createNativeQuery("""
                        select greatest(
                            (select changed_at from front),
                            (select max(expires_at) from front_slot where expires_at <= :now),
                            (select max(at) from change))""", Instant.class)
                .setParameter("now", now)
                .getSingleResult();
        return new Shown(ids, changedAt);
    }

    /**
     * Arranges it anew.
     *
     * @param version the arrangement that this was made from
     * @return the new version, or empty when somebody else was first
     */
    @Transactional
    public Optional<Integer> arrange(List<Slot> slots, int version) {
        int changed = database.createNativeMutationQuery(
                        "update front set version = version + 1, changed_at = :now where version = :version")
                .setParameter("now", clock.instant())
                .setParameter("version", version)
                .executeUpdate();
        if (changed == 0) {
            return Optional.empty();
        }
        database.createNativeMutationQuery("delete from front_slot").executeUpdate();
        int position = 1;
        for (Slot slot : slots) {
            database.createNativeMutationQuery(
                            "insert into front_slot (position, article_id, expires_at) values (:position, :article, :expires)")
                    .setParameter("position", position++)
                    .setParameter("article", slot.articleId())
                    .setParameter("expires", slot.expiresAt())
                    .executeUpdate();
        }
        changes.add(Kind.UPDATED, Subject.SITE, SITE);
        return Optional.of(version + 1);
    }
}
