package org.broadsheet.author;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Newsroom;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuthorResourceTest extends ApiTest {

    @Test
    void lists_those_who_have_something_published_by_slug() {
        newsroom.story("one").by("cleo", "ada").publish();
        newsroom.story("two").by("bo").publish();
        newsroom.story("three").by("dora").draft();

        api().get("/v1/authors?include=total")
                .then()
                .body("items.slug", contains("ada", "bo", "cleo"))
                .body("page.total", equalTo(3));
        String next = api().get("/v1/authors?limit=2").path("page.next");
        api().get("/v1/authors?limit=2&cursor=" + next)
                .then()
                .body("items.slug", contains("cleo"))
                .body("page.next", nullValue());
    }

    @Test
    void tells_how_much_they_wrote_and_when_last() {
        newsroom.story("later").by("ada").publish(Newsroom.NOON.plusSeconds(60));
        newsroom.story("earlier").by("ada", "bo").publish();

        api().get("/v1/authors/ada")
                .then()
                .body("articleCount", equalTo(2))
                .body("lastPublishedAt", equalTo("2026-11-20T12:01:00.000Z"))
                .body("role", equalTo("Reporter"))
                .body("bio", nullValue())
                .body("links.self", endsWith("/v1/authors/ada"));
    }

    @Test
    void whoever_has_nothing_published_is_unknown() {
        newsroom.author("silent");
        newsroom.story("draft").by("drafting").draft();
        UUID id = newsroom.story("gone").by("withdrawn").publish();
        newsroom.publishing().withdraw(id, "Wrong.");

        for (String slug : new String[] {"silent", "drafting", "withdrawn", "nonsense"}) {
            api().get("/v1/authors/" + slug).then().statusCode(404);
        }
    }
}
