package org.broadsheet.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Indexing;
import org.junit.jupiter.api.Test;

/** More articles than a search counts one by one. */
@QuarkusTest
class SearchTotalsTest extends ApiTest {
    private static final int MANY = 10_050;

    @Inject
    Indexing indexing;

    @Test
    void beyond_ten_thousand_every_page_tells_the_same_total_and_a_count_is_exact_where_it_is_asked_for() {
        archive();

        for (String order : List.of("relevance", "newest")) {
            String plain = "/v1/search?fields=article.slug&limit=5&q=ferry&order=" + order;
            for (String path : List.of(plain, plain + "&include=facets")) {
                JsonPath first = json(path);
                JsonPath second = json(path + "&cursor=" + first.getString("page.next"));
                for (JsonPath page : List.of(first, second)) {
                    assertThat(page.getInt("total.value")).as(path).isEqualTo(10_000);
                    assertThat(page.getString("total.relation")).as(path).isEqualTo("at-least");
                }
                if (path.contains("facets")) {
                    assertThat(first.getInt("facets.kinds[0].count")).isEqualTo(MANY);
                    assertThat(second.getInt("facets.kinds[0].count")).isEqualTo(MANY);
                }
            }
            assertThat(json("/v1/articles?fields=slug&limit=5&include=total&q=ferry&order=" + order)
                            .getInt("page.total"))
                    .isEqualTo(MANY);
        }
    }

    private void archive() {
        newsroom.section("city");
        newsroom.change("""
                with named as (select n, gen_random_uuid() as id from generate_series(1, %d) n),
                    slugs as (insert into article_slug (slug, article_id) select 'many-' || n, id from named)
                insert into article (id, slug, kind, state, language, headline, body_html, body_policy, word_count, section_id,
                    first_published_at, published_at, updated_at)
                select id, 'many-' || n, 'article', 'published', 'en', 'Ferry ' || n, '<p>x</p>', 1, 1, (select id from section),
                    now() - n * interval '1 hour', now() - n * interval '1 hour', now()
                from named""".formatted(MANY));
        indexing.startOver();
    }

    private static JsonPath json(String path) {
        return api().get(path).then().statusCode(200).extract().jsonPath();
    }
}
