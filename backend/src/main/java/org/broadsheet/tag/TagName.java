package org.broadsheet.tag;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A tag as an article names it. */
@Schema(description = "A tag an article carries.")
public record TagName(
        @Schema(description = "For URLs and filters.") String slug,
        @Schema(description = "For people.") String name) {}
