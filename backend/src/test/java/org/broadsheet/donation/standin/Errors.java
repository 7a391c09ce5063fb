package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Errors in PayPal's shape, with the words of the official files where these are at hand. */
final class Errors {
    private final Optional<JsonNode> catalogue;

    /** @param catalogue operationId, status, then {@code issues[]}; empty where the official files are absent */
    Errors(Optional<JsonNode> catalogue) {
        this.catalogue = catalogue;
    }

    ObjectNode body(Operation operation, Refusal refusal, String debugId) {
        ObjectNode body = Json.object()
                .put(
                        "name",
                        refusal.name.isEmpty() ? ErrorTexts.NAMES.getOrDefault(refusal.status, "ERROR") : refusal.name)
                .put("message", ErrorTexts.MESSAGES.getOrDefault(refusal.status, "An error occurred."))
                .put("debug_id", debugId);
        if (!refusal.issue.isEmpty()) {
            ObjectNode detail = body.putArray("details").addObject();
            if (!refusal.field.isEmpty()) {
                detail.put("field", refusal.field).put("value", refusal.value).put("location", "body");
            }
            detail.put("issue", refusal.issue).put("description", description(operation, refusal));
        }
        body.putArray("links")
                .add(Json.link(
                        "https://developer.paypal.com/api/rest/responses/#" + refusal.issue,
                        "information_link",
                        "GET"));
        if (refusal.link != null) {
            body.withArray("links").add(refusal.link);
        }
        return body;
    }

    /** Whether the official files know this issue at this operation; what they do not know they cannot check. */
    boolean isOfficial(Operation operation, Refusal refusal) {
        return refusal.issue.isEmpty()
                || find(operation, refusal.status, refusal.issue).isPresent();
    }

    /** The status PayPal gives an issue at an operation, 422 where nobody knows. */
    int statusOf(Operation operation, String issue) {
        for (int status : new int[] {400, 401, 403, 404, 409, 422}) {
            if (find(operation, status, issue).isPresent()) {
                return status;
            }
        }
        return issue.equals("PERMISSION_DENIED_FOR_DONATION_ITEMS") ? 403 : 422;
    }

    private String description(Operation operation, Refusal refusal) {
        return find(operation, refusal.status, refusal.issue)
                .orElseGet(() -> ErrorTexts.DESCRIPTIONS.getOrDefault(refusal.issue, refusal.issue));
    }

    private Optional<String> find(Operation operation, int status, String issue) {
        if (catalogue.isEmpty() || operation == null) {
            return Optional.empty();
        }
        JsonNode issues = catalogue
                .get()
                .at("/operations")
                .path(operation.operationId)
                .path(status + "")
                .path("issues");
        for (JsonNode row : issues) {
            if (row.path("issue").asText().equals(issue)) {
                return Optional.of(row.path("description").asText(issue));
            }
        }
        return Optional.empty();
    }
}
