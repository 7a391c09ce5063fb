package org.broadsheet.related;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/** In how many articles of a language each stem stands, when it was counted. */
final class TermStatistics {
    private final int articles;
    private final double top;
    private int[] keys;
    private int[] counts;
    private int size;

    private TermStatistics(int articles) {
        this.articles = articles;
        this.top = Math.log(1.0 + articles);
        this.keys = new int[1 << 12];
        this.counts = new int[1 << 12];
    }

    /** Counts the stems of one field. */
    static TermStatistics of(IndexReader reader, String field) throws IOException {
        TermStatistics statistics = new TermStatistics(Math.max(1, reader.getDocCount(field)));
        Terms terms = MultiTerms.getTerms(reader, field);
        if (terms != null) {
            TermsEnum all = terms.iterator();
            for (BytesRef term = all.next(); term != null; term = all.next()) {
                // What one article alone has is not kept: it is most of all stems, and what is not found counts as
                // that.
                if (all.docFreq() > 1) {
                    statistics.add(Fingerprint.hash(term), all.docFreq());
                }
            }
        }
        return statistics;
    }

    int articles() {
        return articles;
    }

    /** How much a stem tells: 0 to {@link #top}. */
    double idf(int term) {
        double frequency = Math.min(count(term), articles);
        return Math.log(1 + (articles - frequency + 0.5) / (frequency + 0.5));
    }

    /** About what a stem of one article alone tells. */
    double top() {
        return top;
    }

    private int count(int term) {
        int at = slot(term);
        return counts[at] == 0 ? 1 : counts[at];
    }

    private void add(int term, int count) {
        int at = slot(term);
        if (counts[at] == 0) {
            keys[at] = term;
            if (++size * 2 > keys.length) {
                counts[at] = count;
                grow();
                return;
            }
        }
        counts[at] += count;
    }

    private int slot(int term) {
        int at = ((term * 0x9E3779B9) >>> 7) & (keys.length - 1);
        while (counts[at] != 0 && keys[at] != term) {
            at = (at + 1) & (keys.length - 1);
        }
        return at;
    }

    private void grow() {
        int[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new int[oldKeys.length * 2];
        counts = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                int at = slot(oldKeys[i]);
                keys[at] = oldKeys[i];
                counts[at] = oldCounts[i];
            }
        }
    }
}
