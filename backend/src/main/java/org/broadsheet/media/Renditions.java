package org.broadsheet.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Makes the widths of a picture that pages choose from. */
final class Renditions {
    private static final int[] WIDTHS = {320, 640, 960, 1280, 1920};
    private static final Set<String> TAKEN = Set.of("png", "jpeg");
    private static final long MAX_PIXELS = 40_000_000;
    private static final float QUALITY = 0.82f;

    private Renditions() {}

    record Made(int width, int height, byte[] jpeg) {}

    /**
     * JPEGs of a PNG or JPEG in every standard width up to its own, narrowest first. Nothing of the original's
     * metadata survives. @throws IllegalArgumentException when it is no such picture, or too large to be one
     */
    static List<Made> of(byte[] original) {
        try {
            BufferedImage picture = read(original);
            List<Made> made = new ArrayList<>();
            for (int width : WIDTHS) {
                if (width <= picture.getWidth()) {
                    made.add(scaled(picture, width));
                }
            }
            if (made.isEmpty()) {
                made.add(scaled(picture, picture.getWidth()));
            }
            return made;
        } catch (IOException | RuntimeException unreadable) {
            // Decoders that are fed garbage throw whatever they stumble over.
            throw new IllegalArgumentException("The picture cannot be read; send a PNG or a JPEG", unreadable);
        }
    }

    private static BufferedImage read(byte[] original) throws IOException {
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(original))) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new IOException("no reader knows its format");
            }
            ImageReader reader = readers.next();
            try {
                if (!TAKEN.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                    throw new IOException("it is " + reader.getFormatName());
                }
                reader.setInput(input, true, true);
                // The header alone tells a bomb, before a pixel is unpacked.
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MAX_PIXELS) {
                    throw new IOException("it has " + pixels + " pixels; at most " + MAX_PIXELS + " are taken");
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        }
    }

    private static Made scaled(BufferedImage picture, int width) throws IOException {
        BufferedImage current = picture;
        // Halving first: one long step of bilinear scaling would skip pixels.
        while (current.getWidth() / 2 >= width) {
            current = drawn(current, current.getWidth() / 2);
        }
        BufferedImage last = drawn(current, width);
        return new Made(last.getWidth(), last.getHeight(), jpeg(last));
    }

    private static BufferedImage drawn(BufferedImage source, int width) {
        int height = Math.max(1, Math.round((float) source.getHeight() * width / source.getWidth()));
        BufferedImage target = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = target.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(source, 0, 0, width, height, Color.WHITE, null);
        graphics.dispose();
        return target;
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(output);
            writer.write(noMetadata(), new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static javax.imageio.metadata.@Nullable IIOMetadata noMetadata() {
        return null;
    }
}
