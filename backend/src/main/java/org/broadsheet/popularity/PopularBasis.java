package org.broadsheet.popularity;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What brought an article, or a list, about. */
@Schema(
        description = "`readers`: what readers did. `latest`: too little is known, so the newest articles stand in.",
        enumeration = {"readers", "latest"})
public enum PopularBasis {
    @JsonProperty("readers")
    READERS,
    @JsonProperty("latest")
    LATEST
}
