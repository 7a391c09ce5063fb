package org.broadsheet.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.Color;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Pictures;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Readers see no difference when pictures are kept in a store; where it is away, they are told to come again. */
@QuarkusTest
@TestProfile(PicturesInAStoreTest.InAStore.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PicturesInAStoreTest extends ApiTest {
    @Inject
    Images images;

    private Runnable goAway;

    /** As the variables of an S3-compatible store make it. */
    public static class InAStore implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(StoreForTests.class));
        }
    }

    /** The store, and how a test takes it away. */
    public static class StoreForTests implements QuarkusTestResourceLifecycleManager {
        private S3Server server;

        @Override
        public Map<String, String> start() {
            server = new S3Server();
            return Map.of(
                    "broadsheet.media.avifdec",
                    "no-such-program",
                    "broadsheet.media.store",
                    "s3",
                    "broadsheet.media.endpoint",
                    server.address().toString(),
                    "broadsheet.media.bucket",
                    S3Server.BUCKET,
                    "broadsheet.media.key-id",
                    S3Server.KEY_ID,
                    "broadsheet.media.secret",
                    S3Server.SECRET);
        }

        @Override
        public void inject(Object test) {
            ((PicturesInAStoreTest) test).goAway = server::close;
        }

        @Override
        public void stop() {
            server.close();
        }
    }

    @Test
    @Order(1)
    void serves_each_rendition_for_ever_and_harmlessly() throws Exception {
        for (String address : pictureOf("sea", Color.RED)) {
            Response answer = api().get(address);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.contentType()).isEqualTo(address.endsWith(".webp") ? "image/webp" : "image/jpeg");
            assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
            byte[] bytes = answer.asByteArray();
            assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(bytes.length));
            assertThat(Pictures.read(bytes).getWidth())
                    .isEqualTo(Integer.parseInt(address.replaceFirst(".*-(\\d+)\\.(jpg|webp)", "$1")));

            assertThat(api().head(address).header("Content-Length")).isEqualTo(String.valueOf(bytes.length));
            Response again =
                    api().header("If-None-Match", answer.header("ETag")).get(address);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.asByteArray()).isEmpty();
        }
        api().get("/media/ab/" + "ab".repeat(20) + "-320.jpg").then().statusCode(404);
    }

    @Test
    @Order(1)
    void without_its_program_avif_is_refused_with_what_helps() throws Exception {
        byte[] avif = Pictures.avif("upright");

        assertThatThrownBy(() -> images.add(avif, "One corner.", null, "Test"))
                .hasMessageContainingAll("avifdec", "libavif-bin", "as JPEG")
                .isInstanceOfSatisfying(
                        UnusablePicture.class,
                        refused -> assertThat(refused.isOtherFormat()).isTrue());
    }

    @Test
    @Order(2)
    void a_store_that_is_away_is_503_and_says_when_to_come_again() {
        List<String> addresses = pictureOf("land", Color.GREEN);
        goAway.run();

        Response answer = api().get(addresses.getFirst());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(answer.header("Cache-Control")).doesNotContain("immutable");
    }

    private List<String> pictureOf(String slug, Color colour) {
        UUID image = images.add(Pictures.png(700, 350, colour), "One colour.", null, "Test");
        newsroom.story(slug).picture(image).publish();
        return api().get("/v1/articles/" + slug).jsonPath().getList("leadImage.renditions.url", String.class).stream()
                .map(url -> URI.create(url).getPath())
                .toList();
    }
}
