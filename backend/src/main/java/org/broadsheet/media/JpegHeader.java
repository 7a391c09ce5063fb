package org.broadsheet.media;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;
import org.broadsheet.media.PictureHeader.Format;
import org.jspecify.annotations.Nullable;

/** The header of a JPEG: its segments up to the one that tells its size. */
final class JpegHeader {
    private static final int PROGRESSIVE = 0xc2;
    private static final int SCAN = 0xda;
    private static final int END = 0xd9;
    private static final int MOST_SCANS = 64;
    private static final int APP1 = 0xe1;

    private JpegHeader() {}

    static PictureHeader read(ImageInputStream input) throws IOException {
        Frame frame = null;
        Orientation orientation = Orientation.UPRIGHT;
        input.seek(2);
        while (true) {
            int marker = marker(input);
            long next = input.getStreamPosition() + input.readUnsignedShort();
            if (marker == SCAN) {
                return header(frame, input.readUnsignedByte(), orientation);
            }
            if (isFrame(marker)) {
                frame = frame(input, marker);
            } else if (marker == APP1) {
                orientation = exif(input, next, orientation);
            }
            input.seek(next);
        }
    }

    private record Frame(int width, int height, int components, boolean isProgressive) {}

    /** What comes in several scans, pass by pass or colour by colour, is put together in memory. */
    private static PictureHeader header(@Nullable Frame frame, int componentsOfScan, Orientation orientation)
            throws IOException {
        if (frame == null) {
            throw new EOFException("pixels before their size");
        }
        boolean isReadWhole = frame.isProgressive() || componentsOfScan < frame.components();
        return new PictureHeader(
                Format.JPEG, frame.width(), frame.height(), 8 * frame.components(), isReadWhole, orientation);
    }

    /**
     * Goes through the pixels, from where {@link #read} stopped, without unpacking them: its reader would show a picture that was
     * cut off half grey, and be busy for minutes with one of thousands of passes.
     */
    static void refuseCutOff(ImageInputStream input) throws IOException {
        byte[] part = new byte[65_536];
        boolean isMark = false;
        int scans = 1;
        for (int read = input.read(part); read > 0; read = input.read(part)) {
            for (int i = 0; i < read; i++) {
                int next = part[i] & 0xff;
                if (isMark && next == END) {
                    return;
                }
                if (isMark && next == SCAN && ++scans > MOST_SCANS) {
                    throw UnusablePicture.unfit("The picture comes in more than " + MOST_SCANS
                            + " passes. Save it anew, and not as a progressive JPEG.");
                }
                isMark = next == 0xff;
            }
        }
        throw new EOFException("no end");
    }

    private static int marker(ImageInputStream input) throws IOException {
        if (input.readUnsignedByte() != 0xff) {
            throw new EOFException("no segment");
        }
        int marker = input.readUnsignedByte();
        while (marker == 0xff) {
            marker = input.readUnsignedByte();
        }
        return marker;
    }

    /** SOF0 to SOF15; the numbers between belong to tables. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static Frame frame(ImageInputStream input, int marker) throws IOException {
        input.readUnsignedByte();
        int height = input.readUnsignedShort();
        int width = input.readUnsignedShort();
        return new Frame(width, height, input.readUnsignedByte(), marker >= PROGRESSIVE);
    }

    private static Orientation exif(ImageInputStream input, long end, Orientation before) throws IOException {
        byte[] segment = PictureHeader.bytes(input, Math.max(0, end - input.getStreamPosition()));
        String mark = "Exif\0\0";
        if (!new String(segment, StandardCharsets.ISO_8859_1).startsWith(mark)) {
            // XMP comes in a segment of the same number.
            return before;
        }
        return Orientation.of(Arrays.copyOfRange(segment, mark.length(), segment.length));
    }
}
