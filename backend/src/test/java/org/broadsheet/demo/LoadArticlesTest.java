package org.broadsheet.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.broadsheet.section.Sections;
import org.broadsheet.testsupport.ApiTest;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of articles as others make them. */
@QuarkusTest
class LoadArticlesTest extends ApiTest {
    @Inject
    Session database;

    @Inject
    Sections sections;

    @Inject
    ObjectMapper mapper;

    @TempDir
    Path folder;

    @Test
    void finds_articles_under_their_lines_whatever_their_ids_look_like() throws IOException {
        load("""
                {"id": "1_10ecbplus.xml", "title": "Ferry opens", "body": "It sails.\\nAt noon.", "publishedAt": "2011-03-05", "language": "en"}

                {"id": "A12", "title": "Tram & train", "body": "5 < 6 & 7", "publishedAt": "2011-03-05T10:00:00Z"}
                {"id": 7, "title": "Again"}
                {"id": "a.b", "title": null, "body": "Eleven words stand in this body and only ten lead it."}
                {"id": "A12", "title": "A second of that id"}
                {"id": "c", "title": "  ", "body": "", "language": "none of them"}
                """);

        api().get("/v1/articles?fields=slug")
                .then()
                .statusCode(200)
                .body("items.slug", containsInAnyOrder("doc-1", "doc-3", "doc-4", "doc-5", "doc-7"));
        api().get("/v1/articles/doc-1")
                .then()
                .body("headline", equalTo("Ferry opens"))
                .body("publishedAt", equalTo("2011-03-05T00:00:00.000Z"));
        api().get("/v1/articles/doc-3?format=text")
                .then()
                .body("body", equalTo("5 < 6 & 7"))
                .body("publishedAt", equalTo("2011-03-05T00:00:00.000Z"));
        api().get("/v1/articles/doc-5")
                .then()
                .body("headline", equalTo("Eleven words stand in this body and only ten lead"))
                .body("publishedAt", equalTo("2000-01-01T00:00:00.000Z"));
        api().get("/v1/articles/doc-7").then().body("language", equalTo("en"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"2011\"",
                "\"2011-3-5\"",
                "\"2011-13-41\"",
                "\"yesterday evening\"",
                "20110305",
                "null",
                "[]"
            })
    void takes_a_day_that_cannot_be_read_for_none(String day) throws IOException {
        load("{\"id\": 1, \"title\": \"Ferry\", \"body\": \"It sails.\", \"publishedAt\": " + day + "}");

        api().get("/v1/articles/doc-1").then().statusCode(200).body("publishedAt", equalTo("2000-01-01T00:00:00.000Z"));
    }

    @Test
    void a_second_file_goes_on_behind_the_numbers_of_the_first() throws IOException {
        load("{\"id\": 1, \"title\": \"Ferry\"}\n{\"id\": 2, \"title\": \"Tram\"}");
        load("{\"id\": 1, \"title\": \"Bridge\"}");

        api().get("/v1/articles/doc-3").then().statusCode(200).body("headline", equalTo("Bridge"));
    }

    @Test
    void names_the_line_that_it_cannot_make_an_article_of() {
        assertThatThrownBy(() -> load("{\"id\": 1, \"title\": \"Ferry\"}\n{\"id\": 2, "))
                .hasMessageContaining("Line 2");
        assertThatThrownBy(() -> load("\n{\"title\": \"Ferry\"}")).hasMessageContaining("Line 2 has no id");
    }

    private void load(String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("articles.jsonl"), lines);
        int status = new LoadArticles(database, sections, newsroom.publishing(), mapper).run("load", file.toString());
        assertThat(status).isZero();
    }
}
