package org.broadsheet.tag;

import java.util.Optional;
import java.util.UUID;
import org.broadsheet.shared.Cursor;
import org.broadsheet.shared.Parameters;

/** Which tags are asked for, in which order, from which place on. */
record TagQuery(
        Optional<String> prefix, Optional<UUID> excludeArticle, Order order, Optional<Cursor> after, int limit) {

    /** Each order is total: the slug decides between equals. */
    enum Order {
        POPULAR("article_count desc, slug", "(-article_count, slug) > (-cast(:key as bigint), :slug)"),
        COUNT("article_count desc, slug", "(-article_count, slug) > (-cast(:key as bigint), :slug)"),
        NAME("lower(name), slug", "(lower(name), slug) > (:key, :slug)"),
        RECENT(
                "last_used_at desc, slug",
                "(last_used_at < cast(:key as timestamptz) or last_used_at = cast(:key as timestamptz) and slug > :slug)");

        final String orderBy;
        final String after;

        Order(String orderBy, String after) {
            this.orderBy = orderBy;
            this.after = after;
        }

        /** The sort key's first half for a row, as a cursor carries it. */
        String key(Tags.Row row) {
            return switch (this) {
                case POPULAR, COUNT -> Long.toString(row.articleCount());
                case NAME -> row.sortName();
                case RECENT -> String.valueOf(row.lastUsedAt());
            };
        }

        /** The same, read back from a cursor and refused when it is none of this order's. */
        String checked(Cursor cursor) {
            return switch (this) {
                case POPULAR, COUNT -> Integer.toString(cursor.number(0));
                case NAME -> cursor.text(0);
                case RECENT -> cursor.instant(0).toString();
            };
        }
    }

    static TagQuery read(Parameters parameters) {
        return new TagQuery(
                parameters.text("prefix"),
                parameters.id("excludeArticle"),
                parameters.choice("order", Order.class).orElse(Order.POPULAR),
                parameters.cursor(2),
                parameters.limit());
    }
}
