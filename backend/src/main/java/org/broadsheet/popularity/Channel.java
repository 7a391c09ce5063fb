package org.broadsheet.popularity;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The sort of place that a reader came from. */
@Schema(
        description =
                "Where the reader came from, in groups: `direct`, this `site`, a `search` engine, a `social` network, `mail`, or `other`.",
        enumeration = {"direct", "site", "search", "social", "mail", "other"})
public enum Channel {
    @JsonProperty("direct")
    DIRECT(0),
    @JsonProperty("site")
    SITE(1),
    @JsonProperty("search")
    SEARCH(2),
    @JsonProperty("social")
    SOCIAL(3),
    @JsonProperty("mail")
    MAIL(4),
    @JsonProperty("other")
    OTHER(5);

    /** Its place in what is kept, for ever the same. */
    final int place;

    Channel(int place) {
        this.place = place;
    }
}
