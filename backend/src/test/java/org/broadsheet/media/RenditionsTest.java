package org.broadsheet.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.broadsheet.testsupport.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenditionsTest {

    @ParameterizedTest
    @CsvSource({
        "100, 50, 100x50",
        "320, 200, 320x200",
        "639, 400, 320x200",
        "1000, 500, 320x160 640x320 960x480",
        "1920, 1280, 320x213 640x427 960x640 1280x853 1920x1280",
        "1, 1, 1x1",
        "900, 1, 320x1 640x1"
    })
    void makes_every_standard_width_up_to_the_pictures_own(int width, int height, String expected) throws IOException {
        List<Renditions.Made> made = Renditions.of(Pictures.png(width, height, Color.RED));

        for (String type : List.of("image/jpeg", "image/webp")) {
            List<Renditions.Made> ofType =
                    made.stream().filter(one -> one.type().equals(type)).toList();
            assertThat(ofType.stream()
                            .map(one -> one.width() + "x" + one.height())
                            .toList())
                    .isEqualTo(Arrays.asList(expected.split(" ")));
            for (Renditions.Made one : ofType) {
                BufferedImage read = Pictures.read(one.bytes());
                assertThat(read.getWidth() + "x" + read.getHeight()).isEqualTo(one.width() + "x" + one.height());
                assertThat(Pictures.isNearly(read, 0.5, 0.5, Color.RED)).isTrue();
            }
        }
    }

    @Test
    void takes_jpegs_too() {
        assertThat(Renditions.of(Pictures.written("jpeg", 400, 300, Color.GREEN)))
                .extracting(Renditions.Made::width)
                .containsExactly(320, 320);
    }

    @Test
    void what_shines_through_becomes_white() throws IOException {
        BufferedImage clear = new BufferedImage(50, 50, BufferedImage.TYPE_INT_ARGB);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(clear, "png", png);

        byte[] jpeg = Renditions.of(png.toByteArray()).getFirst().bytes();

        assertThat(new Color(ImageIO.read(new ByteArrayInputStream(jpeg)).getRGB(25, 25)))
                .isEqualTo(Color.WHITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bmp", "tiff", "wbmp"})
    void refuses_other_formats(String format) {
        byte[] picture = format.equals("wbmp") ? new byte[] {0, 0, 8, 8, 0, 0, 0, 0, 0, 0, 0, 0} : written(format);

        assertThatThrownBy(() -> Renditions.of(picture))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("send a PNG or a JPEG");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just words",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                "\u0089PNG\r\n\u001a\n",
                "\u00ff\u00d8\u00ff\u00e0",
                "%PDF-1.7"
            })
    void refuses_what_is_no_picture(String text) {
        assertThatThrownBy(() -> Renditions.of(text.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_a_picture_that_was_cut_off_or_damaged() {
        byte[] whole = Pictures.png(300, 300, Color.RED);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, 45, damaged.length - 20, (byte) 0x55);

        for (byte[] bytes : List.of(half, damaged)) {
            assertThatThrownBy(() -> Renditions.of(bytes)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"50000, 50000", "40000001, 1", "2147483647, 2147483647"})
    void tells_a_decompression_bomb_from_its_header_alone(int width, int height) throws IOException {
        long before = memoryOfThisThread();

        assertThatThrownBy(() -> Renditions.of(Pictures.pngHeader(width, height)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pixels");

        assertThat(memoryOfThisThread() - before).isLessThan(8_000_000);
    }

    @Test
    void of_an_animation_only_the_beginning_is_taken() throws IOException {
        byte[] gif = Pictures.gif(400, 300, List.of(Color.GREEN, Color.RED, Color.BLUE));

        BufferedImage read = Pictures.read(Renditions.of(gif).getFirst().bytes());

        assertThat(Pictures.isNearly(read, 0.5, 0.5, Color.GREEN)).isTrue();
    }

    @Test
    void reads_what_it_writes() throws IOException {
        byte[] webp =
                Renditions.of(Pictures.png(700, 300, Color.ORANGE)).getLast().bytes();

        List<Renditions.Made> made = Renditions.of(webp);

        assertThat(made).extracting(Renditions.Made::width).containsExactly(320, 320, 640, 640);
        assertThat(Pictures.isNearly(Pictures.read(made.getFirst().bytes()), 0.5, 0.5, Color.ORANGE))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.1, 0.1",
        "2, 0.9, 0.1",
        "3, 0.9, 0.9",
        "4, 0.1, 0.9",
        "5, 0.1, 0.1",
        "6, 0.9, 0.1",
        "7, 0.9, 0.9",
        "8, 0.1, 0.9"
    })
    void puts_a_picture_upright_however_the_camera_was_held(int orientation, double x, double y) throws IOException {
        byte[] jpeg = Pictures.fromACamera(400, 200, orientation);

        for (Renditions.Made made : Renditions.of(jpeg)) {
            BufferedImage read = Pictures.read(made.bytes());
            assertThat(read.getWidth() > read.getHeight()).isEqualTo(orientation < 5);
            assertThat(Pictures.isNearly(read, x, y, Color.RED)).isTrue();
            assertThat(Pictures.isNearly(read, 1 - x, 1 - y, Color.WHITE)).isTrue();
        }
    }

    @Test
    void nothing_that_a_camera_wrote_survives() {
        byte[] jpeg = Pictures.fromACamera(400, 200, 6);
        assertThat(new String(jpeg, StandardCharsets.ISO_8859_1)).contains("Exif", "GPS", "photographer@home.example");

        for (Renditions.Made made : Renditions.of(jpeg)) {
            assertThat(new String(made.bytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("Exif", "EXIF", "GPS", "XMP", "photographer", "8BIM", "ICCP");
        }
    }

    @Test
    void a_large_picture_is_unpacked_smaller() throws IOException {
        PictureHeader large = header(Pictures.pngHeader(12_000, 8_000));
        PictureHeader small = header(Pictures.pngHeader(4_000, 3_000));

        assertThat(Decoding.reduction(large)).isEqualTo(3);
        assertThat(Decoding.reduction(small)).isEqualTo(1);
        assertThat(Renditions.of(Pictures.png(6_000, 4_000, Color.RED)))
                .extracting(Renditions.Made::width)
                .endsWith(1920, 1920);
    }

    @Test
    void a_very_tall_picture_has_no_webp() {
        assertThat(Renditions.of(Pictures.png(100, 17_000, Color.RED)))
                .extracting(Renditions.Made::type)
                .containsExactly("image/jpeg");
    }

    private static PictureHeader header(byte[] bytes) throws IOException {
        return PictureHeader.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void refuses_a_picture_too_tall_for_a_jpeg() throws IOException {
        assertThatThrownBy(() -> Renditions.of(Pictures.png(1, 70_000, Color.RED)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static long memoryOfThisThread() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static byte[] written(String format) {
        return Pictures.written(format, 40, 40, Color.RED);
    }
}
