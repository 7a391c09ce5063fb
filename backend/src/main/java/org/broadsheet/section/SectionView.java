package org.broadsheet.section;

import org.broadsheet.shared.Links;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A section as the API shows it. */
@Schema(name = "Section", description = "A section of the paper.")
public record SectionView(
        @Schema(description = "For URLs and filters.") String slug,
        @Schema(description = "For people.") String name,

        @Schema(description = "What belongs here, in a sentence.", nullable = true) @Nullable
        String description,

        @Schema(description = "Published articles in it.") long articleCount,
        Links links) {}
