package org.broadsheet.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
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

    /** What may come with the hits, and is left out when there is no time for it. */
    enum Extra {
        HIGHLIGHTS,
        FACETS,
        SPELLING,
        COUNT
    }

    /**
     * What is asked for.
     *
     * @param after the last hit of the page before
     * @param except what the index may still have and readers may not see any more
     */
    record Question(
            WordQuery words,
            ArticleFilters filters,
            Order order,
            Optional<Cursor> after,
            int limit,
            Set<Extra> extras,
            Set<UUID> except) {
        Question without(Set<UUID> gone) {
            return new Question(words, filters, order, after, limit, extras, gone);
        }
    }

    /** One hit. @param score its share of the best one's */
    record Hit(UUID id, float score, List<Highlight> highlights) {}

    /**
     * What was found.
     *
     * @param place the sort key of the last hit, to go on from
     * @param counted how many there are, also where the total is no more than a bound; null when that was not asked for or
     *     takes too long
     */
    record Found(
            List<Hit> hits,
            boolean hasMore,
            List<String> place,
            Total total,
            @Nullable Long counted,
            @Nullable String suggestion,
            @Nullable FacetCounts facets) {}

    /** @throws ProblemException 503 while the index is being made, or when the query takes too long */
    Found find(Question question) {
        SlugNames slugs = names.of(question.filters());
        return read(searcher ->
                new Finding(searcher.getIndexReader(), question, slugs, clock.instant(), Finding.PATIENCE).find());
    }

    @Override
    public Hits find(Wanted wanted, Set<UUID> except) {
        Order order = wanted.isByRelevance() ? Order.RELEVANCE : Order.NEWEST;
        Set<Extra> extras = wanted.isCounted() ? EnumSet.of(Extra.COUNT) : EnumSet.noneOf(Extra.class);
        Found found = find(new Question(
                WordQuery.read(wanted.words()),
                wanted.filters(),
                order,
                wanted.after(),
                wanted.limit(),
                extras,
                except));
        return new Hits(found.hits().stream().map(Hit::id).toList(), found.hasMore(), found.place(), found.counted());
    }

    /** Runs a piece of work on the index as it is now, for so long and no longer. */
    <T> T inIndex(SearchIndex.Reading<T> work) {
        return read(shared -> {
            IndexSearcher searcher = Finding.hurried(shared.getIndexReader(), Finding.PATIENCE.inAll());
            T result = work.in(searcher);
            if (searcher.timedOut()) {
                throw Finding.tooLong();
            }
            return result;
        });
    }

    private <T> T read(SearchIndex.Reading<T> work) {
        try {
            return index.read(work).orElseThrow(this::warming);
        } catch (IllegalStateException failed) {
            // An index that is being swapped for a new one is closed under its last readers.
            if (failed instanceof AlreadyClosedException || failed.getCause() instanceof AlreadyClosedException) {
                throw warming();
            }
            throw failed;
        }
    }

    private ProblemException warming() {
        SearchIndex.Progress progress = index.progress();
        String far =
                progress.total() == 0 ? "" : ": " + progress.done() + " of " + progress.total() + " articles are in it";
        return new ProblemException(
                ProblemKind.UNAVAILABLE, "Search is warming up" + far + ". Try again in a few seconds.");
    }
}
