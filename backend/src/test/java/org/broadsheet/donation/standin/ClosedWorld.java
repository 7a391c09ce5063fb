package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Turns a schema into one that knows no field but its own. Every use of a schema is wrapped, not the schema itself, so
 * that composition by {@code allOf} still works.
 */
final class ClosedWorld {
    private static final List<String> COMPOSITION = List.of("allOf", "anyOf", "oneOf");

    private ClosedWorld() {}

    static JsonNode close(JsonNode schema) {
        if (!schema.isObject()) {
            return schema;
        }
        ObjectNode closed = schema.deepCopy();
        for (String keyword : COMPOSITION) {
            if (closed.has(keyword)) {
                ArrayNode parts = Json.MAPPER.createArrayNode();
                closed.get(keyword).forEach(part -> parts.add(close(part)));
                closed.set(keyword, parts);
            }
        }
        if (closed.has("properties")) {
            ObjectNode properties = Json.object();
            closed.get("properties").properties().forEach(e -> properties.set(e.getKey(), wrap(close(e.getValue()))));
            closed.set("properties", properties);
        }
        if (closed.has("items")) {
            closed.set("items", wrap(close(closed.get("items"))));
        }
        return closed;
    }

    private static JsonNode wrap(JsonNode schema) {
        if (!schema.isObject()) {
            return schema;
        }
        ObjectNode wrapped = Json.object();
        wrapped.putArray("allOf").add(schema);
        return wrapped.put("unevaluatedProperties", false);
    }

    /** Which of several complaints to give first: the cause before what follows from it. */
    static int weight(String keyword) {
        return switch (keyword) {
            case "required" -> 0;
            case "type", "pattern", "enum", "minLength", "maxLength", "minItems", "maxItems" -> 1;
            case "anyOf", "oneOf", "allOf" -> 3;
            default -> 2;
        };
    }

    /** PayPal's issue for a broken keyword, in the words the operation has. */
    static String issue(String keyword, Operation operation, Errors errors) {
        List<String> wanted = switch (keyword) {
            case "required" -> List.of("MISSING_REQUIRED_PARAMETER");
            case "minLength" -> List.of("INVALID_STRING_LENGTH", "INVALID_STRING_MIN_LENGTH");
            case "maxLength" -> List.of("INVALID_STRING_LENGTH", "INVALID_STRING_MAX_LENGTH");
            case "minItems" -> List.of("INVALID_ARRAY_MIN_ITEMS");
            case "maxItems" -> List.of("INVALID_ARRAY_MAX_ITEMS");
            case "minimum" -> List.of("INVALID_INTEGER_MIN_VALUE");
            case "maximum" -> List.of("INVALID_INTEGER_MAX_VALUE");
            case "enum" -> List.of("INVALID_PARAMETER_VALUE");
            case "unevaluatedProperties", "additionalProperties" -> List.of("NOT_SUPPORTED");
            default -> List.of("INVALID_PARAMETER_SYNTAX");
        };
        for (String issue : wanted) {
            if (errors.isOfficial(operation, Refusal.of(400, issue))) {
                return issue;
            }
        }
        return errors.isOfficial(operation, Refusal.of(400, "INVALID_PARAMETER_SYNTAX"))
                ? "INVALID_PARAMETER_SYNTAX"
                : wanted.getFirst();
    }
}
