package org.broadsheet.article;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The words of a published article, as search and related stories read them: plain text, and what it hangs on by id.
 *
 * @param body plain text, paragraphs parted by a blank line
 * @param isOffered whether it may stand among the related stories of others
 */
public record ArticleText(
        UUID id,
        ArticleKind kind,
        String language,
        String headline,
        @Nullable String standfirst,
        String body,
        UUID section,
        List<Named> authors,
        List<Named> tags,
        Instant publishedAt,
        Instant updatedAt,
        boolean isOffered) {

    /** An author or a tag. */
    public record Named(UUID id, String name) {}
}
