package org.broadsheet.article;

import org.broadsheet.shared.Ids;

/** The id or a slug, present or former, that an article is asked for by. */
public record ArticleKey(String idOrSlug) {
    /** Picks article {@code a} by the parameter {@code :key}. */
    public String condition() {
        return isId() ? "where a.id = :key" : "where a.id = (select article_id from article_slug where slug = :key)";
    }

    /** What {@code :key} is. */
    public Object value() {
        return Ids.parse(idOrSlug).<Object>map(id -> id).orElse(idOrSlug);
    }

    boolean isId() {
        return Ids.parse(idOrSlug).isPresent();
    }
}
