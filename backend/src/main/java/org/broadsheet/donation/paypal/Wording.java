package org.broadsheet.donation.paypal;

import org.jspecify.annotations.Nullable;

/** Texts that donors see, cut to what PayPal takes. */
final class Wording {
    /** Of brands and descriptions. */
    static final int LINE = 127;

    static final int NOTE = 255;

    /** Why a subscription ended. */
    static final int REASON = 128;

    private Wording() {}

    /** Never in the middle of a character; null when nothing is left. */
    static @Nullable String cut(String text, int length) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.length() > length) {
            int end = Character.isHighSurrogate(line.charAt(length - 1)) ? length - 1 : length;
            line = line.substring(0, end).strip();
        }
        return line.isEmpty() ? null : line;
    }
}
