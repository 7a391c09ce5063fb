package org.broadsheet.article;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.broadsheet.shared.Cursor;
import org.broadsheet.shared.Parameters;
import org.broadsheet.shared.SlugExpression;

/** Which articles are asked for, in which order, from which place on. Everything a client sends is bound, never pasted. */
record ArticleQuery(ArticleFilters filters, Order order, Optional<Cursor> after, int limit) {

    enum Order {
        NEWEST("published_at", "desc", "<"),
        OLDEST("published_at", "asc", ">"),
        UPDATED("updated_at", "desc", "<");

        private final String column;
        private final String direction;
        private final String beyond;

        Order(String column, String direction, String beyond) {
            this.column = column;
            this.direction = direction;
            this.beyond = beyond;
        }

        /** The time that a row is ordered by. */
        Instant key(ArticleRow row) {
            return this == UPDATED ? row.updatedAt() : row.publishedAt();
        }
    }

    /** @param filters what was read of the same parameters */
    static ArticleQuery read(Parameters parameters, ArticleFilters filters) {
        return new ArticleQuery(
                filters,
                parameters.choice("order", Order.class).orElse(Order.NEWEST),
                parameters.cursor(2),
                parameters.limit());
    }

    /** All that is published of these articles. */
    static ArticleQuery of(List<UUID> ids) {
        return new ArticleQuery(ArticleFilters.ids(ids), Order.NEWEST, Optional.empty(), Math.max(1, ids.size()));
    }

    /** The part of a statement after its column list, with the values to bind. */
    record Sql(String text, Map<String, Object> values) {}

    /** A page of the list, and the one row beyond it that tells whether more follow. */
    Sql page() {
        Map<String, Object> values = new LinkedHashMap<>();
        String driver = driver().orElse("a");
        String id = driver.equals("a") ? "a.id" : driver + ".article_id";
        String sort = driver + '.' + order.column;
        List<String> conditions = conditions(values);
        after.ifPresent(cursor -> {
            conditions.add("(" + sort + ", " + id + ") " + order.beyond + " (:afterTime, :afterId)");
            values.put("afterTime", cursor.instant(0));
            values.put("afterId", cursor.id(1));
        });
        values.put("limit", limit + 1);
        String text = from() + Articles.PARTS + where(conditions) + "\norder by " + sort + ' ' + order.direction + ", "
                + id + ' ' + order.direction + "\nlimit :limit";
        return new Sql(text, values);
    }

    /** How many articles the whole list has: a kept count where one filter or none is set, else counted. */
    Sql total() {
        Map<String, Object> values = new LinkedHashMap<>();
        Optional<String> kept = keptCount(values);
        if (kept.isPresent()) {
            return new Sql(kept.get(), values);
        }
        List<String> conditions = conditions(values);
        return new Sql("select count(*) " + from() + where(conditions), values);
    }

    /**
     * The newest of one tag or one author are read from that tag's or author's own index; every other list from the
     * articles themselves.
     */
    private Optional<String> driver() {
        if (order == Order.UPDATED) {
            return Optional.empty();
        }
        if (single(filters.tag()).isPresent()) {
            return Optional.of("by_tag");
        }
        return single(filters.author()).map(slug -> "by_author");
    }

    private String from() {
        return driver().map(driver -> driver.equals("by_tag")
                        ? "from article_tag by_tag join published_article a on a.id = by_tag.article_id\n"
                        : "from article_author by_author join published_article a on a.id = by_author.article_id\n")
                .orElse("from published_article a\n");
    }

    private List<String> conditions(Map<String, Object> values) {
        List<String> conditions = new ArrayList<>();
        String driver = driver().orElse("");
        if (driver.equals("by_tag")) {
            conditions.add("by_tag.published_at is not null");
            conditions.add("by_tag.tag_id = (select tag_id from tag_slug where slug = :tag)");
            values.put("tag", single(filters.tag()).orElseThrow());
        } else {
            filters.tag()
                    .ifPresent(expression -> conditions.add(expression.sql(bound(
                            values,
                            "tag",
                            name -> "exists ("
                                    + "select 1 from article_tag carried join tag_slug named on named.tag_id = carried.tag_id"
                                    + " where carried.article_id = a.id and named.slug = " + name + ")"))));
        }
        if (driver.equals("by_author")) {
            conditions.add("by_author.published_at is not null");
            conditions.add("by_author.author_id = (select id from author where slug = :author)");
            values.put("author", single(filters.author()).orElseThrow());
        } else {
            filters.author()
                    .ifPresent(expression -> conditions.add(expression.sql(bound(
                            values,
                            "author",
                            name -> "exists ("
                                    + "select 1 from article_author wrote join author named on named.id = wrote.author_id"
                                    + " where wrote.article_id = a.id and named.slug = " + name + ")"))));
        }
        filters.section()
                .ifPresent(expression -> conditions.add(
                        single(filters.section()).isPresent()
                                ? expression.sql(bound(
                                        values,
                                        "section",
                                        name -> "a.section_id = (select id from section where slug = " + name + ")"))
                                : expression.sql(bound(
                                        values,
                                        "section",
                                        name -> "a.section_id in (select id from section where slug = " + name
                                                + ")"))));
        filters.kind().ifPresent(value -> add(conditions, values, "a.kind = :kind", "kind", value.written()));
        filters.language()
                .ifPresent(value -> add(
                        conditions,
                        values,
                        "(lower(a.language) = :language or lower(a.language) like :language || '-%')",
                        "language",
                        value.toLowerCase(Locale.ROOT)));
        filters.publishedAfter()
                .ifPresent(at -> add(conditions, values, "a.published_at > :publishedAfter", "publishedAfter", at));
        filters.publishedBefore()
                .ifPresent(at -> add(conditions, values, "a.published_at < :publishedBefore", "publishedBefore", at));
        filters.updatedAfter()
                .ifPresent(at -> add(conditions, values, "a.updated_at > :updatedAfter", "updatedAfter", at));
        if (!filters.ids().isEmpty()) {
            add(conditions, values, "a.id in (:ids)", "ids", filters.ids());
        }
        return conditions;
    }

    private Optional<String> keptCount(Map<String, Object> values) {
        boolean isPlain = filters.kind().isEmpty()
                && filters.language().isEmpty()
                && filters.publishedAfter().isEmpty()
                && filters.publishedBefore().isEmpty()
                && filters.updatedAfter().isEmpty()
                && filters.ids().isEmpty();
        long named = List.of(filters.section(), filters.tag(), filters.author()).stream()
                .filter(Optional::isPresent)
                .count();
        if (!isPlain || named > 1) {
            return Optional.empty();
        }
        if (named == 0) {
            return Optional.of("select coalesce(sum(article_count), 0)::bigint from section");
        }
        return single(filters.section())
                .map(slug -> kept(values, slug, "section where slug = :slug"))
                .or(() -> single(filters.author()).map(slug -> kept(values, slug, "author where slug = :slug")))
                .or(() -> single(filters.tag())
                        .map(slug ->
                                kept(values, slug, "tag where id = (select tag_id from tag_slug where slug = :slug)")));
    }

    private static String kept(Map<String, Object> values, String slug, String source) {
        values.put("slug", slug);
        return "select coalesce((select article_count from " + source + "), 0)";
    }

    private static Optional<String> single(Optional<SlugExpression> expression) {
        return expression.flatMap(SlugExpression::single);
    }

    private static void add(
            List<String> conditions, Map<String, Object> values, String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }

    /** Makes each slug of an expression a parameter of its own and gives its placeholder to the condition. */
    private static Function<String, String> bound(
            Map<String, Object> values, String stem, Function<String, String> condition) {
        return slug -> {
            String name = stem + values.size();
            values.put(name, slug);
            return condition.apply(":" + name);
        };
    }

    private static String where(List<String> conditions) {
        return conditions.isEmpty() ? "" : "where " + String.join("\nand ", conditions);
    }
}
