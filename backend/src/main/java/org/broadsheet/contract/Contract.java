package org.broadsheet.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.broadsheet.shared.Parameters;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.shared.Problems;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;

/**
 * Completes the OpenAPI document at build time with what holds for every operation alike, so that no resource repeats
 * it: shared parameters, cache headers, every error with its example, and that no field of an answer is ever missing.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class Contract implements OASFilter {
    /** What is one donor's is nobody else's, and no cache keeps it. */
    private static final String PRIVATE = "/v1/donations";

    private static final String TOKEN = "donationToken";
    private static final String PROBLEM = "#/components/schemas/Problem";

    /** Failures that any address can answer with; the rest depends on what an address does. */
    private static final List<ProblemKind> EVERYWHERE = List.of(
            ProblemKind.INVALID_PARAMETER,
            ProblemKind.NOT_ACCEPTABLE,
            ProblemKind.METHOD_NOT_ALLOWED,
            ProblemKind.BODY_TOO_LARGE,
            ProblemKind.QUERY_TOO_LONG,
            ProblemKind.INTERNAL,
            ProblemKind.UNAVAILABLE);

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.setServers(List.of(OASFactory.createServer()
                .url("http://localhost:8080")
                .description("As `./broadsheet run` starts it.")));
        completeSchemas(document);
        describeSchemas(document);
        document.getComponents()
                .addSecurityScheme(
                        TOKEN,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("The token that came with the donation, or the key in its receipt."));
        headers().forEach(document.getComponents()::addHeader);
        parameters().forEach(document.getComponents()::addParameter);
        problems().forEach(document.getComponents()::addResponse);
        document.getPaths().getPathItems().forEach((path, item) -> complete(path, item));
    }

    private static void complete(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> {
            useSharedParameters(operation);
            boolean isPrivate = path.startsWith(PRIVATE);
            if (isPrivate) {
                example(operation);
            } else if (operation.getResponses().getAPIResponse("200") != null) {
                example(operation);
                answers(operation);
            }
            failures(path, operation);
            operation.setSecurity(
                    isPrivate && path.contains("{")
                            ? List.of(OASFactory.createSecurityRequirement().addScheme(TOKEN))
                            : List.of());
        });
    }

    /** What the types of the language mean here; the framework knows just their form. */
    private static void describeSchemas(OpenAPI document) {
        schema(document, "UUID").description("An id: a UUID in lower case, of version 7, so that ids sort by age.");
        schema(document, "Instant")
                .description("A time (RFC 3339). Answers give UTC with milliseconds; requests may name any offset.")
                .examples(List.of("2026-11-24T08:00:00.000Z"));
        schema(document, "LocalDate")
                .description("A date in the site's time zone.")
                .examples(List.of("2026-11-24"));
    }

    /** Optional values are null, never absent; only a fault names just the place that it has, and who sends may be brief. */
    private static void completeSchemas(OpenAPI document) {
        document.getComponents().getSchemas().forEach((name, schema) -> {
            if (schema.getProperties() != null) {
                schema.setRequired(
                        switch (name) {
                            case "ProblemFault" -> List.of("detail");
                            case "Beacon" -> null;
                            case "NewDonation" -> List.of("currency", "frequency");
                            default -> new ArrayList<>(schema.getProperties().keySet());
                        });
                // "object" beside "this or null" would refuse the null.
                schema.getProperties().values().stream()
                        .filter(property -> property.getAnyOf() != null)
                        .forEach(property -> property.setType(null));
            }
        });
        Schema article = schema(document, "Article");
        Schema blocks = OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .items(OASFactory.createSchema().ref("#/components/schemas/Block"));
        article.addProperty(
                "body",
                OASFactory.createSchema()
                        .description(
                                "The text, in the form that `format` asks for: a string, or an array for `blocks`. HTML is of the documented, sanitised subset.")
                        .oneOf(List.of(OASFactory.createSchema().addType(SchemaType.STRING), blocks)));
        Schema list = schema(document, "ArticleList");
        list.addProperty(
                "items",
                OASFactory.createSchema()
                        .description("Cards; whole articles with `include=body`.")
                        .addType(SchemaType.ARRAY)
                        .items(OASFactory.createSchema()
                                .anyOf(List.of(
                                        OASFactory.createSchema().ref("#/components/schemas/ArticleCard"),
                                        OASFactory.createSchema().ref("#/components/schemas/Article")))));
    }

    private static Schema schema(OpenAPI document, String name) {
        return Objects.requireNonNull(document.getComponents().getSchemas().get(name), name);
    }

    private static Map<String, Parameter> parameters() {
        Map<String, Parameter> shared = new LinkedHashMap<>();
        shared.put(
                "limit",
                query("limit", "The most items a page shall hold.")
                        .example(5)
                        .schema(OASFactory.createSchema()
                                .addType(SchemaType.INTEGER)
                                .minimum(BigDecimal.ONE)
                                .maximum(BigDecimal.valueOf(Parameters.MAX_LIMIT))
                                .defaultValue(Parameters.DEFAULT_LIMIT)));
        shared.put(
                "cursor",
                query("cursor", "Where to go on: the `next` of a page asked for with the same filters and order.")
                        .schema(string()));
        shared.put(
                "fields",
                query(
                                "fields",
                                "Comma-separated names of the fields to keep, with dots for fields within. Everything else is left out, what the schema calls required as well.")
                        .schema(string()));
        shared.putAll(filters());
        shared.put(
                "include",
                query("include", "Comma-separated: `total` counts the whole list.")
                        .schema(string()));
        return shared;
    }

    /** What narrows a list of articles, and a search over them. */
    private static Map<String, Parameter> filters() {
        Map<String, Parameter> filters = new TreeMap<>();
        Map<String, String> expressions = Map.of(
                "section", "Slug or expression, such as `world|business`.",
                "tag", "Slug or expression, such as `ferries,-strike`.",
                "author", "Slug or expression.",
                "language", "Only texts in this language; `pt` takes in `pt-BR`.",
                "ids", "Only these, as comma-separated ids; at most 100.");
        expressions.forEach((name, description) ->
                filters.put(name, query(name, description).schema(string())));
        Map<String, String> times = Map.of(
                "publishedAfter", "Published later than this.",
                "publishedBefore", "Published earlier than this.",
                "updatedAfter", "Updated later than this.");
        times.forEach((name, description) -> filters.put(
                name, query(name, description).schema(OASFactory.createSchema().ref("#/components/schemas/Instant"))));
        filters.put(
                "kind",
                query("kind", "Only pieces of this sort.")
                        .schema(OASFactory.createSchema().ref("#/components/schemas/ArticleKind")));
        return filters;
    }

    private static Parameter query(String name, String description) {
        return OASFactory.createParameter().name(name).in(Parameter.In.QUERY).description(description);
    }

    private static Schema string() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    private static Map<String, Header> headers() {
        Map<String, Header> shared = new LinkedHashMap<>();
        shared.put("ETag", header("Names exactly these bytes; send it back in If-None-Match."));
        shared.put("Last-Modified", header("When anything in the answer last changed."));
        shared.put("Cache-Control", header("How long it keeps, and how long a stale copy may stand in."));
        shared.put("Surrogate-Key", header("What it was built from, for caches that are told what to drop."));
        shared.put("Link", header("The next page, as rel=\"next\"; absent on the last."));
        shared.put("X-Request-Id", header("Names this request in the logs."));
        shared.put("Location", header("Where it is to be found now."));
        shared.put("Retry-After", header("Seconds to wait."));
        return shared;
    }

    private static Header header(String description) {
        return OASFactory.createHeader().description(description).schema(string());
    }

    /** A parameter that a resource names without describing it is one of the shared ones. */
    private static void useSharedParameters(Operation operation) {
        List<Parameter> given = operation.getParameters() == null ? List.of() : operation.getParameters();
        Map<String, Parameter> shared = parameters();
        operation.setParameters(new ArrayList<>(given.stream()
                .map(parameter -> parameter.getDescription() == null && shared.containsKey(parameter.getName())
                        ? OASFactory.createParameter().ref("#/components/parameters/" + parameter.getName())
                        : described(parameter))
                .toList()));
    }

    private static Parameter described(Parameter parameter) {
        if (parameter.getSchema() == null) {
            parameter.setSchema(string());
        }
        if (parameter.getIn() == Parameter.In.PATH) {
            parameter.setRequired(true);
        }
        return parameter;
    }

    private static boolean takes(Operation operation, String parameter) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(one -> parameter.equals(one.getName())
                                || String.valueOf(one.getRef()).endsWith("/" + parameter));
    }

    private static void example(Operation operation) {
        for (String status : List.of("200", "201")) {
            APIResponse answer = operation.getResponses().getAPIResponse(status);
            if (answer != null) {
                Map<String, MediaType> content = answer.getContent().getMediaTypes();
                content.values().forEach(type -> type.setExample(example(String.valueOf(operation.getOperationId()))));
            }
        }
    }

    private static void answers(Operation operation) {
        APIResponse answer = operation.getResponses().getAPIResponse("200");
        answer.setDescription("The answer.");
        for (String name : List.of("ETag", "Last-Modified", "Cache-Control", "Surrogate-Key", "X-Request-Id")) {
            answer.addHeader(name, OASFactory.createHeader().ref("#/components/headers/" + name));
        }
        if (takes(operation, "cursor")) {
            answer.addHeader("Link", OASFactory.createHeader().ref("#/components/headers/Link"));
        }
        operation
                .getResponses()
                .addAPIResponse(
                        "304",
                        OASFactory.createAPIResponse()
                                .description(
                                        "What the client has, by If-None-Match or If-Modified-Since, still stands.")
                                .addHeader("ETag", OASFactory.createHeader().ref("#/components/headers/ETag")));
    }

    private static void failures(String path, Operation operation) {
        List<ProblemKind> kinds = new ArrayList<>(EVERYWHERE);
        String id = String.valueOf(operation.getOperationId());
        // Nobody is to learn by views which articles there are.
        if (path.contains("{") && !id.equals("countView")) {
            kinds.add(ProblemKind.NOT_FOUND);
        }
        if (id.equals("getArticle") || id.equals("listRelated")) {
            kinds.add(ProblemKind.GONE);
        }
        if (id.equals("giveDonation")) {
            kinds.addAll(List.of(ProblemKind.NOT_FOUND, ProblemKind.KEY_REUSED, ProblemKind.TOO_MANY));
        }
        if (id.endsWith("Donation") && path.contains("{")) {
            kinds.addAll(List.of(ProblemKind.NOT_AUTHENTICATED, ProblemKind.CONFLICT));
        }
        if (id.equals("getArticle") || id.equals("getTag")) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            "301",
                            OASFactory.createAPIResponse()
                                    .description("The slug is a former one.")
                                    .addHeader(
                                            "Location",
                                            OASFactory.createHeader().ref("#/components/headers/Location")));
        }
        for (ProblemKind kind : kinds) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            Integer.toString(kind.status()),
                            OASFactory.createAPIResponse().ref("#/components/responses/" + name(kind.status())));
        }
    }

    /** The shared response of each status that a problem can have, with an example of each kind that is answered. */
    private static Map<String, APIResponse> problems() {
        Map<String, APIResponse> responses = new LinkedHashMap<>();
        for (ProblemKind kind : ProblemKind.values()) {
            Object example = example("problem-" + kind.slug());
            if (example != null) {
                responses
                        .computeIfAbsent(name(kind.status()), name -> problem(kind.status()))
                        .getContent()
                        .getMediaType(Problems.MEDIA_TYPE)
                        .addExample(
                                kind.slug(),
                                OASFactory.createExample()
                                        .summary(kind.title() + ".")
                                        .value(example));
            }
        }
        return responses;
    }

    /** The name of the shared response: a status with many kinds of problem has one of its own. */
    private static String name(int status) {
        List<ProblemKind> kinds = kinds(status);
        return kinds.size() == 1 ? kinds.getFirst().slug() : "bad-request";
    }

    private static List<ProblemKind> kinds(int status) {
        return Arrays.stream(ProblemKind.values())
                .filter(kind -> kind.status() == status)
                .toList();
    }

    private static APIResponse problem(int status) {
        List<ProblemKind> kinds = kinds(status);
        APIResponse response = OASFactory.createAPIResponse()
                .description(
                        kinds.size() == 1
                                ? kinds.getFirst().title() + "."
                                : "The request is not right; `type` says how.")
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problems.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(PROBLEM))))
                .addHeader("X-Request-Id", OASFactory.createHeader().ref("#/components/headers/X-Request-Id"));
        if (status == ProblemKind.UNAVAILABLE.status() || status == ProblemKind.TOO_MANY.status()) {
            response.addHeader("Retry-After", OASFactory.createHeader().ref("#/components/headers/Retry-After"));
        }
        return response;
    }

    /** An answer that was really given, kept as a file. */
    private static @Nullable Object example(String name) {
        String file = "openapi/examples/" + name + ".json";
        try (InputStream json = Contract.class.getClassLoader().getResourceAsStream(file)) {
            return json == null ? null : new ObjectMapper().readValue(json, Object.class);
        } catch (IOException damaged) {
            throw new UncheckedIOException("The example " + file + " cannot be read", damaged);
        }
    }
}
