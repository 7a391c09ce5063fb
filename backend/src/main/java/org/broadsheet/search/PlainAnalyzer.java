package org.broadsheet.search;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.el.GreekLowerCaseFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.util.ElisionFilter;

/**
 * Words as they are written, whoever types them: without case, accents and apostrophes, without what French and Italian
 * put before a vowel and English behind an owner.
 */
final class PlainAnalyzer extends Analyzer {
    private static final CharArraySet ELIDED = CharArraySet.unmodifiableSet(new CharArraySet(
            List.of(
                    "l", "d", "qu", "n", "s", "m", "t", "c", "j", "jusqu", "lorsqu", "puisqu", "quoiqu", "un", "dell",
                    "all", "nell", "sull", "dall", "coll", "quell", "quest"),
            false));

    @Override
    protected TokenStreamComponents createComponents(String field) {
        Tokenizer words = new StandardTokenizer();
        return new TokenStreamComponents(words, bare(words));
    }

    @Override
    protected TokenStream normalize(String field, TokenStream in) {
        return bare(in);
    }

    private static TokenStream bare(TokenStream words) {
        TokenStream lower = new GreekLowerCaseFilter(new CJKWidthFilter(words));
        TokenStream alone = new EnglishPossessiveFilter(new ElisionFilter(lower, ELIDED));
        return new Signs(new ASCIIFoldingFilter(new DecimalDigitFilter(new ArabicNormalizationFilter(alone))));
    }

    /** Signs inside a word that some write and some do not: O'Brien, U.S., 1,000, ёлка. */
    private static final class Signs extends TokenFilter {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

        private Signs(TokenStream in) {
            super(in);
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (!input.incrementToken()) {
                return false;
            }
            boolean isParted = isInitials() || isThousands();
            int kept = 0;
            for (int i = 0; i < term.length(); i++) {
                char c = term.charAt(i);
                if (c != '\'' && !(isParted && (c == '.' || c == ','))) {
                    term.buffer()[kept++] = c == 'ё' ? 'е' : c;
                }
            }
            // A word of nothing else stays what it is.
            term.setLength(kept == 0 ? term.length() : kept);
            return true;
        }

        private boolean isInitials() {
            for (int i = 0; i < term.length(); i++) {
                if (i % 2 == 0 ? !Character.isLetter(term.charAt(i)) : term.charAt(i) != '.') {
                    return false;
                }
            }
            return term.length() > 2;
        }

        /** One to three digits, then a comma or point before each three. */
        private boolean isThousands() {
            int digits = 0;
            boolean isParted = false;
            for (int i = 0; i < term.length(); i++) {
                char c = term.charAt(i);
                if (c >= '0' && c <= '9') {
                    digits++;
                } else if ((c == ',' || c == '.') && (isParted ? digits == 3 : digits >= 1 && digits <= 3)) {
                    isParted = true;
                    digits = 0;
                } else {
                    return false;
                }
            }
            return isParted && digits == 3;
        }
    }
}
