package org.broadsheet.section;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.broadsheet.testsupport.ApiTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SectionResourceTest extends ApiTest {

    @Test
    void lists_sections_in_the_papers_order_page_by_page() {
        newsroom.section("world");
        newsroom.section("city");
        newsroom.section("arts");

        api().get("/v1/sections?include=total")
                .then()
                .body("items.slug", contains("world", "city", "arts"))
                .body("page.total", equalTo(3));
        String next = api().get("/v1/sections?limit=2")
                .then()
                .body("items.slug", contains("world", "city"))
                .extract()
                .path("page.next");
        api().get("/v1/sections?limit=2&cursor=" + next)
                .then()
                .body("items.slug", contains("arts"))
                .body("page.next", nullValue());
    }

    @Test
    void counts_published_articles_only() {
        newsroom.published("one");
        newsroom.draft("two");

        api().get("/v1/sections/city")
                .then()
                .body("articleCount", equalTo(1))
                .body("name", equalTo("City"))
                .body("links.site", endsWith("/sections/city"));
    }

    @Test
    void an_unknown_section_is_not_found() {
        api().get("/v1/sections/nonsense").then().statusCode(404);
    }
}
