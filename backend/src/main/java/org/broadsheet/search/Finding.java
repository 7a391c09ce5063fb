package org.broadsheet.search;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.document.LongField;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollectorManager;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.broadsheet.search.Search.Extra;
import org.broadsheet.search.Search.Found;
import org.broadsheet.search.Search.Hit;
import org.broadsheet.search.Search.Order;
import org.broadsheet.search.Search.Question;
import org.broadsheet.search.SearchView.Highlight;
import org.broadsheet.search.SearchView.Total;
import org.broadsheet.shared.Cursor;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.jspecify.annotations.Nullable;

/** One search in one state of the index, in the time that it may take: extras that come too late are left out. */
final class Finding {
    static final Patience PATIENCE = new Patience(Duration.ofMillis(800), Duration.ofMillis(500));

    private static final int EXACT_UP_TO = 10_000;

    /** Languages are looked in when the index has a document of them; a field that never was costs nothing. */
    private static final String PROBE = "body.";

    private static final PerReader<Set<String>> LANGUAGES = new PerReader<>(Finding::languages);

    private final long began = System.nanoTime();
    private final IndexReader reader;
    private final Question question;
    private final Patience patience;
    private final Instant origin;
    private final Query query;

    Finding(IndexReader reader, Question question, SlugNames slugs, Instant now, Patience patience) throws IOException {
        this.reader = reader;
        this.question = question;
        this.patience = patience;
        // The preference is for the newer of today's stories as well, so it counts from the end of the day.
        this.origin = question.order() == Order.RELEVANCE && question.after().isPresent()
                ? question.after().get().instant(0)
                : now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        this.query = query(slugs);
    }

    /**
     * How long a search may take.
     *
     * @param withFacets to count every hit by what it carries takes longer than to find the best: so long is tried to do
     *     both at once
     */
    record Patience(Duration inAll, Duration withFacets) {}

    /** A searcher that gives up after a while; {@link IndexSearcher#timedOut()} then tells. */
    static IndexSearcher hurried(IndexReader reader, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        IndexSearcher searcher = new StandingSearcher(reader);
        searcher.setTimeout(() -> System.nanoTime() - until > 0);
        return searcher;
    }

    static ProblemException tooLong() {
        return new ProblemException(
                ProblemKind.UNAVAILABLE,
                "This search takes too long. Use fewer words, or longer ones, or narrow it by a filter.");
    }

    Found find() throws IOException {
        boolean isSpread = question.extras().contains(Extra.FACETS) && reader.numDocs() > 0;
        Pass pass = isSpread ? pass(patience.withFacets(), true) : pass(rest(), false);
        if (isSpread && pass.isCut()) {
            pass = pass(rest(), false);
        }
        if (pass.isCut()) {
            throw tooLong();
        }
        ScoreDoc[] found = pass.top().scoreDocs;
        List<ScoreDoc> shown = List.of(found).subList(0, Math.min(question.limit(), found.length));
        Total total = total(pass.top());
        float best = best(shown, pass.place());
        return new Found(
                hits(shown, best),
                found.length > question.limit(),
                place(shown, best),
                total,
                counted(total),
                suggestion(),
                facets(pass.all()));
    }

    /** One walk over what fits. @param place where the page before ended, as it is now */
    private record Pass(
            TopDocs top,
            @Nullable FacetsCollector all,
            @Nullable Place place,
            boolean isCut) {}

    private Pass pass(Duration patience, boolean isSpread) throws IOException {
        IndexSearcher searcher = hurried(reader, patience);
        Query rewritten = searcher.rewrite(query);
        Place place = question.order() == Order.RELEVANCE && question.after().isPresent()
                ? Place.read(question.after().get()).now(searcher, rewritten)
                : null;
        TopFieldCollectorManager best = new TopFieldCollectorManager(
                sort(question.order()), question.limit() + 1, place == null ? after() : place.after(), EXACT_UP_TO);
        if (!isSpread) {
            TopDocs top = searcher.search(rewritten, best);
            return new Pass(top, null, place, searcher.timedOut());
        }
        Object[] both = searcher.search(rewritten, new MultiCollectorManager(best, new FacetsCollectorManager()));
        return new Pass((TopDocs) both[0], (FacetsCollector) both[1], place, searcher.timedOut());
    }

    private Query query(SlugNames slugs) throws IOException {
        BooleanQuery.Builder narrowed = new BooleanQuery.Builder()
                .add(Matching.of(question.words(), LANGUAGES.of(reader), origin.toEpochMilli()), Occur.MUST);
        Filters.add(question.filters(), narrowed, slugs);
        if (!question.except().isEmpty()) {
            List<BytesRef> gone = question.except().stream()
                    .map(id -> new BytesRef(id.toString()))
                    .toList();
            narrowed.add(new TermInSetQuery(Indexed.ID, gone), Occur.MUST_NOT);
        }
        return narrowed.build();
    }

    private static Sort sort(Order order) {
        SortField newest = LongField.newSortField(Indexed.PUBLISHED, true, SortedNumericSelector.Type.MIN);
        SortField id = new SortField(Indexed.ID, SortField.Type.STRING, true);
        return order == Order.RELEVANCE ? new Sort(SortField.FIELD_SCORE, newest, id) : new Sort(newest, id);
    }

    /** Where a list in the order of time goes on: that never moves. */
    private @Nullable FieldDoc after() {
        if (question.after().isEmpty()) {
            return null;
        }
        Cursor cursor = question.after().get();
        return new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {
            cursor.instant(0).toEpochMilli(), new BytesRef(cursor.id(1).toString())
        });
    }

    /** By the keys that they were sorted by, which are all that is to be known of them. */
    private List<Hit> hits(List<ScoreDoc> shown, float best) throws IOException {
        List<List<Highlight>> highlights = highlights(shown);
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            Object[] keys = ((FieldDoc) shown.get(i)).fields;
            UUID id = UUID.fromString(((BytesRef) keys[keys.length - 1]).utf8ToString());
            float share = question.order() == Order.RELEVANCE ? Place.share((Float) keys[0], best) : 0;
            hits.add(new Hit(id, share, highlights.isEmpty() ? List.of() : highlights.get(i)));
        }
        return hits;
    }

    /** How well the first one of all fits: on a later page what is known of it moved with the place. */
    private float best(List<ScoreDoc> shown, @Nullable Place before) {
        if (shown.isEmpty() || question.order() == Order.NEWEST) {
            return 0;
        }
        float first = (Float) ((FieldDoc) shown.getFirst()).fields[0];
        return before == null ? first : Math.max(first, before.best());
    }

    private List<String> place(List<ScoreDoc> shown, float best) {
        if (shown.isEmpty()) {
            return List.of();
        }
        Object[] keys = ((FieldDoc) shown.getLast()).fields;
        Instant published = Instant.ofEpochMilli((Long) keys[keys.length - 2]);
        UUID id = UUID.fromString(((BytesRef) keys[keys.length - 1]).utf8ToString());
        return question.order() == Order.RELEVANCE
                ? new Place(origin, (Float) keys[0], published, id, best).keys()
                : List.of(published.toString(), id.toString());
    }

    private List<List<Highlight>> highlights(List<ScoreDoc> shown) throws IOException {
        if (!question.extras().contains(Extra.HIGHLIGHTS) || isOver()) {
            return List.of();
        }
        int[] documents = shown.stream().mapToInt(document -> document.doc).toArray();
        return Highlights.of(
                hurried(reader, rest()), question.words(), documents, Spoken.in(reader, documents), this::isOver);
    }

    private static Total total(TopDocs top) {
        long value = top.totalHits.value();
        // Where the walk ended beyond that differs from page to page.
        return value > EXACT_UP_TO ? new Total(EXACT_UP_TO, "at-least") : new Total(value, "exact");
    }

    private @Nullable Long counted(Total total) throws IOException {
        if (!question.extras().contains(Extra.COUNT) || total.relation().equals("exact")) {
            return total.relation().equals("exact") ? total.value() : null;
        }
        IndexSearcher searcher = hurried(reader, rest());
        long counted = searcher.count(query);
        return searcher.timedOut() ? null : counted;
    }

    /** A reader who goes on to the second page has found what was meant. */
    private @Nullable String suggestion() throws IOException {
        return question.extras().contains(Extra.SPELLING) && question.after().isEmpty() && !isOver()
                ? Spelling.putRight(hurried(reader, rest()), question.words(), LANGUAGES.of(reader))
                : null;
    }

    private @Nullable FacetCounts facets(@Nullable FacetsCollector all) throws IOException {
        if (question.extras().contains(Extra.FACETS) && reader.numDocs() == 0) {
            return FacetCounts.NONE;
        }
        return all == null || isOver() ? null : FacetCounts.of(reader, all);
    }

    private Duration rest() {
        return patience.inAll().minusNanos(System.nanoTime() - began);
    }

    private boolean isOver() {
        return rest().isNegative();
    }

    /** The keys of the languages that documents of the index are in. */
    private static Set<String> languages(IndexReader reader) {
        Set<String> present = new HashSet<>();
        for (FieldInfo field : FieldInfos.getMergedFieldInfos(reader)) {
            if (field.name.startsWith(PROBE)) {
                present.add(field.name.substring(PROBE.length()));
            }
        }
        return Set.copyOf(present);
    }
}
