package org.broadsheet.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Makes the widths of a picture that pages choose from. Pixels alone pass through here: nothing else of a file survives. */
final class Renditions {
    private static final int[] WIDTHS = {320, 640, 960, 1280, 1920};
    private static final int WIDEST = 1920;
    /** What the format itself can be. */
    private static final int TALLEST_WEBP = 16_383;

    private Renditions() {}

    record Made(int width, int height, String type, String ending, byte[] bytes) {}

    /** @throws UnusablePicture when it is no picture that is taken */
    static List<Made> of(byte[] original) {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(original))) {
            return of(PictureHeader.read(input), input);
        } catch (IOException unreadable) {
            throw UnusablePicture.damaged(unreadable);
        }
    }

    /**
     * A JPEG and a WebP of every standard width up to the picture's own, narrowest first.
     *
     * @throws UnusablePicture when it is damaged
     */
    static List<Made> of(PictureHeader header, ImageInputStream input) {
        try {
            BufferedImage largest = upright(Decoding.read(header, input), header.orientation());
            int fullWidth = header.orientation().isTurned() ? header.height() : header.width();
            int fullHeight = header.orientation().isTurned() ? header.width() : header.height();
            List<Made> made = new ArrayList<>();
            for (int width : widths(Math.min(fullWidth, largest.getWidth()))) {
                int height = Math.max(1, Math.round((float) fullHeight * width / fullWidth));
                BufferedImage scaled = scaled(largest, width, height);
                made.add(new Made(width, height, "image/jpeg", "jpg", Encoding.jpeg(scaled)));
                if (height <= TALLEST_WEBP) {
                    made.add(new Made(width, height, "image/webp", "webp", Encoding.webp(scaled)));
                }
            }
            return made;
        } catch (UnusablePicture refused) {
            throw refused;
        } catch (IOException | RuntimeException unreadable) {
            // Decoders that are fed garbage throw whatever they stumble over.
            throw UnusablePicture.damaged(unreadable);
        }
    }

    private static List<Integer> widths(int own) {
        List<Integer> widths = new ArrayList<>();
        for (int width : WIDTHS) {
            if (width <= own) {
                widths.add(width);
            }
        }
        return widths.isEmpty() ? List.of(own) : widths;
    }

    /** The picture as it was meant to be seen, no wider than the widest rendition. */
    private static BufferedImage upright(BufferedImage decoded, Orientation orientation) {
        int side = orientation.isTurned() ? decoded.getHeight() : decoded.getWidth();
        double scale = Math.min(1, (double) WIDEST / side);
        BufferedImage reduced =
                scaled(decoded, Math.max(1, (int) Math.round(decoded.getWidth() * scale)), Math.max(1, (int)
                        Math.round(decoded.getHeight() * scale)));
        if (orientation.equals(Orientation.UPRIGHT)) {
            return reduced;
        }
        int width = orientation.isTurned() ? reduced.getHeight() : reduced.getWidth();
        int height = orientation.isTurned() ? reduced.getWidth() : reduced.getHeight();
        BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = turned.createGraphics();
        graphics.drawImage(reduced, orientation.upright(reduced.getWidth(), reduced.getHeight()), null);
        graphics.dispose();
        return turned;
    }

    private static BufferedImage scaled(BufferedImage picture, int width, int height) {
        BufferedImage current = picture;
        // Halving first: one long step of bilinear scaling would skip pixels.
        while (current.getWidth() / 2 >= width && current.getHeight() / 2 >= height) {
            current = drawn(current, current.getWidth() / 2, current.getHeight() / 2);
        }
        return drawn(current, width, height);
    }

    private static BufferedImage drawn(BufferedImage source, int width, int height) {
        BufferedImage target = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = target.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(source, 0, 0, width, height, Color.WHITE, null);
        graphics.dispose();
        return target;
    }
}
