package org.broadsheet.search;

import java.util.List;
import org.broadsheet.article.ArticleCard;
import org.broadsheet.article.ArticleKind;
import org.broadsheet.shared.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a search found. */
@Schema(name = "SearchResults", description = "What a search found, and how it was understood.")
public record SearchView(
        @Schema(description = "What was found, in the order asked for.")
        List<Hit> items,

        Page page,
        Total total,

        @Schema(
                description =
                        "How the text was understood, in the syntax of `q`; empty when there was no word in it to look for.")
        String interpretedAs,

        @Schema(
                description =
                        "The text as it may have been meant, where a word of it is found nowhere; on the first page alone.",
                nullable = true)
        @Nullable
        String suggestion,

        @Schema(description = "How the whole result is spread, only when asked for by include=facets.", nullable = true)
        @Nullable
        Facets facets) {

    /** One article that was found. */
    @Schema(name = "SearchHit", description = "An article that was found, and where in it.")
    public record Hit(
            ArticleCard article,

            @Schema(
                    description =
                            "How well it fits beside the best of this search, which has 1; in hundredths, null by `order=newest`.",
                    minimum = "0",
                    maximum = "1",
                    nullable = true)
            @Nullable
            Float score,

            @Schema(description = "Where the words stand, best first.")
            List<Highlight> highlights) {}

    /** A piece of the article's text with the words that were looked for. */
    @Schema(description = "A piece of text, and where in it the words stand. Plain text: escape it as any other.")
    public record Highlight(
            @Schema(
                    description = "What it is a piece of.",
                    enumeration = {"headline", "standfirst", "body"})
            String field,

            @Schema(description = "The piece, as plain text.")
            String text,

            @Schema(description = "The words, in order, never overlapping.")
            List<Mark> marks) {}

    /** A range of a text. */
    @Schema(description = "A range of the text, in UTF-16 code units as JavaScript counts them.")
    public record Mark(
            @Schema(description = "Where it begins.") int start,

            @Schema(description = "Where it ends, exclusive.")
            int end) {}

    /** How much there is. */
    @Schema(name = "SearchTotal", description = "How many articles there are in all.")
    public record Total(
            @Schema(description = "The number, never more than 10,000.", maximum = "10000")
            long value,

            @Schema(
                    description =
                            "Whether it is the number, or there are more than these 10,000. It is the same on every page; facets count on.",
                    enumeration = {"exact", "at-least"})
            String relation) {}

    /** How a result is spread. */
    @Schema(name = "SearchFacets", description = "How the whole result is spread, most first; years newest first.")
    public record Facets(
            @Schema(description = "Over sections.") List<NameCount> sections,

            @Schema(description = "Over tags, the most frequent ones.")
            List<NameCount> tags,

            @Schema(description = "Over authors, the most frequent ones.")
            List<NameCount> authors,

            @Schema(description = "Over years of publication.")
            List<YearCount> years,

            @Schema(description = "Over sorts of pieces.") List<KindCount> kinds) {}

    /** A section, tag or author and how many of the result it has. */
    @Schema(description = "How many of the result it has.")
    public record NameCount(
            @Schema(description = "For the filter of the same name.")
            String slug,

            @Schema(description = "For people.") String name,
            @Schema(description = "Articles of the result.") long count) {}

    /** A year and how many of the result it has. */
    @Schema(description = "How many of the result it has.")
    public record YearCount(
            @Schema(description = "Of publication, in UTC.") int year,
            @Schema(description = "Articles of the result.") long count) {}

    /** A kind and how many of the result it has. */
    @Schema(description = "How many of the result it has.")
    public record KindCount(
            ArticleKind kind,
            @Schema(description = "Articles of the result.") long count) {}
}
