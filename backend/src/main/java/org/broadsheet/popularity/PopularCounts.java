package org.broadsheet.popularity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How often, within the window; rounded down as the newsroom configures. */
@Schema(description = "How often, within the window; rounded down to the step that the newsroom sets.")
public record PopularCounts(
        @Schema(description = "Distinct readers; somebody who comes back on another day counts again.")
        int readers,

        @Schema(description = "Views, one a reader and hour.")
        int views,

        @Schema(description = "Reads to the end, or for 15 seconds.")
        int reads,

        @Schema(description = "Times it was handed on.") int shares) {}
