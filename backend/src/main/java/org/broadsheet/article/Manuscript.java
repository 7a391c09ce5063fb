package org.broadsheet.article;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote, before it is an article.
 *
 * @param body foreign HTML, cleaned when it is taken in
 * @param authorIds in the order of the byline
 * @param tagIds the most fitting first
 * @param translationGroup shared by the versions of one story in several languages, or null
 */
public record Manuscript(
        ArticleKind kind,
        String language,
        String headline,
        @Nullable String kicker,
        @Nullable String standfirst,
        @Nullable String trailText,
        String body,
        UUID sectionId,
        List<UUID> authorIds,
        List<UUID> tagIds,
        @Nullable UUID leadImageId,
        @Nullable String location,
        @Nullable String rights,
        @Nullable UUID translationGroup) {

    public Manuscript {
        if (headline.isBlank()) {
            throw new IllegalArgumentException("An article needs a headline");
        }
        // Named twice is meant once.
        authorIds = authorIds.stream().distinct().toList();
        tagIds = tagIds.stream().distinct().toList();
    }
}
