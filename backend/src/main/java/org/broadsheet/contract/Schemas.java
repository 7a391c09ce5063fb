package org.broadsheet.contract;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** What the schemas say beyond the types they are made from. */
final class Schemas {
    private Schemas() {}

    static Schema string() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    /** Optional values are null, never absent; only a fault names just the place that it has, and who sends may be brief. */
    static void complete(OpenAPI document) {
        Set<String> sent = sent(document);
        document.getComponents().getSchemas().forEach((name, schema) -> {
            if (schema.getProperties() != null) {
                schema.setRequired(
                        switch (name) {
                            case "Problem" ->
                                schema.getProperties().keySet().stream()
                                        .filter(property -> !property.equals("current"))
                                        .toList();
                            case "ProblemFault" -> List.of("detail");
                            case "Beacon" -> null;
                            case "NewDonation" -> List.of("currency", "frequency");
                            default ->
                                schema.getProperties().entrySet().stream()
                                        .filter(property -> !sent.contains(name) || !mayBeNull(property.getValue()))
                                        .map(Map.Entry::getKey)
                                        .toList();
                        });
                // "object" beside "this or null" would refuse the null.
                schema.getProperties().values().stream()
                        .filter(property -> property.getAnyOf() != null)
                        .forEach(property -> property.setType(null));
            }
        });
        completeArticles(document);
    }

    /** The schemas of what clients send. */
    private static Set<String> sent(OpenAPI document) {
        return document.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .filter(operation -> operation.getRequestBody() != null
                        && operation.getRequestBody().getContent() != null)
                .flatMap(operation -> operation.getRequestBody().getContent().getMediaTypes().values().stream())
                .filter(type -> type.getSchema() != null && type.getSchema().getRef() != null)
                .map(type -> String.valueOf(type.getSchema().getRef()).replaceFirst(".*/", ""))
                .collect(Collectors.toSet());
    }

    private static boolean mayBeNull(Schema property) {
        List<Schema> either = property.getAnyOf();
        List<SchemaType> types = property.getType();
        return (types != null && types.contains(SchemaType.NULL))
                || (either != null && either.stream().anyMatch(Schemas::mayBeNull));
    }

    /** What the types of the language cannot say: a text of several forms, a list of cards or of whole articles. */
    private static void completeArticles(OpenAPI document) {
        Schema article = schema(document, "Article");
        Schema blocks = OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .items(OASFactory.createSchema().ref("#/components/schemas/Block"));
        article.addProperty(
                "body",
                OASFactory.createSchema()
                        .description(
                                "The text, in the form that `format` asks for: a string, or an array for `blocks`. HTML is of the documented, sanitised subset; the newsroom's own pictures come in several widths (`srcset`, `sizes`) with their credit as a `cite` in the caption, and a `figure` with `data-embed-url` holds a link to what it embeds.")
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

    /** What the types of the language mean here; the framework knows just their form. */
    static void describe(OpenAPI document) {
        schema(document, "UUID").description("An id: a UUID in lower case, of version 7, so that ids sort by age.");
        schema(document, "Instant")
                .description("A time (RFC 3339). Answers give UTC with milliseconds; requests may name any offset.")
                .examples(List.of("2026-11-24T08:00:00.000Z"));
        schema(document, "LocalDate")
                .description("A date in the site's time zone.")
                .examples(List.of("2026-11-24"));
    }
}
