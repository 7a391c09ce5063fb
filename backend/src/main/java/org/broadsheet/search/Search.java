package org.broadsheet.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.document.LongField;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.util.BytesRef;
import org.broadsheet.article.ArticleFilters;
import org.broadsheet.article.FullText;
import org.broadsheet.search.SearchView.Highlight;
import org.broadsheet.search.SearchView.Total;
import org.broadsheet.shared.Cursor;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.jspecify.annotations.Nullable;

/** Looks for words in this node's index. What a query may cost is bounded: its clauses, its expansions and its time. */
@ApplicationScoped
class Search implements FullText {
    private static final int EXACT_UP_TO = 10_000;
    private static final Duration PATIENCE = Duration.ofMillis(800);

    /** Languages are looked in when the index has a document of them; a field that never was costs nothing. */
    private static final String PROBE = "body.";

    private final SearchIndex index;
    private final SlugNames.Reader names;
    private final Clock clock;

    Search(SearchIndex index, SlugNames.Reader names, Clock clock) {
        this.index = index;
        this.names = names;
        this.clock = clock;
    }

    enum Order {
        RELEVANCE,
        NEWEST
    }

    /** What is asked for. @param after the last hit of the page before */
    record Question(
            WordQuery words,
            ArticleFilters filters,
            Order order,
            Optional<Cursor> after,
            int limit,
            boolean withFacets) {}

    /** One hit. @param place the sort key to go on from */
    record Hit(UUID id, float score, List<Highlight> highlights, List<String> place) {}

    record Found(
            List<Hit> hits,
            boolean hasMore,
            Total total,
            @Nullable String suggestion,
            @Nullable FacetCounts facets) {}

    /** @throws ProblemException 503 while the index is being made, or when the query takes too long */
    Found find(Question question, boolean withHighlights) {
        return inIndex(searcher -> find(searcher, question, withHighlights));
    }

    @Override
    public Hits find(String words, ArticleFilters filters, boolean isByRelevance, Optional<Cursor> after, int limit) {
        Order order = isByRelevance ? Order.RELEVANCE : Order.NEWEST;
        Found found = find(new Question(WordQuery.read(words), filters, order, after, limit, false), false);
        List<Hit> hits = found.hits();
        return new Hits(
                hits.stream().map(Hit::id).toList(),
                found.hasMore(),
                hits.isEmpty() ? List.of() : hits.getLast().place(),
                found.total().value());
    }

    /** Runs a piece of work on the index as it is now, for so long and no longer. */
    <T> T inIndex(SearchIndex.Reading<T> work) {
        return index.read(shared -> {
                    IndexSearcher searcher = new IndexSearcher(shared.getIndexReader());
                    long until = System.nanoTime() + PATIENCE.toNanos();
                    searcher.setTimeout(() -> System.nanoTime() > until);
                    T result = work.in(searcher);
                    if (searcher.timedOut()) {
                        throw new ProblemException(
                                ProblemKind.UNAVAILABLE,
                                "This search takes too long. Use fewer words, or longer ones, or narrow it by a filter.");
                    }
                    return result;
                })
                .orElseThrow(this::warming);
    }

    private ProblemException warming() {
        SearchIndex.Progress progress = index.progress();
        String far =
                progress.total() == 0 ? "" : ": " + progress.done() + " of " + progress.total() + " articles are in it";
        return new ProblemException(
                ProblemKind.UNAVAILABLE, "Search is warming up" + far + ". Try again in a few seconds.");
    }

    private Found find(IndexSearcher searcher, Question question, boolean withHighlights) throws IOException {
        Instant from = question.order() == Order.RELEVANCE && question.after().isPresent()
                ? question.after().get().instant(0)
                : clock.instant().truncatedTo(ChronoUnit.DAYS);
        Query words = Matching.of(question.words(), languages(searcher), from.toEpochMilli());
        BooleanQuery.Builder narrowed = new BooleanQuery.Builder().add(words, Occur.MUST);
        Filters.add(question.filters(), narrowed, names.of(question.filters()));
        Query query = narrowed.build();

        TopFieldCollectorManager best = new TopFieldCollectorManager(
                sort(question.order()), question.limit() + 1, after(question), EXACT_UP_TO);
        TopDocs top;
        FacetCounts facets = null;
        if (question.withFacets()) {
            FacetsCollectorManager.FacetsResult both = FacetsCollectorManager.search(
                    searcher, query, question.limit() + 1, sort(question.order()), true, new FacetsCollectorManager());
            FacetsCollector all = both.facetsCollector();
            top = question.after().isPresent() ? searcher.search(query, best) : both.topDocs();
            facets = searcher.getIndexReader().numDocs() == 0 ? FacetCounts.NONE : FacetCounts.of(searcher, all);
        } else {
            top = searcher.search(query, best);
        }
        boolean hasMore = top.scoreDocs.length > question.limit();
        List<ScoreDoc> shown = List.of(top.scoreDocs).subList(0, Math.min(question.limit(), top.scoreDocs.length));
        return new Found(
                hits(searcher, question.words(), shown, from, question.order(), withHighlights),
                hasMore,
                total(top.totalHits),
                Spelling.putRight(searcher, question.words()),
                facets);
    }

    private static Sort sort(Order order) {
        SortField newest = LongField.newSortField(Indexed.PUBLISHED, true, SortedNumericSelector.Type.MIN);
        SortField id = new SortField(Indexed.ID, SortField.Type.STRING, true);
        return order == Order.RELEVANCE ? new Sort(SortField.FIELD_SCORE, newest, id) : new Sort(newest, id);
    }

    private static @Nullable FieldDoc after(Question question) {
        if (question.after().isEmpty()) {
            return null;
        }
        Cursor cursor = question.after().get();
        return question.order() == Order.RELEVANCE
                ? new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {
                    Float.intBitsToFloat(cursor.number(1)),
                    cursor.instant(2).toEpochMilli(),
                    new BytesRef(cursor.id(3).toString())
                })
                : new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {
                    cursor.instant(0).toEpochMilli(), new BytesRef(cursor.id(1).toString())
                });
    }

    private static List<Hit> hits(
            IndexSearcher searcher,
            WordQuery words,
            List<ScoreDoc> shown,
            Instant from,
            Order order,
            boolean withHighlights)
            throws IOException {
        StoredFields stored = searcher.storedFields();
        List<String> ids = new ArrayList<>();
        List<String> languages = new ArrayList<>();
        List<Instant> published = new ArrayList<>();
        for (ScoreDoc document : shown) {
            var fields = stored.document(document.doc, Set.of(Indexed.ID, Indexed.LANGUAGE, Indexed.PUBLISHED));
            ids.add(fields.get(Indexed.ID));
            languages.add(fields.get(Indexed.LANGUAGE));
            published.add(Instant.ofEpochMilli(
                    fields.getField(Indexed.PUBLISHED).numericValue().longValue()));
        }
        int[] documents = shown.stream().mapToInt(document -> document.doc).toArray();
        List<List<Highlight>> highlights =
                withHighlights ? Highlights.of(searcher, words, documents, languages) : List.of();
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < documents.length; i++) {
            float score = order == Order.RELEVANCE ? (Float) ((FieldDoc) shown.get(i)).fields[0] : 0;
            String time = published.get(i).toString();
            List<String> place = order == Order.RELEVANCE
                    ? List.of(from.toString(), Integer.toString(Float.floatToIntBits(score)), time, ids.get(i))
                    : List.of(time, ids.get(i));
            hits.add(
                    new Hit(UUID.fromString(ids.get(i)), score, withHighlights ? highlights.get(i) : List.of(), place));
        }
        return hits;
    }

    private static Total total(TotalHits hits) {
        return new Total(hits.value(), hits.relation() == TotalHits.Relation.EQUAL_TO ? "exact" : "at-least");
    }

    /** The keys of the languages that documents of the index are in. */
    static Set<String> languages(IndexSearcher searcher) {
        Set<String> present = new HashSet<>();
        for (FieldInfo field : FieldInfos.getMergedFieldInfos(searcher.getIndexReader())) {
            if (field.name.startsWith(PROBE)) {
                present.add(field.name.substring(PROBE.length()));
            }
        }
        return present;
    }
}
