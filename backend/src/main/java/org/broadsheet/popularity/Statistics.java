package org.broadsheet.popularity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.popularity.ArticleStatistics.Point;
import org.hibernate.Session;

/** Reads what was counted of one article. For staff alone: who may see it is decided by whoever asks. */
@ApplicationScoped
public class Statistics {
    /** Three years: what a chart can show. */
    public static final int MOST_DAYS = 1096;

    private final Session database;

    Statistics(Session database) {
        this.database = database;
    }

    /**
     * The statistics of an article, of any state; all zero where nothing was counted.
     *
     * @param first day in UTC
     * @param last day in UTC, included
     * @throws IllegalArgumentException when the days are in the wrong order or more than 1,096
     */
    @Transactional
    public ArticleStatistics of(UUID article, LocalDate first, LocalDate last) {
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("Ask for 1 to " + MOST_DAYS + " days, the first of them first");
        }
        List<Point> byDay = byDay(article, first, last);
        Point total = byDay.stream()
                .reduce(new Point(first.atStartOfDay().toInstant(ZoneOffset.UTC), 0, 0, 0, 0), Statistics::sum);
        return new ArticleStatistics(byHour(article), byDay, total, byChannel(article, first, last, total.views()));
    }

    private static Point sum(Point a, Point b) {
        return new Point(
                a.from(),
                a.readers() + b.readers(),
                a.views() + b.views(),
                a.reads() + b.reads(),
                a.shares() + b.shares());
    }

    private List<Point> byHour(UUID article) {
        return database.createNativeQuery("""
                        select at, coalesce(h.readers, 0), coalesce(h.views, 0), coalesce(h.reads, 0), coalesce(h.shares, 0)
                        from generate_series(date_trunc('hour', now(), 'UTC') - interval '167 hours',
                            date_trunc('hour', now(), 'UTC'), interval '1 hour') as at
                        left join article_hour h on h.hour = at and h.article_id = :article
                        order by at""", Point.class)
                .setParameter("article", article)
                .getResultList();
    }

    private List<Point> byDay(UUID article, LocalDate first, LocalDate last) {
        return database.createNativeQuery("""
                        select at, coalesce(d.readers, 0), coalesce(d.views, 0), coalesce(d.reads, 0), coalesce(d.shares, 0)
                        from generate_series(cast(:first as timestamp) at time zone 'UTC',
                            cast(:last as timestamp) at time zone 'UTC', interval '24 hours') as at
                        left join article_day d on d.day = cast(at at time zone 'UTC' as date) and d.article_id = :article
                        order by at""", Point.class)
                .setParameter("article", article)
                .setParameter("first", first)
                .setParameter("last", last)
                .getResultList();
    }

    record Channels(long site, long search, long social, long mail, long other) {}

    private Map<Channel, Integer> byChannel(UUID article, LocalDate first, LocalDate last, int views) {
        Channels from = database.createNativeQuery("""
                        select coalesce(sum(from_site), 0), coalesce(sum(from_search), 0), coalesce(sum(from_social), 0),
                            coalesce(sum(from_mail), 0), coalesce(sum(from_other), 0)
                        from article_day
                        where article_id = :article and day between :first and :last""", Channels.class)
                .setParameter("article", article)
                .setParameter("first", first)
                .setParameter("last", last)
                .getSingleResult();
        Map<Channel, Integer> channels = new EnumMap<>(Channel.class);
        channels.put(Channel.SITE, (int) from.site());
        channels.put(Channel.SEARCH, (int) from.search());
        channels.put(Channel.SOCIAL, (int) from.social());
        channels.put(Channel.MAIL, (int) from.mail());
        channels.put(Channel.OTHER, (int) from.other());
        channels.put(
                Channel.DIRECT,
                views - channels.values().stream().mapToInt(Integer::intValue).sum());
        return channels;
    }
}
