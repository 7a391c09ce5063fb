package org.broadsheet.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Indexing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class WordSearchTest extends ApiTest {
    @Inject
    Indexing indexing;

    @BeforeEach
    void begin_with_an_empty_index() {
        indexing.startOver();
    }

    @Test
    void answers_very_many_words_on_a_site_in_many_languages() {
        for (String language : List.of("en", "de", "fr", "es", "it", "pt", "nl", "sv", "ru", "ar", "ja", "fi")) {
            newsroom.story(language).language(language).headline("Ferry paris").publish();
        }
        indexing.caughtUp();
        StringBuilder typed = new StringBuilder("ferry ");
        for (int i = 0; i < 30; i++) {
            typed.append("word").append((char) ('a' + i % 26)).append(i / 26).append("y ");
        }

        found(typed + "pa").body("items", empty());
    }

    @Test
    void finds_names_and_accents_as_they_are_typed() {
        newsroom.story("a").headline("Seán O’Brien resigns").publish();
        newsroom.story("b").language("fr").headline("Un cafe\u0301 au port").publish();
        newsroom.story("c").headline("Other news").by("will-young").publish();
        indexing.caughtUp();

        found("o'brien").body("items.article.slug", contains("a"));
        found("sean o’brien").body("items.article.slug", contains("a"));
        found("cafe").body("items.article.slug", contains("b"));
        found("will").body("items.article.slug", contains("c"));
    }

    @Test
    void a_word_with_a_field_and_a_quotation_have_to_be_there() {
        newsroom.story("a")
                .headline("The wall in Berlin")
                .body("<p>A long look.</p>")
                .publish();
        newsroom.story("b")
                .headline("The wall in Berlin")
                .body("<p>Short.</p>")
                .tagged("politics")
                .publish();
        indexing.caughtUp();

        found("tag:politics berlin wall").body("items.article.slug", contains("b"));
        found("“wall berlin” berlin wall").body("items", empty());
        found("“wall in berlin” -short").body("items.article.slug", contains("a"));
        found("tag:pol").body("items.article.slug", contains("b")).body("interpretedAs", equalTo("tag:pol*"));
        found("berl* ").body("items.article.slug", containsInAnyOrder("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"harb", "harb ", "harb*", "tag:har", "“the harbour” wal", "o’br", "-harb", "दिल्ली"})
    void what_it_understood_may_be_asked_again(String typed) {
        newsroom.story("a").headline("The harbour wall").publish();
        indexing.caughtUp();

        String understood = found(typed).extract().path("interpretedAs");

        assertThat(found(understood).extract().<String>path("interpretedAs")).isEqualTo(understood);
        assertThat(found(understood).extract().<Integer>path("total.value"))
                .isEqualTo(found(typed).extract().<Integer>path("total.value"));
    }

    private ValidatableResponse found(String typed) {
        return api().get("/v1/search?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                .then()
                .statusCode(200);
    }
}
