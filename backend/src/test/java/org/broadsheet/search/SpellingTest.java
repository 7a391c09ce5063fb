package org.broadsheet.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Indexing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SpellingTest extends ApiTest {
    @Inject
    Indexing indexing;

    @BeforeEach
    void begin_with_an_empty_index() {
        indexing.startOver();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nakamura", "ferrying", "ferrying harbour", "lighthouses", "the harbour", "the", "harb"})
    void a_word_that_is_found_is_not_put_right(String typed) {
        newsroom.story("a")
                .headline("The harbour ferries")
                .body("<p>Nakamuro was there, and a lighthousing.</p>")
                .tagged("lighthouse")
                .by("akira-nakamura")
                .publish();
        indexing.caughtUp();

        assertThat(suggestion(typed)).isNull();
    }

    @Test
    void a_word_that_is_found_is_not_put_right_though_a_filter_hides_all_it_finds() {
        newsroom.story("a").headline("The harbour wall").publish();
        newsroom.story("b").headline("Something else").section("world").publish();
        indexing.caughtUp();

        assertThat(suggestion("harbour&section=world")).isNull();
        assertThat(suggestion("harbuor&section=world")).isEqualTo("harbour");
    }

    @Test
    void an_author_is_put_right_as_well() {
        newsroom.story("a").headline("Something").by("akira-nakamura").publish();
        indexing.caughtUp();

        assertThat(suggestion("nakamora")).isEqualTo("nakamura");
    }

    @Test
    void three_words_are_put_right_and_no_more() {
        newsroom.story("a").headline("Harbour bridges lighthouse seagrass").publish();
        indexing.caughtUp();

        assertThat(suggestion("harbuor bridgse lighthuose seagrsas ")).isEqualTo("harbour bridges lighthouse seagrsas");
    }

    @Test
    void a_second_page_puts_nothing_right() {
        newsroom.story("a").headline("Harbour wall falls").publish();
        newsroom.story("b").headline("Harbour wall stands").publish();
        indexing.caughtUp();

        String next = api().get("/v1/search?limit=1&q=harbour+wall+tunel").path("page.next");
        assertThat(next).isNotNull();
        String second = api().get("/v1/search?limit=1&q=harbour+wall+harbuor&cursor=" + next)
                .path("suggestion");
        assertThat(second).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AT&T | AT&T",
                "<b> | <b>",
                "می\u200Cخواهم | می\u200Cخواهم*",
                "a👩\u200D🚀 | a👩\u200D🚀",
                "a\u202Eb | a\uFFFDb*",
                "a\u2066b | a\uFFFDb*"
            })
    void what_was_understood_is_told_as_it_was_typed_but_for_what_turns_the_text_around(String typed, String told) {
        newsroom.story("a").headline("Something").publish();
        indexing.caughtUp();

        String q = URLEncoder.encode(typed, StandardCharsets.UTF_8);
        assertThat(api().get("/v1/search?q=" + q)
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("interpretedAs"))
                .isEqualTo(told);
    }

    private static String suggestion(String typed) {
        return api().get("/v1/search?q=" + typed.replace(" ", "+"))
                .then()
                .statusCode(200)
                .extract()
                .path("suggestion");
    }
}
