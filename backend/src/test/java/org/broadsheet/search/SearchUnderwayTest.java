package org.broadsheet.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Indexing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What search answers while its index is not there, or goes away under it. */
@QuarkusTest
class SearchUnderwayTest extends ApiTest {
    @Inject
    Indexing indexing;

    @Inject
    SearchIndex index;

    @BeforeEach
    void begin_with_an_empty_index() {
        indexing.startOver();
    }

    @Test
    void while_the_index_is_swapped_search_answers_or_asks_for_patience_and_never_fails() throws InterruptedException {
        newsroom.story("a").headline("Ferry").publish();
        AtomicBoolean isOver = new AtomicBoolean();
        Set<Integer> statuses = ConcurrentHashMap.newKeySet();
        Thread reader = Thread.ofVirtual().start(() -> {
            while (!isOver.get()) {
                statuses.add(api().get("/v1/search?q=ferry&include=facets").statusCode());
            }
        });

        for (int i = 0; i < 30; i++) {
            indexing.startOver();
        }
        isOver.set(true);
        reader.join();

        assertThat(statuses).isNotEmpty().isSubsetOf(200, 503);
    }

    @Test
    void while_the_index_is_made_names_are_suggested_all_the_same() {
        newsroom.story("a").headline("Ferry").tagged("ferries").publish();
        indexing.caughtUp();

        for (int i = 0; i < 5; i++) {
            index.startOver();
            api().get("/v1/search/suggest?prefix=fer").then().statusCode(200).body("items.text[0]", equalTo("Ferries"));
        }
        indexing.caughtUp();
        api().get("/v1/search/suggest?prefix=fer").then().body("items.text", contains("Ferries", "Ferry"));
    }

    @Test
    void an_empty_search_is_refused_with_what_is_missing() {
        api().get("/v1/search?q=")
                .then()
                .statusCode(400)
                .body("detail", equalTo("'q': is empty; it says what is asked for."));
        api().get("/v1/search")
                .then()
                .statusCode(400)
                .body("detail", equalTo("'q': is missing; it says what is asked for."));
        api().get("/v1/articles?q=")
                .then()
                .statusCode(400)
                .body("detail", equalTo("'q': is empty; give a value or leave it out."));
    }
}
