package org.broadsheet.popularity;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a list is ranked by. */
@Schema(
        description =
                "`readers`: distinct readers; `views`, `reads` (to the end, or 15 seconds), `shares`; `trending`: by how far it surpasses what was to be expected of it.",
        enumeration = {"readers", "views", "reads", "shares", "trending"})
public enum Metric {
    @JsonProperty("readers")
    READERS,
    @JsonProperty("views")
    VIEWS,
    @JsonProperty("reads")
    READS,
    @JsonProperty("shares")
    SHARES,
    @JsonProperty("trending")
    TRENDING
}
