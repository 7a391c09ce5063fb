package org.broadsheet.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Indexing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SuggestTest extends ApiTest {
    @Inject
    Indexing indexing;

    @BeforeEach
    void begin_with_an_empty_index() {
        indexing.startOver();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Émile Zola | emile",
                "Emile Zola | Émi",
                "Émile Zola | ZOL",
                "Émile Zola | emile z",
                "Émile Zola | zola em",
                "E\u0301mile Zola | emile",
                "Seán O’Brien | o'br",
                "Seán O'Brien | o’brien",
                "Seán O'Brien | obri",
                "Seán O'Brien | sean   o'b",
                "Søren Łukasz | soren",
                "Søren Łukasz | lukasz",
                "Strauß | strauss",
                "Jean-Luc Picard | jean l",
                "Jean-Luc Picard | luc",
                "Work  and unions | work and un",
                "Rock & roll | rock & ro",
                "Μαρία Θεοδώρου | θεοδωρου",
                "Μαρία Θεοδώρου | μαρια",
                "Ёлка | елка",
                "東京 | 東",
                "100% wool | 100",
                "C++ | c++"
            })
    void a_name_is_found_by_any_of_its_words_without_regard_to_accents_case_and_signs(String name, String typed) {
        newsroom.story("a").headline("Something").tagged("named").by("authored").publish();
        newsroom.change("update tag set name = '" + name.replace("'", "''") + "'");
        newsroom.change("update author set name = '" + name.replace("'", "''") + "'");

        assertThat(suggested(typed)).containsExactlyInAnyOrder(name, name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mile",
                "emile x",
                "emilez",
                "%",
                "_",
                "' or 1=1",
                "em | zo",
                "zolae & em\\",
                "emile zola emile zolaz"
            })
    void what_is_no_beginning_of_its_words_finds_nothing(String typed) {
        newsroom.story("a").headline("Something").by("emile-zola").publish();

        assertThat(suggested(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"em:*", "!em", "\\em\\\\'", "'em", "em'", "(em", "<em>", "em\u202E"})
    void signs_of_a_query_language_are_signs_between_words(String typed) {
        newsroom.story("a").headline("Something").by("emile-zola").publish();

        assertThat(suggested(typed)).containsExactly("Emile zola");
    }

    @Test
    void those_with_most_articles_come_first_and_those_with_none_not_at_all() {
        newsroom.story("a")
                .headline("One")
                .tagged("boats", "boating")
                .by("bob-boatman")
                .publish();
        newsroom.story("b").headline("Two").tagged("boats").publish();
        newsroom.draft("c", "boathouse");

        assertThat(suggested("boat")).startsWith("Boats").containsExactlyInAnyOrder("Boats", "Boating", "Bob boatman");
    }

    @Test
    void headlines_are_suggested_from_two_letters_on() {
        newsroom.story("a").headline("Ferry crews walk out").tagged("ferries").publish();
        indexing.caughtUp();

        assertThat(suggested("f")).containsExactly("Ferries");
        assertThat(suggested("fe")).containsExactly("Ferries", "Ferry crews walk out");
        assertThat(suggested("ferry c")).containsExactly("Ferry crews walk out");
    }

    @Test
    void a_headline_in_signs_without_letters_is_suggested_from_the_first_on() {
        newsroom.story("a").headline("東京の船").language("ja").publish();
        indexing.caughtUp();

        assertThat(suggested("東")).containsExactly("東京の船");
    }

    private static List<String> suggested(String typed) {
        return api().get("/v1/search/suggest?prefix=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                .then()
                .statusCode(200)
                .extract()
                .path("items.text");
    }
}
