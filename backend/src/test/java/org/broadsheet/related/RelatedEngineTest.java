package org.broadsheet.related;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Indexing;
import org.broadsheet.testsupport.Newsroom;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When and in which order lists are made, whatever they say. */
@QuarkusTest
class RelatedEngineTest extends ApiTest {
    private static final String STRIKE =
            "<p>Ferry crews at Great Skerrin walked out on Monday over split turns, said Dermot Fahy of the seamen's union.</p>";

    @Inject
    Indexing indexing;

    @Inject
    RelatedEngine engine;

    @Inject
    Session database;

    @BeforeEach
    void begin_with_a_paper_of_other_stories() {
        indexing.startOver();
        newsroom.section("city");
        for (int i = 0; i < 6; i++) {
            notice(i);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The first making was broken off: articles that have a list changed meanwhile.
                "delete from related_progress",
                "update related_progress set made_anew_to = '00000000-0000-0000-0000-000000000000'",
                // A dump was restored into a younger cluster.
                "update related_progress set xid = '9000000000000000000'",
                // An older release made them.
                "update related_progress set format = format - 1"
            })
    void makes_all_lists_anew_while_the_old_are_served(String whatHappened) {
        UUID first = strike("walk-out", Newsroom.NOON);
        UUID second = strike("second-day", Newsroom.NOON);
        Indexing.await("a list", () -> stands(second, first));
        indexing.caughtUp();
        newsroom.change("update related_list set stories = '[]' where article_id = '" + first + "'");
        newsroom.change(whatHappened);
        assertThat(engine.behind()).isPositive();

        endTheLead();

        assertThat(api().get("/v1/articles/second-day/related").<List<String>>path("items.article.slug"))
                .containsExactly("walk-out");
        Indexing.await("a list made anew", () -> stands(second, first));
        Indexing.await("the end of it", () -> engine.behind() == 0);
    }

    @Test
    void news_is_beside_its_old_story_before_a_backlog_of_older_ones_is_worked_off() {
        UUID first = strike("walk-out", Newsroom.NOON);
        indexing.caughtUp();

        UUID[] news = new UUID[1];
        QuarkusTransaction.requiringNew().timeout(120).run(() -> {
            for (int i = 100; i < 250; i++) {
                notice(i);
            }
            news[0] = strike("second-day", Instant.now());
            for (int i = 250; i < 400; i++) {
                notice(i);
            }
        });
        indexing.caughtUp();

        assertThat(stands(news[0], first)).isTrue();
        assertThat(newsroom.number("select count(*) from related_list join article on id = article_id"
                        + " where slug like 'notice-___' and made_at < (select made_at from related_list where article_id = '"
                        + first + "')"))
                .as("older ones made before")
                .isZero();
        assertThat(
                        newsroom.number(
                                "select count(*) from related_list join article on id = article_id where slug like 'notice-___'"))
                .isEqualTo(300);
    }

    @Test
    void is_behind_until_everything_in_the_log_is_in_the_lists() {
        strike("walk-out", Newsroom.NOON);
        indexing.caughtUp();
        Indexing.await("nothing left", () -> engine.behind() == 0);

        newsroom.change("update related_progress set xid = '3', id = 0");

        assertThat(engine.behind()).isGreaterThanOrEqualTo(7);
    }

    private UUID strike(String slug, Instant at) {
        return newsroom.story(slug)
                .headline("Ferry strike at Great Skerrin: " + slug)
                .body(STRIKE + "<p>As told by those who were there for the " + slug + " of it.</p>")
                .publish(at);
    }

    private void notice(int number) {
        newsroom.story("notice-" + number)
                .headline("Notice " + number)
                .body("<p>Number" + number + " is called to the counter" + number + ".</p>")
                .publish(Instant.parse("2001-01-01T00:00:00Z").plusSeconds(number * 86_400L));
    }

    /** Whether a story stands in the kept list of an article. */
    private boolean stands(UUID story, UUID article) {
        return newsroom.number("select count(*) from related_list where article_id = '" + article
                        + "' and stories @> '[{\"id\": \"" + story + "\"}]'")
                == 1;
    }

    /** As if the node that leads had lost its connection. */
    private void endTheLead() {
        QuarkusTransaction.requiringNew()
                .run(() -> assertThat(
                                database.createNativeQuery("""
                                        select pg_terminate_backend(pid) from pg_locks
                                        where locktype = 'advisory' and granted and database = (
                                                select oid from pg_database where datname = current_database())
                                            and cast(objid as bigint)
                                                = (cast(hashtext('broadsheet related') as bigint) & 4294967295)""", Boolean.class).getResultList())
                        .containsOnly(true)
                        .hasSize(1));
    }
}
