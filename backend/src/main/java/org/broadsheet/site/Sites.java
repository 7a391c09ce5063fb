package org.broadsheet.site;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The one row that says which paper this is. */
@ApplicationScoped
public class Sites {
    private final Session database;
    private final Clock clock;

    Sites(Session database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    record Row(
            String name,
            @Nullable String description,
            String language,
            String timeZone,
            @Nullable String city,
            @Nullable String country,
            String currency,
            Instant changedAt,
            @Nullable UUID leadId,
            @Nullable String leadSlug,
            @Nullable String leadHeadline,
            @Nullable Instant contentChangedAt) {}

    /**
     * What an editor decides about the paper.
     *
     * @param timeZone of IANA's list @throws java.time.DateTimeException when it is not in there
     * @param coordinates of the city whose weather is shown, or null
     */
    public record Description(
            String name,
            @Nullable String description,
            String language,
            String timeZone,
            @Nullable String city,
            @Nullable String country,
            @Nullable Coordinates coordinates,
            String currency) {
        public Description {
            // A zone that does not exist would fail every reader instead of the one who wrote it.
            ZoneId.of(timeZone);
        }
    }

    public record Coordinates(double latitude, double longitude) {}

    /** The paper; a lead that is not public (any more) is none. */
    Row current() {
        return database.createNativeQuery("""
                        select s.name, s.description, s.language, s.time_zone, s.city, s.country, s.currency, s.changed_at,
                            a.id, a.slug, a.headline, (select max(at) from change) as content_changed_at
                        from site s
                        left join published_article a on a.id = s.lead_article_id""", Row.class).getSingleResult();
    }

    @Transactional
    public void describe(Description description) {
        Coordinates place = description.coordinates();
        database.createNativeMutationQuery("""
                        update site
                        set name = :name, description = cast(:description as text), language = :language, time_zone = :timeZone,
                            city = cast(:city as text), country = cast(:country as text),
                            latitude = cast(:latitude as double precision), longitude = cast(:longitude as double precision),
                            currency = :currency, changed_at = :now""")
                .setParameter("name", description.name())
                .setParameter("description", description.description())
                .setParameter("language", description.language())
                .setParameter("timeZone", description.timeZone())
                .setParameter("city", description.city())
                .setParameter("country", description.country())
                .setParameter("latitude", place == null ? null : place.latitude())
                .setParameter("longitude", place == null ? null : place.longitude())
                .setParameter("currency", description.currency())
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** Lets an article lead the front page, as long as it is published. */
    @Transactional
    public void lead(UUID articleId) {
        database.createNativeMutationQuery("update site set lead_article_id = :article, changed_at = :now")
                .setParameter("article", articleId)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }
}
