package org.broadsheet.media;

import org.jspecify.annotations.Nullable;

/** What was sent is no picture that can be taken in; its message says why, and what would be right. */
public final class UnusablePicture extends IllegalArgumentException {
    private final boolean isOtherFormat;

    private UnusablePicture(String message, boolean isOtherFormat, @Nullable Throwable cause) {
        super(message, cause);
        this.isOtherFormat = isOtherFormat;
    }

    static UnusablePicture otherFormat(String message) {
        return new UnusablePicture(message, true, null);
    }

    static UnusablePicture damaged(Throwable cause) {
        return new UnusablePicture(
                "The picture cannot be read; it may have been cut off on its way. Save it anew as a PNG or a JPEG.",
                false,
                cause);
    }

    static UnusablePicture unfit(String message) {
        return new UnusablePicture(message, false, null);
    }

    /** Whether it is something else than a picture of a kind that is taken; else it is one, and damaged or too large. */
    public boolean isOtherFormat() {
        return isOtherFormat;
    }
}
