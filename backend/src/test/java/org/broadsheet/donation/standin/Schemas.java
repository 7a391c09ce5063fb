package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * PayPal's official OpenAPI files as judges: of requests closed-world, of own answers and events open-world. Where the
 * files are absent everything passes, and no validator needs to be on the class path.
 */
public final class Schemas {
    private static final String VARIABLE = "BROADSHEET_PAYPAL_SPECS";
    private static final String PROPERTY = "broadsheet.paypal.specs";
    private static final String CATALOGUE = "derived-error-catalogue.json";
    /** What the resource of an event is, by its type and version. */
    private static final Map<String, Map.Entry<Operation.Spec, String>> RESOURCES = Map.of(
            "checkout-order 2.0", Map.entry(Operation.Spec.ORDERS, "order"),
            "capture 2.0", Map.entry(Operation.Spec.PAYMENTS, "capture-2"),
            "refund 2.0", Map.entry(Operation.Spec.PAYMENTS, "refund"),
            "subscription 2.0", Map.entry(Operation.Spec.BILLING, "subscription"),
            "dispute 1.0", Map.entry(Operation.Spec.DISPUTES, "dispute"));
    // Read once a process: half a second of work that every stand-in would repeat.
    private static final Map<Path, Schemas> LOADED = new ConcurrentHashMap<>();

    private final Optional<OfficialFiles> files;

    private Schemas(Optional<OfficialFiles> files) {
        this.files = files;
    }

    /** The files the environment names, or a judge who lets everything pass. */
    static Schemas fromEnvironment() {
        String named = System.getProperty(PROPERTY, System.getenv().getOrDefault(VARIABLE, ""));
        return named.isBlank() ? absent() : in(Path.of(named));
    }

    static Schemas in(Path folder) {
        return LOADED.computeIfAbsent(
                folder.toAbsolutePath().normalize(), f -> new Schemas(Optional.of(new OfficialFiles(f))));
    }

    static Schemas absent() {
        return new Schemas(Optional.empty());
    }

    public boolean arePresent() {
        return files.isPresent();
    }

    /** The extract of the files' error texts, where it lies beside them. */
    Optional<JsonNode> errorCatalogue() {
        return files.flatMap(f -> f.document(CATALOGUE));
    }

    /** The first thing wrong with a request's body. @throws Refusal 400 with the field's pointer */
    void checkRequest(Operation operation, JsonNode body, Errors errors) {
        files.flatMap(f -> f.judge(operation, "/requestBody", body, true))
                .flatMap(complaints -> complaints.stream().findFirst())
                .ifPresent(complaint -> {
                    throw refusal(operation, complaint, body, errors);
                });
    }

    /** What the official file would say against an answer; empty for a good one. */
    List<String> wrongWithAnswer(Operation operation, int status, JsonNode body) {
        if (files.isEmpty() || status / 100 == 5) {
            return List.of();
        }
        // A replayed refund has no 200 in the files: it is judged as the 201 it repeats.
        return List.of(status + "", status == 200 ? "201" : "default", "default").stream()
                .map(code -> files.get().judge(operation, "/responses/" + code, body, false))
                .flatMap(Optional::stream)
                .findFirst()
                .map(Schemas::texts)
                .orElse(List.of());
    }

    /** What the official files would say against an event; empty for a good one. */
    List<String> wrongWithEvent(JsonNode event) {
        var resource = RESOURCES.get(event.path("resource_type").asText() + " "
                + event.path("resource_version").asText());
        if (files.isEmpty() || resource == null) {
            return List.of();
        }
        return texts(files.get().judge(resource.getKey(), resource.getValue(), event.path("resource"), false));
    }

    /** Judges a value by a named component. @param closed whether unknown fields are wrong */
    List<String> wrongWith(Operation.Spec spec, String component, JsonNode value, boolean closed) {
        return files.map(f -> texts(f.judge(spec, component, value, closed))).orElse(List.of());
    }

    private static List<String> texts(List<OfficialFiles.Complaint> complaints) {
        return complaints.stream().map(OfficialFiles.Complaint::text).toList();
    }

    private static Refusal refusal(
            Operation operation, OfficialFiles.Complaint complaint, JsonNode body, Errors errors) {
        JsonNode value = body.at(complaint.field());
        Refusal refusal = Refusal.of(400, ClosedWorld.issue(complaint.keyword(), operation, errors))
                .at(complaint.field().isEmpty() ? "/" : complaint.field(), value.isValueNode() ? value.asText() : "");
        return operation.spec == Operation.Spec.WEBHOOKS ? refusal.named("VALIDATION_ERROR") : refusal;
    }
}
