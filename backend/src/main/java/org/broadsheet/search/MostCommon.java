package org.broadsheet.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a word as a query for the most common words that begin so, found by a walk through so much of the
 * dictionary and no more. What it finds is kept: one query that stands in several places walks once.
 */
final class MostCommon extends MultiTermQuery.RewriteMethod {
    /** Words looked at in all, and at least in each segment: new words are in small ones. */
    private static final int LOOKED_AT = 20_000;

    private static final int IN_EACH = 200;

    /** Where there are more words than that, so many of those that go on with the same two letters. */
    private static final int OF_A_BRANCH = 16;

    private static final int LETTERS = 2;

    private final int most;
    private @Nullable Query found;

    private MostCommon(int most) {
        this.most = most;
    }

    /** @param most how many words it may stand for */
    static Query beginning(String field, String beginning, int most) {
        return new PrefixQuery(new Term(field, beginning), new MostCommon(most));
    }

    @Override
    public Query rewrite(IndexSearcher searcher, MultiTermQuery query) throws IOException {
        if (found == null) {
            found = any(query.getField(), common(searcher.getIndexReader(), ((PrefixQuery) query).getPrefix()));
        }
        return found;
    }

    private static Query any(String field, List<BytesRef> words) {
        if (words.isEmpty()) {
            return new MatchNoDocsQuery("no word begins so");
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        words.forEach(word -> any.add(new TermQuery(new Term(field, word)), Occur.SHOULD));
        return new ConstantScoreQuery(any.build());
    }

    private List<BytesRef> common(IndexReader reader, Term beginning) throws IOException {
        Map<BytesRef, Integer> articles = new HashMap<>();
        List<LeafReaderContext> segments = new ArrayList<>(reader.leaves());
        segments.sort(Comparator.comparingInt(
                        (LeafReaderContext leaf) -> leaf.reader().maxDoc())
                .reversed());
        int left = LOOKED_AT;
        for (LeafReaderContext segment : segments) {
            Terms terms = segment.reader().terms(beginning.field());
            if (terms == null) {
                continue;
            }
            int atMost = Math.max(left, IN_EACH);
            Map<BytesRef, Integer> here = look(terms.iterator(), beginning.bytes(), atMost, atMost);
            here = here.size() < atMost ? here : look(terms.iterator(), beginning.bytes(), atMost, OF_A_BRANCH);
            here.forEach((word, some) -> articles.merge(word, some, Integer::sum));
            left -= here.size();
        }
        return articles.entrySet().stream()
                .sorted(Map.Entry.<BytesRef, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** In how many articles the words stand that begin so, up to a number in all and in each branch. */
    private static Map<BytesRef, Integer> look(TermsEnum words, BytesRef beginning, int atMost, int ofABranch)
            throws IOException {
        Map<BytesRef, Integer> articles = new HashMap<>();
        BytesRef branch = new BytesRef();
        int alike = 0;
        BytesRef word = at(words, beginning);
        while (word != null && articles.size() < atMost && StringHelper.startsWith(word, beginning)) {
            BytesRef seen = BytesRef.deepCopyOf(word);
            articles.put(seen, words.docFreq());
            boolean isSame = branch.length > 0 && StringHelper.startsWith(seen, branch);
            alike = isSame ? alike + 1 : 1;
            branch = isSame ? branch : new BytesRef(seen.bytes, 0, Math.min(seen.length, beginning.length + LETTERS));
            word = alike < ofABranch ? words.next() : at(words, next(branch));
        }
        return articles;
    }

    private static @Nullable BytesRef at(TermsEnum words, BytesRef place) throws IOException {
        return words.seekCeil(place) == TermsEnum.SeekStatus.END ? null : words.term();
    }

    /** What comes after everything that begins so; no byte of UTF-8 is the highest. */
    private static BytesRef next(BytesRef branch) {
        BytesRef next = BytesRef.deepCopyOf(branch);
        next.bytes[next.length - 1]++;
        return next;
    }
}
