package org.broadsheet.testsupport;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Small pictures for tests; another colour is another picture. */
public final class Pictures {
    private Pictures() {}

    public static byte[] png(int width, int height, Color colour) {
        return written("png", width, height, colour);
    }

    /** A picture in any format that the JDK can write. */
    public static byte[] written(String format, int width, int height, Color colour) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, format, bytes)) {
                throw new IllegalArgumentException("No writer for " + format);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** A picture of any kind that the product reads or writes. */
    public static BufferedImage read(byte[] bytes) throws IOException {
        if (new String(bytes, 8, 4, StandardCharsets.ISO_8859_1).equals("WEBP")) {
            ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
            reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
            return reader.read(0);
        }
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }

    public static byte[] webp(int width, int height, Color colour) throws IOException {
        ImageWriter writer = new WebPImageWriterSpi().createWriterInstance(null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(ImageIO.read(new ByteArrayInputStream(png(width, height, colour))));
        }
        return bytes.toByteArray();
    }

    /** Whether a picture has about this colour at a place, which is told from 0 to 1 from the left and the top. */
    public static boolean isNearly(BufferedImage picture, double x, double y, Color expected) {
        Color found =
                new Color(picture.getRGB((int) (x * (picture.getWidth() - 1)), (int) (y * (picture.getHeight() - 1))));
        return Math.abs(found.getRed() - expected.getRed())
                        + Math.abs(found.getGreen() - expected.getGreen())
                        + Math.abs(found.getBlue() - expected.getBlue())
                < 40;
    }

    /**
     * An AVIF that lies with the tests: 400 by 200 pixels, white, and red in the corner that is at the top left of the pixels as they
     * are kept.
     */
    public static byte[] avif(String name) throws IOException {
        try (InputStream bytes = Pictures.class.getResourceAsStream("/pictures/" + name + ".avif")) {
            return Objects.requireNonNull(bytes, name).readAllBytes();
        }
    }

    /** An animation: one frame a colour. */
    public static byte[] gif(int width, int height, List<Color> frames) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.prepareWriteSequence(null);
            for (Color colour : frames) {
                BufferedImage frame = ImageIO.read(new ByteArrayInputStream(png(width, height, colour)));
                writer.writeToSequence(new IIOImage(frame, null, null), null);
            }
            writer.endWriteSequence();
        }
        return bytes.toByteArray();
    }

    /**
     * A JPEG as a camera writes it, with its place and its owner: white, and red in the corner that is at the top left of the pixels
     * as they are kept.
     */
    public static byte[] fromACamera(int width, int height, int orientation) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 4, height / 4);
        graphics.dispose();
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpeg", plain);
            bytes.write(plain.toByteArray(), 0, 2);
            segment(bytes, 0xe1, exif(orientation));
            segment(bytes, 0xe1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPS photographer@home.example</x:xmpmeta>");
            segment(bytes, 0xed, "Photoshop 3.0\08BIM photographer@home.example");
            bytes.write(plain.toByteArray(), 2, plain.size() - 2);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Orientation, an artist and a directory of places, as Exif has them. */
    private static String exif(int orientation) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream tiff = new DataOutputStream(bytes);
        tiff.writeBytes("Exif\0\0MM\0*");
        tiff.writeInt(8);
        tiff.writeShort(2);
        tiff.writeShort(0x0112);
        tiff.writeShort(3);
        tiff.writeInt(1);
        tiff.writeShort(orientation);
        tiff.writeShort(0);
        tiff.writeShort(0x8825);
        tiff.writeShort(4);
        tiff.writeInt(1);
        tiff.writeInt(38);
        tiff.writeInt(0);
        tiff.writeBytes("GPS 50.1109 8.6821 photographer@home.example");
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static void segment(ByteArrayOutputStream jpeg, int marker, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        DataOutputStream segment = new DataOutputStream(jpeg);
        segment.writeByte(0xff);
        segment.writeByte(marker);
        segment.writeShort(bytes.length + 2);
        segment.write(bytes);
    }

    /** The first chunk of a PNG of that size, and the beginning of its pixels. */
    public static byte[] pngHeader(int width, int height) throws IOException {
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
