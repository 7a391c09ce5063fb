package org.broadsheet.media;

import java.awt.geom.AffineTransform;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held, as Exif numbers it: 1 is upright, 2 to 8 are turned or mirrored.
 *
 * @see <a href="https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E">Exif 3.0, tag 0x0112</a>
 */
record Orientation(int number) {
    static final Orientation UPRIGHT = new Orientation(1);

    private static final int TAG = 0x0112;
    private static final int ENTRY_BYTES = 12;

    /** The one that an Exif block tells of; upright where it tells of none, or is damaged. @param tiff without its "Exif" mark */
    static Orientation of(byte[] tiff) {
        try {
            ByteBuffer exif = ByteBuffer.wrap(tiff);
            exif.order(exif.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = exif.getInt(4);
            int entries = Short.toUnsignedInt(exif.getShort(directory));
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + i * ENTRY_BYTES;
                if (Short.toUnsignedInt(exif.getShort(entry)) == TAG) {
                    int number = exif.getShort(entry + 8);
                    return number >= 1 && number <= 8 ? new Orientation(number) : UPRIGHT;
                }
            }
        } catch (IndexOutOfBoundsException | BufferUnderflowException damaged) {
            // A picture is not refused for what stands beside it.
        }
        return UPRIGHT;
    }

    /** Whether width and height change places. */
    boolean isTurned() {
        return number >= 5;
    }

    /** Puts a picture of this size upright. */
    AffineTransform upright(int width, int height) {
        return switch (number) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
