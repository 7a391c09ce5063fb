package org.broadsheet.media;

import org.jspecify.annotations.Nullable;

/**
 * What is said of a picture, as far as it is said yet.
 *
 * @param focalX where what matters lies, from the left, 0 to 1
 * @param focalY from the top
 */
public record Description(
        @Nullable String alt,
        @Nullable String caption,
        @Nullable String credit,
        double focalX,
        double focalY) {
    public static final double MIDDLE = 0.5;

    /** @param alt what is to be seen; null while nobody said */
    public static Description of(@Nullable String alt, @Nullable String caption, @Nullable String credit) {
        return new Description(alt, caption, credit, MIDDLE, MIDDLE);
    }

    /** Whether readers may be shown it. */
    public boolean isComplete() {
        return alt != null && credit != null;
    }
}
