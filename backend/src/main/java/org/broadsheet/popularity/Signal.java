package org.broadsheet.popularity;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a reader did with an article. */
@Schema(
        description =
                "`view`: the article was in sight; `read`: it was in sight for 15 seconds, or its end was; `share`: it was handed on.",
        enumeration = {"view", "read", "share"})
public enum Signal {
    @JsonProperty("view")
    VIEW(0),
    @JsonProperty("read")
    READ(1),
    @JsonProperty("share")
    SHARE(2);

    /** Its place in what is kept, for ever the same. */
    final int place;

    Signal(int place) {
        this.place = place;
    }
}
