package org.broadsheet.popularity;

import org.broadsheet.article.ArticleCard;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An article of the list, and how it came there. */
@Schema(description = "An article of the list, and how it came there.")
public record PopularStory(
        @Schema(description = "Its place, from 1.") int rank,

        @Schema(
                description =
                        "Its place when the hour (1h, 24h) or the day (7d, 30d) began; null when it was not in the list.",
                nullable = true)
        @Nullable
        Integer previousRank,

        PopularBasis basis,

        @Schema(
                description = "Only when asked for by include=counts, and not of the latest that fill a list.",
                nullable = true)
        @Nullable
        PopularCounts counts,

        ArticleCard article) {}
