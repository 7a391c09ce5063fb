package org.broadsheet.popularity;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.article.ArticleCard;
import org.broadsheet.article.Articles;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** Reads the lists as they were made, and fills them up with the latest; none of it grows with the traffic. */
@ApplicationScoped
class Popular {
    private final Session database;
    private final Articles articles;
    private final int rounding;

    Popular(Session database, Articles articles, PopularSettings settings) {
        this.database = database;
        this.articles = articles;
        this.rounding = Math.max(1, settings.rounding());
    }

    /** Whose list: the site's, or that of one section, tag or author, by its slug. */
    record Scope(Kind kind, String slug) {
        static final Scope SITE = new Scope(Kind.SITE, "");

        static Scope of(Map.Entry<String, String> given) {
            return new Scope(Kind.valueOf(given.getKey().toUpperCase(java.util.Locale.ROOT)), given.getValue());
        }
    }

    /** What has a list of its own. */
    enum Kind {
        SITE(
                "cast('00000000-0000-0000-0000-000000000000' as uuid)",
                "from published_article a where true",
                "a.published_at desc, a.id desc"),
        SECTION(
                "(select id from section where slug = :slug)",
                "from published_article a where a.section_id = (select id from section where slug = :slug)",
                "a.published_at desc, a.id desc"),
        TAG(
                "(select tag_id from tag_slug where slug = :slug)",
                """
                from article_tag by_tag join published_article a on a.id = by_tag.article_id
                where by_tag.published_at is not null
                    and by_tag.tag_id = (select tag_id from tag_slug where slug = :slug)""",
                "by_tag.published_at desc, by_tag.article_id desc"),
        AUTHOR(
                "(select id from author where slug = :slug)",
                """
                from article_author by_author join published_article a on a.id = by_author.article_id
                where by_author.published_at is not null
                    and by_author.author_id = (select id from author where slug = :slug)""",
                "by_author.published_at desc, by_author.article_id desc");

        private final String id;
        private final String articles;
        private final String newest;

        Kind(String id, String articles, String newest) {
            this.id = id;
            this.articles = articles;
            this.newest = newest;
        }

        /** As the lists are kept under. */
        String written() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * @param computedAt null before lists were first made
     * @param changedAt when ranks were made, or anything public changed; null when nobody knows
     */
    record Found(
            List<PopularStory> stories,
            @Nullable Instant computedAt,
            @Nullable Instant changedAt) {
        PopularBasis basis() {
            return stories.stream().anyMatch(story -> story.basis() == PopularBasis.READERS)
                    ? PopularBasis.READERS
                    : PopularBasis.LATEST;
        }
    }

    record Row(
            @Nullable UUID id,
            @Nullable Integer readers,
            @Nullable Integer views,
            @Nullable Integer reads,
            @Nullable Integer shares,
            @Nullable Integer previous,
            @Nullable Instant computedAt,
            @Nullable Instant changedAt) {}

    /** In two statements, and a third where too little is known. */
    Found list(Window window, Metric metric, Scope scope, boolean withCounts, int limit) {
        List<Row> rows = listed(window, metric, scope, limit);
        Map<UUID, Row> byId = new HashMap<>();
        List<UUID> ids = new ArrayList<>();
        for (Row row : rows) {
            if (row.id() != null) {
                ids.add(row.id());
                byId.put(row.id(), row);
            }
        }
        if (ids.size() < limit) {
            ids.addAll(latest(scope, ids, limit - ids.size()));
        }
        List<PopularStory> stories = new ArrayList<>();
        for (ArticleCard card : articles.cards(ids)) {
            Row row = byId.get(card.id());
            stories.add(new PopularStory(
                    stories.size() + 1,
                    row == null ? null : row.previous(),
                    row == null ? PopularBasis.LATEST : PopularBasis.READERS,
                    row == null || !withCounts ? null : counts(row),
                    card));
        }
        return new Found(stories, rows.getFirst().computedAt(), rows.getFirst().changedAt());
    }

    private List<Row> listed(Window window, Metric metric, Scope scope, int limit) {
        return bound(scope, database.createNativeQuery("""
                        select found.id, found.readers, found.views, found.reads, found.shares,
                            (select cast(nullif(count(*), 0) as integer) from unnest(list.previous) with ordinality as before (id, place)
                                join published_article b on b.id = before.id and not b.is_excluded_from_popular
                                where before.place <= array_position(list.previous, found.id)) as previous,
                            progress.computed_at,
                            greatest(progress.computed_at, (select max(at) from change)) as changed_at
                        from popular_progress progress
                        left join popular_list list on list.kind = :kind and list.span = :span and list.metric = :metric
                            and list.scope_id = %s
                        left join lateral (
                            select listed.*
                            from unnest(list.articles, list.readers, list.views, list.reads, list.shares) with ordinality
                                as listed (id, readers, views, reads, shares, place)
                            join published_article a on a.id = listed.id and not a.is_excluded_from_popular
                            order by listed.place
                            limit :limit) found on true
                        order by found.place""".formatted(scope.kind().id), Row.class))
                .setParameter("kind", scope.kind().written())
                .setParameter("span", window.toString())
                .setParameter("metric", metric.name().toLowerCase(java.util.Locale.ROOT))
                .setParameter("limit", limit)
                .getResultList();
    }

    private List<UUID> latest(Scope scope, List<UUID> but, int count) {
        return bound(
                        scope,
                        database.createNativeQuery(
                                """
                        select a.id %s and not a.is_excluded_from_popular and a.id <> all(cast(:but as uuid[]))
                        order by %s
                        limit :count""".formatted(scope.kind().articles, scope.kind().newest), UUID.class))
                .setParameter("but", but.toArray(UUID[]::new))
                .setParameter("count", count)
                .getResultList();
    }

    private static <T> NativeQuery<T> bound(Scope scope, NativeQuery<T> query) {
        return scope.kind() == Kind.SITE ? query : query.setParameter("slug", scope.slug());
    }

    private PopularCounts counts(Row row) {
        return new PopularCounts(
                rounded(row.readers()), rounded(row.views()), rounded(row.reads()), rounded(row.shares()));
    }

    private int rounded(@Nullable Integer count) {
        return count == null ? 0 : count - count % rounding;
    }

    /** The scope that a request names. */
    static Scope scope(Optional<Map.Entry<String, String>> given) {
        return given.map(Scope::of).orElse(Scope.SITE);
    }
}
