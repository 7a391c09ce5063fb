package org.broadsheet.related;

import java.util.List;
import org.broadsheet.article.ArticleCard;
import org.broadsheet.shared.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The stories related to one. */
@Schema(description = "The stories related to one, best first; fewer than asked for where no more belong to it.")
public record RelatedList(
        @Schema(description = "The stories.") List<Story> items, Page page) {

    /** One of them, and why. */
    @Schema(name = "RelatedStory", description = "A related story, and why it stands here.")
    public record Story(
            ArticleCard article,
            Reason reason,

            @Schema(description = "What they have in common: words or tags that explain the choice.")
            List<String> terms,

            @Schema(description = "How near it is, 0 to 1; null when an editor pinned it.", nullable = true) @Nullable
            Double score) {}
}
