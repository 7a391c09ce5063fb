package org.broadsheet.donation;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How often a donor gives. */
@Schema(
        description = "How often: `once`, or `monthly` or `yearly` until it is cancelled.",
        enumeration = {"once", "monthly", "yearly"})
public enum Frequency {
    @JsonProperty("once")
    ONCE,
    @JsonProperty("monthly")
    MONTHLY,
    @JsonProperty("yearly")
    YEARLY;

    public boolean isRecurring() {
        return this != ONCE;
    }
}
