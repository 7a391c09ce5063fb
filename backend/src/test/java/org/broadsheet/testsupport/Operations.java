package org.broadsheet.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.broadsheet.shared.Doors;

/** The operations that the committed contract documents, so that a rule for all is tested on all, later ones included. */
public final class Operations {
    private Operations() {}

    /** One GET: the path as documented, and the names of its query parameters. */
    public record Get(String id, String path, List<String> queryParameters, JsonNode operation) {

        /** An address that answers 200 in a newsroom that has {@link #furnish} furniture. */
        public String address() {
            return switch (id) {
                case "getArticle" -> "/v1/articles/harbour-opens";
                case "getTag" -> "/v1/tags/harbour";
                case "getSection" -> "/v1/sections/city";
                case "getAuthor" -> "/v1/authors/ada-byron";
                case "search" -> "/v1/search?q=harbour";
                case "suggest" -> "/v1/search/suggest?prefix=har";
                case "listRelated" -> "/v1/articles/harbour-opens/related";
                default -> path;
            };
        }

        /** That address, and one more parameter. */
        public String with(String parameter) {
            return address() + (address().contains("?") ? '&' : '?') + parameter;
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** What the addresses need: three articles in one section, by one author, under one tag. */
    public static void furnish(Newsroom newsroom) {
        newsroom.published("harbour-opens", Newsroom.NOON, "harbour", "ships");
        newsroom.published("ferries-return", Newsroom.NOON.minusSeconds(60), "harbour", "ferries");
        newsroom.published("bridge-closes", Newsroom.NOON.minusSeconds(120), "harbour", "bridge");
    }

    /** Those that anybody may ask for: what needs a token, in its address too, has tests of its own. */
    public static List<Get> gets() {
        JsonNode document = ContractFilter.document();
        List<Get> gets = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            JsonNode get = path.getValue().path("get");
            boolean isPublic = get.path("security").isEmpty() && !Doors.isOfStaff(path.getKey());
            if (!get.isMissingNode() && isPublic) {
                gets.add(new Get(get.path("operationId").asText(), path.getKey(), queryParameters(document, get), get));
            }
        }
        return gets;
    }

    /** One operation of those who work here. */
    public record OfStaff(String id, String method, String path) {
        @Override
        public String toString() {
            return id;
        }
    }

    /** Every operation at the doors of staff. */
    public static List<OfStaff> ofStaff() {
        List<OfStaff> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path :
                ContractFilter.document().path("paths").properties()) {
            for (Map.Entry<String, JsonNode> one : path.getValue().properties()) {
                if (Doors.isOfStaff(path.getKey()) && one.getValue().has("operationId")) {
                    all.add(new OfStaff(
                            one.getValue().path("operationId").asText(),
                            one.getKey().toUpperCase(Locale.ROOT),
                            path.getKey()));
                }
            }
        }
        return all;
    }

    private static List<String> queryParameters(JsonNode document, JsonNode operation) {
        List<String> names = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode whole = parameter.has("$ref")
                    ? document.at(parameter.path("$ref").asText().substring(1))
                    : parameter;
            if (whole.path("in").asText().equals("query")) {
                names.add(whole.path("name").asText());
            }
        }
        return names;
    }
}
