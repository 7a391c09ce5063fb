package org.broadsheet.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds every answer that a test receives against the committed openapi.yaml: the status must be promised for the
 * operation, and the body must satisfy its schema. A trimmed answer ({@code fields=}) may leave fields out.
 */
public class ContractFilter implements Filter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final JsonNode DOCUMENT = document();
    private static final Map<String, JsonSchema> COMPILED = new ConcurrentHashMap<>();

    /** The committed document. */
    public static JsonNode document() {
        try {
            return new YAMLMapper().readTree(Files.readString(Path.of("openapi.yaml")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        URI uri = URI.create(
                request.getURI().replaceAll("[^\\x21-\\x7e]|[|<>\"`^{}\\[\\]\\\\]|%(?![0-9A-Fa-f]{2})", "_"));
        check(request.getMethod(), String.valueOf(uri.getRawPath()), String.valueOf(uri.getRawQuery()), response);
        return response;
    }

    private static void check(String method, String path, String query, Response response) {
        if (!path.startsWith("/v1/") || method.equals("OPTIONS") || method.equals("HEAD")) {
            return;
        }
        int status = response.statusCode();
        Optional<JsonNode> operation = operation(method, path);
        if (operation.isEmpty() || (status == 400 && response.contentType().startsWith("application/problem+json"))) {
            assertThat(status)
                    .as("an address that is not documented must not succeed: %s %s", method, path)
                    .isGreaterThanOrEqualTo(400);
            validate(response, "#/components/schemas/Problem", false);
            return;
        }
        JsonNode promised = resolved(operation.get().at("/responses/" + status));
        assertThat(promised.isMissingNode())
                .as("%s %s answered %d, which openapi.yaml does not promise", method, path, status)
                .isFalse();
        JsonNode content = promised.path("content");
        if (!content.isEmpty()) {
            String type = response.contentType().replaceAll(";.*", "").toLowerCase(Locale.ROOT);
            JsonNode schema = content.path(type).path("schema");
            assertThat(schema.isMissingNode())
                    .as("media type %s of %s", type, path)
                    .isFalse();
            if (!type.equals("text/csv")) {
                validate(response, schema.path("$ref").asText(), query.contains("fields="));
            }
        }
    }

    private static void validate(Response response, String reference, boolean isTrimmed) {
        JsonSchema schema = COMPILED.computeIfAbsent(reference + isTrimmed, key -> {
            ObjectNode root = JSON.createObjectNode();
            root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
            root.put("$ref", reference);
            JsonNode components = DOCUMENT.path("components").deepCopy();
            if (isTrimmed) {
                components.path("schemas").forEach(one -> ((ObjectNode) one).remove("required"));
            }
            root.set("components", components);
            return SCHEMAS.getSchema(root);
        });
        boolean isByLine = response.contentType().startsWith("application/x-ndjson");
        try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(response.asByteArray())) {
            List<JsonNode> all = values.readAll();
            assertThat(all)
                    .as("how many values stand in the answer")
                    .hasSizeBetween(isByLine ? 0 : 1, isByLine ? Integer.MAX_VALUE : 1);
            all.forEach(value -> assertThat(schema.validate(value))
                    .as("%s against %s", value, reference)
                    .isEmpty());
        } catch (IOException notJson) {
            throw new AssertionError("Not JSON: " + response.asString(), notJson);
        }
    }

    private static Optional<JsonNode> operation(String method, String path) {
        for (Map.Entry<String, JsonNode> entry : DOCUMENT.path("paths").properties()) {
            String pattern = entry.getKey().replaceAll("\\{[^}]+}", "[^/]+");
            JsonNode operation = entry.getValue().path(method.toLowerCase(Locale.ROOT));
            if (path.matches(pattern) && !operation.isMissingNode()) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
    }
}
