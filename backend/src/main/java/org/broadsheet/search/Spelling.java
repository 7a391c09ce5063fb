package org.broadsheet.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestMode;
import org.apache.lucene.search.spell.SuggestWord;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.broadsheet.search.WordQuery.Clause;
import org.jspecify.annotations.Nullable;

/**
 * Puts words right that occur nowhere.
 *
 * <p>The index keeps the words of a removed article until it merges them away, and counts them meanwhile: a word is only
 * there when an article that still stands has it, else this would tell what withdrawn ones said.
 */
final class Spelling {
    /** Among the nearest words some may be gone. */
    private static final int NEAREST = 5;

    /** As many words that begin alike are tried before the beginning counts as one of nothing. */
    private static final int CONTINUATIONS = 64;

    private final IndexSearcher searcher;
    private final DirectSpellChecker checker = new DirectSpellChecker();

    private Spelling(IndexSearcher searcher) {
        this.searcher = searcher;
        checker.setMinPrefix(1);
        checker.setThresholdFrequency(0);
    }

    /** The text with each word that occurs nowhere put right, or null where there is none or nothing near it. */
    static @Nullable String putRight(IndexSearcher searcher, WordQuery words) throws IOException {
        Spelling spelling = new Spelling(searcher);
        List<Clause> better = new ArrayList<>();
        for (Clause clause : words.clauses()) {
            boolean isPlain =
                    !clause.isPhrase() && !clause.isExcluded() && clause.field().isEmpty();
            better.add(isPlain ? spelling.right(clause) : clause);
        }
        return better.equals(words.clauses())
                ? null
                : new WordQuery(better, false).interpreted().strip();
    }

    private Clause right(Clause clause) throws IOException {
        Term term =
                new Term(Indexed.WORDS, Languages.analyzer(Languages.PLAIN).normalize(Indexed.WORDS, clause.text()));
        boolean isWord = clause.text().codePoints().allMatch(Character::isLetter);
        if (!isWord || isThere(term) || (clause.isPrefix() && beginsOne(term))) {
            return clause;
        }
        for (SuggestWord near :
                checker.suggestSimilar(term, NEAREST, searcher.getIndexReader(), SuggestMode.SUGGEST_ALWAYS)) {
            if (isThere(new Term(Indexed.WORDS, near.string))) {
                return new Clause("", near.string, false, false, false);
            }
        }
        return clause;
    }

    private boolean isThere(Term term) throws IOException {
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            if (isThere(leaf.reader(), term)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isThere(LeafReader segment, Term term) throws IOException {
        PostingsEnum articles = segment.postings(term, PostingsEnum.NONE);
        if (articles == null) {
            return false;
        }
        Bits standing = segment.getLiveDocs();
        int article = articles.nextDoc();
        while (article != DocIdSetIterator.NO_MORE_DOCS && standing != null && !standing.get(article)) {
            article = articles.nextDoc();
        }
        return article != DocIdSetIterator.NO_MORE_DOCS;
    }

    private boolean beginsOne(Term beginning) throws IOException {
        Terms all = MultiTerms.getTerms(searcher.getIndexReader(), beginning.field());
        if (all == null) {
            return false;
        }
        TermsEnum words = all.iterator();
        if (words.seekCeil(beginning.bytes()) == TermsEnum.SeekStatus.END) {
            return false;
        }
        int tried = 0;
        for (BytesRef word = words.term();
                word != null && tried < CONTINUATIONS && StringHelper.startsWith(word, beginning.bytes());
                word = words.next()) {
            if (isThere(new Term(beginning.field(), BytesRef.deepCopyOf(word)))) {
                return true;
            }
            tried++;
        }
        return false;
    }
}
