package org.broadsheet.popularity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Statements;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PopularResourceTest extends ApiTest {
    @Inject
    PopularKeeper keeper;

    @Inject
    Session database;

    @Inject
    Statements statements;

    private UUID ferry;
    private UUID bridge;
    private UUID library;

    @BeforeEach
    void begin_with_three_articles_of_today() {
        Instant now = Instant.now();
        ferry = newsroom.story("ferry")
                .section("city")
                .by("ada-byron")
                .tagged("ships")
                .publish(now.minusSeconds(300));
        bridge = newsroom.story("bridge")
                .section("world")
                .tagged("ships", "roads")
                .publish(now.minusSeconds(200));
        library = newsroom.story("library").section("city").publish(now.minusSeconds(100));
    }

    @Test
    void ranks_by_readers_of_the_last_day_and_fills_up_with_the_latest() throws SQLException {
        hour(ferry, 0, 20);
        hour(bridge, 5, 50);
        keeper.turn();

        api().get("/v1/articles/popular")
                .then()
                .statusCode(200)
                .body("window", equalTo("24h"))
                .body("metric", equalTo("readers"))
                .body("basis", equalTo("readers"))
                .body("computedAt", notNullValue())
                .body("items.article.slug", contains("bridge", "ferry", "library"))
                .body("items.rank", contains(1, 2, 3))
                .body("items.basis", contains("readers", "readers", "latest"))
                .body("items.counts", everyItem(nullValue()));
    }

    @Test
    void says_so_when_nothing_is_known() {
        api().get("/v1/articles/popular?limit=2")
                .then()
                .body("basis", equalTo("latest"))
                .body("computedAt", nullValue())
                .body("items.article.slug", contains("library", "bridge"));
    }

    @Test
    void windows_look_as_far_back_as_they_say() throws SQLException {
        hour(ferry, 0, 20);
        hour(bridge, 5, 50);
        day(library, 3, 90);
        keeper.turn();

        assertThat(byReaders("window=1h")).containsExactly("ferry");
        assertThat(byReaders("window=24h")).containsExactly("bridge", "ferry");
        assertThat(byReaders("window=7d")).containsExactly("library", "bridge", "ferry");
    }

    @Test
    void sections_tags_and_authors_have_lists_of_their_own() throws SQLException {
        hour(ferry, 0, 20);
        hour(bridge, 0, 50);
        hour(library, 0, 30);
        keeper.turn();

        assertThat(byReaders("section=city")).containsExactly("library", "ferry");
        assertThat(byReaders("tag=ships")).containsExactly("bridge", "ferry");
        assertThat(byReaders("author=ada-byron")).containsExactly("ferry");
        api().get("/v1/articles/popular?section=none").then().body("items", empty());
        api().get("/v1/articles/popular?section=city&tag=ships").then().statusCode(400);
    }

    @Test
    void metrics_rank_by_what_they_name() throws SQLException {
        counted(ferry, 0, 10, 1, 9);
        counted(bridge, 0, 20, 9, 1);
        keeper.turn();

        assertThat(byReaders("metric=views")).containsExactly("bridge", "ferry");
        assertThat(byReaders("metric=reads")).containsExactly("bridge", "ferry");
        assertThat(byReaders("metric=shares")).containsExactly("ferry", "bridge");
    }

    @Test
    void trending_is_the_surge_over_what_was_expected_and_not_the_volume() throws SQLException {
        UUID evergreen = newsroom.story("evergreen").publish(Instant.now().minus(Duration.ofHours(30)));
        for (int hoursAgo = 1; hoursAgo < 24; hoursAgo++) {
            hour(evergreen, hoursAgo, 400);
        }
        // As every hour, as far as this one has come.
        hour(evergreen, 0, 400 * Instant.now().atOffset(ZoneOffset.UTC).getMinute() / 60);
        hour(ferry, 0, 300);
        hour(bridge, 0, 2);
        hour(library, 0, 3);
        keeper.turn();

        assertThat(byReaders("window=1h&metric=readers")).contains("evergreen");
        assertThat(byReaders("window=1h&metric=trending")).containsExactly("ferry");
    }

    @Test
    void old_articles_give_way() throws SQLException {
        UUID old = newsroom.story("old").publish(Instant.now().minus(Duration.ofDays(13)));
        UUID ancient = newsroom.story("ancient").publish(Instant.now().minus(Duration.ofDays(20)));
        hour(old, 0, 60);
        hour(ancient, 0, 1000);
        hour(ferry, 0, 20);
        keeper.turn();

        assertThat(byReaders("")).containsExactly("ferry", "old");
    }

    @Test
    void withdrawn_and_excluded_articles_are_out_at_once() throws SQLException {
        hour(ferry, 0, 20);
        hour(bridge, 0, 50);
        keeper.turn();

        newsroom.publishing().withdraw(bridge, "Wrong.");
        assertThat(slugs("")).containsExactly("ferry", "library");
        newsroom.publishing().place(ferry, true, true, false);
        assertThat(slugs("")).containsExactly("library");
        newsroom.publishing().place(library, true, true, false);
        assertThat(slugs("")).isEmpty();
    }

    @Test
    void tells_where_an_article_stood_when_the_hour_began() throws SQLException {
        hour(ferry, 0, 20);
        hour(bridge, 0, 10);
        keeper.turn();
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeMutationQuery(
                                "update popular_list set made_at = made_at - cast('1 hour' as interval)")
                        .executeUpdate());
        hour(bridge, 0, 50);
        keeper.turn();

        api().get("/v1/articles/popular?limit=2")
                .then()
                .body("items.article.slug", contains("bridge", "ferry"))
                .body("items.previousRank", contains(2, 1));
    }

    @Test
    void counts_are_shown_rounded_where_they_are_asked_for() throws SQLException {
        counted(ferry, 0, 47, 33, 9);
        keeper.turn();

        api().get("/v1/articles/popular?limit=1&include=counts")
                .then()
                .body("items[0].counts.views", equalTo(40))
                .body("items[0].counts.reads", equalTo(30))
                .body("items[0].counts.shares", equalTo(0));
    }

    @Test
    void reading_costs_three_statements_at_most_and_the_limit_is_bounded() throws SQLException {
        hour(ferry, 0, 20);
        keeper.turn();

        assertThat(statements.during(() -> slugs("limit=3"))).isLessThanOrEqualTo(3);
        assertThat(statements.during(() -> slugs("limit=1"))).isLessThanOrEqualTo(2);
        api().get("/v1/articles/popular?limit=101").then().statusCode(400);
        api().get("/v1/articles/popular?window=2h")
                .then()
                .statusCode(400)
                .body("errors[0].detail", equalTo("must be one of 1h, 24h, 7d, 30d"));
    }

    @Test
    void no_article_can_take_the_address_of_the_list() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> newsroom.published("popular"))
                .hasStackTraceContaining("is the address of the most popular articles");
    }

    private void hour(UUID article, int hoursAgo, int readers) {
        counted(article, hoursAgo, readers, 0, 0);
    }

    /** As the beacons would have it. */
    private void counted(UUID article, int hoursAgo, int readers, int reads, int shares) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeMutationQuery("""
                                insert into article_hour values (
                                    date_trunc('hour', now(), 'UTC') - make_interval(hours => :hoursAgo), :article,
                                    :readers, :reads, :shares, :readers, :readers, 0, 0, 0, 0, 0, null)
                                on conflict (hour, article_id) do update
                                set views = excluded.views, readers = excluded.readers, first_readers = excluded.first_readers""")
                        .setParameter("hoursAgo", hoursAgo)
                        .setParameter("article", article)
                        .setParameter("readers", readers)
                        .setParameter("reads", reads)
                        .setParameter("shares", shares)
                        .executeUpdate());
        day(article, 0, readers);
    }

    private void day(UUID article, int daysAgo, int readers) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeMutationQuery("""
                                insert into article_day values (
                                    cast(now() at time zone 'UTC' as date) - :daysAgo, :article,
                                    :readers, 0, 0, :readers, 0, 0, 0, 0, 0, null)
                                on conflict (day, article_id) do update set readers = article_day.readers + excluded.readers""")
                        .setParameter("daysAgo", daysAgo)
                        .setParameter("article", article)
                        .setParameter("readers", readers)
                        .executeUpdate());
    }

    private static List<String> slugs(String query) {
        return api().get("/v1/articles/popular?" + (query.isEmpty() ? "limit=20" : query))
                .then()
                .statusCode(200)
                .extract()
                .path("items.article.slug");
    }

    /** Those alone that stand there for their readers. */
    private static List<String> byReaders(String query) {
        return api().get("/v1/articles/popular?" + (query.isEmpty() ? "limit=20" : query))
                .then()
                .statusCode(200)
                .extract()
                .path("items.findAll { it.basis == 'readers' }.article.slug");
    }
}
