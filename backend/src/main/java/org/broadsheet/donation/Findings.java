package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.broadsheet.donation.Decision.Finding.Kind;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * What staff should look at, each thing once: it is there while it is so, and closes by itself when it is not so any
 * more. What staff closed stays closed, unless it changes.
 */
@ApplicationScoped
class Findings {
    private final Session database;

    Findings(Session database) {
        this.database = database;
    }

    /**
     * Something is so.
     *
     * @param subject what it is about: with the kind, the same finding for ever
     * @param aboutAt when that happened; null when it has no time
     */
    @Transactional
    void found(Kind kind, String subject, @Nullable UUID donation, String detail, @Nullable Instant aboutAt) {
        database.createNativeMutationQuery("""
                        insert into finding (id, donation_id, kind, detail, subject, about_at)
                        values (gen_random_uuid(), :donation, :kind, :detail, :subject, :aboutAt)
                        on conflict (kind, subject) where subject is not null do update
                        set detail = excluded.detail, about_at = excluded.about_at, resolved_at = null, healed_at = null,
                            found_at = case when finding.resolved_at is null then finding.found_at else now() end
                        where finding.healed_at is not null or finding.detail <> excluded.detail""")
                .setParameter("donation", donation)
                .setParameter("kind", written(kind))
                .setParameter("detail", detail)
                .setParameter("subject", subject)
                .setParameter("aboutAt", aboutAt)
                .executeUpdate();
    }

    /** It is not so any more. */
    @Transactional
    void healed(Kind kind, String subject) {
        database.createNativeMutationQuery("""
                        update finding set resolved_at = now(), healed_at = now()
                        where kind = :kind and subject = :subject and resolved_at is null""")
                .setParameter("kind", written(kind))
                .setParameter("subject", subject)
                .executeUpdate();
    }

    static String written(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
