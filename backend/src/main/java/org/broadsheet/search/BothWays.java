package org.broadsheet.search;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** A text's words both by their stems and as they are written, at the same places: for marking what was found either way. */
final class BothWays extends Analyzer {
    BothWays() {
        super(PER_FIELD_REUSE_STRATEGY);
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        return new TokenStreamComponents(new Words(field.substring(field.lastIndexOf('.') + 1)));
    }

    private record Word(String term, int position, int start, int end) {}

    private static final class Words extends Tokenizer {
        private final String key;
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final OffsetAttribute place = addAttribute(OffsetAttribute.class);
        private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
        private Iterator<Word> words = List.<Word>of().iterator();
        private int position;
        private int length;

        private Words(String key) {
            this.key = key;
        }

        @Override
        public void reset() throws IOException {
            super.reset();
            StringWriter text = new StringWriter();
            input.transferTo(text);
            length = text.getBuffer().length();
            position = -1;
            List<Word> stems = read(key, text.toString());
            List<Word> all = new ArrayList<>(stems);
            List<Word> written = read(Languages.PLAIN, text.toString());
            all.addAll(Languages.isOfPairs(key) ? beside(stems, written) : written);
            all.sort(Comparator.comparingInt(Word::position).thenComparingInt(Word::start));
            words = all.iterator();
        }

        @Override
        public boolean incrementToken() {
            if (!words.hasNext()) {
                return false;
            }
            clearAttributes();
            Word word = words.next();
            term.append(word.term());
            place.setOffset(word.start(), word.end());
            step.setPositionIncrement(word.position() - position);
            position = word.position();
            return true;
        }

        @Override
        public void end() throws IOException {
            super.end();
            place.setOffset(length, length);
        }

        /** Pairs of letters are counted otherwise than letters: each letter goes to the pair that it is in. */
        private static List<Word> beside(List<Word> pairs, List<Word> letters) {
            List<Word> placed = new ArrayList<>();
            int at = 0;
            for (Word letter : letters) {
                while (at + 1 < pairs.size() && pairs.get(at + 1).start() <= letter.start()) {
                    at++;
                }
                int position =
                        pairs.isEmpty() ? letter.position() : pairs.get(at).position();
                placed.add(new Word(letter.term(), position, letter.start(), letter.end()));
            }
            return placed;
        }

        private static List<Word> read(String key, String text) throws IOException {
            List<Word> words = new ArrayList<>();
            try (TokenStream tokens = Languages.analyzer(key).tokenStream(key, text)) {
                CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
                OffsetAttribute place = tokens.addAttribute(OffsetAttribute.class);
                PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
                tokens.reset();
                int position = -1;
                while (tokens.incrementToken()) {
                    position += step.getPositionIncrement();
                    words.add(new Word(term.toString(), position, place.startOffset(), place.endOffset()));
                }
            }
            return words;
        }
    }
}
