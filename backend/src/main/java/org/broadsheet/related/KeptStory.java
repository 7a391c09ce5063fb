package org.broadsheet.related;

import java.util.List;
import java.util.UUID;
import org.broadsheet.article.RelatedReason;

/**
 * A story as it is kept in a list.
 *
 * @param score how likely both tell of one event, 0 to 1
 * @param terms the words or tags that explain it
 * @param isForeign whether it is in another language than the article
 */
record KeptStory(UUID id, double score, RelatedReason reason, List<String> terms, boolean isForeign) {}
