package org.broadsheet.article;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A story related to another, and why. */
@Schema(description = "A related story, and why it stands here.")
public record RelatedStory(
        ArticleCard article,
        RelatedReason reason,

        @Schema(description = "What they have in common: words or tags that explain the choice.")
        List<String> terms,

        @Schema(description = "How near it is, 0 to 1; null when an editor pinned it.", nullable = true) @Nullable
        Double score) {}
