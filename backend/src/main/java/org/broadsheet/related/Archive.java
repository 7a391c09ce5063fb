package org.broadsheet.related;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;

/**
 * What the words tell in the archive as a whole. Counting them walks the whole dictionary, and one article more moves
 * next to nothing: a count is kept until the archive is one hundredth another. For one thread.
 */
final class Archive {
    private static final double MOVED = 0.01;

    private final Map<String, Count> counts = new HashMap<>();

    /** @param version of the index, which moves when articles are only replaced too */
    private record Count(TermStatistics statistics, int articles, long version) {
        boolean stands(int articlesNow, long versionNow) {
            double room = MOVED * articles;
            return Math.abs(articlesNow - articles) <= room && Math.abs(versionNow - version) <= room;
        }
    }

    TermStatistics statistics(DirectoryReader reader, String field) throws IOException {
        int articles = reader.getDocCount(field);
        long version = reader.getVersion();
        Count known = counts.get(field);
        if (known == null || !known.stands(articles, version)) {
            // The former count may go before the next is there: together they would be a good part of the heap.
            counts.remove(field);
            known = new Count(TermStatistics.of(reader, field), articles, version);
            counts.put(field, known);
        }
        return known.statistics();
    }
}
