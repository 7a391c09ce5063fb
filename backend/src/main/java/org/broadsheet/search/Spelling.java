package org.broadsheet.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestMode;
import org.apache.lucene.search.spell.SuggestWord;
import org.apache.lucene.util.Bits;
import org.broadsheet.search.WordQuery.Clause;
import org.jspecify.annotations.Nullable;

/**
 * Puts words right that are found nowhere.
 *
 * <p>The index keeps the words of a removed article until it merges them away, and counts them meanwhile: a word is only
 * there when an article that still stands has it, else this would tell what withdrawn ones said.
 */
final class Spelling {
    /** Among the nearest words some may be gone. */
    private static final int NEAREST = 5;

    /** Who gets more words wrong than this means something else, and each costs a walk through all words there are. */
    private static final int MOST = 3;

    /** Where words stand as they are written. */
    private static final List<String> FIELDS = List.of(Indexed.WORDS, Indexed.authors());

    private final IndexSearcher searcher;
    private final Set<String> languages;
    private final DirectSpellChecker checker = new DirectSpellChecker();
    private int left = MOST;

    private Spelling(IndexSearcher searcher, Set<String> languages) {
        this.searcher = searcher;
        this.languages = languages;
        checker.setMinPrefix(1);
        checker.setThresholdFrequency(0);
    }

    /**
     * The text with each word that is found nowhere put right, or null where there is none or nothing near it, and when
     * the searcher's time is over.
     */
    static @Nullable String putRight(IndexSearcher searcher, WordQuery words, Set<String> languages)
            throws IOException {
        Spelling spelling = new Spelling(searcher, languages);
        List<Clause> better = new ArrayList<>();
        for (Clause clause : words.clauses()) {
            better.add(spelling.isPutRight(clause) ? spelling.right(clause) : clause);
            if (searcher.timedOut()) {
                return null;
            }
        }
        return better.equals(words.clauses())
                ? null
                : new WordQuery(better, false).interpreted().strip();
    }

    private boolean isPutRight(Clause clause) throws IOException {
        return left > 0
                && !clause.isPhrase()
                && !clause.isExcluded()
                && clause.field().isEmpty()
                && clause.text().codePoints().allMatch(Character::isLetter)
                && !isFound(clause);
    }

    /** Whether a search for it alone finds something, by its stem or in a name as well. */
    private boolean isFound(Clause clause) throws IOException {
        Query query = Matching.of(new WordQuery(List.of(clause), false), languages, 0);
        return query instanceof MatchNoDocsQuery
                || searcher.search(new ConstantScoreQuery(query), new TopScoreDocCollectorManager(1, 1))
                                .scoreDocs
                                .length
                        > 0;
    }

    private Clause right(Clause clause) throws IOException {
        left--;
        List<SuggestWord> near = new ArrayList<>();
        for (String field : FIELDS) {
            Term term = new Term(field, Languages.analyzer(Languages.PLAIN).normalize(field, clause.text()));
            for (SuggestWord word :
                    checker.suggestSimilar(term, NEAREST, searcher.getIndexReader(), SuggestMode.SUGGEST_ALWAYS)) {
                if (isThere(new Term(field, word.string))) {
                    near.add(word);
                }
            }
        }
        return near.stream()
                .max(Comparator.<SuggestWord>comparingDouble(word -> word.score).thenComparingInt(word -> word.freq))
                .map(word -> new Clause("", word.string, false, false, false))
                .orElse(clause);
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
}
