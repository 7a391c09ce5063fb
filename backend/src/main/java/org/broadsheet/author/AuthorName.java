package org.broadsheet.author;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An author as an article's byline names them. */
@Schema(description = "One name of a byline.")
public record AuthorName(
        @Schema(description = "For URLs and filters.") String slug,
        @Schema(description = "As printed.") String name) {}
