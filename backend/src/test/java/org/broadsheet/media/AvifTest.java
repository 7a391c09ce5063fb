package org.broadsheet.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Pictures;
import org.broadsheet.testsupport.Staff;
import org.broadsheet.testsupport.Staff.Somebody;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AVIFs come in as other pictures do, where the program is that reads them: `./broadsheet test` installs it. */
@QuarkusTest
class AvifTest extends ApiTest {
    private static final String IMAGES = "/v1/editorial/images";

    @Inject
    Staff staff;

    @Inject
    Avifdec avifdec;

    private Somebody editor;

    @BeforeEach
    void furnish() {
        assumeThat(avifdec.isHere()).as("avifdec is here").isTrue();
        editor = staff.with("editor");
    }

    @ParameterizedTest
    @CsvSource({
        "upright, 0.1, 0.1",
        "deep, 0.1, 0.1",
        "tiles, 0.1, 0.1",
        "film, 0.1, 0.1",
        "mirrored, 0.9, 0.1",
        "turned, 0.1, 0.9",
        "from-a-camera, 0.9, 0.9"
    })
    void are_told_by_their_content_and_shown_the_right_way_up(String name, double x, double y) throws IOException {
        Response taken = send(Pictures.avif(name), "image/jpeg");

        taken.then().statusCode(201);
        for (String url : taken.jsonPath().getList("image.renditions.url", String.class)) {
            BufferedImage shown =
                    Pictures.read(api().get(URI.create(url).getPath()).asByteArray());
            assertThat(shown.getHeight() > shown.getWidth()).isEqualTo(y > 0.5);
            assertThat(Pictures.isNearly(shown, x, y, Color.RED)).isTrue();
            assertThat(Pictures.isNearly(shown, 1 - x, 1 - y, Color.WHITE)).isTrue();
        }
    }

    @Test
    void nothing_that_a_camera_wrote_survives() throws IOException {
        byte[] avif = Pictures.avif("from-a-camera");
        assertThat(new String(avif, StandardCharsets.ISO_8859_1)).contains("Exif", "GPS", "photographer@home.example");

        Response taken = send(avif, "application/octet-stream");

        taken.then().statusCode(201);
        for (String url : taken.jsonPath().getList("image.renditions.url", String.class)) {
            byte[] served = api().get(URI.create(url).getPath()).asByteArray();
            assertThat(new String(served, StandardCharsets.ISO_8859_1))
                    .doesNotContain("Exif", "EXIF", "GPS", "photographer");
        }
    }

    @Test
    void the_same_bytes_are_one_picture() throws IOException {
        byte[] avif = Pictures.avif("upright");

        String id = send(avif, "image/avif").then().statusCode(201).extract().path("image.id");

        send(avif, "image/avif").then().statusCode(200).body("image.id", equalTo(id));
    }

    @Test
    void administrators_are_told_that_they_are_taken() {
        String setting = "groups.find { it.name == 'pictures' }.settings.find { it.name == 'avif' }";

        staff.with("administrator")
                .asks()
                .get("/v1/staff/settings")
                .then()
                .statusCode(200)
                .body(setting + ".kind", equalTo("flag"))
                .body(setting + ".value", equalTo("true"))
                .body(setting + ".variable", equalTo("BROADSHEET_AVIFDEC"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"half", "other pixels", "no description of its coding"})
    void a_damaged_one_leaves_nothing_behind(String damage) throws IOException {
        byte[] avif = Pictures.avif("upright");
        switch (damage) {
            case "half" -> avif = Arrays.copyOf(avif, avif.length * 3 / 4);
            case "other pixels" -> Arrays.fill(avif, avif.length - 200, avif.length, (byte) 0x55);
            default ->
                avif = new String(avif, StandardCharsets.ISO_8859_1)
                        .replace("av1C", "irot")
                        .getBytes(StandardCharsets.ISO_8859_1);
        }

        Response answer = send(avif, "image/avif");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("detail")).contains("cannot be read");
        assertThat(newsroom.number("select count(*) from image")).isZero();
    }

    private Response send(byte[] bytes, String claimed) {
        return editor.asks().contentType(claimed).body(bytes).post(IMAGES);
    }
}
