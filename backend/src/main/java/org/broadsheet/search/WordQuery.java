package org.broadsheet.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a reader typed, read leniently: no text is refused, and {@link #interpreted} tells how it was understood.
 *
 * <p>Words have to be there, of three or more some may be missing; {@code "words in a row"} as written; {@code -word} or {@code -"words"} must not be
 * there; {@code headline:}, {@code body:}, {@code tag:} or {@code author:} before a word or a quotation says where to
 * look; the last word, while nothing follows it, may be the beginning of one. Everything else is text.
 *
 * @param isCut whether more was typed than is read
 */
record WordQuery(List<Clause> clauses, boolean isCut) {
    /** More words make no query better, and each costs a walk through its postings. */
    private static final int MAX_CLAUSES = 32;

    private static final int MAX_LENGTH = 80;
    private static final Set<String> FIELDS = Set.of("headline", "body", "tag", "author");

    /** @param field where to look, empty for everywhere */
    record Clause(String field, String text, boolean isPhrase, boolean isExcluded, boolean isPrefix) {
        String written() {
            return (isExcluded ? "-" : "")
                    + (field.isEmpty() ? "" : field + ':')
                    + (isPhrase ? '"' + text + '"' : text)
                    + (isPrefix ? "*" : "");
        }

        Clause as(String other) {
            return new Clause(field, other, isPhrase, isExcluded, isPrefix);
        }
    }

    static WordQuery read(String typed) {
        return new Reader(typed).read();
    }

    /** The query as it was understood, in its own syntax. */
    String interpreted() {
        return clauses.stream().map(Clause::written).collect(Collectors.joining(" "));
    }

    /** One pass over what was typed; every character is either syntax where it makes sense, or text. */
    private static final class Reader {
        private final String typed;
        private final List<Clause> clauses = new ArrayList<>();
        private int at;

        private Reader(String typed) {
            this.typed = typed;
        }

        private WordQuery read() {
            while (skipSpace() && clauses.size() < MAX_CLAUSES) {
                clause();
            }
            return new WordQuery(List.copyOf(clauses), skipSpace());
        }

        private boolean skipSpace() {
            while (at < typed.length() && isSpace(typed.codePointAt(at))) {
                at += Character.charCount(typed.codePointAt(at));
            }
            return at < typed.length();
        }

        private void clause() {
            boolean isExcluded = typed.charAt(at) == '-' && at + 1 < typed.length();
            at += isExcluded ? 1 : 0;
            String field = field();
            if (at < typed.length() && typed.charAt(at) == '"') {
                int end = typed.indexOf('"', at + 1);
                String text = typed.substring(at + 1, end < 0 ? typed.length() : end);
                at = end < 0 ? typed.length() : end + 1;
                add(field, text, true, isExcluded, false);
            } else {
                int start = at;
                while (at < typed.length() && !isSpace(typed.codePointAt(at)) && typed.charAt(at) != '"') {
                    at += Character.charCount(typed.codePointAt(at));
                }
                add(field, typed.substring(start, at), false, isExcluded, at == typed.length() && !isExcluded);
            }
        }

        /** The name of a field and its colon, where one stands here with something behind it; else nothing. */
        private String field() {
            int colon = typed.indexOf(':', at);
            if (colon < 0 || colon + 1 >= typed.length() || isSpace(typed.codePointAt(colon + 1))) {
                return "";
            }
            String name = typed.substring(at, colon).toLowerCase(Locale.ROOT);
            if (!FIELDS.contains(name)) {
                return "";
            }
            at = colon + 1;
            return name;
        }

        private void add(String field, String text, boolean isPhrase, boolean isExcluded, boolean isPrefix) {
            String cut = text.strip();
            cut = cut.length() > MAX_LENGTH ? cut.substring(0, cut.offsetByCodePoints(0, MAX_LENGTH / 2)) : cut;
            if (cut.codePoints().anyMatch(Character::isLetterOrDigit)) {
                String clean = cut.replaceAll("[\\p{Cntrl}]", " ").strip();
                // A sign behind the word shows that the reader is done with it.
                boolean isOpen = isPrefix && Character.isLetterOrDigit(clean.codePointBefore(clean.length()));
                clauses.add(new Clause(field, clean, isPhrase, isExcluded, isOpen));
            }
        }

        private static boolean isSpace(int c) {
            return Character.isWhitespace(c) || Character.isSpaceChar(c);
        }
    }
}
