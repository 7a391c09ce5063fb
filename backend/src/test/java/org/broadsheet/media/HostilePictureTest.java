package org.broadsheet.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.broadsheet.shared.Doors;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Door;
import org.broadsheet.testsupport.Pictures;
import org.broadsheet.testsupport.Staff;
import org.broadsheet.testsupport.Staff.Somebody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent where pictures are taken in, and is something else, or too much. */
@QuarkusTest
class HostilePictureTest extends ApiTest {
    private static final String IMAGES = "/v1/editorial/images";
    private static final String SQUARE = "ispe\0\0\0\0\0\0\u00ea\140\0\0\u00ea\140";

    @Inject
    Staff staff;

    @Inject
    Darkroom darkroom;

    record Upload(String name, int status, String words, byte[] bytes) {
        static Upload of(String name, int status, String words, String text) {
            return new Upload(name, status, words, text.getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Upload> not_pictures() throws IOException {
        byte[] png = Pictures.png(100, 100, Color.RED);
        byte[] jpeg = Pictures.written("jpeg", 300, 300, Color.RED);
        String svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
        return Stream.of(
                Upload.of("nothing", 415, "no JPEG", ""),
                Upload.of("a zero", 415, "no JPEG", "\0"),
                Upload.of("zeros", 415, "no JPEG", "\0".repeat(5000)),
                Upload.of("an SVG with a script", 415, "SVG", svg),
                Upload.of("an SVG behind a declaration", 415, "SVG", "<?xml version='1.0'?>" + svg),
                Upload.of("an SVG behind a line break", 415, "SVG", "\n\n  " + svg),
                Upload.of("an SVG behind a byte order mark", 415, "no JPEG", "\u00ef\u00bb\u00bf" + svg),
                Upload.of(
                        "an SVG that asks for a file",
                        415,
                        "SVG",
                        "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + svg),
                Upload.of("a page", 415, "HTML", "<!doctype html><script>alert(1)</script>"),
                Upload.of("a script", 415, "no JPEG", "alert(1)"),
                Upload.of("a film", 415, "films", "\0\0\0\u0020ftypisom\0\0\2\0isomiso2avc1mp41"),
                Upload.of("an AVIF of its brand alone", 400, "cut off", "\0\0\0\u0020ftypavif\0\0\0\0avifmif1miaf"),
                Upload.of("a HEIC", 415, "HEIC", "\0\0\0\u0018ftypheic\0\0\0\0heicmif1"),
                Upload.of("a PDF", 415, "no JPEG", "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3"),
                Upload.of("PostScript", 415, "no JPEG", "%!PS-Adobe-3.0 EPSF-3.0\n(file) run"),
                Upload.of(
                        "what ImageMagick would obey",
                        415,
                        "no JPEG",
                        "push graphic-context\nfill 'url(https://example.com/|id)'"),
                new Upload("a BMP", 415, "no JPEG", Pictures.written("bmp", 20, 20, Color.RED)),
                new Upload("a TIFF", 415, "no JPEG", Pictures.written("tiff", 20, 20, Color.RED)),
                Upload.of("an archive", 415, "no JPEG", "PK\3\4\24\0\0\0"),
                Upload.of("a RIFF that is a sound", 415, "no JPEG", "RIFF\u0024\0\0\0WAVEfmt "),
                Upload.of("a PNG of its first bytes", 400, "cut off", "\u0089PNG\r\n\u001a\n"),
                Upload.of("a JPEG of its first bytes", 400, "cut off", "\u00ff\u00d8\u00ff\u00e0"),
                Upload.of("a GIF of its first bytes", 400, "cut off", "GIF89a"),
                Upload.of("a WebP of its first bytes", 400, "cut off", "RIFF\u0024\0\0\0WEBPVP8 "),
                Upload.of("a WebP of no known sort", 400, "cut off", "RIFF\u0024\0\0\0WEBPABCD" + "\0".repeat(40)),
                Upload.of("a GIF and script in one, cut off", 400, "", "GIF89a/*\1\1\0\0*/=1;alert(1)//"),
                Upload.of(
                        "an animated WebP",
                        400,
                        "Animated",
                        "RIFF\u0024\0\0\0WEBPVP8X\n\0\0\0\2\0\0\0\u00ff\0\0\u00ff\0\0" + "\0".repeat(40)),
                new Upload("a PNG of 900 megapixels", 400, "30000 by 30000 pixels", Pictures.pngHeader(30_000, 30_000)),
                new Upload("a PNG of 102 megapixels", 400, "pixels", Pictures.pngHeader(10_200, 10_000)),
                new Upload("a PNG of one long line", 400, "a side", Pictures.pngHeader(20_001, 1)),
                new Upload(
                        "a PNG of the largest size",
                        400,
                        "pixels",
                        Pictures.pngHeader(Integer.MAX_VALUE, Integer.MAX_VALUE)),
                new Upload("a PNG of a negative size", 400, "pixels", Pictures.pngHeader(-1, 5)),
                new Upload("a PNG without a size", 400, "pixels", Pictures.pngHeader(0, 5)),
                new Upload("a GIF with a screen of 4,294 megapixels", 400, "pixels", screen(65_535, 65_535, 1, 1)),
                new Upload("a GIF with a frame of 4,294 megapixels", 400, "pixels", screen(1, 1, 65_535, 65_535)),
                Upload.of(
                        "a WebP of 268 megapixels",
                        400,
                        "pixels",
                        "RIFF\u0024\0\0\0WEBPVP8 \30\0\0\0\0\0\0\u009d\1*\u00ff\u003f\u00ff\u003f" + "\0".repeat(40)),
                Upload.of(
                        "a JPEG of 4,294 megapixels",
                        400,
                        "pixels",
                        "\u00ff\u00d8\u00ff\u00c0\0\21\10\u00ff\u00ff\u00ff\u00ff\3\1\42\0\2\21\1\3\21\1\u00ff\u00da\0\14\3\1\0\2\0\3\0\0\77\0"),
                Upload.of(
                        "a progressive JPEG of 64 megapixels",
                        400,
                        "at most 50000000",
                        "\u00ff\u00d8\u00ff\u00c2\0\21\10\37\100\37\100\3\1\42\0\2\21\1\3\21\1\u00ff\u00da\0\14\3\1\0\2\0\3\0\0\77\0"),
                new Upload("half a JPEG", 400, "cut off", Arrays.copyOf(jpeg, jpeg.length / 2)),
                new Upload("a JPEG that lost its end", 400, "cut off", Arrays.copyOf(jpeg, jpeg.length - 2)),
                new Upload("a JPEG of a thousand passes", 400, "passes", passes(jpeg)),
                new Upload("a PNG that lost its end", 400, "cut off", Arrays.copyOf(png, 40)));
    }

    static Stream<Upload> misleading_avifs() throws IOException {
        byte[] avif = Pictures.avif("upright");
        String brand = "\0\0\0\u0020ftypavif\0\0\0\0avifmif1miafMA1A";
        String endless = "\0\0\0\1free\u007f\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff";
        return Stream.of(
                new Upload("an AVIF cut off among its boxes", 400, "cut off", Arrays.copyOf(avif, 200)),
                avif("60000 by 60000 pixels", "60000 by 60000", "ispe\0\0\0\0\0\0\1\u0090\0\0\0\u00c8", SQUARE),
                avif("pixels of a negative number", "pixels", "ispe\0\0\0\0\0\0\1", "ispe\0\0\0\0\u0080\0\1"),
                avif("no size", "0 by 0", "ispe", "free"),
                avif("a size that is shorter than it should be", "cut off", "\0\0\0\u0014ispe", "\0\0\0\11ispe"),
                avif("a box that leads back", "cut off", "\0\0\0\u0014ispe", "\0\0\0\4ispe"),
                avif("a box that leads out", "cut off", "\0\0\0\u0014ispe", "\0\0\1\u0014ispe"),
                avif("a box of 64 bits that leads nowhere", "cut off", "\0\0\0\u0014ispe", "\0\0\0\1ispe"),
                avif("an unknown property", "cut off", "\1\0\1\4\1", "\1\0\1\4\u007f"),
                avif("properties without end", "cut off", "\0\0\0\1\0\1\4\1", "\u00ff\u00ff\u00ff\u00ff\0\1\4\1"),
                avif(
                        "a property told of twice",
                        "cut off",
                        "ipma\0\0\0\0\0\0\0\1\0\1\4\1\2",
                        "ipma\0\0\0\0\0\0\0\2\0\1\1\1\0\1\1\2"),
                avif("another primary picture", "cut off", "pitm\0\0\0\0\0\1", "pitm\0\0\0\0\0\2"),
                avif("a HEIC within", "cut off", "av01Color", "hvc1Color"),
                avif("a note that crops it", "cropped", "pixi", "clap"),
                Upload.of(
                        "an AVIF with a film alone", 400, "Animated", brand.replace("avif", "avis") + "\0\0\0\10moov"),
                Upload.of("an AVIF of endless boxes", 400, "cut off", brand + endless.repeat(9)),
                Upload.of("an AVIF of a negative box", 400, "cut off", brand + endless.replace('\u007f', '\u00ff')),
                Upload.of("an AVIF of empty boxes", 400, "cut off", brand + "\0\0\0\10free".repeat(500_000)),
                Upload.of("an AVIF of boxes in boxes", 400, "cut off", brand + nested(20_000)),
                Upload.of("an AVIF of a gigabyte of notes", 400, "cut off", brand + "\u0040\0\0\0meta"));
    }

    private static Upload avif(String name, String words, String part, String instead) throws IOException {
        String right = new String(Pictures.avif("upright"), StandardCharsets.ISO_8859_1);
        assertThat(right).contains(part);
        return Upload.of("an AVIF with " + name, 400, words, right.replace(part, instead));
    }

    private static String nested(int depth) {
        ByteBuffer boxes = ByteBuffer.allocate(12 * depth);
        while (boxes.hasRemaining()) {
            boxes.putInt(boxes.remaining())
                    .put("meta".getBytes(StandardCharsets.US_ASCII))
                    .putInt(0);
        }
        return new String(boxes.array(), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @MethodSource({"not_pictures", "misleading_avifs"})
    void is_refused_before_anything_is_unpacked(Upload upload) {
        long begun = darkroom.begun();

        for (String claimed : List.of("image/png", "image/svg+xml", "text/html", "application/octet-stream")) {
            Response answer = send(staff.with("contributor"), upload.bytes(), claimed);
            assertThat(answer.statusCode()).isEqualTo(upload.status());
            assertThat(answer.jsonPath().getString("detail")).contains(upload.words());
        }

        assertThat(darkroom.begun()).isEqualTo(begun);
        assertThat(newsroom.number("select count(*) from image")).isZero();
    }

    static Stream<Upload> damaged_pictures() throws IOException {
        byte[] png = Pictures.png(300, 300, Color.RED);
        byte[] webp = Pictures.webp(300, 300, Color.RED);
        byte[] damaged = png.clone();
        Arrays.fill(damaged, 45, damaged.length - 20, (byte) 0x55);
        return Stream.of(
                new Upload("half a PNG", 400, "", Arrays.copyOf(png, png.length / 2)),
                new Upload("a PNG with other pixels", 400, "", damaged),
                new Upload("half a WebP", 400, "", Arrays.copyOf(webp, webp.length / 2)),
                new Upload("a PNG of 90 megapixels of nothing", 400, "", Pictures.pngHeader(10_000, 9_000)));
    }

    @ParameterizedTest
    @MethodSource("damaged_pictures")
    void a_damaged_picture_leaves_nothing_behind(Upload upload) {
        Response answer = send(staff.with("editor"), upload.bytes(), "image/png");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("detail")).contains("cannot be read");
        assertThat(newsroom.number("select count(*) from image")).isZero();
    }

    static Stream<Upload> polyglots() throws IOException {
        byte[] gif = Pictures.gif(40, 30, List.of(Color.RED));
        byte[] many = Pictures.gif(4, 3, Collections.nCopies(20_000, Color.BLUE));
        byte[] script = "<script>alert(1)</script>PK\3\4".getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of(
                new Upload("a GIF with a script behind", 201, "", joined(gif, script)),
                new Upload("a PNG with an archive behind", 201, "", joined(Pictures.png(40, 30, Color.RED), script)),
                new Upload("a JPEG with a page behind", 201, "", joined(Pictures.fromACamera(40, 30, 1), script)),
                new Upload("a GIF of 20,000 frames", 201, "", many));
    }

    @ParameterizedTest
    @MethodSource("polyglots")
    void what_stands_beside_the_pixels_is_served_to_nobody(Upload upload) throws IOException {
        Response answer = send(staff.with("editor"), upload.bytes(), "text/html");

        assertThat(answer.statusCode()).isEqualTo(201);
        for (String url : answer.jsonPath().getList("image.renditions.url", String.class)) {
            Response served = api().get(URI.create(url).getPath());
            assertThat(served.contentType()).isIn("image/jpeg", "image/webp");
            assertThat(served.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(served.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
            assertThat(new String(served.asByteArray(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("script", "PK\3\4", "Exif", "GPS", "photographer");
            assertThat(Pictures.read(served.asByteArray()).getWidth()).isPositive();
        }
    }

    @Test
    void a_picture_may_have_20_megabytes_and_nothing_else_more_than_one() throws IOException {
        Somebody editor = staff.with("editor");
        byte[] png = Pictures.png(40, 30, Color.RED);

        assertThat(send(editor, Arrays.copyOf(png, 20 * 1024 * 1024), "image/png")
                        .statusCode())
                .isEqualTo(201);
        assertThat(send(editor, Arrays.copyOf(png, 20 * 1024 * 1024 + 1), "image/png")
                        .statusCode())
                .isEqualTo(413);
        for (String other : List.of("/v1/editorial/articles", "/v1/editorial/images/", "/v1/staff/session")) {
            assertThat(Door.send("POST", other, new byte[1024 * 1024 + 1], headers(editor))
                            .status())
                    .isEqualTo(413);
        }
    }

    @Test
    void a_body_that_does_not_say_how_long_it_is_is_stopped_at_the_same_length() {
        Somebody editor = staff.with("editor");

        assertThat(chunked("/v1/editorial/articles", editor, 2).status()).isEqualTo(413);
        assertThat(chunked(IMAGES, editor, 2).status()).isEqualTo(415);
        assertThat(chunked(IMAGES, editor, 21).status()).isEqualTo(413);
    }

    @Test
    void strangers_bring_no_pictures() {
        assertThat(Staff.stranger()
                        .contentType("image/png")
                        .body(Pictures.png(10, 10, Color.RED))
                        .post(IMAGES)
                        .statusCode())
                .isEqualTo(401);
    }

    private static Response send(Somebody by, byte[] bytes, String claimed) {
        return by.asks().contentType(claimed).body(bytes).post(IMAGES);
    }

    private static String[] headers(Somebody by) {
        return new String[] {
            "Cookie: " + Doors.SESSION_COOKIE + "=" + by.session(),
            "Origin: " + Staff.SITE,
            "Content-Type: application/json"
        };
    }

    private static Door.Reply chunked(String address, Somebody by, int megabytes) {
        String chunk = "100000\r\n" + "x".repeat(0x100000) + "\r\n";
        return Door.sendRaw(
                "POST " + address + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers(by))
                        + "\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + chunk.repeat(megabytes) + "0\r\n\r\n",
                false);
    }

    private static byte[] screen(int width, int height, int frameWidth, int frameHeight) {
        ByteArrayOutputStream gif = new ByteArrayOutputStream();
        gif.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
        gif.writeBytes(
                new byte[] {(byte) width, (byte) (width >> 8), (byte) height, (byte) (height >> 8), 0, 0, 0, ','});
        gif.writeBytes(new byte[] {0, 0, 0, 0});
        gif.writeBytes(new byte[] {
            (byte) frameWidth,
            (byte) (frameWidth >> 8),
            (byte) frameHeight,
            (byte) (frameHeight >> 8),
            0,
            2,
            1,
            0,
            0,
            ';'
        });
        return gif.toByteArray();
    }

    private static byte[] passes(byte[] jpeg) {
        byte[] pass = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 63, 0};
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < 1000; i++) {
            many.writeBytes(pass);
        }
        many.write(jpeg, jpeg.length - 2, 2);
        return many.toByteArray();
    }

    private static byte[] joined(byte[] some, byte[] more) {
        byte[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
