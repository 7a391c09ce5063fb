package org.broadsheet.section;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A section as an article names it. */
@Schema(description = "The section an article stands in.")
public record SectionName(
        @Schema(description = "For URLs and filters.") String slug,
        @Schema(description = "For people.") String name) {}
