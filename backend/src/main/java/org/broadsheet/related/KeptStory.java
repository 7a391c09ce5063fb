package org.broadsheet.related;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.broadsheet.article.RelatedReason;

/**
 * A story as it is kept in a list.
 *
 * @param score how likely both tell of one event, 0 to 1
 * @param terms the words that explain it
 * @param tags the tags that explain it, whose names are looked up when the list is read
 * @param isForeign whether it is in another language than the article
 */
record KeptStory(UUID id, double score, RelatedReason reason, List<String> terms, List<UUID> tags, boolean isForeign) {
    KeptStory {
        // Lists that an older release kept have none.
        tags = Objects.requireNonNullElse(tags, List.of());
    }
}
