package org.broadsheet.search;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.broadsheet.search.SearchView.Highlight;
import org.broadsheet.search.SearchView.Mark;

/** The pieces of an article in which the words stand, as plain text with marked ranges: no markup is ever made here. */
final class Highlights extends UnifiedHighlighter {
    private static final List<String> NAMES = List.of("headline", "standfirst", "body");
    private static final int PIECES = 3;

    /** Most of what is worth showing stands at the top, and a page of results may have a hundred long texts. */
    private static final int LOOKED_AT = 20_000;

    private static final Analyzer BOTH_WAYS = new BothWays();

    /** A sentence longer than this is cut around its words. */
    private static final int MAX_LENGTH = 300;

    private Highlights(Builder builder) {
        super(builder);
    }

    /**
     * For each document, by its place in the list, the pieces of headline, standfirst and body.
     *
     * @param isLate from when on documents come without pieces: they take longer than to find the documents
     */
    static List<List<Highlight>> of(
            IndexSearcher searcher, WordQuery words, int[] documents, List<String> languages, BooleanSupplier isLate)
            throws IOException {
        List<List<Highlight>> all = new ArrayList<>();
        Map<String, Query> marked = new HashMap<>();
        for (int i = 0; i < documents.length; i++) {
            String language = languages.get(i);
            String key = Languages.key(language);
            Query query = marked.computeIfAbsent(key, same -> Matching.marked(words, same, NAMES));
            all.add(
                    isLate.getAsBoolean()
                            ? List.of()
                            : in(documents[i], highlighter(searcher, Locale.forLanguageTag(language)), query, key));
        }
        return all;
    }

    private static List<Highlight> in(int document, Highlights highlighter, Query query, String key)
            throws IOException {
        String[] fields = NAMES.stream().map(name -> name + '.' + key).toArray(String[]::new);
        Map<String, Object[]> found =
                highlighter.highlightFieldsAsObjects(fields, query, new int[] {document}, new int[] {1, 1, PIECES});
        List<Highlight> highlights = new ArrayList<>();
        for (String name : NAMES) {
            Object[] pieces = found.get(name + '.' + key);
            if (pieces != null && pieces[0] instanceof Pieces(List<Piece> list)) {
                list.forEach(piece -> highlights.add(new Highlight(name, piece.text(), piece.marks())));
            }
        }
        return highlights;
    }

    private static Highlights highlighter(IndexSearcher searcher, Locale locale) {
        return new Highlights(builder(searcher, BOTH_WAYS)
                .withFormatter(new Formatter())
                .withBreakIterator(() -> BreakIterator.getSentenceInstance(locale))
                // Word by word and phrase by phrase: a field need not have all of them.
                .withWeightMatches(false)
                .withMaxLength(LOOKED_AT)
                .withMaxNoHighlightPassages(0));
    }

    /** Stems, words as written and beginnings are looked for under names of their own, and marked in the one text. */
    @Override
    protected Predicate<String> getFieldMatcher(String field) {
        String name = field.substring(0, field.indexOf('.') + 1);
        return asked -> asked.startsWith(name);
    }

    private record Piece(String text, List<Mark> marks) {}

    private record Pieces(List<Piece> list) {}

    private static final class Formatter extends PassageFormatter {
        @Override
        public Object format(Passage[] passages, String content) {
            List<Piece> pieces = new ArrayList<>();
            for (Passage passage : passages) {
                if (passage.getNumMatches() > 0) {
                    pieces.add(piece(passage, content));
                }
            }
            return new Pieces(pieces);
        }

        private static Piece piece(Passage passage, String content) {
            int start = passage.getStartOffset();
            int end = passage.getEndOffset();
            if (end - start > MAX_LENGTH) {
                start = Math.max(start, passage.getMatchStarts()[0] - MAX_LENGTH / 3);
                end = Math.min(end, start + MAX_LENGTH);
                start = Character.isLowSurrogate(content.charAt(start)) ? start - 1 : start;
                end = Character.isHighSurrogate(content.charAt(end - 1)) ? end - 1 : end;
            }
            while (start < end && Character.isWhitespace(content.charAt(start))) {
                start++;
            }
            while (end > start && Character.isWhitespace(content.charAt(end - 1))) {
                end--;
            }
            return new Piece(
                    content.substring(start, end).replace('\n', ' ').replace('\t', ' '), marks(passage, start, end));
        }

        /** What overlaps, such as a word and the pairs of letters in it, is one mark. */
        private static List<Mark> marks(Passage passage, int start, int end) {
            List<Mark> marks = new ArrayList<>();
            for (int i = 0; i < passage.getNumMatches(); i++) {
                int from = Math.max(passage.getMatchStarts()[i], start) - start;
                int to = Math.min(passage.getMatchEnds()[i], end) - start;
                if (!marks.isEmpty() && from < marks.getLast().end()) {
                    Mark last = marks.removeLast();
                    marks.add(new Mark(last.start(), Math.max(last.end(), to)));
                } else if (from < to) {
                    marks.add(new Mark(from, to));
                }
            }
            return marks;
        }
    }
}
