package org.broadsheet.article;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells what is related to an article. The article's own door knows that there is such a thing; a room above does it. */
public interface Relating {
    /** @param changedAt when the list, or anything public, last changed; null when nobody knows */
    record Related(
            UUID article,
            List<RelatedStory> stories,
            @Nullable Instant changedAt) {}

    /**
     * At most {@code limit} stories related to an article, best first; empty when no such article is published.
     *
     * @param isAnyLanguage whether stories in other languages come too, after those in the article's own
     */
    Optional<Related> of(ArticleKey article, int limit, boolean isAnyLanguage);
}
