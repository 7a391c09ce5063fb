package org.broadsheet.article;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells what is related to an article. The article's own door knows that there is such a thing; a room above does it. */
public interface Relating {
    /** @param changedAt when the list, or anything public, last changed; null when nobody knows */
    record Related(List<RelatedStory> stories, @Nullable Instant changedAt) {}

    /** At most {@code limit} stories related to a published article, best first; none for any other id. */
    Related of(UUID article, int limit);
}
