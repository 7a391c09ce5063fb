package org.broadsheet.shared;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Absolute addresses of one thing. */
@Schema(description = "Absolute addresses of this thing.")
public record Links(
        @Schema(description = "In this API.") String self,
        @Schema(description = "On the news site.") String site) {}
