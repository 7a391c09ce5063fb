package org.broadsheet.shared;

import org.jspecify.annotations.Nullable;

/** Small things about text that more than one room needs. */
public final class Texts {
    private static final int SHOWN = 80;

    private Texts() {}

    /** Foreign text as an error message may show it: cut, and without anything a terminal or a page could act on. */
    public static String quoted(String text) {
        return "'" + printable(text) + "'";
    }

    /** Foreign text cut to a length that suits a message, with control characters and markup made harmless. */
    public static String printable(String text) {
        int end = text.codePointCount(0, text.length()) > SHOWN ? text.offsetByCodePoints(0, SHOWN) : text.length();
        return harmless(text.substring(0, end)) + (end < text.length() ? "…" : "");
    }

    /** Foreign text in full, with control characters and markup made harmless. */
    public static String harmless(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().map(c -> isHarmless(c) ? c : '\uFFFD').forEach(shown::appendCodePoint);
        return shown.toString();
    }

    /**
     * Foreign text in full as a value of an answer, where markup is text like any other: only what is no sign at all or
     * turns the direction of what follows is replaced.
     */
    public static String upright(String text) {
        StringBuilder told = new StringBuilder();
        text.codePoints().map(c -> isUpright(c) ? c : '\uFFFD').forEach(told::appendCodePoint);
        return told.toString();
    }

    private static boolean isUpright(int c) {
        boolean isTurning = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return !isTurning && Character.getType(c) != Character.CONTROL && Character.getType(c) != Character.SURROGATE;
    }

    private static boolean isHarmless(int c) {
        return c != '<'
                && c != '>'
                && c != '&'
                && switch (Character.getType(c)) {
                    // FORMAT takes in the marks that turn the direction of what follows.
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> false;
                    default -> true;
                };
    }

    /** The text, or null where there is none to speak of: absent values are null, never empty. */
    public static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
