package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a room answers.
 *
 * @param body null for an empty one
 * @param resourceId what a replay of the request id shows again, empty where there is none
 */
record Answer(int status, JsonNode body, String resourceId) {
    static Answer ok(JsonNode body) {
        return new Answer(200, body, "");
    }

    static Answer created(JsonNode body, String resourceId) {
        return new Answer(201, body, resourceId);
    }

    static Answer nothing() {
        return new Answer(204, null, "");
    }
}
