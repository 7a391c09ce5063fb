package org.broadsheet.media;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.stream.ImageInputStream;

/**
 * What the first bytes of a picture say of it, read before anything is unpacked: its kind by its content, whatever name it goes
 * by, and its size, which alone tells a bomb.
 *
 * @param bitsPerPixel as it is unpacked
 * @param isReadWhole whether its reader keeps all of it at once, however small a picture is to be made of it
 */
record PictureHeader(
        Format format, int width, int height, int bitsPerPixel, boolean isReadWhole, Orientation orientation) {
    static final long MAX_PIXELS = 100_000_000;
    static final long MAX_PIXELS_WHOLE = 50_000_000;
    static final int MAX_SIDE = 20_000;

    enum Format {
        JPEG,
        PNG,
        GIF,
        WEBP,
        AVIF
    }

    /** @throws UnusablePicture when it is no picture that is taken, or too large a one */
    static PictureHeader read(ImageInputStream input) throws IOException {
        byte[] start = new byte[64];
        int length = Math.max(0, input.read(start));
        input.seek(0);
        String mark = new String(start, 0, length, StandardCharsets.ISO_8859_1);
        try {
            PictureHeader header = read(mark, input).refuseBombs();
            if (header.format() == Format.JPEG) {
                JpegHeader.refuseCutOff(input);
            }
            input.seek(0);
            return header;
        } catch (EOFException cutOff) {
            throw UnusablePicture.damaged(cutOff);
        }
    }

    private static PictureHeader read(String mark, ImageInputStream input) throws IOException {
        input.setByteOrder(ByteOrder.BIG_ENDIAN);
        if (mark.startsWith("\u00ff\u00d8\u00ff")) {
            return JpegHeader.read(input);
        }
        if (mark.startsWith("\u0089PNG\r\n\u001a\n")) {
            return png(input);
        }
        if (mark.startsWith("GIF87a") || mark.startsWith("GIF89a")) {
            return gif(input);
        }
        if (mark.startsWith("RIFF") && mark.startsWith("WEBP", 8)) {
            return WebpHeader.read(input);
        }
        if (AvifHeader.isBrandOf(mark)) {
            return AvifHeader.read(input);
        }
        throw UnusablePicture.otherFormat(words(mark));
    }

    private static String words(String mark) {
        if (mark.startsWith("ftyp", 4)) {
            return "HEIC and films cannot be read here. Save the picture as JPEG or WebP, and send that.";
        }
        if (mark.stripLeading().startsWith("<")) {
            return "SVG and HTML can carry scripts and are not taken. Save the picture as PNG, and send that.";
        }
        return "It is no JPEG, PNG, WebP, AVIF or GIF, whatever its name says. Save it as one of these; send a PNG or a JPEG if in doubt.";
    }

    private static PictureHeader png(ImageInputStream input) throws IOException {
        input.seek(16);
        int width = input.readInt();
        int height = input.readInt();
        int depth = input.readUnsignedByte();
        int channels = switch (input.readUnsignedByte()) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
        return new PictureHeader(Format.PNG, width, height, depth * channels, false, pngOrientation(input));
    }

    /** The chunk eXIf may stand anywhere before the pixels. */
    private static Orientation pngOrientation(ImageInputStream input) throws IOException {
        input.seek(33);
        while (true) {
            long length = input.readUnsignedInt();
            String type = text(input);
            if (type.equals("eXIf")) {
                return Orientation.of(bytes(input, length));
            }
            if (type.equals("IDAT") || type.equals("IEND")) {
                return Orientation.UPRIGHT;
            }
            input.seek(input.getStreamPosition() + length + 4);
        }
    }

    /** Only its first frame is ever read; that and the screen it lies on must both be of a bearable size. */
    private static PictureHeader gif(ImageInputStream input) throws IOException {
        input.seek(6);
        input.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        int width = input.readUnsignedShort();
        int height = input.readUnsignedShort();
        int flags = input.readUnsignedByte();
        input.seek(13 + colours(flags));
        for (int block = input.readUnsignedByte(); block != ','; block = input.readUnsignedByte()) {
            if (block != '!') {
                throw new EOFException("no frame");
            }
            input.readUnsignedByte();
            for (int size = input.readUnsignedByte(); size > 0; size = input.readUnsignedByte()) {
                input.seek(input.getStreamPosition() + size);
            }
        }
        new PictureHeader(Format.GIF, Math.max(1, width), Math.max(1, height), 8, false, Orientation.UPRIGHT)
                .refuseBombs();
        input.seek(input.getStreamPosition() + 4);
        return new PictureHeader(
                Format.GIF, input.readUnsignedShort(), input.readUnsignedShort(), 8, false, Orientation.UPRIGHT);
    }

    private static int colours(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    static String text(ImageInputStream input) throws IOException {
        byte[] four = new byte[4];
        input.readFully(four);
        return new String(four, StandardCharsets.ISO_8859_1);
    }

    /** An Exif block is small; of one that claims to be large only the beginning is looked at. */
    static byte[] bytes(ImageInputStream input, long length) throws IOException {
        byte[] bytes = new byte[(int) Math.min(length, 65_536)];
        int read = input.read(bytes);
        return read < 0 ? new byte[0] : bytes;
    }

    private PictureHeader refuseBombs() {
        if (width <= 0 || height <= 0) {
            throw UnusablePicture.unfit("The picture says that it is " + width + " by " + height + " pixels large.");
        }
        long most = isReadWhole ? MAX_PIXELS_WHOLE : MAX_PIXELS;
        if (width > MAX_SIDE || height > MAX_SIDE || (long) width * height > most) {
            throw UnusablePicture.unfit("The picture has " + width + " by " + height + " pixels; at most " + most
                    + " pixels and " + MAX_SIDE + " a side are taken. Save it smaller.");
        }
        return this;
    }
}
