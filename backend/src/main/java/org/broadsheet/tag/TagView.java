package org.broadsheet.tag;

import java.time.Instant;
import java.util.List;
import org.broadsheet.shared.Links;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A tag as the API shows it. */
@Schema(name = "Tag", description = "What articles are about.")
public record TagView(
        @Schema(description = "For URLs and filters.") String slug,
        @Schema(description = "For people.") String name,

        @Schema(description = "What it covers, in a sentence.", nullable = true) @Nullable
        String description,

        @Schema(description = "Published articles that carry it.")
        long articleCount,

        @Schema(description = "When the newest of these was published.", nullable = true) @Nullable
        Instant lastUsedAt,

        @Schema(description = "Slugs it had before; they lead here for ever.")
        List<String> aliases,

        Links links) {}
