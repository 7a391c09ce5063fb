package org.broadsheet.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a reader typed, read leniently: no text is refused, and {@link #interpreted} tells how it was understood.
 *
 * <p>One or two words have to be there, of more some may be missing; {@code "words in a row"} always, in whatever
 * quotation marks; {@code -word} or {@code -"words"} must not be there; {@code headline:}, {@code standfirst:},
 * {@code body:}, {@code tag:} or {@code author:} before a word or a quotation says where it has to be; the last word may
 * be the beginning of one, with a {@code *} behind it or while nothing follows. Everything else is text.
 *
 * @param isCut whether more was typed than is read
 */
record WordQuery(List<Clause> clauses, boolean isCut) {
    /** More words make no query better, and each costs a walk through its postings. */
    static final int MAX_CLAUSES = 32;

    private static final int MAX_WORD = 80;
    private static final int MAX_PHRASE = 300;
    private static final int MAX_PHRASE_WORDS = 30;

    private static final Set<String> FIELDS = Set.of("headline", "standfirst", "body", "tag", "author");
    private static final int LONGEST_FIELD = "standfirst".length();

    private static final String QUOTES = "\"\u201C\u201D\u201E\u201F\u00AB\u00BB\uFF02";

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

        /** Whether a reader took the trouble to say how or where: then it has to be there. */
        boolean isExact() {
            return isPhrase || !field.isEmpty();
        }

        /** Bodies have no words as written of their own, so no beginnings. */
        private boolean canBegin() {
            return !isPhrase && !isExcluded && !field.equals("body") && Languages.beginning(text) != null;
        }

        private Clause open() {
            return canBegin() ? new Clause(field, text, false, false, true) : this;
        }
    }

    static WordQuery read(String typed) {
        return new Reader(typed).read();
    }

    /** The query as it was understood, in its own syntax: read again, it is the same. */
    String interpreted() {
        String written = clauses.stream().map(Clause::written).collect(Collectors.joining(" "));
        boolean isDone = !clauses.isEmpty()
                && !clauses.getLast().isPrefix()
                && clauses.getLast().canBegin();
        return isDone ? written + ' ' : written;
    }

    /** One pass over what was typed; every character is either syntax where it makes sense, or text. */
    private static final class Reader {
        private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

        private final String typed;
        private final List<Clause> clauses = new ArrayList<>();
        private boolean isLastOpen;
        private boolean isCut;
        private int at;

        private Reader(String typed) {
            this.typed = Languages.written(CONTROLS.matcher(typed).replaceAll(" "));
        }

        private WordQuery read() {
            while (skipSpace() && clauses.size() < MAX_CLAUSES) {
                clause();
            }
            if (isLastOpen) {
                clauses.add(clauses.removeLast().open());
            }
            return new WordQuery(List.copyOf(clauses), isCut || skipSpace());
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
            if (at < typed.length() && isQuote(typed.charAt(at))) {
                int start = ++at;
                while (at < typed.length() && !isQuote(typed.charAt(at))) {
                    at++;
                }
                add(new Clause(field, phrase(typed.substring(start, at)), true, isExcluded, false), false);
                at = Math.min(at + 1, typed.length());
            } else {
                int start = at;
                while (at < typed.length() && !isSpace(typed.codePointAt(at)) && !isQuote(typed.charAt(at))) {
                    at += Character.charCount(typed.codePointAt(at));
                }
                String text = typed.substring(start, at);
                String word = withoutStars(text);
                boolean isOpen = at == typed.length() || word.length() < text.length();
                boolean isWhole = word.codePointCount(0, word.length()) <= MAX_WORD;
                add(new Clause(field, isWhole ? word : cut(word), false, isExcluded, false), isOpen && isWhole);
            }
        }

        /** The name of a field and its colon, where one stands here with something behind it; else nothing. */
        private String field() {
            int colon = typed.substring(at, Math.min(typed.length(), at + LONGEST_FIELD + 1))
                    .indexOf(':');
            int after = at + colon + 1;
            if (colon < 0 || after >= typed.length() || isSpace(typed.codePointAt(after))) {
                return "";
            }
            String name = typed.substring(at, at + colon).toLowerCase(Locale.ROOT);
            if (!FIELDS.contains(name)) {
                return "";
            }
            at = after;
            return name;
        }

        private void add(Clause clause, boolean isOpen) {
            if (clause.text().codePoints().anyMatch(Character::isLetterOrDigit)) {
                clauses.add(clause);
                isLastOpen = isOpen;
            }
        }

        private static String withoutStars(String text) {
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == '*') {
                end--;
            }
            return text.substring(0, end);
        }

        private String cut(String word) {
            isCut = true;
            return withoutStars(shortened(word, word.offsetByCodePoints(0, MAX_WORD)));
        }

        private String phrase(String text) {
            String phrase = text.strip();
            int end = phrase.length();
            if (end > MAX_PHRASE) {
                end = phrase.offsetByCodePoints(0, phrase.codePointCount(0, MAX_PHRASE) - 1);
            }
            int words = 0;
            for (int i = 0; i < end; i++) {
                boolean isSpace = isSpace(phrase.charAt(i));
                words += isSpace && i > 0 && !isSpace(phrase.charAt(i - 1)) ? 1 : 0;
                end = words == MAX_PHRASE_WORDS ? i : end;
            }
            isCut |= end < phrase.length();
            return end < phrase.length() ? shortened(phrase, end).strip() : phrase;
        }

        /** Cut where a word ends, or anywhere in one that has no end before. */
        private static String shortened(String text, int end) {
            int cut = end;
            while (cut > 0 && isInWord(text.codePointBefore(cut)) && isInWord(text.codePointAt(cut))) {
                cut -= Character.charCount(text.codePointBefore(cut));
            }
            return text.substring(0, cut == 0 ? end : cut);
        }

        private static boolean isInWord(int c) {
            return Character.isLetterOrDigit(c)
                    || Character.getType(c) == Character.NON_SPACING_MARK
                    || Character.getType(c) == Character.COMBINING_SPACING_MARK
                    || c == '\''
                    || c == '\u2019';
        }

        private static boolean isQuote(char c) {
            return QUOTES.indexOf(c) >= 0;
        }

        private static boolean isSpace(int c) {
            return Character.isWhitespace(c) || Character.isSpaceChar(c);
        }
    }
}
