package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** One authenticated, well-formed request on its way to the room that does it. */
record Call(
        Operation operation,
        String id,
        Map<String, String> query,
        JsonNode body,
        byte[] raw,
        boolean full,
        String requestId) {

    /** A whole number of the query. @throws Refusal 400 for anything else */
    int number(String name, int otherwise) {
        String given = query.getOrDefault(name, otherwise + "");
        if (!given.matches("[1-9][0-9]{0,4}")) {
            throw Refusal.of(400, "INVALID_PARAMETER_VALUE").at(name, given);
        }
        return Integer.parseInt(given);
    }
}
