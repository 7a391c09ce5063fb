package org.broadsheet.popularity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.broadsheet.testsupport.ApiTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ViewsResourceTest extends ApiTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0";

    @Inject
    PopularKeeper keeper;

    @Inject
    Views views;

    @Inject
    DataSource dataSource;

    private UUID article;

    @BeforeEach
    void begin_with_one_article() {
        article = newsroom.published("harbour-opens");
    }

    @Test
    void counts_what_readers_do_as_beacons_say_it() throws SQLException {
        reader(1).post(address(article)).then().statusCode(204).header("Cache-Control", "no-store");
        reader(1)
                .contentType("text/plain")
                .body("{\"signal\":\"read\"}")
                .post(address(article))
                .then()
                .statusCode(204);
        reader(2)
                .contentType("application/json")
                .body("{\"signal\":\"view\",\"channel\":\"search\"}")
                .post(address(article))
                .then()
                .statusCode(204);
        reader(2).body("{\"signal\":\"share\"}").post(address(article)).then().statusCode(204);

        assertThat(counted(article)).containsExactly(2, 1, 1, 2);
        assertThat(newsroom.number("select from_search from article_day")).isEqualTo(1);
    }

    @Test
    void a_view_is_in_the_database_before_it_is_acknowledged() {
        reader(1).post(address(article)).then().statusCode(204);

        assertThat(newsroom.number("select count(*) from view_batch")
                        + newsroom.number("select count(*) from article_hour"))
                .isEqualTo(1);
    }

    @Test
    void repetitions_within_the_hour_count_once() throws SQLException {
        for (int i = 0; i < 5; i++) {
            reader(1).post(address(article)).then().statusCode(204);
        }

        assertThat(counted(article)).containsExactly(1, 0, 0, 1);
    }

    @Test
    void one_address_adds_a_few_readers_however_many_agents_it_names() throws SQLException {
        for (int i = 0; i < 30; i++) {
            from("203.0.113.9", FIREFOX + " Build/" + i)
                    .post(address(article))
                    .then()
                    .statusCode(204);
        }

        assertThat(counted(article)).containsExactly(5, 0, 0, 5);
    }

    @Test
    void one_network_of_ipv6_adds_few_more_than_that() throws SQLException {
        for (int i = 0; i < 80; i++) {
            from("2001:db8:7:" + Integer.toHexString(i) + "::1", FIREFOX)
                    .post(address(article))
                    .then()
                    .statusCode(204);
        }

        assertThat(counted(article)).containsExactly(50, 0, 0, 50);
    }

    @Test
    void what_a_stranger_says_of_where_he_comes_from_is_not_believed() throws SQLException {
        // The test's own address is a trusted proxy: it appends the true address behind what it was sent.
        for (int i = 0; i < 30; i++) {
            from("198.51.100." + i + ", 203.0.113.9", FIREFOX + " Build/" + i)
                    .post(address(article))
                    .then()
                    .statusCode(204);
        }

        assertThat(counted(article)).containsExactly(5, 0, 0, 5);
    }

    @Test
    void crawlers_prefetches_and_readers_who_ask_not_to_be_tracked_are_answered_and_not_counted() throws SQLException {
        for (String agent : List.of(
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko; compatible; Bytespider)",
                "facebookexternalhit/1.1",
                "curl/8.5.0",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36",
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ChatGPT-User/1.0; +https://openai.com/bot)",
                "")) {
            from("203.0.113.9", agent).post(address(article)).then().statusCode(204);
        }
        reader(1)
                .header("Sec-Purpose", "prefetch;prerender")
                .post(address(article))
                .then()
                .statusCode(204);
        reader(2).header("Sec-GPC", "1").post(address(article)).then().statusCode(204);
        reader(3).header("DNT", "1").post(address(article)).then().statusCode(204);

        assertThat(counted(article)).containsExactly(0, 0, 0, 0);
    }

    @Test
    void unknown_draft_and_withdrawn_ids_are_answered_as_known_ones_are_and_write_nothing() throws SQLException {
        UUID draft = newsroom.draft("draft");
        UUID withdrawn = newsroom.published("withdrawn");
        newsroom.publishing().withdraw(withdrawn, "Wrong.");
        Response known = reader(1).post(address(article));
        keeper.turn();

        for (UUID id : List.of(draft, withdrawn, UUID.randomUUID())) {
            Response unknown = reader(2).post(address(id));
            assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
            assertThat(unknown.headers().asList().stream()
                            .map(header -> header.getName())
                            .sorted()
                            .toList())
                    .isEqualTo(known.headers().asList().stream()
                            .map(header -> header.getName())
                            .sorted()
                            .toList());
        }

        assertThat(newsroom.number("select count(*) from view_batch where counted_at is null"))
                .isZero();
    }

    @Test
    void beacons_that_cannot_be_written_are_refused_in_time_and_count_when_they_are_sent_again() throws Exception {
        try (Connection other = dataSource.getConnection()) {
            other.setAutoCommit(false);
            try (Statement lock = other.createStatement()) {
                lock.execute("lock table view_batch in access exclusive mode");
            }

            reader(1)
                    .post(address(article))
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .time(lessThan(12_000L));

            other.rollback();
            other.setAutoCommit(true);
        }
        assertThat(views.waiting()).isZero();
        assertThat(counted(article)).containsExactly(0, 0, 0, 0);
        reader(1).post(address(article)).then().statusCode(204);
        assertThat(counted(article)).containsExactly(1, 0, 0, 1);
    }

    @Test
    void ten_thousand_beacons_for_ids_that_nobody_has_leave_no_row() {
        List<CompletableFuture<?>> answers = IntStream.range(0, 10_000)
                .<CompletableFuture<?>>mapToObj(i -> views.take(
                                UUID.randomUUID(),
                                new Beacon(Signal.VIEW, Channel.DIRECT),
                                new Visitor(new byte[] {10, 0, (byte) (i >> 8), (byte) i}, FIREFOX))
                        .toCompletableFuture())
                .toList();
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        reader(1).post(address(article)).then().statusCode(204);

        assertThat(newsroom.number("select count(*) from view_batch")).isEqualTo(1);
    }

    @Test
    void what_cannot_be_read_is_told_with_what_would_be_right() {
        reader(1)
                .body("{\"signal\":\"looked\",\"channel\":7,\"who\":1}")
                .post(address(article))
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/signal", "/channel", "/who")))
                .body("errors[0].detail", equalTo("must be one of view, read, share"));
        reader(1)
                .body("{\"signal\":")
                .post(address(article))
                .then()
                .statusCode(400)
                .body("type", containsString("malformed-json"));
        reader(1).body("[]").post(address(article)).then().statusCode(400);
        reader(1)
                .body("{\"signal\":\"view\"}" + " ".repeat(1024))
                .post(address(article))
                .then()
                .statusCode(413);
        reader(1)
                .post("/v1/articles/harbour-opens/views")
                .then()
                .statusCode(400)
                .body("detail", containsString("id"));
        reader(1).get(address(article)).then().statusCode(405).header("Allow", equalTo("POST, OPTIONS"));
    }

    @Test
    void pages_of_any_origin_may_send_json() {
        api().header("Origin", "https://paper.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .options(address(article))
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Methods", "POST, OPTIONS")
                .header("Access-Control-Allow-Origin", "*");
    }

    /** Views, reads, shares and readers of the day. */
    private List<Integer> counted(UUID id) throws SQLException {
        keeper.turn();
        String from = " from article_day where article_id = '" + id + "'";
        return List.of("views", "reads", "shares", "readers").stream()
                .map(column -> (int) newsroom.number("select coalesce(sum(" + column + "), 0)" + from))
                .toList();
    }

    private static String address(UUID id) {
        return "/v1/articles/" + id + "/views";
    }

    private static RequestSpecification reader(int number) {
        return from("192.0.2." + number, FIREFOX);
    }

    private static RequestSpecification from(String forwarded, String agent) {
        return api().header("X-Forwarded-For", forwarded).header("User-Agent", agent);
    }
}
