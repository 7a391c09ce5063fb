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
        String requestId) {}
