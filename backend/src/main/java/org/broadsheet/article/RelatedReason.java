package org.broadsheet.article;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a story stands in the list, strongest first. */
@Schema(
        description =
                "Why it stands here: an editor `pinned` it; it tells of the `same-event`; it is `similar`; or it is of the `same-topic`.",
        enumeration = {"pinned", "same-event", "similar", "same-topic"})
public enum RelatedReason {
    @JsonProperty("pinned")
    PINNED,
    @JsonProperty("same-event")
    SAME_EVENT,
    @JsonProperty("similar")
    SIMILAR,
    @JsonProperty("same-topic")
    SAME_TOPIC
}
