package org.broadsheet.search;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What operators see of the index: how far it is. Being behind is no reason to take a node out of the balance. */
final class IndexMeters {
    private IndexMeters() {}

    static void register(MeterRegistry meters, SearchIndex index) {
        Gauge.builder("broadsheet.search.index.articles", index, SearchIndex::articles)
                .description("Articles in the search index")
                .register(meters);
        Gauge.builder(
                        "broadsheet.search.index.total",
                        index,
                        made -> made.progress().total())
                .description("Articles that the search index was to have when it was last made")
                .register(meters);
        Gauge.builder("broadsheet.search.index.behind", index, SearchIndex::behind)
                .description("Articles and changes that are still to be brought into the search index")
                .register(meters);
        Gauge.builder("broadsheet.search.index.left.out", index, SearchIndex::leftOut)
                .description("Articles that cannot be read or analysed, which search leaves out")
                .register(meters);
    }
}
