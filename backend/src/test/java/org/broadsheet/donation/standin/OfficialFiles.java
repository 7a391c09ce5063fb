package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** PayPal's OpenAPI files in a folder, read when first needed, each schema open and closed. */
final class OfficialFiles {
    /** What is wrong. @param field a JSON pointer into the value */
    record Complaint(String keyword, String field, String text) {}

    private record Closed(JsonNode document, ObjectNode open, ObjectNode closed) {}

    // OpenAPI's own words ("components", "example") are no rules and nothing to warn of.
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            factory -> factory.metaSchema(JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                    .unknownKeywordFactory((word, context) -> new NonValidationKeyword(word))
                    .build()));
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .pathType(PathType.JSON_POINTER)
            .build();

    private final Path folder;
    private final Map<Operation.Spec, Closed> files = new EnumMap<>(Operation.Spec.class);
    private final Map<String, Optional<JsonSchema>> compiled = new ConcurrentHashMap<>();

    OfficialFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("there is no folder of official files at " + folder);
        }
        this.folder = folder;
    }

    /** Judges by a part of an operation. @return nothing where the files have no such part */
    Optional<List<Complaint>> judge(Operation operation, String part, JsonNode value, boolean closed) {
        String pointer = "/paths/" + operation.template.replace("/", "~1") + "/"
                + operation.method.toLowerCase(Locale.ROOT) + part + "/content/application~1json/schema";
        return schema(operation.spec, pointer, closed).map(schema -> complaints(schema, value));
    }

    /** Judges by a named component. */
    List<Complaint> judge(Operation.Spec spec, String component, JsonNode value, boolean closed) {
        return schema(spec, "/components/schemas/" + component, closed)
                .map(schema -> complaints(schema, value))
                .orElseThrow(() -> new IllegalArgumentException(spec + " has no schema called " + component));
    }

    Optional<JsonNode> document(String file) {
        return Files.exists(folder.resolve(file)) ? Optional.of(read(file)) : Optional.empty();
    }

    private Optional<JsonSchema> schema(Operation.Spec spec, String pointer, boolean closed) {
        if (spec == Operation.Spec.NONE) {
            return Optional.empty();
        }
        return compiled.computeIfAbsent(spec + pointer + closed, key -> {
            Closed file = file(spec);
            JsonNode schema = file.document.at(pointer);
            return schema.isMissingNode() ? Optional.empty() : Optional.of(compile(file, schema, closed));
        });
    }

    private static JsonSchema compile(Closed file, JsonNode schema, boolean closed) {
        ObjectNode root = Json.object();
        root.putArray("allOf").add(closed ? ClosedWorld.close(schema) : schema);
        root.putObject("components").set("schemas", closed ? file.closed : file.open);
        if (closed) {
            root.put("unevaluatedProperties", false);
        }
        return FACTORY.getSchema(root, CONFIG);
    }

    private static List<Complaint> complaints(JsonSchema schema, JsonNode value) {
        return schema.validate(value).stream()
                .sorted(Comparator.comparingInt(m -> ClosedWorld.weight(m.getType())))
                .map(OfficialFiles::complaint)
                .toList();
    }

    private static Complaint complaint(ValidationMessage message) {
        String property = message.getProperty() == null ? "" : "/" + message.getProperty();
        return new Complaint(message.getType(), message.getInstanceLocation() + property, message.toString());
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
