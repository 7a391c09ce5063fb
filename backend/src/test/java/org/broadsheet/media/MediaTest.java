package org.broadsheet.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Pictures;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class MediaTest extends ApiTest {
    @Inject
    Images images;

    @Inject
    MediaStore store;

    @ConfigProperty(name = "broadsheet.data")
    String data;

    @Test
    void serves_each_rendition_for_ever_and_harmlessly() throws IOException {
        List<String> addresses = pictureOf(Color.RED);

        for (String address : addresses) {
            Response answer = api().get(address);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.contentType()).isEqualTo(address.endsWith(".webp") ? "image/webp" : "image/jpeg");
            assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy")).contains("sandbox");
            assertThat(Pictures.read(answer.asByteArray()).getWidth())
                    .isEqualTo(Integer.parseInt(address.replaceFirst(".*-(\\d+)\\.(jpg|webp)", "$1")));

            Response again =
                    api().header("If-None-Match", answer.header("ETag")).get(address);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.asByteArray()).isEmpty();
        }
        assertThat(addresses).hasSize(4);
    }

    @Test
    void the_same_bytes_are_one_picture_however_often_and_at_once_they_come() throws Exception {
        byte[] bytes = Pictures.png(400, 300, Color.ORANGE);
        Set<UUID> ids = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Callable<UUID>> acts = Stream.generate(
                            () -> (Callable<UUID>) () -> images.add(bytes, "An orange.", null, "Test"))
                    .limit(6)
                    .toList();
            for (Future<UUID> id : threads.invokeAll(acts)) {
                ids.add(id.get());
            }
        }

        ids.add(images.add(bytes, "Another text.", null, "Test"));

        assertThat(ids).hasSize(1);
        assertThat(newsroom.number("select count(*) from image")).isEqualTo(1);
        assertThat(images.add(Pictures.png(400, 300, Color.PINK), "A rose.", null, "Test"))
                .isNotIn(ids);
    }

    @Test
    void what_is_no_picture_leaves_no_row() {
        assertThatThrownBy(() -> images.add(new byte[] {1, 2, 3}, "Nothing.", null, "Test"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> images.add(Pictures.png(10, 10, Color.RED), "", null, "Test"))
                .isInstanceOf(RuntimeException.class);

        assertThat(newsroom.number("select count(*) from image")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/media/aa/../../postgres/PG_VERSION",
                "/media/..%2f..%2fetc/passwd",
                "/media/aa/..%2f..%2f..%2fetc%2fpasswd",
                "/media/%2e%2e/secret.jpg",
                "/media/..;/secret.jpg",
                "/media/aa/secret.jpg",
                "/media/secret.jpg",
                "/media/aa/half-1.tmp",
                "/media/aa/0123456789012345678901234567890123456789-320.jpg",
                "/media/aa/0123456789012345678901234567890123456789-320.jpg%00.png",
                "/media/AA/0123456789012345678901234567890123456789-320.JPG",
                "/media/aa/",
                "/media/"
            })
    void a_name_that_is_not_a_pictures_leads_nowhere(String address) throws Exception {
        Path root = Files.createDirectories(Path.of(data, "media", "aa"));
        Files.writeString(root.resolve("secret.jpg"), "secret");
        Files.writeString(root.resolve("half-1.tmp"), "secret");
        Files.writeString(root.resolve("../secret.jpg"), "secret");
        Files.createDirectories(Path.of(data, "postgres"));
        Files.writeString(Path.of(data, "postgres", "PG_VERSION"), "secret");

        HttpResponse<String> answer = raw(address);

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body())
                .doesNotContain("secret\n")
                .doesNotContain("root:")
                .isNotEqualTo("secret");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("application/problem+json");
    }

    @Test
    void a_file_is_there_whole_or_not_at_all() throws IOException {
        String name = "ab/" + "ab".repeat(20) + "-320.jpg";
        Path folder = Files.createDirectories(Path.of(data, "media", "ab"));
        Files.writeString(folder.resolve("half-0.tmp"), "left behind by a process that died");
        api().get("/media/" + name).then().statusCode(404);

        store.put(Map.of(name, new byte[] {1, 2, 3}));
        store.put(Map.of(name, new byte[] {4}));

        assertThat(api().get("/media/" + name).asByteArray()).containsExactly(1, 2, 3);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("half-0.tmp", "ab".repeat(20) + "-320.jpg");
        }
        assertThatThrownBy(() -> store.put(Map.of("../escaped.jpg", new byte[0])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> pictureOf(Color colour) {
        UUID image = images.add(Pictures.png(700, 350, colour), "One colour.", null, "Test");
        newsroom.story("sea").picture(image).publish();
        return api().get("/v1/articles/sea").jsonPath().getList("leadImage.renditions.url", String.class).stream()
                .map(url -> URI.create(url).getPath())
                .toList();
    }

    /** As it is written: no client tidies the path. */
    private static HttpResponse<String> raw(String address) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + RestAssured.port + address);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
