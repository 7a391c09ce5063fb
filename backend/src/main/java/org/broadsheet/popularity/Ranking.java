package org.broadsheet.popularity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.broadsheet.popularity.PopularSettings.Ageing;

/**
 * Makes all lists anew from what was counted: of the site, and of each section, tag and author whose articles have
 * readers, for every window and metric. Walks the articles once and keeps the best hundred of each list.
 */
final class Ranking {
    private static final int LISTED = 100;
    private static final int FETCHED_AT_ONCE = 5000;
    private static final UUID SITE = new UUID(0, 0);

    /**
     * What was expected, in readers, weighs at least so much: a rise from one to three readers is no news. Added to the
     * expectation and to its spread.
     */
    private static final double LEAST_EXPECTED = 10;

    /** Below so many spreads it may be chance. */
    private static final double LEAST_SURGE = 2;

    /** The part of the hour before last that still lies within a sliding window; in steps, so that not every turn moves it. */
    private static final String LEFT = "(1 - floor(extract(minute from now()) / 5) / 12)";

    private static final int WRITTEN_AT_ONCE = 500;

    private final Connection connection;
    private final PopularSettings settings;
    private final Map<Key, Best> lists = new HashMap<>();
    private Instant now = Instant.EPOCH;

    Ranking(Connection connection, PopularSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    private record Key(String kind, UUID scope, Window window, Metric metric) {}

    /** What an article was in a window. @param expected readers, by its own past; below 0 where it has none */
    record Counts(int readers, int views, int reads, int shares, double expected) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);
    }

    private record Article(UUID id, Instant publishedAt, Map<Window, Counts> counts) {
        Counts in(Window window) {
            return counts.getOrDefault(window, Counts.NONE);
        }
    }

    private record Place(Article article, double score) {}

    /** The best of one list: a heap whose first is the one to go next. */
    private static final class Best {
        private final java.util.PriorityQueue<Place> places = new java.util.PriorityQueue<>(Ranking::compare);

        void offer(Article article, double score) {
            if (places.size() < LISTED) {
                places.add(new Place(article, score));
                return;
            }
            Place last = places.peek();
            if (last != null && score >= last.score()) {
                places.add(new Place(article, score));
                places.poll();
            }
        }

        List<Place> inOrder() {
            List<Place> all = new ArrayList<>(places);
            all.sort((a, b) -> compare(b, a));
            return all;
        }
    }

    /** Of equals the newer is the better, and then the id decides, so that no list flickers. */
    private static int compare(Place a, Place b) {
        int byScore = Double.compare(a.score(), b.score());
        int byAge =
                byScore == 0 ? a.article().publishedAt().compareTo(b.article().publishedAt()) : byScore;
        return byAge == 0 ? a.article().id().compareTo(b.article().id()) : byAge;
    }

    /** Makes and keeps them. */
    void make() throws SQLException {
        Map<Window, Double> usual = usual();
        walk((article, scopes) -> {
            for (Window window : Window.values()) {
                Counts counts = article.in(window);
                if (counts.views() + counts.reads() + counts.shares() > 0 && isYoungEnough(article, window)) {
                    place(article, window, counts, usual.getOrDefault(window, 0.0), scopes);
                }
            }
        });
        keep();
    }

    private boolean isYoungEnough(Article article, Window window) {
        return article.publishedAt().isAfter(now.minus(settings.of(window).maxAge()));
    }

    private void place(Article article, Window window, Counts counts, double usual, List<Scope> scopes) {
        double ageing = ageing(article, settings.of(window));
        for (Metric metric : Metric.values()) {
            double score = ageing
                    * switch (metric) {
                        case READERS -> counts.readers();
                        case VIEWS -> counts.views();
                        case READS -> counts.reads();
                        case SHARES -> counts.shares();
                        case TRENDING -> surge(counts, usual);
                    };
            if (score > 0) {
                for (Scope scope : scopes) {
                    lists.computeIfAbsent(new Key(scope.kind(), scope.id(), window, metric), key -> new Best())
                            .offer(article, score);
                }
            }
        }
    }

    private record Scope(String kind, UUID id) {}

    private double ageing(Article article, Ageing ageing) {
        double halfLife = ageing.halfLife().toSeconds();
        double age = Math.max(0, Duration.between(article.publishedAt(), now).toSeconds());
        return halfLife == 0 ? 1 : Math.pow(0.5, age / halfLife);
    }

    /**
     * By how many spreads of chance the readers lie above what was to be expected, 0 where it is no surge. A new article
     * has no past: of it is expected what others do.
     */
    private static double surge(Counts counts, double usual) {
        double expected = (counts.expected() < 0 ? usual : counts.expected()) + LEAST_EXPECTED;
        double surge = (counts.readers() - expected) / Math.sqrt(expected);
        return surge < LEAST_SURGE ? 0 : surge;
    }

    /** How many readers an article that has any usually has in a window. */
    private Map<Window, Double> usual() throws SQLException {
        Map<Window, Double> usual = new EnumMap<>(Window.class);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select now(),
                            (select avg(sum) from (
                                select sum(case when hour >= date_trunc('hour', now(), 'UTC') then readers
                                    else readers * :left end)
                                from article_hour
                                where hour >= date_trunc('hour', now(), 'UTC') - interval '1 hour'
                                group by article_id) as sums),
                            (select avg(sum) from (select sum(first_readers) from article_hour
                                where hour > now() - interval '24 hours' group by article_id) as sums),
                            (select avg(readers_6) from article_past where readers_6 > 0),
                            (select avg(readers_29) from article_past where readers_29 > 0)""".replace(":left", LEFT))) {
            row.next();
            now = row.getTimestamp(1).toInstant();
            usual.put(Window.HOUR, row.getDouble(2));
            usual.put(Window.DAY, row.getDouble(3));
            usual.put(Window.WEEK, row.getDouble(4));
            usual.put(Window.MONTH, row.getDouble(5));
        }
        return usual;
    }

    /**
     * The sliding windows weigh the oldest hour by the part of it that still lies within. Readers of 24 hours are the
     * first readers of each hour, who add up to the day's. The newest come first: what comes later seldom displaces them.
     */
    private static final String COUNTED = """
            with hours as (
                select article_id,
                    sum(readers * part_1) as readers_1, sum(views * part_1) as views_1,
                    sum(reads * part_1) as reads_1, sum(shares * part_1) as shares_1,
                    sum(first_readers * part_24) as readers_24, sum(views * part_24) as views_24,
                    sum(reads * part_24) as reads_24, sum(shares * part_24) as shares_24,
                    sum(readers) filter (where part_1 = 0) as readers_before
                from (
                    select h.*,
                        case when hour >= date_trunc('hour', now(), 'UTC') then 1
                            when hour >= date_trunc('hour', now(), 'UTC') - interval '1 hour' then :left
                            else 0 end as part_1,
                        case when hour >= date_trunc('hour', now(), 'UTC') - interval '23 hours' then 1
                            else :left end as part_24
                    from article_hour h
                    join published_article young on young.id = h.article_id and young.published_at > ?
                    where hour >= date_trunc('hour', now(), 'UTC') - interval '24 hours') as weighed
                group by article_id)
            select a.id, a.section_id, a.published_at,
                array(select tag_id from article_tag where article_id = a.id) as tags,
                array(select author_id from article_author where article_id = a.id) as authors,
                coalesce(readers_1, 0), coalesce(views_1, 0), coalesce(reads_1, 0), coalesce(shares_1, 0),
                coalesce(readers_24, 0), coalesce(views_24, 0), coalesce(reads_24, 0), coalesce(shares_24, 0),
                coalesce(d.readers, 0), coalesce(d.views, 0), coalesce(d.reads, 0), coalesce(d.shares, 0),
                coalesce(readers_6, 0), coalesce(views_6, 0), coalesce(reads_6, 0), coalesce(shares_6, 0),
                coalesce(readers_29, 0), coalesce(views_29, 0), coalesce(reads_29, 0), coalesce(shares_29, 0),
                coalesce(readers_before, 0), coalesce(readers_before_day, 0), coalesce(readers_before_week, 0),
                coalesce(readers_before_month, 0)
            from published_article a
            left join article_past p on p.article_id = a.id
            left join article_day d on d.article_id = a.id and d.day = cast(now() at time zone 'UTC' as date)
            left join hours h on h.article_id = a.id
            where (p.article_id is not null or d.article_id is not null or h.article_id is not null)
                and not a.is_excluded_from_popular
                and a.published_at > ?
            order by a.published_at desc""".replace(":left", LEFT);

    private void walk(BiConsumer<Article, List<Scope>> each) throws SQLException {
        Duration oldest = Arrays.stream(Window.values())
                .map(window -> settings.of(window).maxAge())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        try (PreparedStatement select = connection.prepareStatement(COUNTED)) {
            select.setFetchSize(FETCHED_AT_ONCE);
            select.setObject(1, now.minus(oldest).atOffset(java.time.ZoneOffset.UTC));
            select.setObject(2, now.minus(oldest).atOffset(java.time.ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject(1, UUID.class);
                    List<Scope> scopes = new ArrayList<>();
                    scopes.add(new Scope("site", SITE));
                    scopes.add(new Scope("section", row.getObject(2, UUID.class)));
                    for (UUID tag : (UUID[]) row.getArray(4).getArray()) {
                        scopes.add(new Scope("tag", tag));
                    }
                    for (UUID author : (UUID[]) row.getArray(5).getArray()) {
                        scopes.add(new Scope("author", author));
                    }
                    each.accept(article(id, row), scopes);
                }
            }
        }
    }

    private Article article(UUID id, ResultSet row) throws SQLException {
        Instant publishedAt = row.getTimestamp(3).toInstant();
        Duration age = Duration.between(publishedAt, now);
        Instant yesterday = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(1));
        Duration ageBeforeYesterday = Duration.between(publishedAt, yesterday);
        Map<Window, Counts> counts = new EnumMap<>(Window.class);
        counts.put(
                Window.HOUR,
                counts(row, 6, -1, expected(row.getDouble(26), 23, age.minusHours(1), Duration.ofHours(1))));
        counts.put(
                Window.DAY,
                counts(row, 10, -1, expected(row.getDouble(27), 7, ageBeforeYesterday, Duration.ofDays(1))));
        counts.put(
                Window.WEEK, counts(row, 14, 18, expected(row.getDouble(28), 1, age.minusDays(7), Duration.ofDays(7))));
        counts.put(
                Window.MONTH,
                counts(row, 14, 22, expected(row.getDouble(29), 1, age.minusDays(30), Duration.ofDays(30))));
        return new Article(id, publishedAt, counts);
    }

    /** What it had before the window, for the time of a window; an article younger than that has no past to go by. */
    private static double expected(double before, int windowsBefore, Duration ageBefore, Duration window) {
        double lived = Math.min(windowsBefore, (double) ageBefore.toSeconds() / window.toSeconds());
        return lived < 1 ? -1 : before / lived;
    }

    private static Counts counts(ResultSet row, int from, int and, double expected) throws SQLException {
        int[] counts = new int[4];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (int) Math.round(row.getDouble(from + i)) + (and < 0 ? 0 : row.getInt(and + i));
        }
        return new Counts(counts[0], counts[1], counts[2], counts[3], expected);
    }

    /** Writes what is another than before, with the list that ranks are compared with, and drops what has no readers. */
    private void keep() throws SQLException {
        try (Statement before = connection.createStatement()) {
            before.execute("create temporary table made on commit drop as select * from popular_list with no data");
        }
        try (PreparedStatement add =
                connection.prepareStatement("insert into made values (?, ?, ?, ?, ?, ?, ?, ?, ?, '{}', now())")) {
            int waiting = 0;
            for (Map.Entry<Key, Best> list : lists.entrySet()) {
                Key key = list.getKey();
                List<Place> places = list.getValue().inOrder();
                add.setString(1, key.kind());
                add.setObject(2, key.scope());
                add.setString(3, key.window().toString());
                add.setString(4, key.metric().name().toLowerCase(java.util.Locale.ROOT));
                add.setArray(
                        5,
                        connection.createArrayOf(
                                "uuid",
                                places.stream()
                                        .map(place -> place.article().id())
                                        .toArray()));
                add.setArray(6, column(places, key.window(), Counts::readers));
                add.setArray(7, column(places, key.window(), Counts::views));
                add.setArray(8, column(places, key.window(), Counts::reads));
                add.setArray(9, column(places, key.window(), Counts::shares));
                add.addBatch();
                if (++waiting % WRITTEN_AT_ONCE == 0) {
                    add.executeBatch();
                }
            }
            add.executeBatch();
        }
        try (Statement change = connection.createStatement()) {
            change.execute("""
                    delete from popular_list l where not exists (select 1 from made m
                        where (m.kind, m.scope_id, m.span, m.metric) = (l.kind, l.scope_id, l.span, l.metric))""");
            // Made before the hour or the day began, the old list is the one to compare with.
            change.execute("""
                    insert into popular_list as l
                    select * from made
                    on conflict (kind, scope_id, span, metric) do update
                    set articles = excluded.articles, readers = excluded.readers, views = excluded.views,
                        reads = excluded.reads, shares = excluded.shares, made_at = excluded.made_at,
                        previous = case when l.made_at < %1$s then l.articles else l.previous end
                    where l.articles <> excluded.articles or l.readers <> excluded.readers or l.views <> excluded.views
                        or l.reads <> excluded.reads or l.shares <> excluded.shares or l.made_at < %1$s""".formatted(
                            "date_trunc(case when l.span in ('1h', '24h') then 'hour' else 'day' end, now(), 'UTC')"));
            change.execute("update popular_progress set computed_at = clock_timestamp()");
        }
    }

    private java.sql.Array column(List<Place> places, Window window, java.util.function.ToIntFunction<Counts> count)
            throws SQLException {
        return connection.createArrayOf(
                "integer",
                places.stream()
                        .map(place -> count.applyAsInt(place.article().in(window)))
                        .toArray());
    }
}
