package org.broadsheet.popularity;

import java.time.Instant;
import java.util.List;
import org.broadsheet.shared.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The most popular articles. */
@Schema(description = "The most popular articles, best first; filled up with the latest where too little is known.")
public record PopularList(
        Window window,
        Metric metric,
        PopularBasis basis,

        @Schema(description = "When the ranks were made; null before they first were.", nullable = true) @Nullable
        Instant computedAt,

        @Schema(description = "The articles.") List<PopularStory> items,
        Page page) {}
