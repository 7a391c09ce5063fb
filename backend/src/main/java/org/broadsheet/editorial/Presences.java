package org.broadsheet.editorial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/** Who has which article open just now. It binds nobody: two may write, and neither is overwritten. */
@ApplicationScoped
class Presences {
    private final Session database;

    Presences(Session database) {
        this.database = database;
    }

    /** Says that somebody is there. @return the names of the others who are */
    @Transactional
    List<String> tell(UUID article, UUID member) {
        database.createNativeMutationQuery("""
                        insert into presence (article_id, member_id) values (:article, :member)
                        on conflict (article_id, member_id) do update set seen_at = now()""")
                .setParameter("article", article)
                .setParameter("member", member)
                .executeUpdate();
        return database.createNativeQuery("""
                        select m.name from presence p join staff_member m on m.id = p.member_id
                        where p.article_id = :article and p.member_id <> :member and p.seen_at > now() - interval '30 seconds'
                        order by m.name, m.id""", String.class)
                .setParameter("article", article)
                .setParameter("member", member)
                .getResultList();
    }
}
