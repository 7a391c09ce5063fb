package org.broadsheet.search;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.broadsheet.search.SearchView.Highlight;
import org.broadsheet.search.SearchView.Mark;

/** The pieces of an article in which the words stand, as plain text with marked ranges: no markup is ever made here. */
final class Highlights extends UnifiedHighlighter {
    private static final int PIECES = 3;

    /** A sentence longer than this is cut around its words. */
    private static final int MAX_LENGTH = 300;

    private Highlights(Builder builder) {
        super(builder);
    }

    /** For each document, by its place in the list, the pieces of headline, standfirst and body. */
    static List<List<Highlight>> of(IndexSearcher searcher, WordQuery words, int[] documents, List<String> languages)
            throws IOException {
        List<List<Highlight>> all = new ArrayList<>();
        Map<String, List<Integer>> byKey = new HashMap<>();
        for (int i = 0; i < documents.length; i++) {
            all.add(new ArrayList<>());
            byKey.computeIfAbsent(Languages.key(languages.get(i)), key -> new ArrayList<>())
                    .add(i);
        }
        for (Map.Entry<String, List<Integer>> entry : byKey.entrySet()) {
            String key = entry.getKey();
            List<Integer> places = entry.getValue();
            int[] some = places.stream().mapToInt(place -> documents[place]).toArray();
            Locale locale = Locale.forLanguageTag(languages.get(places.getFirst()));
            Map<String, Object[]> found = highlighter(searcher, locale)
                    .highlightFieldsAsObjects(
                            new String[] {Indexed.headline(key), Indexed.standfirst(key), Indexed.body(key)},
                            Matching.marked(words, key),
                            some,
                            new int[] {1, 1, PIECES});
            for (String field : List.of(Indexed.headline(key), Indexed.standfirst(key), Indexed.body(key))) {
                Object[] pieces = found.get(field);
                for (int i = 0; pieces != null && i < pieces.length; i++) {
                    if (pieces[i] instanceof Pieces(List<Piece> list)) {
                        String name = field.substring(0, field.indexOf('.'));
                        for (Piece piece : list) {
                            all.get(places.get(i)).add(new Highlight(name, piece.text(), piece.marks()));
                        }
                    }
                }
            }
        }
        return all;
    }

    private static Highlights highlighter(IndexSearcher searcher, Locale locale) {
        return new Highlights(builder(searcher, Languages.ANALYZER)
                .withFormatter(new Formatter())
                .withBreakIterator(() -> BreakIterator.getSentenceInstance(locale))
                // The beginning of a word is looked for in a field of its own, and marked in all.
                .withFieldMatcher(field -> true)
                // Word by word and phrase by phrase: a field need not have all of them.
                .withWeightMatches(false)
                .withMaxLength(100_000)
                .withMaxNoHighlightPassages(0));
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

        private static List<Mark> marks(Passage passage, int start, int end) {
            List<Mark> marks = new ArrayList<>();
            int last = start;
            for (int i = 0; i < passage.getNumMatches(); i++) {
                int from = Math.max(passage.getMatchStarts()[i], last);
                int to = Math.min(passage.getMatchEnds()[i], end);
                if (from < to) {
                    marks.add(new Mark(from - start, to - start));
                    last = to;
                }
            }
            return marks;
        }
    }
}
