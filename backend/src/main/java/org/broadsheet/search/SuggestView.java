package org.broadsheet.search;

import java.util.List;
import org.broadsheet.shared.Links;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a reader who has typed the beginning of something may mean. */
@Schema(name = "Suggestions", description = "What the beginning of a text may lead to.")
public record SuggestView(
        @Schema(description = "The best first.") List<Suggestion> items) {

    /** An article, a tag or an author. */
    @Schema(description = "Something whose name has words that begin so.")
    public record Suggestion(
            @Schema(
                    description = "What it is.",
                    enumeration = {"article", "tag", "author"})
            String kind,

            @Schema(description = "Its headline or name.") String text,
            @Schema(description = "Its slug.") String slug,
            Links links) {}
}
