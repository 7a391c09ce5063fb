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

/** An article, whole. */
@Schema(name = "Article", description = "An article, whole.")
public record ArticleView(
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

        @Schema(
                description =
                        "The text, in the form that `format` asks for: HTML of a documented, sanitised subset by default.",
                implementation = Object.class)
        Object body,

        @Schema(description = "The byline, in its order.") List<AuthorName> authors,
        SectionName section,
        @Schema(description = "The most fitting first.") List<TagName> tags,
        @Schema(nullable = true) @Nullable ImageView leadImage,

        @Schema(description = "Where it was written or happened.", nullable = true) @Nullable
        String location,

        Instant publishedAt,
        Instant firstPublishedAt,

        @Schema(description = "When readers would say that it last changed.")
        Instant updatedAt,

        @Schema(description = "Words in the body.") int wordCount,

        @Schema(description = "Minutes a reader needs, at least 1.")
        int readingMinutes,

        @Schema(description = "The one address search engines shall know.")
        String canonicalUrl,

        @Schema(description = "Terms of reuse.", nullable = true) @Nullable
        String rights,

        @Schema(description = "What was put right since, oldest first.")
        List<CorrectionView> corrections,

        @Schema(description = "The same story in other languages.")
        List<Translation> translations,

        Links links,

        @Schema(
                description = "The first five related stories, only when asked for by include=related.",
                nullable = true)
        @Nullable
        List<RelatedStory> related) {

    /** What was wrong, told to readers. */
    @Schema(name = "Correction", description = "What was put right, as readers are told.")
    public record CorrectionView(Instant at, String text, CorrectionKind kind) {}

    /** The same story in another language. */
    @Schema(description = "The same story in another language.")
    public record Translation(
            @Schema(description = "Language tag of that text.")
            String language,

            @Schema(description = "Its slug.") String slug,
            @Schema(description = "Its headline.") String headline,
            Links links) {}
}
