package org.broadsheet.article;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.shared.Cursor;
import org.jspecify.annotations.Nullable;

/** Finds articles by their words. Lists know that there is such a thing; what does it is a room above. */
public interface FullText {
    /** How many keys a cursor has, by relevance and by time. */
    int RELEVANCE_KEYS = 5;

    int NEWEST_KEYS = 2;

    /** What is looked for. @param isCounted whether it matters how many there are in all */
    record Wanted(
            String words,
            ArticleFilters filters,
            boolean isByRelevance,
            Optional<Cursor> after,
            int limit,
            boolean isCounted) {}

    /**
     * What was found.
     *
     * @param place the sort key of the last, to go on from
     * @param total how many there are; null when that was not asked for, or takes too long to count
     */
    record Hits(
            List<UUID> ids,
            boolean hasMore,
            List<String> place,
            @Nullable Long total) {}

    /**
     * Articles with these words, never more than the limit.
     *
     * @param except what may still be found and is not to be seen any more
     * @throws org.broadsheet.shared.ProblemException 503 when it cannot answer yet
     */
    Hits find(Wanted wanted, Set<UUID> except);
}
