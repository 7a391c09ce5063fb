package org.broadsheet.testsupport;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.broadsheet.article.ArticleKind;
import org.broadsheet.article.Manuscript;
import org.broadsheet.article.Publishing;
import org.broadsheet.author.Authors;
import org.broadsheet.section.Sections;
import org.broadsheet.tag.Tagging;
import org.broadsheet.tag.Tags;
import org.hibernate.Session;

/** Builds what a test needs, by the product's own acts; made afresh before each test. */
@ApplicationScoped
public class Newsroom {
    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final Session database;
    private final Sections sections;
    private final Authors authors;
    private final Tags tags;
    private final Tagging tagging;
    private final Publishing publishing;

    Newsroom(Session database, Sections sections, Authors authors, Tags tags, Tagging tagging, Publishing publishing) {
        this.database = database;
        this.sections = sections;
        this.authors = authors;
        this.tags = tags;
        this.tagging = tagging;
        this.publishing = publishing;
    }

    /** Empties every table but the site's one row. */
    public void clear() {
        for (int triesLeft = 5; triesLeft > 0; triesLeft--) {
            try {
                empty();
                return;
            } catch (PersistenceException locked) {
                // What works behind the test reads the same tables in another order, and one of both must give way.
                if (triesLeft == 1) {
                    throw locked;
                }
            }
        }
    }

    private void empty() {
        QuarkusTransaction.requiringNew().run(() -> {
            database.createNativeMutationQuery("update site set lead_article_id = null")
                    .executeUpdate();
            database.createNativeMutationQuery(
                            "truncate article_slug, article, article_tag, article_author, correction, tag, tag_slug, author, section, image, change, related_list, related_progress, view_batch, article_hour, article_day, article_past, popular_list, popular_progress, donation, webhook_event, donation_chore, statement_comparison, provider_plan, demo_order, demo_mail, staff_member, staff_link, staff_letter, staff_attempt, audit, draft, presence, front_slot cascade")
                    .executeUpdate();
            database.createNativeMutationQuery("delete from campaign where slug <> 'general'")
                    .executeUpdate();
            database.createNativeMutationQuery(
                            "update campaign set title = 'Support Us', goal_minor = null, goal_currency = null, is_open = true")
                    .executeUpdate();
            database.createNativeMutationQuery(
                            "update front set version = 0, changed_at = now() - cast('1 hour' as interval)")
                    .executeUpdate();
            database.createNativeMutationQuery("insert into popular_progress (is_only) values (true)")
                    .executeUpdate();
            database.createNativeMutationQuery(
                            "insert into site (name, language, time_zone, currency) select 'Broadsheet', 'en', 'UTC', 'EUR' where not exists (select 1 from site)")
                    .executeUpdate();
        });
    }

    /** As if all that happened so far had happened an hour earlier: caches may go by its times. */
    public void anHourPasses() {
        QuarkusTransaction.requiringNew().run(() -> {
            for (String table : List.of("article", "section", "author", "tag", "image", "site", "campaign")) {
                database.createNativeMutationQuery(
                                "update " + table + " set changed_at = changed_at - cast('1 hour' as interval)")
                        .executeUpdate();
            }
            database.createNativeMutationQuery("update change set at = at - cast('1 hour' as interval)")
                    .executeUpdate();
            database.createNativeMutationQuery(
                            "update popular_progress set computed_at = computed_at - cast('1 hour' as interval)")
                    .executeUpdate();
            database.createNativeMutationQuery("update related_list set made_at = made_at - cast('1 hour' as interval)")
                    .executeUpdate();
        });
    }

    public UUID section(String slug) {
        return QuarkusTransaction.requiringNew()
                .call(() -> sections.idOf(slug).orElseGet(() -> sections.add(slug, titled(slug), null)));
    }

    public UUID author(String slug) {
        return QuarkusTransaction.requiringNew()
                .call(() -> authors.idOf(slug).orElseGet(() -> authors.add(slug, titled(slug), "Reporter", null)));
    }

    public UUID tag(String slug) {
        return QuarkusTransaction.requiringNew()
                .call(() -> tags.idOf(slug).orElseGet(() -> tagging.add(slug, titled(slug), null)));
    }

    /** A manuscript about something, in section "city", by "ada-byron", with these tags. */
    public Manuscript manuscript(String headline, String body, String... tagSlugs) {
        return new Manuscript(
                ArticleKind.ARTICLE,
                "en",
                headline,
                null,
                "A standfirst for " + headline,
                null,
                body,
                section("city"),
                List.of(author("ada-byron")),
                Arrays.stream(tagSlugs).map(this::tag).toList(),
                null,
                null,
                null,
                null);
    }

    /** A draft that nobody outside may ever see. */
    public UUID draft(String slug, String... tagSlugs) {
        return publishing.draft(slug, manuscript(titled(slug), "<p>Words about " + titled(slug) + ".</p>", tagSlugs));
    }

    /** A published article, at noon. */
    public UUID published(String slug, String... tagSlugs) {
        return published(slug, NOON, tagSlugs);
    }

    public UUID published(String slug, Instant at, String... tagSlugs) {
        UUID id = draft(slug, tagSlugs);
        publishing.publish(id, at);
        return id;
    }

    /** An article to be described further. */
    public Story story(String slug) {
        return new Story(this, slug);
    }

    /** As time or another hand would have left the database. */
    public void change(String sql) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeMutationQuery(sql).executeUpdate());
    }

    /** One number out of the database. */
    public long number(String sql) {
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        ((Number) database.createNativeQuery(sql, Object.class).getSingleResult()).longValue());
    }

    /** One text out of the database. */
    public String text(String sql) {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery(sql, String.class).getSingleResult());
    }

    public Tagging tagging() {
        return tagging;
    }

    public Publishing publishing() {
        return publishing;
    }

    private static String titled(String slug) {
        return Character.toUpperCase(slug.charAt(0)) + slug.substring(1).replace('-', ' ');
    }
}
