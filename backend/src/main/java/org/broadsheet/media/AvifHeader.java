package org.broadsheet.media;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import org.broadsheet.media.PictureHeader.Format;

/**
 * The header of an AVIF: the boxes that tell of its primary picture. Only boxes of known names are entered, each in its place, so
 * that none leads deeper than it should, or back.
 *
 * @see <a href="https://aomediacodec.github.io/av1-avif/">AVIF</a>; boxes are of ISO/IEC 14496-12, items of 23008-12
 */
final class AvifHeader {
    private static final int BITS = 32;
    private static final int MOST_BOXES = 5000;
    /** A profile of colours stands there too. */
    private static final int MOST_BYTES = 1_048_576;
    /** Exif's numbers: by the quarters of a turn to the left, then by what is mirrored after it, nothing, up and down, or the sides. */
    private static final int[][] TURNS = {{1, 4, 2}, {8, 5, 7}, {3, 2, 4}, {6, 7, 5}};

    private AvifHeader() {}

    private record Box(String type, ByteBuffer content) {}

    /** Whether a file says so in one of its brands, the first or a later one. @param mark its first bytes */
    static boolean isBrandOf(String mark) {
        if (!mark.startsWith("ftyp", 4)) {
            return false;
        }
        int end = Math.min(mark.length(), mark.charAt(3));
        for (int brand = 8; brand + 4 <= end; brand += 4) {
            if (mark.startsWith("avif", brand) || mark.startsWith("avis", brand)) {
                return true;
            }
        }
        return false;
    }

    static PictureHeader read(ImageInputStream input) throws IOException {
        try {
            ByteBuffer meta = meta(input);
            meta.getInt();
            return header(boxes(meta));
        } catch (BufferUnderflowException | IndexOutOfBoundsException cutOff) {
            throw UnusablePicture.damaged(cutOff);
        }
    }

    private static ByteBuffer meta(ImageInputStream input) throws IOException {
        boolean isFilm = false;
        input.seek(0);
        try {
            for (int i = 0; i < MOST_BOXES; i++) {
                long start = input.getStreamPosition();
                long size = input.readUnsignedInt();
                String type = PictureHeader.text(input);
                long length = (size == 1 ? input.readLong() : size) - (input.getStreamPosition() - start);
                if (type.equals("meta") && length <= MOST_BYTES) {
                    byte[] content = new byte[(int) Math.max(0, length)];
                    input.readFully(content);
                    return ByteBuffer.wrap(content);
                }
                // One without a size goes to the end, and one of less than its own start leads back.
                if (length < 0 || length > Long.MAX_VALUE - input.getStreamPosition()) {
                    throw new EOFException("no picture");
                }
                isFilm |= type.equals("moov");
                input.seek(input.getStreamPosition() + length);
            }
        } catch (EOFException end) {
            if (isFilm) {
                throw UnusablePicture.unfit(
                        "Animated AVIFs without a still picture are not taken. Save one of its frames.");
            }
            throw end;
        }
        throw new EOFException("no picture");
    }

    private static PictureHeader header(List<Box> meta) throws IOException {
        int item = primary(only(meta, "pitm"));
        if (!isPicture(only(meta, "iinf"), item)) {
            throw new EOFException("no picture of a known coding");
        }
        List<Box> known = boxes(only(meta, "iprp"));
        List<Box> properties = boxes(only(known, "ipco"));
        ByteBuffer size = ByteBuffer.allocate(12);
        int quarters = 0;
        int mirroring = 0;
        for (int index : indices(known, item)) {
            Box property = properties.get(index - 1);
            switch (property.type()) {
                case "ispe" -> size = property.content();
                case "irot" -> quarters = property.content().get(0) & 3;
                case "imir" -> mirroring = 1 + (property.content().get(0) & 1);
                case "clap" ->
                    // What was cut off is still there, and is not to be shown.
                    throw UnusablePicture.unfit(
                            "The picture was cropped by a note beside it, which is not followed here. Save it as JPEG, and send that.");
                default -> {
                    // What else is said of it is about its pixels, which are not looked at here.
                }
            }
        }
        Orientation orientation = new Orientation(TURNS[quarters][mirroring]);
        return new PictureHeader(Format.AVIF, size.getInt(4), size.getInt(8), BITS, true, orientation);
    }

    private static int primary(ByteBuffer pitm) {
        return pitm.getInt() >>> 24 == 0 ? pitm.getShort() & 0xffff : pitm.getInt();
    }

    /** One that is coded whole, or in tiles; there are films, texts and other codings too. */
    private static boolean isPicture(ByteBuffer iinf, int item) throws IOException {
        boolean isShort = iinf.getInt() >>> 24 == 0;
        iinf.position(iinf.position() + (isShort ? 2 : 4));
        for (Box entry : boxes(iinf)) {
            int version = entry.content().getInt() >>> 24;
            if (version >= 2) {
                int id = version == 2
                        ? entry.content().getShort() & 0xffff
                        : entry.content().getInt();
                entry.content().getShort();
                String type = four(entry.content());
                if (id == item) {
                    return type.equals("av01") || type.equals("grid");
                }
            }
        }
        return false;
    }

    /** Which properties an item has, counted from 1. */
    private static List<Integer> indices(List<Box> boxes, int item) throws IOException {
        List<Integer> indices = new ArrayList<>();
        for (Box box : boxes) {
            if (box.type().equals("ipma")) {
                collect(box.content(), item, indices);
            }
        }
        return indices;
    }

    private static void collect(ByteBuffer ipma, int item, List<Integer> indices) throws IOException {
        int head = ipma.getInt();
        for (int left = ipma.getInt(); left != 0; left--) {
            int id = head >>> 24 == 0 ? ipma.getShort() & 0xffff : ipma.getInt();
            if (id == item && !indices.isEmpty()) {
                throw new EOFException("properties told twice");
            }
            for (int more = ipma.get() & 0xff; more > 0; more--) {
                // The highest bit says only that readers must know it.
                int index = (head & 1) == 0 ? ipma.get() & 0x7f : ipma.getShort() & 0x7fff;
                if (id == item && index > 0) {
                    indices.add(index);
                }
            }
        }
    }

    private static List<Box> boxes(ByteBuffer in) throws IOException {
        List<Box> boxes = new ArrayList<>();
        while (in.hasRemaining()) {
            int start = in.position();
            long size = Integer.toUnsignedLong(in.getInt());
            String type = four(in);
            if (size == 1) {
                size = in.getLong();
            }
            long length = size == 0 ? in.remaining() : size - (in.position() - start);
            if (length < 0 || length > in.remaining() || boxes.size() == MOST_BOXES) {
                throw new EOFException("no end of boxes");
            }
            boxes.add(new Box(type, in.slice(in.position(), (int) length)));
            in.position(in.position() + (int) length);
        }
        return boxes;
    }

    private static ByteBuffer only(List<Box> boxes, String type) throws IOException {
        for (Box box : boxes) {
            if (box.type().equals(type)) {
                return box.content();
            }
        }
        throw new EOFException("no " + type);
    }

    private static String four(ByteBuffer in) {
        byte[] four = new byte[4];
        in.get(four);
        return new String(four, StandardCharsets.ISO_8859_1);
    }
}
