package org.broadsheet.search;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.BytesRef;
import org.broadsheet.article.FullText;
import org.broadsheet.shared.Cursor;

/**
 * Where a page of a result ended.
 *
 * <p>How well an article fits moves with every article that comes or goes, and differs between nodes: what was known when
 * the page was made says nothing about the pages of now. So the article is judged anew, and the list goes on from there.
 *
 * @param origin from when on the preference for the new counts, the same on all pages
 * @param score how well the last article fitted
 * @param best how well the first one of the first page did
 */
record Place(Instant origin, float score, Instant published, UUID id, float best) {

    /** @param cursor of {@link FullText#RELEVANCE_KEYS} keys */
    static Place read(Cursor cursor) {
        return new Place(
                cursor.instant(0),
                Float.intBitsToFloat(cursor.number(1)),
                cursor.instant(2),
                cursor.id(3),
                Float.intBitsToFloat(cursor.number(4)));
    }

    List<String> keys() {
        return List.of(
                origin.toString(),
                Integer.toString(Float.floatToIntBits(score)),
                published.toString(),
                id.toString(),
                Integer.toString(Float.floatToIntBits(best)));
    }

    /** The same place as it is in the index of now; as it was where the article is gone or has other words. */
    Place now(IndexSearcher searcher, Query query) throws IOException {
        TopDocs article = searcher.search(new TermQuery(Indexed.term(id)), 1);
        if (article.scoreDocs.length == 0) {
            return this;
        }
        int document = article.scoreDocs[0].doc;
        LeafReaderContext segment = searcher.getIndexReader()
                .leaves()
                .get(ReaderUtil.subIndex(document, searcher.getIndexReader().leaves()));
        int inSegment = document - segment.docBase;
        Scorer scorer = searcher.createWeight(query, ScoreMode.COMPLETE, 1).scorer(segment);
        if (scorer == null || scorer.iterator().advance(inSegment) != inSegment) {
            return this;
        }
        float fits = scorer.score();
        // The best one moves as this one does, near enough for a share of it.
        return new Place(origin, fits, published(segment, inSegment), id, score > 0 ? best * fits / score : best);
    }

    /** How well an article fits beside the best, in hundredths: finer it would tell of more than what is shown. */
    static float share(float score, float best) {
        return best > 0 && Float.isFinite(best) ? Math.min(1, Math.round(100 * score / best) / 100f) : 1;
    }

    FieldDoc after() {
        return new FieldDoc(
                Integer.MAX_VALUE, Float.NaN, new Object[] {score, published.toEpochMilli(), new BytesRef(id.toString())
                });
    }

    private static Instant published(LeafReaderContext segment, int document) throws IOException {
        SortedNumericDocValues times = DocValues.getSortedNumeric(segment.reader(), Indexed.PUBLISHED);
        return times.advanceExact(document) ? Instant.ofEpochMilli(times.nextValue()) : Instant.EPOCH;
    }
}
