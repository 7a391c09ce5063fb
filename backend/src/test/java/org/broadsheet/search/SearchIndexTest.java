package org.broadsheet.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.lucene.store.LockObtainFailedException;
import org.broadsheet.article.ArticleTexts;
import org.broadsheet.changes.Change.Position;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Indexing;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class SearchIndexTest extends ApiTest {
    @Inject
    Indexing indexing;

    @Inject
    ArticleTexts texts;

    @ConfigProperty(name = "broadsheet.search.index")
    Path directory;

    @BeforeEach
    void begin_with_an_empty_index() {
        indexing.startOver();
    }

    @Test
    void is_made_from_nothing_when_its_files_vanish_while_it_is_in_use() throws IOException {
        newsroom.story("before").headline("Ferry before").publish();
        indexing.caughtUp();
        deleteFiles();

        newsroom.story("after").headline("Ferry after").publish();

        Indexing.await("both articles", () -> slugs("ferry").size() == 2);
    }

    @Test
    void is_made_from_nothing_when_its_files_are_found_to_be_rubbish_while_it_is_in_use() throws IOException {
        newsroom.story("a")
                .headline("Ferry")
                .body("<p>The ferry left at noon.</p>")
                .publish();
        indexing.caughtUp();
        overwriteFiles();

        Indexing.await("the article", () -> {
            Response found = api().get("/v1/search?fields=article.slug&q=ferry");
            // While it is made anew search says so; nobody is told of a fault of the server.
            assertThat(found.statusCode()).isIn(200, 503);
            return found.statusCode() == 200
                    && !found.<List<String>>path("items").isEmpty();
        });
    }

    @Test
    void a_withdrawn_article_is_out_of_sight_at_once_and_then_out_of_the_count() {
        UUID id = newsroom.story("a").headline("Ferry").publish();
        indexing.caughtUp();

        newsroom.publishing().withdraw(id, "Wrong.");

        // Readers never see it again, and then the count forgets it as well.
        assertThat(slugs("ferry")).isEmpty();
        Indexing.await("a count of none", () -> api().get("/v1/search?q=ferry").<Integer>path("total.value") == 0);
    }

    @Test
    void keeps_what_it_was_brought_to_and_goes_on_from_there(@TempDir Path folder) throws IOException {
        UUID id = newsroom.story("a").headline("Ferry").publish();
        try (OpenIndex index = OpenIndex.open(folder)) {
            assertThat(index.position()).isEmpty();
            index.put(texts.of(List.of(id)).getFirst(), List.of());
            index.commit(new Position(7, 9));
        }

        try (OpenIndex index = OpenIndex.open(folder)) {
            assertThat(index.position()).contains(new Position(7, 9));
        }
    }

    @Test
    void what_was_not_committed_is_read_again(@TempDir Path folder) throws IOException {
        UUID id = newsroom.story("a").headline("Ferry").publish();
        try (OpenIndex index = OpenIndex.open(folder)) {
            index.commit(new Position(7, 9));
            index.put(texts.of(List.of(id)).getFirst(), List.of());
            index.show();
        }

        try (OpenIndex index = OpenIndex.open(folder)) {
            assertThat(index.position()).contains(new Position(7, 9));
            assertThat(index.searchers().acquire().getIndexReader().numDocs()).isZero();
        }
    }

    @Test
    void damaged_files_give_an_empty_index_and_no_failure(@TempDir Path folder) throws IOException {
        UUID id = newsroom.story("a").headline("Ferry").publish();
        try (OpenIndex index = OpenIndex.open(folder)) {
            index.put(texts.of(List.of(id)).getFirst(), List.of());
            index.commit(new Position(7, 9));
        }
        for (Path file : files(folder)) {
            Files.write(file, new byte[] {1, 2, 3});
        }

        try (OpenIndex index = OpenIndex.open(folder)) {
            assertThat(index.position()).isEmpty();
        }
    }

    @Test
    void what_cannot_be_opened_for_the_moment_is_kept(@TempDir Path folder) throws IOException {
        UUID id = newsroom.story("a").headline("Ferry").publish();
        try (OpenIndex index = OpenIndex.open(folder)) {
            index.put(texts.of(List.of(id)).getFirst(), List.of());
            index.commit(new Position(7, 9));
        }
        Path file = files(folder).stream()
                .filter(one -> one.toString().endsWith(".cfs"))
                .findFirst()
                .orElseThrow();
        Path aside = folder.resolveSibling(folder.getFileName() + ".aside");

        // A folder in its place gives an error of the device.
        Files.move(file, aside);
        Files.createDirectory(file);
        assertThatThrownBy(() -> OpenIndex.open(folder)).isInstanceOf(IOException.class);
        Files.delete(file);
        Files.move(aside, file);

        try (OpenIndex index = OpenIndex.open(folder)) {
            assertThat(index.position()).contains(new Position(7, 9));
            assertThat(index.articles()).isEqualTo(1);
        }
    }

    @Test
    void a_lock_that_somebody_wrote_into_keeps_nobody_out(@TempDir Path folder) throws IOException {
        UUID id = newsroom.story("a").headline("Ferry").publish();
        Files.writeString(folder.resolve("write.lock"), "rubbish");

        try (OpenIndex index = OpenIndex.open(folder)) {
            index.put(texts.of(List.of(id)).getFirst(), List.of());
            index.show();

            assertThat(index.articles()).isEqualTo(1);
        }
    }

    @Test
    void what_others_keep_in_its_folder_stays(@TempDir Path folder) throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "mine");
        Files.writeString(folder.resolve("segments_1"), "no index");

        try (OpenIndex index = OpenIndex.open(folder)) {
            assertThat(index.position()).isEmpty();
        }

        assertThat(notes).hasContent("mine");
    }

    @Test
    void a_second_process_on_one_directory_is_refused(@TempDir Path folder) throws IOException {
        try (OpenIndex index = OpenIndex.open(folder)) {
            assertThat(index.isWhole()).isTrue();
            assertThatThrownBy(() -> OpenIndex.open(folder)).isInstanceOf(LockObtainFailedException.class);
        }
    }

    @Test
    void a_long_way_behind_is_caught_up_with() {
        for (int i = 0; i < 520; i++) {
            newsroom.story("s" + i).headline("Ferry " + i).publish();
        }

        indexing.caughtUp();

        assertThat(api().get("/v1/search?q=ferry&limit=1").<Integer>path("total.value"))
                .isEqualTo(520);
    }

    private void deleteFiles() throws IOException {
        for (Path file : files(directory.toAbsolutePath())) {
            Files.delete(file);
        }
    }

    /** In place, so that what is mapped into memory changes under whoever reads it. */
    private void overwriteFiles() throws IOException {
        for (Path file : files(directory.toAbsolutePath())) {
            byte[] rubbish = new byte[(int) Files.size(file)];
            new Random(file.hashCode()).nextBytes(rubbish);
            Files.write(file, rubbish, StandardOpenOption.WRITE);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> !file.endsWith("write.lock")).toList();
        }
    }

    private static List<String> slugs(String word) {
        return api().get("/v1/search?fields=article.slug&q=" + word).path("items.article.slug");
    }
}
