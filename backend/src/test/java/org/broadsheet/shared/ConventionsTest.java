package org.broadsheet.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.Decoder;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.broadsheet.article.CorrectionKind;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Door;
import org.broadsheet.testsupport.Door.Reply;
import org.broadsheet.testsupport.Indexing;
import org.broadsheet.testsupport.Newsroom;
import org.broadsheet.testsupport.Operations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What api.md promises of every answer alike, on every operation that the contract documents. */
@QuarkusTest
class ConventionsTest extends ApiTest {
    @Inject
    Indexing indexing;

    private static final String NEVER = "Fri, 01 Jan 2100 00:00:00 GMT";

    @Inject
    Origins origins;

    @BeforeEach
    void furnish() {
        Operations.furnish(newsroom);
        indexing.caughtUp();
        newsroom.anHourPasses();
    }

    static List<Operations.Get> everyGet() {
        return Operations.gets();
    }

    @ParameterizedTest
    @MethodSource("everyGet")
    void tells_caches_how_long_it_keeps_and_what_it_was_built_from(Operations.Get get) {
        Reply reply = Door.get(get.address());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Cache-Control").orElse(""))
                .matches("public, max-age=\\d+, stale-while-revalidate=\\d+, stale-if-error=\\d+");
        assertThat(reply.header("Surrogate-Key").orElse("")).matches("[a-z-]+(:[a-z0-9-]+)?( [a-z-]+:[a-z0-9-]+)*");
        assertThat(reply.headers().get("vary")).singleElement().asString().isEqualToIgnoringCase("Accept-Encoding");
        assertThat(reply.header("ETag").orElse("")).matches("\"[^\"]+\"");
        assertThat(reply.header("Content-Type").orElse("")).matches("application/json(;charset=UTF-8)?");
        reply.header("Last-Modified").ifPresent(date -> assertThat(date(date)).isBefore(Instant.now()));
    }

    @ParameterizedTest
    @MethodSource("everyGet")
    void may_be_read_by_a_page_of_any_origin_with_all_its_headers(Operations.Get get) {
        Reply reply = Door.get(get.address(), "Origin: https://reader.example");

        assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(reply.header("Access-Control-Expose-Headers").orElse("").split(", "))
                .contains("ETag", "Last-Modified", "Link", "Surrogate-Key", "X-Request-Id", "Retry-After");
    }

    @ParameterizedTest
    @MethodSource("everyGet")
    void answers_a_preflight_and_the_head_of_an_answer(Operations.Get get) {
        Reply preflight = Door.send(
                "OPTIONS",
                get.address(),
                "Origin: https://reader.example",
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: if-none-match");
        Reply plain = Door.get(get.address());
        Reply head = Door.send("HEAD", get.address());

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Methods").orElse("")).contains("GET");
        assertThat(preflight.header("Access-Control-Allow-Headers").orElse("")).contains("If-None-Match");
        assertThat(head.status()).isEqualTo(200);
        for (String name :
                List.of("ETag", "Last-Modified", "Cache-Control", "Surrogate-Key", "Vary", "Content-Type", "Link")) {
            assertThat(head.header(name)).as(name).isEqualTo(plain.header(name));
        }
        assertThat(Door.send("OPTIONS", get.address()).header("Allow").orElse(""))
                .contains("GET", "HEAD");
    }

    @ParameterizedTest
    @MethodSource("everyGet")
    void answers_304_to_a_client_that_names_what_it_has(Operations.Get get) {
        Reply first = Door.get(get.address());
        String etag = first.header("ETag").orElseThrow();

        for (String known : List.of(etag, "W/" + etag, "\"other\", " + etag, etag + " , \"other\"", "*")) {
            Reply again = Door.get(get.address(), "If-None-Match: " + known);
            assertThat(again.status()).as(known).isEqualTo(304);
            assertThat(again.header("ETag")).contains(etag);
            assertThat(again.header("Cache-Control")).isEqualTo(first.header("Cache-Control"));
            assertThat(again.header("Vary")).isEqualTo(first.header("Vary"));
            assertThat(again.header("Surrogate-Key")
                            .orElse(first.header("Surrogate-Key").orElseThrow()))
                    .isEqualTo(first.header("Surrogate-Key").orElseThrow());
        }
        Reply other = Door.get(get.address(), "If-None-Match: \"other\"", "If-Modified-Since: " + NEVER);
        assertThat(other.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("everyGet")
    void answers_304_to_a_client_that_names_the_time_of_what_it_has(Operations.Get get) {
        Reply first = Door.get(get.address());
        if (first.header("Last-Modified").isEmpty()) {
            // Nothing in it has ever changed: weather of a newsroom that names no place.
            assertThat(get.id()).isEqualTo("getWeather");
            return;
        }
        String changed = first.header("Last-Modified").orElseThrow();
        String before = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.parse(changed, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .minusSeconds(1));

        assertThat(Door.get(get.address(), "If-Modified-Since: " + changed).status())
                .isEqualTo(304);
        assertThat(Door.get(get.address(), "If-Modified-Since: " + NEVER).status())
                .isEqualTo(304);
        assertThat(Door.get(get.address(), "If-Modified-Since: " + before).status())
                .isEqualTo(200);
    }

    /** A slower transaction may yet commit an older time, so a time so young proves nothing. */
    @Test
    void does_not_say_not_modified_by_a_time_that_is_not_settled() {
        newsroom.published("just-now");
        String changed =
                Door.get("/v1/articles/just-now").header("Last-Modified").orElseThrow();

        assertThat(Door.get("/v1/articles/just-now", "If-Modified-Since: " + changed)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("everyGet")
    void is_really_compressed_where_the_client_can_read_it(Operations.Get get) {
        Reply plain = Door.get(get.address());
        Reply gzip = Door.get(get.address(), "Accept-Encoding: gzip");
        Reply br = Door.get(get.address(), "Accept-Encoding: gzip, deflate, br");

        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(gzip.header("Content-Encoding")).contains("gzip");
        assertThat(br.header("Content-Encoding")).contains("br");
        assertThat(Door.gunzipped(gzip.body())).isEqualTo(plain.body());
        assertThat(unbrotlied(br.body())).isEqualTo(plain.body());
        assertThat(Set.of(
                        plain.header("ETag").orElseThrow(),
                        gzip.header("ETag").orElseThrow(),
                        br.header("ETag").orElseThrow()))
                .hasSize(3);
        assertThat(Door.get(
                                get.address(),
                                "Accept-Encoding: br",
                                "If-None-Match: " + br.header("ETag").orElseThrow())
                        .status())
                .isEqualTo(304);
        assertThat(Door.get(
                                get.address(),
                                "Accept-Encoding: br",
                                "If-None-Match: " + gzip.header("ETag").orElseThrow())
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("everyGet")
    void tells_when_it_was_written(Operations.Get get) {
        String date = Door.get(get.address()).header("Date").orElseThrow();

        assertThat(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void gives_each_coding_of_the_same_bytes_one_etag_however_it_was_asked_for() {
        Map<String, Set<String>> etags = new TreeMap<>();

        for (String accepted : List.of(
                "",
                "identity",
                "gzip",
                "x-gzip",
                "GZIP",
                "br",
                "BR",
                "deflate",
                "zstd",
                "*",
                "*;q=0",
                "*;q=0.5, br;q=0",
                "br;q=0",
                "br;q=0.0, gzip",
                "gzip;q=0, br",
                "gzip, br;q=0",
                "gzip;q=0, br;q=0, deflate",
                "gzip;q=0.5, deflate",
                "gzip;q=0, deflate;q=0",
                "deflate, *;q=0.5",
                "gzip;q=0",
                "gzip, br",
                "br, gzip",
                "gzip;q=1.0, br;q=0.5",
                "br;q=1.0, gzip;q=0.5",
                "identity;q=1, gzip;q=0.1",
                "gzip ; q=0.5",
                "brotli",
                "garbage",
                ";;;",
                "br;q=x",
                "gzip, *;q=0",
                "zstd, br;q=0.5",
                "zstd, gzip",
                "br;q=1;x=2",
                "*;q=0.1, gzip;q=0",
                "gzip;q=-1")) {
            Reply reply = Door.get("/v1/articles", "Accept-Encoding: " + accepted);
            String coding = reply.header("Content-Encoding").orElse("identity");
            assertThat(accepted.replaceAll("\\s", ""))
                    .doesNotContain(coding + ";q=0,")
                    .doesNotEndWith(coding + ";q=0");
            etags.computeIfAbsent(coding, name -> new TreeSet<>())
                    .add(reply.header("ETag").orElseThrow());
        }

        assertThat(etags.values()).allSatisfy(tags -> assertThat(tags).hasSize(1));
        assertThat(etags.values().stream().flatMap(Set::stream).distinct()).hasSize(etags.size());
        assertThat(etags).containsOnlyKeys("br", "gzip", "identity");
    }

    @ParameterizedTest
    @MethodSource("everyGet")
    void takes_every_parameter_that_it_documents_and_no_other(Operations.Get get) {
        Set<String> others =
                new TreeSet<>(Set.of("q", "sort", "page", "offset", "status", "state", "preview", "filter"));
        Operations.gets().forEach(operation -> others.addAll(operation.queryParameters()));
        others.removeAll(get.queryParameters());

        for (String documented : get.queryParameters()) {
            Reply reply = Door.get(get.with(documented + "=a"));
            assertThat(reply.status()).isIn(200, 400);
            assertThat(reply.text()).as(documented).doesNotContain("is not a parameter here");
        }
        for (String undocumented : others) {
            Reply reply = Door.get(get.with(undocumented + "=a"));
            assertThat(reply.status()).as(undocumented).isEqualTo(400);
            assertThat(reply.json().path("type").asText()).endsWith("/unknown-parameter");
            assertThat(reply.json().at("/errors/0/parameter").asText()).isEqualTo(undocumented);
            assertThat(reply.json().at("/errors/0/detail").asText())
                    .containsAnyOf(get.queryParameters().stream()
                            .map(name -> "'" + name + "'")
                            .toArray(String[]::new));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/articles?limt=5, limit",
        "/v1/articles?tags=a, tag",
        "/v1/articles?published_after=x, publishedAfter",
        "/v1/articles?fields=headlin, headline",
        "/v1/articles?fields=author.name, authors.name",
        "/v1/articles?include=bodies, body",
        "/v1/articles/x?fields=correction.text, corrections.text",
        "/v1/tags?fields=articlecount, articleCount",
        "/v1/site?fields=timezone, timeZone"
    })
    void names_the_nearest_of_the_names_that_it_knows(String target, String nearest) {
        assertThat(Door.get(target).json().at("/errors/0/detail").asText()).contains("did you mean '" + nearest + "'?");
    }

    @ParameterizedTest
    @MethodSource("everyGet")
    void keeps_only_the_fields_that_were_asked_for(Operations.Get get) {
        JsonNode whole = item(Door.get(get.address()).json());

        for (String name : (Iterable<String>) whole::fieldNames) {
            JsonNode trimmed = item(Door.get(get.with("fields=" + name)).json());
            assertThat(trimmed.fieldNames()).toIterable().containsExactly(name);
            assertThat(trimmed.path(name)).isEqualTo(whole.path(name));
        }
    }

    @Test
    void keeps_fields_within_and_adds_what_is_included() {
        assertThat(item(Door.get("/v1/articles?limit=1&fields=slug,authors.name,section.slug")
                                .json())
                        .toString())
                .isEqualTo(
                        "{\"slug\":\"harbour-opens\",\"authors\":[{\"name\":\"Ada byron\"}],\"section\":{\"slug\":\"city\"}}");
        assertThat(item(Door.get("/v1/articles?limit=1&fields=slug&include=body")
                                .json())
                        .fieldNames())
                .toIterable()
                .containsExactly("slug", "body");
        assertThat(Door.get("/v1/articles?limit=1&fields=slug&include=total")
                        .json()
                        .at("/page/total")
                        .asInt())
                .isEqualTo(3);
        assertThat(Door.get("/v1/articles/harbour-opens?fields=headline&include=corrections")
                        .json()
                        .fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("headline", "corrections");
        assertThat(item(Door.get("/v1/articles").json()).has("body")).isFalse();
        assertThat(item(Door.get("/v1/articles?include=body").json())
                        .path("body")
                        .asText())
                .startsWith("<p>");
    }

    @Test
    void gives_each_trimming_an_etag_of_its_own() {
        Set<String> etags = new TreeSet<>();

        for (String query :
                List.of("", "?fields=slug", "?fields=headline", "?format=text", "?format=markdown", "?format=blocks")) {
            etags.add(Door.get("/v1/articles/harbour-opens" + query)
                    .header("ETag")
                    .orElseThrow());
        }

        assertThat(etags).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/articles?limit=1",
                "/v1/articles?limit=1&order=oldest",
                "/v1/articles?limit=1&order=updated",
                "/v1/articles?limit=1&tag=harbour",
                "/v1/articles?limit=1&tag=ferries%7Cships%7Cbridge&section=city",
                "/v1/articles?limit=1&author=ada-byron&fields=slug",
                "/v1/articles?limit=1&include=body,total",
                "/v1/tags?limit=1",
                "/v1/tags?limit=1&order=name",
                "/v1/tags?limit=1&order=recent",
                "/v1/tags?limit=1&order=count",
                "/v1/authors?limit=1",
                "/v1/sections?limit=1"
            })
    void links_to_the_next_page_until_the_last_and_visits_everything_once(String target) {
        newsroom.published("elsewhere-a", Newsroom.NOON.minusSeconds(7), "harbour", "ships");
        Set<String> seen = new TreeSet<>();
        int pages = 0;

        String next = target;
        while (next != null) {
            Reply page = Door.get(next);
            assertThat(page.status()).as(next).isEqualTo(200);
            for (JsonNode item : page.json().path("items")) {
                assertThat(seen.add(item.path("slug").asText())).isTrue();
            }
            String cursor = page.json().at("/page/next").asText(null);
            next = page.header("Link")
                    .map(link -> link.replaceFirst("^<" + origins.apiUrl() + "(.*)>; rel=\"next\"$", "$1"))
                    .orElse(null);
            assertThat(next == null).isEqualTo(cursor == null);
            if (next != null) {
                assertThat(next).startsWith(target.replaceAll("\\?.*", "?")).endsWith("cursor=" + cursor);
            }
            pages++;
        }

        assertThat(seen).hasSize(pages);
        assertThat(pages)
                .isEqualTo(Door.get(target.replace("limit=1", "limit=100"))
                        .json()
                        .path("items")
                        .size());
    }

    @ParameterizedTest
    @MethodSource("everyGet")
    void writes_times_in_utc_with_milliseconds_and_never_an_empty_text(Operations.Get get) {
        UUID id = newsroom.published("corrected", Newsroom.NOON.plusNanos(123_456_789), "harbour");
        newsroom.publishing()
                .correct(id, CorrectionKind.CORRECTION, "The bridge is 40 m long.", Newsroom.NOON.plusSeconds(60));

        Map<String, JsonNode> leaves = new HashMap<>();
        collect(Door.get(get.address()).json(), "", leaves);
        collect(Door.get("/v1/articles/corrected").json(), "corrected", leaves);

        leaves.forEach((path, value) -> {
            assertThat(value.asText("null")).as(path).isNotEmpty();
            if (path.matches(".*([a-z]At|/at)$") && !value.isNull()) {
                assertThat(value.asText()).as(path).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            }
        });
        assertThat(leaves.keySet()).anyMatch(path -> path.endsWith("/at"));
    }

    @Test
    void takes_a_time_with_any_offset_and_precision() {
        for (String time : List.of(
                "2026-11-20T11:59:30Z",
                "2026-11-20T11:59:30.000Z",
                "2026-11-20T11:59:30.000001Z",
                "2026-11-20T12:59:30%2B01:00",
                "2026-11-20T06:29:30-05:30")) {
            Reply reply = Door.get("/v1/articles?publishedAfter=" + time);
            assertThat(reply.status()).as(time).isEqualTo(200);
            assertThat(reply.json().path("items")).as(time).hasSize(1);
        }
    }

    @Test
    void names_in_an_article_what_must_drop_it_from_a_cache() {
        UUID id = newsroom.published("keyed", "harbour", "ships");

        assertThat(Door.get("/v1/articles/keyed")
                        .header("Surrogate-Key")
                        .orElse("")
                        .split(" "))
                .containsExactlyInAnyOrder(
                        "article:" + id, "section:city", "author:ada-byron", "tag:harbour", "tag:ships");
    }

    private static JsonNode item(JsonNode answer) {
        return answer.has("items") ? answer.path("items").path(0) : answer;
    }

    private static void collect(JsonNode node, String path, Map<String, JsonNode> leaves) {
        if (node.isObject()) {
            node.properties().forEach(entry -> collect(entry.getValue(), path + '/' + entry.getKey(), leaves));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), path + '/' + i, leaves);
            }
        } else {
            leaves.put(path, node);
        }
    }

    private static Instant date(String http) {
        return ZonedDateTime.parse(http, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    private static byte[] unbrotlied(byte[] body) {
        try {
            Brotli4jLoader.ensureAvailability();
            return Decoder.decompress(body).getDecompressedData();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
