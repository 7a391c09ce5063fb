package org.broadsheet.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.LabelAndValue;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.IndexReader;

/** How a result is spread, by what the index knows: ids, years, kinds. Most first. */
record FacetCounts(List<Count> sections, List<Count> tags, List<Count> authors, List<Count> years, List<Count> kinds) {
    static final FacetCounts NONE = new FacetCounts(List.of(), List.of(), List.of(), List.of(), List.of());

    private static final int MOST = 12;
    private static final int MOST_YEARS = 50;

    /** All labels of an archive in their order: with many tags that takes longer to make than a search takes. */
    private static final PerReader<SortedSetDocValuesReaderState> LABELS =
            new PerReader<>(reader -> new DefaultSortedSetDocValuesReaderState(reader, Indexed.FACETS));

    record Count(String value, long count) {}

    static FacetCounts of(IndexReader reader, FacetsCollector all) throws IOException {
        var counts = new SortedSetDocValuesFacetCounts(LABELS.of(reader), all);
        return new FacetCounts(
                top(counts, Indexed.SECTION, MOST),
                top(counts, Indexed.TAG, MOST),
                top(counts, Indexed.AUTHOR, MOST),
                top(counts, Indexed.YEAR, MOST_YEARS),
                top(counts, Indexed.KIND, MOST));
    }

    private static List<Count> top(SortedSetDocValuesFacetCounts counts, String dimension, int most)
            throws IOException {
        FacetResult result = counts.getTopChildren(most, dimension);
        return result == null
                ? List.of()
                : Arrays.stream(result.labelValues)
                        .map((LabelAndValue entry) -> new Count(entry.label, entry.value.longValue()))
                        .toList();
    }
}
