package org.broadsheet.author;

import java.time.Instant;
import org.broadsheet.shared.Links;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An author as the API shows them. */
@Schema(name = "Author", description = "Somebody who writes for the paper.")
public record AuthorView(
        @Schema(description = "For URLs and filters.") String slug,
        @Schema(description = "As printed.") String name,

        @Schema(description = "What they do at the paper.", nullable = true) @Nullable
        String role,

        @Schema(description = "A few sentences about them.", nullable = true) @Nullable
        String bio,

        @Schema(description = "Their published articles.") long articleCount,

        @Schema(description = "When the newest of these was published.", nullable = true) @Nullable
        Instant lastPublishedAt,

        Links links) {}
