package org.broadsheet.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.util.List;
import org.broadsheet.shared.Parameters;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Statements;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page costs the same wherever it lies: an index is walked from the cursor on, and nothing is sorted or skipped. */
@QuarkusTest
class DeepPageTest extends ApiTest {
    @Inject
    Statements statements;

    @Inject
    Session database;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "order=oldest",
                "order=updated",
                "tag=every-third",
                "tag=every-third&order=oldest",
                "author=every-third",
                "section=city"
            })
    void the_fiftieth_page_walks_an_index_like_the_first(String query) {
        fill();
        String cursor = null;
        long first = 0;
        long last = 0;

        for (int page = 1; page <= 50; page++) {
            String address = address(query, cursor);
            JsonPath[] answer = new JsonPath[1];
            last = statements.during(() -> answer[0] =
                    api().get(address).then().statusCode(200).extract().jsonPath());
            first = page == 1 ? last : first;
            cursor = answer[0].getString("page.next");
        }
        String plan = plan(query, cursor);

        assertThat(last).isEqualTo(first).isEqualTo(1);
        assertThat(plan)
                .contains("Index")
                .doesNotContain("Seq Scan on article ")
                .doesNotContain("Seq Scan on article_")
                .doesNotContain("Sort Key");
        assertThat(List.of(plan.split("\n")))
                .filteredOn(line -> line.contains("Index") && line.contains("actual"))
                .allSatisfy(line -> assertThat(rowsRead(line)).as(line).isLessThanOrEqualTo(20));
    }

    @Test
    void the_walk_is_missed_where_no_index_serves_so_that_this_test_can_fail() {
        fill();

        String plan = explained(database -> database.createNativeQuery(
                "explain (analyze, buffers off, timing off) select id from published_article order by word_count, id limit 11",
                String.class));

        assertThat(plan).contains("Seq Scan on article", "Sort Key");
    }

    private static double rowsRead(String line) {
        return Double.parseDouble(line.replaceFirst(".*actual rows=([0-9.]+) .*", "$1"));
    }

    private static String address(String query, String cursor) {
        return "/v1/articles?limit=10" + (query.isEmpty() ? "" : "&" + query)
                + (cursor == null ? "" : "&cursor=" + cursor);
    }

    /** The statement that the door would send, explained by the database that would answer it. */
    private String plan(String query, String cursor) {
        var given = new MultivaluedHashMap<String, String>();
        for (String part : address(query, cursor).replaceFirst(".*\\?", "").split("&")) {
            given.add(part.replaceFirst("=.*", ""), part.replaceFirst(".*?=", ""));
        }
        UriInfo uri = (UriInfo) Proxy.newProxyInstance(
                UriInfo.class.getClassLoader(),
                new Class<?>[] {UriInfo.class},
                (proxy, method, arguments) -> method.getName().equals("getPath") ? "/v1/articles" : given);
        Parameters parameters = Parameters.of(uri);
        ArticleQuery.Sql sql =
                ArticleQuery.read(parameters, ArticleFilters.read(parameters)).page();
        return explained(database -> {
            NativeQuery<String> explain = database.createNativeQuery(
                    "explain (analyze, buffers off, timing off) select a.id " + sql.text(), String.class);
            sql.values().forEach(explain::setParameter);
            return explain;
        });
    }

    private String explained(java.util.function.Function<Session, NativeQuery<String>> explain) {
        return QuarkusTransaction.requiringNew()
                .call(() -> String.join("\n", explain.apply(database).getResultList()));
    }

    /** Thousands of articles at once; times repeat, and every third carries the tag and the author. */
    private void fill() {
        newsroom.section("city");
        newsroom.tag("every-third");
        newsroom.author("every-third");
        newsroom.author("another");
        QuarkusTransaction.requiringNew().run(() -> {
            for (String sql : List.of(
                    """
                    insert into article (id, slug, kind, state, language, headline, body_html, body_policy, word_count,
                        section_id, first_published_at, published_at, updated_at)
                    select gen_random_uuid(), 'story-' || n, 'article', 'published', 'en', 'Story ' || n, '<p>Words.</p>', 1, n % 700,
                        (select id from section), t, t, t
                    from (select n, timestamptz '2020-01-01' + (n / 2) * interval '1 hour' as t from generate_series(1, 4000) n) made
                    """,
                    "insert into article_slug (slug, article_id) select slug, id from article", """
                    insert into article_tag (article_id, position, tag_id, published_at)
                    select a.id, 1, t.id, a.published_at from article a, tag t where a.word_count % 3 = 0
                    """, """
                    insert into article_author (article_id, position, author_id, published_at)
                    select a.id, 1, w.id, a.published_at from article a join author w
                        on (w.slug = 'every-third') = (a.word_count % 3 = 0)
                    """, "analyze")) {
                database.createNativeMutationQuery(sql).executeUpdate();
            }
        });
    }
}
