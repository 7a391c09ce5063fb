package org.broadsheet.search;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.util.Bits;

/**
 * Judges how rare a word is by the articles that stand. The index counts removed ones until it merges them away, and the
 * order of a result would tell meanwhile which words a withdrawn article had.
 */
final class StandingSearcher extends IndexSearcher {
    /** Of a word more common than this, one article more or less shows nowhere. */
    private static final int COUNTED = 256;

    StandingSearcher(IndexReader reader) {
        super(reader);
    }

    @Override
    public TermStatistics termStatistics(Term term, int documents, long occurrences) throws IOException {
        if (documents > COUNTED || !getIndexReader().hasDeletions()) {
            return super.termStatistics(term, documents, occurrences);
        }
        int standing = 0;
        for (LeafReaderContext leaf : getIndexReader().leaves()) {
            standing += standing(leaf.reader(), term);
        }
        // A word of withdrawn articles alone finds nothing, but has to be weighed for that.
        return super.termStatistics(term, Math.max(1, standing), occurrences);
    }

    private static int standing(LeafReader segment, Term term) throws IOException {
        Bits stands = segment.getLiveDocs();
        if (stands == null) {
            return segment.docFreq(term);
        }
        PostingsEnum articles = segment.postings(term, PostingsEnum.NONE);
        int standing = 0;
        while (articles != null && articles.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            standing += stands.get(articles.docID()) ? 1 : 0;
        }
        return standing;
    }
}
