package org.broadsheet.related;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.broadsheet.changes.Change.Kind;
import org.broadsheet.changes.Change.Subject;
import org.broadsheet.changes.ChangeLog;
import org.hibernate.Session;

/** What editors decide of an article's related stories. Each act is one transaction and one row of the change log. */
@ApplicationScoped
public class RelatedChoices {
    private final Session database;
    private final ChangeLog changes;

    RelatedChoices(Session database, ChangeLog changes) {
        this.database = database;
        this.changes = changes;
    }

    /** Lets these stories lead the list, in this order, in place of those that were pinned before. None unpins all. */
    @Transactional
    public void pin(UUID article, List<UUID> others) {
        database.createNativeMutationQuery("delete from related_choice where article_id = :article and not is_excluded")
                .setParameter("article", article)
                .executeUpdate();
        database.createNativeMutationQuery("""
                        insert into related_choice (article_id, other_id, position, is_excluded)
                        select :article, listed.id, listed.position, false
                        from unnest(cast(:others as uuid[])) with ordinality as listed (id, position)
                        on conflict (article_id, other_id) do update set position = excluded.position, is_excluded = false""")
                .setParameter("article", article)
                .setParameter("others", others.toArray(UUID[]::new))
                .executeUpdate();
        changes.add(Kind.UPDATED, Subject.ARTICLE, article);
    }

    /** Never shows a story beside an article again. */
    @Transactional
    public void exclude(UUID article, UUID other) {
        database.createNativeMutationQuery("""
                        insert into related_choice (article_id, other_id, position, is_excluded)
                        values (:article, :other, null, true)
                        on conflict (article_id, other_id) do update set position = null, is_excluded = true""")
                .setParameter("article", article)
                .setParameter("other", other)
                .executeUpdate();
        changes.add(Kind.UPDATED, Subject.ARTICLE, article);
    }

    /** Takes a pin or an exclusion back. */
    @Transactional
    public void forget(UUID article, UUID other) {
        database.createNativeMutationQuery(
                        "delete from related_choice where article_id = :article and other_id = :other")
                .setParameter("article", article)
                .setParameter("other", other)
                .executeUpdate();
        changes.add(Kind.UPDATED, Subject.ARTICLE, article);
    }
}
