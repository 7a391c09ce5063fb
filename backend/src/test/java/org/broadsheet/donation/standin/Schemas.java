package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * PayPal's official OpenAPI files as judges: of requests closed-world, of own answers open-world. Where the files are
 * absent everything passes.
 */
public final class Schemas {
    private static final String VARIABLE = "BROADSHEET_PAYPAL_SPECS";
    private static final String PROPERTY = "broadsheet.paypal.specs";
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .pathType(PathType.JSON_POINTER)
            .build();
    // Parsed once a process: half a second of work that every stand-in would repeat.
    private static final Map<Path, Schemas> LOADED = new ConcurrentHashMap<>();

    private final Path folder;
    private final Map<Operation.Spec, Closed> files = new EnumMap<>(Operation.Spec.class);
    private final Map<String, Optional<JsonSchema>> compiled = new ConcurrentHashMap<>();

    private record Closed(JsonNode document, ObjectNode open, ObjectNode closed) {}

    private Schemas(Path folder) {
        this.folder = folder;
    }

    /** The files the environment names, or a judge who lets everything pass. */
    static Schemas fromEnvironment() {
        String named = System.getProperty(PROPERTY, System.getenv().getOrDefault(VARIABLE, ""));
        return named.isBlank() ? absent() : in(Path.of(named));
    }

    static Schemas in(Path folder) {
        return LOADED.computeIfAbsent(folder.toAbsolutePath().normalize(), Schemas::new);
    }

    static Schemas absent() {
        return new Schemas(null);
    }

    public boolean arePresent() {
        return folder != null;
    }

    /** Our extract of the files' error texts, where it lies beside them. */
    Optional<JsonNode> errorCatalogue() {
        if (folder == null || !Files.exists(folder.resolve("derived-error-catalogue.json"))) {
            return Optional.empty();
        }
        return Optional.of(read("derived-error-catalogue.json"));
    }

    /** The first thing wrong with a request's body. @throws Refusal 400 with the field's pointer */
    void checkRequest(Operation operation, JsonNode body, Errors errors) {
        Optional<JsonSchema> schema = schema(operation, "/requestBody/content/application~1json/schema", true);
        if (schema.isEmpty()) {
            return;
        }
        List<ValidationMessage> wrong = judge(schema.get(), body);
        if (!wrong.isEmpty()) {
            throw refusal(operation, wrong.getFirst(), body, errors);
        }
    }

    /** What the official file would say against an answer; empty for a good one. */
    List<String> wrongWithAnswer(Operation operation, int status, JsonNode body) {
        Optional<JsonSchema> schema = answerSchema(operation, status);
        return schema.isEmpty()
                ? List.of()
                : judge(schema.get(), body).stream()
                        .map(ValidationMessage::toString)
                        .toList();
    }

    /** Judges a value by a named component, as for examples. @param closed whether unknown fields are wrong */
    List<String> wrongWith(Operation.Spec spec, String component, JsonNode value, boolean closed) {
        JsonSchema schema = compile(file(spec), "#/components/schemas/" + component, closed);
        return judge(schema, value).stream().map(ValidationMessage::toString).toList();
    }

    private Optional<JsonSchema> answerSchema(Operation operation, int status) {
        if (status / 100 == 5) {
            return Optional.empty();
        }
        // A replayed refund has no 200 in the files: it is judged as the 201 it repeats.
        return List.of(status + "", status == 200 ? "201" : "default", "default").stream()
                .map(code -> schema(operation, "/responses/" + code + "/content/application~1json/schema", false))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<JsonSchema> schema(Operation operation, String part, boolean closed) {
        if (folder == null || operation.spec == Operation.Spec.NONE) {
            return Optional.empty();
        }
        return compiled.computeIfAbsent(operation + part, key -> {
            String pointer = "/paths/" + operation.template.replace("/", "~1") + "/"
                    + operation.method.toLowerCase(java.util.Locale.ROOT) + part;
            Closed file = file(operation.spec);
            JsonNode schema = file.document.at(pointer);
            return schema.isMissingNode() ? Optional.empty() : Optional.of(compile(file, schema, closed));
        });
    }

    private JsonSchema compile(Closed file, String reference, boolean closed) {
        return compile(file, Json.object().put("$ref", reference), closed);
    }

    private JsonSchema compile(Closed file, JsonNode schema, boolean closed) {
        ObjectNode root = Json.object();
        root.putArray("allOf").add(closed ? ClosedWorld.close(schema) : schema);
        root.putObject("components").set("schemas", closed ? file.closed : file.open);
        if (closed) {
            root.put("unevaluatedProperties", false);
        }
        return FACTORY.getSchema(root, CONFIG);
    }

    private static List<ValidationMessage> judge(JsonSchema schema, JsonNode value) {
        Set<ValidationMessage> messages = schema.validate(value);
        return messages.stream()
                .sorted(Comparator.comparingInt(m -> ClosedWorld.weight(m.getType())))
                .toList();
    }

    private static Refusal refusal(Operation operation, ValidationMessage message, JsonNode body, Errors errors) {
        String field = message.getInstanceLocation().toString();
        if (message.getProperty() != null) {
            field += "/" + message.getProperty();
        }
        JsonNode value = body.at(field);
        Refusal refusal = Refusal.of(400, ClosedWorld.issue(message.getType(), operation, errors))
                .at(field.isEmpty() ? "/" : field, value.isValueNode() ? value.asText() : "");
        return operation.spec == Operation.Spec.WEBHOOKS ? refusal.named("VALIDATION_ERROR") : refusal;
    }

    private synchronized Closed file(Operation.Spec spec) {
        return files.computeIfAbsent(spec, s -> {
            JsonNode document = read(s.file);
            ObjectNode open = (ObjectNode) document.at("/components/schemas");
            ObjectNode closed = Json.object();
            open.properties().forEach(e -> closed.set(e.getKey(), ClosedWorld.close(e.getValue())));
            return new Closed(inlined(document), open, closed);
        });
    }

    /** Follows the references of bodies and answers, which lie outside the schemas. */
    private static JsonNode inlined(JsonNode document) {
        for (JsonNode path : document.path("paths")) {
            for (JsonNode method : path) {
                if (method instanceof ObjectNode operation) {
                    follow(operation, "requestBody", document);
                    if (operation.path("responses") instanceof ObjectNode responses) {
                        List<String> names = responses.properties().stream()
                                .map(Map.Entry::getKey)
                                .toList();
                        names.forEach(name -> follow(responses, name, document));
                    }
                }
            }
        }
        return document;
    }

    private static void follow(ObjectNode holder, String field, JsonNode document) {
        String reference = holder.path(field).path("$ref").asText("");
        if (!reference.isEmpty()) {
            holder.set(field, document.at(reference.substring(1)));
        }
    }

    private JsonNode read(String file) {
        try {
            return Json.MAPPER.readTree(folder.resolve(file).toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the official file " + file + " cannot be read", unreadable);
        }
    }
}
