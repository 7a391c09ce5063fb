package org.broadsheet.media;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;
import org.broadsheet.media.PictureHeader.Format;

/**
 * The header of a WebP.
 *
 * @see <a href="https://developers.google.com/speed/webp/docs/riff_container">the container's description</a>
 */
final class WebpHeader {
    private static final int IS_ANIMATED = 0x02;
    private static final int HAS_EXIF = 0x08;
    private static final int BITS = 32;

    private WebpHeader() {}

    static PictureHeader read(ImageInputStream input) throws IOException {
        input.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        input.seek(12);
        String chunk = PictureHeader.text(input);
        input.seek(20);
        return switch (chunk) {
            case "VP8 " -> lossy(input);
            case "VP8L" -> lossless(input);
            case "VP8X" -> extended(input);
            default -> throw new EOFException("no picture");
        };
    }

    private static PictureHeader lossy(ImageInputStream input) throws IOException {
        input.seek(26);
        return header(input.readUnsignedShort() & 0x3fff, input.readUnsignedShort() & 0x3fff, Orientation.UPRIGHT);
    }

    private static PictureHeader lossless(ImageInputStream input) throws IOException {
        input.readUnsignedByte();
        long sizes = input.readUnsignedInt();
        return header((int) (sizes & 0x3fff) + 1, (int) (sizes >> 14 & 0x3fff) + 1, Orientation.UPRIGHT);
    }

    private static PictureHeader extended(ImageInputStream input) throws IOException {
        int flags = input.readUnsignedByte();
        if ((flags & IS_ANIMATED) != 0) {
            throw UnusablePicture.unfit("Animated WebPs are not taken. Save one of its frames, and send that.");
        }
        input.seek(24);
        int width = input.readUnsignedShort() + (input.readUnsignedByte() << 16) + 1;
        int height = input.readUnsignedShort() + (input.readUnsignedByte() << 16) + 1;
        return header(width, height, (flags & HAS_EXIF) == 0 ? Orientation.UPRIGHT : orientation(input));
    }

    private static Orientation orientation(ImageInputStream input) throws IOException {
        try {
            while (true) {
                String chunk = PictureHeader.text(input);
                long length = input.readUnsignedInt();
                if (chunk.equals("EXIF")) {
                    return exif(PictureHeader.bytes(input, length));
                }
                input.seek(input.getStreamPosition() + length + (length & 1));
            }
        } catch (EOFException none) {
            return Orientation.UPRIGHT;
        }
    }

    /** Some programs write the mark of a JPEG's segment here too. */
    private static Orientation exif(byte[] chunk) {
        boolean isMarked = new String(chunk, StandardCharsets.ISO_8859_1).startsWith("Exif\0\0");
        return Orientation.of(isMarked ? Arrays.copyOfRange(chunk, 6, chunk.length) : chunk);
    }

    private static PictureHeader header(int width, int height, Orientation orientation) {
        return new PictureHeader(Format.WEBP, width, height, BITS, true, orientation);
    }
}
