package org.broadsheet.article;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.author.AuthorName;
import org.broadsheet.media.ImageView;
import org.broadsheet.section.SectionName;
import org.broadsheet.shared.Links;
import org.broadsheet.tag.TagName;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An article as a list shows it: everything but the body. */
@Schema(description = "An article as a list shows it: everything but the body.")
public record ArticleCard(
        @Schema(description = "Never changes.") UUID id,

        @Schema(description = "For URLs; may change, and then every former one leads here.")
        String slug,

        ArticleKind kind,
        @Schema(description = "Language tag of the text.") String language,
        @Schema(description = "What the story is called.") String headline,

        @Schema(description = "The line above the headline.", nullable = true) @Nullable
        String kicker,

        @Schema(description = "The paragraph under the headline.", nullable = true) @Nullable
        String standfirst,

        @Schema(description = "A shorter text for lists.", nullable = true) @Nullable
        String trailText,

        @Schema(description = "The byline, in its order.") List<AuthorName> authors,
        SectionName section,
        @Schema(description = "The most fitting first.") List<TagName> tags,
        @Schema(nullable = true) @Nullable ImageView leadImage,
        Instant publishedAt,

        @Schema(description = "When readers would say that it last changed.")
        Instant updatedAt,

        @Schema(description = "Words in the body.") int wordCount,

        @Schema(description = "Minutes a reader needs, at least 1.")
        int readingMinutes,

        Links links) {}
