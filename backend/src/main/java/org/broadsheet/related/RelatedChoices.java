package org.broadsheet.related;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/** What editors decide of an article's related stories. Who lets them decide tells the change log, once for all that they did. */
@ApplicationScoped
public class RelatedChoices {
    private final Session database;

    RelatedChoices(Session database) {
        this.database = database;
    }

    /** @param pinned lead the list, in this order @param excluded never stand in it */
    public record Choices(List<UUID> pinned, List<UUID> excluded) {}

    @Transactional
    public Choices of(UUID article) {
        return new Choices(chosen(article, false), chosen(article, true));
    }

    private List<UUID> chosen(UUID article, boolean isExcluded) {
        return database.createNativeQuery("""
                        select other_id from related_choice
                        where article_id = :article and is_excluded = :isExcluded
                        order by position, other_id""", UUID.class)
                .setParameter("article", article)
                .setParameter("isExcluded", isExcluded)
                .getResultList();
    }

    /** Decides all of it anew, in place of what was decided before. */
    @Transactional
    public void choose(UUID article, List<UUID> pinned, List<UUID> excluded) {
        database.createNativeMutationQuery("delete from related_choice where article_id = :article")
                .setParameter("article", article)
                .executeUpdate();
        database.createNativeMutationQuery("""
                        insert into related_choice (article_id, other_id, position, is_excluded)
                        select :article, listed.id, listed.position, false
                        from unnest(cast(:pinned as uuid[])) with ordinality as listed (id, position)
                        union all
                        select :article, unnest(cast(:excluded as uuid[])), null, true""")
                .setParameter("article", article)
                .setParameter("pinned", pinned.toArray(UUID[]::new))
                .setParameter("excluded", excluded.toArray(UUID[]::new))
                .executeUpdate();
    }
}
