package org.broadsheet.popularity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import javax.sql.DataSource;
import org.broadsheet.testsupport.ApiTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches as nodes leave them. Hours are told from the start of yesterday, so that no hour that ends spoils them. */
@QuarkusTest
class ViewCountingTest extends ApiTest {
    private static final String YESTERDAY = "date_trunc('day', now(), 'UTC') - interval '24 hours'";

    @Inject
    PopularKeeper keeper;

    @Inject
    DataSource dataSource;

    @Inject
    Statistics statistics;

    private UUID article;

    @BeforeEach
    void begin_with_one_article() {
        article = newsroom.published("harbour-opens");
    }

    @Test
    void of_two_nodes_counts_are_the_sum_and_readers_the_union() throws Exception {
        batch(0, views(0, 100));
        batch(0, views(50, 150));

        keeper.turn();

        assertThat(newsroom.number("select views from article_hour")).isEqualTo(200);
        assertThat(newsroom.number("select readers from article_hour")).isBetween(149L, 151L);
        assertThat(newsroom.number("select views from article_day")).isEqualTo(200);
        assertThat(newsroom.number("select readers from article_day")).isBetween(149L, 151L);
    }

    @Test
    void readers_of_an_hour_are_all_of_them_and_first_readers_add_up_to_the_days() throws Exception {
        batch(0, views(0, 100));
        keeper.turn();
        batch(1, views(50, 150));
        batch(1, views(50, 150));
        keeper.turn();

        assertThat(newsroom.number("select readers from article_hour order by hour desc limit 1"))
                .isBetween(99L, 101L);
        assertThat(newsroom.number("select first_readers from article_hour order by hour desc limit 1"))
                .isBetween(49L, 51L);
        assertThat(newsroom.number("select sum(first_readers) from article_hour"))
                .isEqualTo(newsroom.number("select readers from article_day"));
    }

    @Test
    void a_batch_that_its_node_sends_again_after_it_was_counted_is_not_counted_again() throws Exception {
        UUID id = batch(0, views(0, 10));
        keeper.turn();

        insert(id, 0, Tallies.written(Map.of(article, views(0, 10))));
        keeper.turn();

        assertThat(newsroom.number("select views from article_day")).isEqualTo(10);
    }

    @Test
    void a_batch_that_cannot_be_read_is_set_aside_and_stops_nothing() throws Exception {
        insert(UUID.randomUUID(), 0, new byte[] {1, 2, 3});
        insert(UUID.randomUUID(), 0, new byte[] {99});
        batch(0, views(0, 10));

        keeper.turn();
        keeper.turn();

        assertThat(newsroom.number("select views from article_day")).isEqualTo(10);
        assertThat(newsroom.number("select count(*) from view_batch where is_damaged and length(tallies) > 0"))
                .isEqualTo(2);
        api().get("/v1/articles/popular?window=7d").then().body("items.basis", contains("readers"));
    }

    @Test
    void what_is_over_is_dropped_and_counts_stay() throws Exception {
        batch(0, views(0, 10));
        keeper.turn();
        newsroom.change("insert into reader_secret values (cast(now() as date) - 1, decode(repeat('00', 32), 'hex'))"
                + " on conflict do nothing");
        newsroom.change("update article_hour set hour = hour - interval '9 days'");
        newsroom.change("update article_day set day = day - 9");
        newsroom.change("update view_batch set counted_at = counted_at - interval '1 hour'");
        newsroom.change("update popular_progress set dropped_at = null");

        keeper.turn();

        assertThat(newsroom.number(
                        "select count(*) from reader_secret where day < cast(now() at time zone 'UTC' as date)"))
                .isZero();
        assertThat(newsroom.number("select count(*) from article_hour")).isZero();
        assertThat(newsroom.number("select count(*) from view_batch")).isZero();
        assertThat(newsroom.number("select count(*) from article_day where sketch is null and views = 10"))
                .isEqualTo(1);
    }

    @Test
    void statistics_tell_hours_days_read_rate_and_where_readers_came_from() throws Exception {
        Tally tally = views(0, 8);
        tally.add(Signal.VIEW, Channel.SEARCH, 1);
        tally.add(Signal.VIEW, Channel.MAIL, 2);
        tally.add(Signal.READ, Channel.DIRECT, 2);
        batch(3, tally);
        keeper.turn();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);

        ArticleStatistics told = statistics.of(article, today.minusDays(2), today);

        assertThat(told.days()).extracting(ArticleStatistics.Point::views).containsExactly(0, 10, 0);
        assertThat(told.hours()).hasSize(168);
        assertThat(told.hours().stream().filter(hour -> hour.views() > 0))
                .singleElement()
                .satisfies(hour -> assertThat(hour.from())
                        .isEqualTo(today.minusDays(1).atTime(3, 0).toInstant(ZoneOffset.UTC)));
        assertThat(told.total().readRate()).isEqualTo(0.1);
        assertThat(told.views())
                .containsEntry(Channel.DIRECT, 8)
                .containsEntry(Channel.SEARCH, 1)
                .containsEntry(Channel.MAIL, 1)
                .containsEntry(Channel.SOCIAL, 0);
        assertThat(statistics.of(UUID.randomUUID(), today, today).total().readRate())
                .isNull();
    }

    private static Tally views(long from, long to) {
        Tally tally = new Tally();
        for (long reader = from; reader < to; reader++) {
            tally.add(Signal.VIEW, Channel.DIRECT, new SplittableRandom(reader).nextLong());
        }
        return tally;
    }

    /** As a node leaves it in an hour of yesterday. */
    private UUID batch(int hour, Tally tally) throws SQLException, IOException {
        UUID id = UUID.randomUUID();
        insert(id, hour, Tallies.written(Map.of(article, tally)));
        return id;
    }

    private void insert(UUID id, int hour, byte[] tallies) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into view_batch (id, hour, tallies) values (?, " + YESTERDAY
                                + " + make_interval(hours => ?), ?) on conflict (id) do nothing")) {
            insert.setObject(1, id);
            insert.setInt(2, hour);
            insert.setBytes(3, tallies);
            insert.executeUpdate();
        }
    }
}
