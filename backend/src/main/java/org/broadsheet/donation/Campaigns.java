package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.shared.Ids;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Audit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;
import org.jspecify.annotations.Nullable;

/** What donations are for. */
@ApplicationScoped
class Campaigns {
    static final String GENERAL = "general";

    private final Session database;
    private final Audit audit;

    Campaigns(Session database, Audit audit) {
        this.database = database;
        this.audit = audit;
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

    /** One as staff see it. */
    @Schema(name = "StaffCampaign", description = "What gifts are for, as those see it who look after gifts.")
    record Kept(
            @Schema(description = "Its address.") String slug,
            @Schema(description = "What it is called.") String title,
            @Schema(description = "What it is for.") String description,

            @Schema(description = "How much is to come together, in the currency's smallest unit.", nullable = true)
            @Nullable
            Long goalMinor,

            @Schema(description = "Of what (ISO 4217).", nullable = true) @Nullable
            String goalCurrency,

            @Schema(description = "Whether gifts are taken for it.")
            boolean isOpen,

            @Schema(description = "When it was last changed.")
            Instant changedAt) {}

    /** All, those that are open first. */
    @Transactional
    List<Kept> all() {
        return database.createNativeQuery("""
                        select slug, title, description, goal_minor, cast(goal_currency as text), is_open, changed_at
                        from campaign order by is_open desc, slug""", Kept.class).getResultList();
    }

    /** What a campaign is to say. A goal is in the currency's smallest unit. */
    record Plan(
            String title,
            String description,
            @Nullable Long goalMinor,
            @Nullable String goalCurrency,
            boolean isOpen) {}

    /** @return false when there is one of that slug */
    @Transactional
    boolean add(String slug, Plan plan, Actor actor) {
        int added = with(plan, database.createNativeMutationQuery("""
                        insert into campaign (id, slug, title, description, goal_minor, goal_currency, is_open)
                        values (:id, :slug, :title, :description, :goal, :currency, :isOpen)
                        on conflict (slug) do nothing"""))
                .setParameter("id", Ids.next())
                .setParameter("slug", slug)
                .executeUpdate();
        if (added == 1) {
            audit.note(actor, "campaign.made", new Audit.Subject("campaign", slug), Map.of("isOpen", plan.isOpen()));
        }
        return added == 1;
    }

    /** @return false when there is none of that slug */
    @Transactional
    boolean change(String slug, Plan plan, Actor actor) {
        int changed = with(plan, database.createNativeMutationQuery("""
                        update campaign
                        set title = :title, description = :description, goal_minor = :goal, goal_currency = :currency,
                            is_open = :isOpen, changed_at = now()
                        where slug = :slug"""))
                .setParameter("slug", slug)
                .executeUpdate();
        if (changed == 1) {
            audit.note(actor, "campaign.changed", new Audit.Subject("campaign", slug), Map.of("isOpen", plan.isOpen()));
        }
        return changed == 1;
    }

    private static MutationQuery with(Plan plan, MutationQuery query) {
        return query.setParameter("title", plan.title())
                .setParameter("description", plan.description())
                .setParameter("goal", plan.goalMinor())
                .setParameter("currency", plan.goalCurrency())
                .setParameter("isOpen", plan.isOpen());
    }

    /** Where the paper is at home, for dates in letters. */
    @Transactional
    String timeZone() {
        return database.createNativeQuery("select time_zone from site", String.class)
                .getSingleResult();
    }

    /** The paper's name, as donors know it. */
    @Transactional
    String brand() {
        return database.createNativeQuery("select name from site", String.class).getSingleResult();
    }
}
