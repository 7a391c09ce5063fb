package org.broadsheet.article;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.shared.Cursor;

/** Finds articles by their words. Lists know that there is such a thing; what does it is a room above. */
public interface FullText {
    /** How many keys a cursor has, by relevance and by time. */
    int RELEVANCE_KEYS = 4;

    int NEWEST_KEYS = 2;

    /**
     * What was found.
     *
     * @param place the sort key of the last, to go on from
     * @param total how many there are, at least
     */
    record Hits(List<UUID> ids, boolean hasMore, List<String> place, long total) {}

    /** Articles with these words, never more than {@code limit}. @throws org.broadsheet.shared.ProblemException 503 when it cannot answer yet */
    Hits find(String words, ArticleFilters filters, boolean isByRelevance, Optional<Cursor> after, int limit);
}
