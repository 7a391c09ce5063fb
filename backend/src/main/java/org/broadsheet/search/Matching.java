package org.broadsheet.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.LongField;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.broadsheet.search.WordQuery.Clause;
import org.jspecify.annotations.Nullable;

/**
 * A {@link WordQuery} as a query of the index: BM25 over the fields, each with its weight, in every language that the
 * index holds, and a mild preference for what is new.
 *
 * <p>An article has one language. Which words count differs by language, for each has its stop words: languages in which
 * the same words count share one query, the others are alternatives to it.
 */
final class Matching {
    /** How much the other fields add to the one that fits best. */
    private static final float TIE = 0.2f;

    /** Of more words some may be missing: readers describe a story in words that it does not use. */
    private static final int ALL_NEEDED_UP_TO = 2;

    private static final double ELSE_NEEDED = 0.6;

    /** What a story of this moment gains over one of long ago, and the age at which half of that is left. */
    private static final float RECENCY = 1.5f;

    private static final long HALF_GONE_MILLIS = 60L * 24 * 3600 * 1000;

    static {
        // Lucene's limit is for those who do not bound their queries. The longest has as many clauses as are read, in
        // as
        // many languages as there are, each with stop words of its own; filters come on top.
        int atMost = Languages.keys().size() * (WordQuery.MAX_CLAUSES * Leaves.OF_A_CLAUSE + Leaves.OF_A_BEGINNING + 1);
        IndexSearcher.setMaxClauseCount(IndexSearcher.getMaxClauseCount() + atMost);
    }

    /** What is the same in every language is written, and looked up, once. */
    private final Map<Clause, List<Query>> shared = new HashMap<>();

    private Matching() {}

    /** @param languages the keys of {@link Languages} to look in @param nowMillis where the preference for the new begins */
    static Query of(WordQuery words, Set<String> languages, long nowMillis) {
        Query fits = new Matching().anywhere(words.clauses(), languages);
        if (fits == null) {
            return new MatchNoDocsQuery("no word to look for");
        }
        return new BooleanQuery.Builder()
                .add(fits, Occur.MUST)
                .add(
                        LongField.newDistanceFeatureQuery(Indexed.PUBLISHED, RECENCY, nowMillis, HALF_GONE_MILLIS),
                        Occur.SHOULD)
                .build();
    }

    /** The wanted words alone, each for itself: what is to be marked in such texts of this language. */
    static Query marked(WordQuery words, String language, Collection<String> names) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (Clause clause : counting(words.clauses(), language)) {
            for (String name : clause.isExcluded() ? List.<String>of() : names) {
                Leaves.marked(clause, name, language).forEach(leaf -> any.add(leaf, Occur.SHOULD));
            }
        }
        return any.build();
    }

    private @Nullable Query anywhere(List<Clause> clauses, Set<String> languages) {
        Map<List<Clause>, List<String>> alike = new LinkedHashMap<>();
        for (String language : languages) {
            alike.computeIfAbsent(counting(clauses, language), same -> new ArrayList<>())
                    .add(language);
        }
        List<Query> alternatives = new ArrayList<>();
        alike.forEach((counting, some) -> {
            Query query = in(some, counting, alike.size() == 1);
            if (query != null) {
                alternatives.add(query);
            }
        });
        return alternatives.isEmpty()
                ? null
                : alternatives.size() == 1 ? alternatives.getFirst() : new DisjunctionMaxQuery(alternatives, 0);
    }

    /**
     * The clauses that count in a language: stop words are only looked for when there is nothing else, or where the
     * reader asks for them by a quotation, a field, a minus or as the beginning of a longer word.
     */
    private static List<Clause> counting(List<Clause> clauses, String language) {
        List<Clause> counting = clauses.stream()
                .filter(clause -> clause.isExact()
                        || clause.isExcluded()
                        || clause.isPrefix()
                        || Leaves.hasStem(clause, language))
                .toList();
        return counting.stream().allMatch(Clause::isExcluded) ? clauses : counting;
    }

    private @Nullable Query in(List<String> languages, List<Clause> clauses, boolean isEverywhere) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        List<Query> plain = new ArrayList<>();
        boolean isWanting = false;
        boolean isExcluding = false;
        for (Clause clause : clauses) {
            Query query = query(clause, languages);
            if (query == null) {
                continue;
            }
            isExcluding |= clause.isExcluded();
            isWanting |= !clause.isExcluded();
            if (clause.isExcluded()) {
                all.add(query, Occur.MUST_NOT);
            } else if (clause.isExact()) {
                all.add(query, Occur.MUST);
            } else {
                plain.add(query);
            }
        }
        if (!isWanting && !isExcluding) {
            return null;
        }
        if (!isWanting) {
            all.add(MatchAllDocsQuery.INSTANCE, Occur.MUST);
        }
        boolean needsAll = plain.size() <= ALL_NEEDED_UP_TO;
        plain.forEach(query -> all.add(query, needsAll ? Occur.MUST : Occur.SHOULD));
        if (!needsAll) {
            all.setMinimumNumberShouldMatch((int) Math.ceil(plain.size() * ELSE_NEEDED));
        }
        if (!isEverywhere) {
            List<BytesRef> keys = languages.stream().map(BytesRef::new).toList();
            all.add(new TermInSetQuery(Indexed.ANALYSIS, keys), Occur.FILTER);
        }
        return all.build();
    }

    private @Nullable Query query(Clause clause, List<String> languages) {
        List<Query> leaves = new ArrayList<>();
        languages.forEach(language -> leaves.addAll(Leaves.stems(clause, language)));
        leaves.addAll(shared.computeIfAbsent(clause, Matching::inEveryLanguage));
        return leaves.isEmpty() ? null : new DisjunctionMaxQuery(leaves, TIE);
    }

    private static List<Query> inEveryLanguage(Clause clause) {
        List<Query> leaves = new ArrayList<>(Leaves.asWritten(clause));
        leaves.addAll(Leaves.beginnings(clause));
        return leaves;
    }
}
