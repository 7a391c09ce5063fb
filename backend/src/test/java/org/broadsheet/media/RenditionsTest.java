package org.broadsheet.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
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

        assertThat(made.stream().map(one -> one.width() + "x" + one.height()).toList())
                .isEqualTo(Arrays.asList(expected.split(" ")));
        for (Renditions.Made one : made) {
            BufferedImage read = ImageIO.read(new ByteArrayInputStream(one.jpeg()));
            assertThat(read.getWidth() + "x" + read.getHeight()).isEqualTo(one.width() + "x" + one.height());
        }
    }

    @Test
    void takes_jpegs_too() {
        assertThat(Renditions.of(Pictures.written("jpeg", 400, 300, Color.GREEN)))
                .extracting(Renditions.Made::width)
                .containsExactly(320);
    }

    @Test
    void what_shines_through_becomes_white() throws IOException {
        BufferedImage clear = new BufferedImage(50, 50, BufferedImage.TYPE_INT_ARGB);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(clear, "png", png);

        byte[] jpeg = Renditions.of(png.toByteArray()).getFirst().jpeg();

        assertThat(new Color(ImageIO.read(new ByteArrayInputStream(jpeg)).getRGB(25, 25)))
                .isEqualTo(Color.WHITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gif", "bmp", "tiff", "wbmp"})
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

        assertThatThrownBy(() -> Renditions.of(pngHeader(width, height)))
                .isInstanceOf(IllegalArgumentException.class)
                .cause()
                .hasMessageContaining("pixels");

        assertThat(memoryOfThisThread() - before).isLessThan(8_000_000);
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

    /** The first chunk of a PNG of that size, and the beginning of its pixels. */
    private static byte[] pngHeader(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream png = new DataOutputStream(bytes);
        png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeBytes("IHDR");
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 2, 0, 0, 0});
        chunk(png, header.toByteArray());
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        pixels.writeBytes("IDAT".getBytes(StandardCharsets.US_ASCII));
        pixels.write(new byte[64]);
        chunk(png, pixels.toByteArray());
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream png, byte[] typeAndData) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(typeAndData);
        png.writeInt(typeAndData.length - 4);
        png.write(typeAndData);
        png.writeInt((int) crc.getValue());
    }
}
