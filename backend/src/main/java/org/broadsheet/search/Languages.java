package org.broadsheet.search;

import java.io.IOException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.jspecify.annotations.Nullable;

/**
 * How the words of each language are brought to their stems. A field's name ends in the key of its analysis, such as
 * {@code body.en}: an article is analysed by its own language, a query by every language that the index holds.
 */
public final class Languages {
    /** Words as they are written, without case and accents: for languages without a stemmer, names, prefixes, spelling. */
    public static final String PLAIN = "xx";

    private static final String CJK = "cjk";

    private static final int GAP = 100;

    /** One code point for an accented letter; nothing that is only there to break a line. */
    private static final Pattern UNSEEN = Pattern.compile("[\\u00AD\\u2060\\uFEFF]");

    private static final Pattern HYPHENS = Pattern.compile("[-\\u2010\\u2011]");

    private static final Pattern COMPOUND =
            Pattern.compile("(?<![\\p{L}\\p{N}])\\p{L}[\\p{L}\\p{N}]*+(?:" + HYPHENS.pattern() + "[\\p{L}\\p{N}]++)+");

    private static final Map<String, Analyzer> ANALYZERS = Map.ofEntries(
            Map.entry("en", new Alike(new EnglishAnalyzer())),
            Map.entry("de", new Alike(new GermanAnalyzer())),
            Map.entry("fr", new Alike(new FrenchAnalyzer())),
            Map.entry("es", new Alike(new SpanishAnalyzer())),
            Map.entry("it", new Alike(new ItalianAnalyzer())),
            Map.entry("pt", new Alike(new PortugueseAnalyzer())),
            Map.entry("nl", new Alike(new DutchAnalyzer())),
            Map.entry("sv", new Alike(new SwedishAnalyzer())),
            Map.entry("ru", new Alike(new RussianAnalyzer())),
            Map.entry("ar", new Alike(new ArabicAnalyzer())),
            Map.entry(CJK, new Alike(new CJKAnalyzer())),
            Map.entry(PLAIN, new PlainAnalyzer()));

    private static final Set<String> WITHOUT_SPACES = Set.of("ja", "zh", "ko");

    /** Picks the analysis that a field's name ends in. */
    static final Analyzer ANALYZER = new DelegatingAnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
        @Override
        protected Analyzer getWrappedAnalyzer(String field) {
            return analyzer(field.substring(field.lastIndexOf('.') + 1));
        }

        /** No words in a row begin in one name or paragraph and end in the next. */
        @Override
        public int getPositionIncrementGap(String field) {
            return GAP;
        }
    };

    private Languages() {}

    /** The key of the analysis for a language tag such as {@code pt-BR}, never null. */
    public static String key(String languageTag) {
        String language = primary(languageTag);
        return WITHOUT_SPACES.contains(language) ? CJK : ANALYZERS.containsKey(language) ? language : PLAIN;
    }

    /** The language without region and script. */
    public static String primary(String languageTag) {
        int end = languageTag.indexOf('-');
        return (end < 0 ? languageTag : languageTag.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    public static Analyzer analyzer(String key) {
        Analyzer analyzer = ANALYZERS.get(key);
        return analyzer == null ? new PlainAnalyzer() : analyzer;
    }

    /** A text as index and queries have it: however its accents and apostrophes were typed, it is the same. */
    static String written(String text) {
        String seen = UNSEEN.matcher(text).replaceAll("");
        // Unicode has these as a letter and as an accent; between letters people mean an apostrophe.
        return Normalizer.normalize(seen, Normalizer.Form.NFC)
                .replace('\u02BC', '\u2019')
                .replace('\u00B4', '\u2019');
    }

    /** The words with a hyphen in a text without it, for those who write them in one: e-mail and email. */
    static String joined(String text) {
        return COMPOUND.matcher(text)
                .results()
                .map(word -> HYPHENS.matcher(word.group()).replaceAll(""))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** What words that a text begins would begin with, as they are written, or null where it is no beginning of one word. */
    static @Nullable String beginning(String text) {
        try (TokenStream words = analyzer(PLAIN).tokenStream(PLAIN, text)) {
            CharTermAttribute term = words.addAttribute(CharTermAttribute.class);
            OffsetAttribute place = words.addAttribute(OffsetAttribute.class);
            words.reset();
            // A sign before or behind the word shows that the reader is done with it.
            if (!words.incrementToken() || place.startOffset() > 0 || place.endOffset() < text.length()) {
                return null;
            }
            String word = term.toString();
            int least = Character.UnicodeScript.of(word.codePointAt(0)) == Character.UnicodeScript.HANGUL ? 1 : 2;
            // Initials begin nothing: U.S is not the beginning of using.
            boolean isWhole = text.indexOf('.') < 0 || word.indexOf('.') >= 0;
            return isWhole && word.codePointCount(0, word.length()) >= least ? word : null;
        } catch (IOException impossible) {
            throw new IllegalStateException("A text in memory cannot be read", impossible);
        }
    }

    /** Whether these are words of a language that writes them without spaces. */
    static boolean isWithoutSpaces(String text) {
        return text.codePoints()
                .mapToObj(Character.UnicodeScript::of)
                .anyMatch(script -> script == Character.UnicodeScript.HAN
                        || script == Character.UnicodeScript.HIRAGANA
                        || script == Character.UnicodeScript.KATAKANA);
    }

    /** Whether this analysis has pairs of letters for words. */
    static boolean isOfPairs(String key) {
        return key.equals(CJK);
    }

    static Set<String> keys() {
        return ANALYZERS.keySet();
    }

    /** The languages' own way with words, for which it makes no difference how an apostrophe is typed. */
    private static final class Alike extends AnalyzerWrapper {
        private final Analyzer own;

        private Alike(Analyzer own) {
            super(GLOBAL_REUSE_STRATEGY);
            this.own = own;
        }

        @Override
        protected Analyzer getWrappedAnalyzer(String field) {
            return own;
        }

        @Override
        protected TokenStreamComponents wrapComponents(String field, TokenStreamComponents own) {
            return new TokenStreamComponents(own.getSource(), new Apostrophes(own.getTokenStream()));
        }

        @Override
        protected TokenStream wrapTokenStreamForNormalization(String field, TokenStream in) {
            return new Apostrophes(in);
        }
    }

    private static final class Apostrophes extends TokenFilter {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

        private Apostrophes(TokenStream in) {
            super(in);
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (!input.incrementToken()) {
                return false;
            }
            for (int i = 0; i < term.length(); i++) {
                char c = term.charAt(i);
                term.buffer()[i] = c == '\u2019' || c == '\u2018' || c == '\uFF07' ? '\'' : c;
            }
            return true;
        }
    }
}
