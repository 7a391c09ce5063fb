package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What donations are for. */
@ApplicationScoped
class Campaigns {
    static final String GENERAL = "general";

    private final Session database;

    Campaigns(Session database) {
        this.database = database;
    }

    /** @param supporters how many donations of live money came, those counted once that recur */
    record Campaign(
            UUID id,
            String slug,
            String title,
            String description,
            @Nullable Long goalMinor,
            @Nullable String goalCurrency,
            long supporters) {}

    /** An open one. */
    @Transactional
    Optional<Campaign> open(String slug) {
        return database.createNativeQuery("""
                        select c.id, c.slug, c.title, c.description, c.goal_minor, cast(c.goal_currency as text),
                            (select count(distinct b.donation_id) from booking b join donation d on d.id = b.donation_id
                                where d.campaign_id = c.id and d.mode = 'live' and b.kind = 'gross')
                        from campaign c
                        where c.slug = :slug and c.is_open""", Campaign.class)
                .setParameter("slug", slug)
                .uniqueResultOptional();
    }

    /** The paper's name, as donors know it. */
    @Transactional
    String brand() {
        return database.createNativeQuery("select name from site", String.class).getSingleResult();
    }
}
