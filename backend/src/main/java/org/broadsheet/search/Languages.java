package org.broadsheet.search;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;

/**
 * How the words of each language are brought to their stems. A field's name ends in the key of its analysis, such as
 * {@code body.en}: an article is analysed by its own language, a query by every language that the index holds.
 */
public final class Languages {
    /** Words as they are written, without case and accents: for languages without a stemmer, names, prefixes, spelling. */
    public static final String PLAIN = "xx";

    private static final String CJK = "cjk";

    private static final Map<String, Analyzer> ANALYZERS = Map.ofEntries(
            Map.entry("en", new EnglishAnalyzer()),
            Map.entry("de", new GermanAnalyzer()),
            Map.entry("fr", new FrenchAnalyzer()),
            Map.entry("es", new SpanishAnalyzer()),
            Map.entry("it", new ItalianAnalyzer()),
            Map.entry("pt", new PortugueseAnalyzer()),
            Map.entry("nl", new DutchAnalyzer()),
            Map.entry("sv", new SwedishAnalyzer()),
            Map.entry("ru", new RussianAnalyzer()),
            Map.entry("ar", new ArabicAnalyzer()),
            Map.entry(CJK, new CJKAnalyzer()),
            Map.entry(PLAIN, new PlainAnalyzer()));

    private static final Set<String> WITHOUT_SPACES = Set.of("ja", "zh", "ko");

    /** Picks the analysis that a field's name ends in. */
    static final Analyzer ANALYZER = new DelegatingAnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
        @Override
        protected Analyzer getWrappedAnalyzer(String field) {
            return analyzer(field.substring(field.lastIndexOf('.') + 1));
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

    static Set<String> keys() {
        return ANALYZERS.keySet();
    }

    private static final class PlainAnalyzer extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = new StandardTokenizer();
            return new TokenStreamComponents(words, normalized(words));
        }

        @Override
        protected TokenStream normalize(String field, TokenStream in) {
            return normalized(in);
        }

        private static TokenStream normalized(TokenStream words) {
            return new ASCIIFoldingFilter(new LowerCaseFilter(words));
        }
    }
}
