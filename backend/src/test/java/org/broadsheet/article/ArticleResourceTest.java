package org.broadsheet.article;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Newsroom;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ArticleResourceTest extends ApiTest {

    @Test
    void shows_a_published_article_by_slug_and_by_id() {
        UUID id = newsroom.published("harbour-opens", "harbour", "ships");

        api().get("/v1/articles/harbour-opens")
                .then()
                .statusCode(200)
                .body("id", equalTo(id.toString()))
                .body("body", equalTo("<p>Words about Harbour opens.</p>"))
                .body("authors.slug", contains("ada-byron"))
                .body("tags.slug", contains("harbour", "ships"))
                .body("publishedAt", equalTo("2026-11-20T12:00:00.000Z"));
        api().get("/v1/articles/" + id).then().statusCode(200).body("slug", equalTo("harbour-opens"));
    }

    @Test
    void lists_newest_first_and_pages_without_skipping_or_repeating() {
        Instant noon = Newsroom.NOON;
        newsroom.published("first", noon.minusSeconds(30));
        newsroom.published("second", noon.minusSeconds(20));
        newsroom.published("third", noon.minusSeconds(10));

        String next = api().get("/v1/articles?limit=2")
                .then()
                .statusCode(200)
                .body("items.slug", contains("third", "second"))
                .body("page.next", notNullValue())
                .extract()
                .path("page.next");
        newsroom.published("fourth", noon);

        api().get("/v1/articles?limit=2&cursor=" + next)
                .then()
                .body("items.slug", contains("first"))
                .body("page.next", nullValue());
    }
}
