package org.broadsheet.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.broadsheet.shared.Parameters;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** The parameters that mean the same wherever they are taken, described once. */
final class SharedParameters {
    private SharedParameters() {}

    static Map<String, Parameter> all() {
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
                        .schema(Schemas.string()));
        shared.put(
                "fields",
                query(
                                "fields",
                                "Comma-separated names of the fields to keep, with dots for fields within. Everything else is left out, what the schema calls required as well.")
                        .schema(Schemas.string()));
        shared.putAll(filters());
        shared.put(
                "include",
                query("include", "Comma-separated: `total` counts the whole list.")
                        .schema(Schemas.string()));
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
                filters.put(name, query(name, description).schema(Schemas.string())));
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

    /** A parameter that a resource names without describing it is one of the shared ones. */
    static void use(Operation operation) {
        List<Parameter> given = operation.getParameters() == null ? List.of() : operation.getParameters();
        Map<String, Parameter> shared = all();
        operation.setParameters(new ArrayList<>(given.stream()
                .map(parameter -> parameter.getDescription() == null && shared.containsKey(parameter.getName())
                        ? OASFactory.createParameter().ref("#/components/parameters/" + parameter.getName())
                        : described(parameter))
                .toList()));
    }

    private static Parameter described(Parameter parameter) {
        if (parameter.getSchema() == null) {
            parameter.setSchema(Schemas.string());
        }
        if (parameter.getIn() == Parameter.In.PATH) {
            parameter.setRequired(true);
        }
        return parameter;
    }
}
