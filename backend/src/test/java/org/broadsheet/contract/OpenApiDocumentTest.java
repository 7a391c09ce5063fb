package org.broadsheet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.ContractFilter;
import org.broadsheet.testsupport.Door;
import org.broadsheet.testsupport.Operations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document that other people build on: fresh, complete, and with examples that keep what it promises. */
@QuarkusTest
class OpenApiDocumentTest extends ApiTest {
    private static final JsonNode DOCUMENT = ContractFilter.document();
    private static final String MILLISECONDS = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    static List<Operations.Get> everyGet() {
        return Operations.gets();
    }

    @Test
    void is_committed_as_the_code_generates_it() throws IOException {
        // As trees: the order of keys within one object means nothing, and differs between file and service.
        ObjectNode served =
                (ObjectNode) new YAMLMapper().readTree(Door.get("/openapi.yaml").text());
        served.set("servers", DOCUMENT.path("servers"));

        assertThat(served)
                .as("backend/openapi.yaml is not what the code says: run ./broadsheet fmt, and read the difference")
                .isEqualTo(DOCUMENT);
    }

    @Test
    void names_the_instance_that_serves_it() throws IOException {
        JsonNode servers =
                new YAMLMapper().readTree(Door.get("/openapi.yaml").text()).path("servers");

        assertThat(servers).hasSize(1);
        assertThat(Door.get("/v1/site").json().at("/links/self").asText())
                .isEqualTo(servers.at("/0/url").asText() + "/v1/site");
    }

    @Test
    void is_read_and_nothing_else() {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            for (String path : List.of("/openapi.yaml", "/openapi", "/docs", "/docs/")) {
                api().request(method, path).then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS");
            }
        }
    }

    @Test
    void is_served_as_json_too_and_shown_to_people() {
        assertThat(Door.get("/openapi.json").json().path("paths").size())
                .isEqualTo(DOCUMENT.path("paths").size());
        assertThat(Door.get("/docs/").header("Content-Type").orElse("")).startsWith("text/html");
    }

    @ParameterizedTest
    @MethodSource("everyGet")
    void says_of_every_operation_what_it_is_for(Operations.Get get) {
        JsonNode operation = get.operation();

        assertThat(operation.path("summary").asText()).isNotBlank().doesNotEndWith(".");
        assertThat(operation.path("description").asText()).isNotBlank();
        assertThat(operation.path("tags")).isNotEmpty();
        for (JsonNode parameter : operation.path("parameters")) {
            assertThat(resolved(parameter).path("description").asText()).isNotBlank();
        }
        assertThat(Operations.gets().stream().map(Operations.Get::id)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("everyGet")
    void shows_of_every_operation_an_answer_that_keeps_its_promise(Operations.Get get) {
        JsonNode content = get.operation().at("/responses/200/content/application~1json");

        assertThat(content.path("example").isMissingNode()).isFalse();
        assertThat(faults(content.path("example"), content.path("schema"))).isEmpty();
        assertThat(times(content.path("example"), new ArrayList<>())).allMatch(time -> time.matches(MILLISECONDS));
    }

    @ParameterizedTest
    @MethodSource("everyGet")
    void shows_of_every_error_what_it_looks_like(Operations.Get get) {
        get.operation().path("responses").properties().forEach(entry -> {
            int status = Integer.parseInt(entry.getKey());
            if (status < 400) {
                return;
            }
            JsonNode content = resolved(entry.getValue()).at("/content/application~1problem+json");
            assertThat(content.path("examples")).as(get.id() + " " + status).isNotEmpty();
            for (Map.Entry<String, JsonNode> example : content.path("examples").properties()) {
                JsonNode problem = example.getValue().path("value");
                assertThat(faults(problem, content.path("schema"))).isEmpty();
                assertThat(problem.path("status").asInt()).isEqualTo(status);
                assertThat(problem.path("type").asText()).endsWith("/problems/" + example.getKey());
            }
        });
    }

    @Test
    void names_only_problems_that_the_code_knows() {
        List<String> known =
                Arrays.stream(ProblemKind.values()).map(ProblemKind::slug).toList();

        for (JsonNode response : DOCUMENT.at("/components/responses")) {
            assertThat(response.at("/content/application~1problem+json/examples")
                            .fieldNames())
                    .toIterable()
                    .isSubsetOf(known);
        }
    }

    @Test
    void uses_every_component_that_it_defines() {
        Set<String> defined = new TreeSet<>();
        DOCUMENT.path("components")
                .properties()
                .forEach(kind -> kind.getValue()
                        .fieldNames()
                        .forEachRemaining(name -> defined.add("#/components/" + kind.getKey() + '/' + name)));

        Set<String> used = new TreeSet<>(DOCUMENT.findValuesAsText("$ref"));
        // These are named where they are needed, without a reference.
        DOCUMENT.findValues("security")
                .forEach(needed -> needed.forEach(scheme -> scheme.fieldNames()
                        .forEachRemaining(name -> used.add("#/components/securitySchemes/" + name))));

        assertThat(used).isEqualTo(defined);
    }

    @Test
    void describes_every_schema_and_writes_every_choice_as_it_is_sent() {
        for (Map.Entry<String, JsonNode> schema :
                DOCUMENT.at("/components/schemas").properties()) {
            assertThat(schema.getValue().path("description").asText())
                    .as(schema.getKey())
                    .isNotBlank();
        }
        DOCUMENT.findValues("enum")
                .forEach(choices ->
                        choices.forEach(choice -> assertThat(choice.asText()).isLowerCase()));
    }

    /** Everything is promised to be there, so that a frontend's types need no question marks. */
    @Test
    void promises_every_field_of_every_answer() {
        for (Map.Entry<String, JsonNode> schema :
                DOCUMENT.at("/components/schemas").properties()) {
            JsonNode properties = schema.getValue().path("properties");
            // Who sends may leave out what goes without saying.
            boolean isAnswer = !schema.getKey().startsWith("Problem") && !sent().contains(schema.getKey());
            if (!properties.isMissingNode() && isAnswer) {
                List<String> required = new ArrayList<>();
                schema.getValue().path("required").forEach(name -> required.add(name.asText()));
                assertThat(required)
                        .as(schema.getKey())
                        .containsExactlyInAnyOrderElementsOf(() -> properties.fieldNames());
            }
        }
    }

    /** The schemas of what clients send. */
    private static List<String> sent() {
        List<String> names = new ArrayList<>();
        DOCUMENT.path("paths")
                .forEach(path -> path.forEach(operation -> operation
                        .at("/requestBody/content")
                        .forEach(type ->
                                names.add(type.at("/schema/$ref").asText().replaceFirst(".*/", "")))));
        return names;
    }

    private static List<String> faults(JsonNode example, JsonNode schema) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.setAll((ObjectNode) schema.deepCopy());
        root.set("components", DOCUMENT.path("components"));
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(root).validate(example).stream()
                .map(Object::toString)
                .toList();
    }

    private static List<String> times(JsonNode node, List<String> found) {
        node.properties().forEach(entry -> {
            if (entry.getKey().matches(".*[a-z]At|at") && !entry.getValue().isNull()) {
                found.add(entry.getValue().asText());
            }
        });
        node.forEach(child -> times(child, found));
        return found;
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
    }
}
