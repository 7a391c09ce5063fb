package org.broadsheet.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.QueryBuilder;
import org.broadsheet.search.WordQuery.Clause;
import org.jspecify.annotations.Nullable;

/**
 * A {@link WordQuery} as a query of the index: BM25 over the fields, each with its weight, in every language that the
 * index holds, and a mild preference for what is new.
 *
 * <p>An article has one language, so the languages are alternatives: a word that one drops as too common is not asked
 * for in that one alone.
 */
final class Matching {
    private static final float HEADLINE = 4;
    private static final float STANDFIRST = 2;
    private static final float BODY = 1;
    private static final float NAMES = 3;

    /** How much the other fields add to the one that fits best. */
    private static final float TIE = 0.2f;

    /** Beginnings of words with more continuations than this are matched by the most common ones alone. */
    private static final int EXPANSIONS = 64;

    /** Of more words some may be missing: readers describe a story in words that it does not use. */
    private static final int ALL_NEEDED_UP_TO = 2;

    private static final double ELSE_NEEDED = 0.6;

    /** What a story of this moment gains over one of long ago, and the age at which half of that is left. */
    private static final float RECENCY = 1.5f;

    private static final long HALF_GONE_MILLIS = 60L * 24 * 3600 * 1000;

    private Matching() {}

    /** @param languages the keys of {@link Languages} to look in @param nowMillis where the preference for the new begins */
    static Query of(WordQuery words, Set<String> languages, long nowMillis) {
        List<Query> alternatives = new ArrayList<>();
        for (String language : languages) {
            Query query = inLanguage(words.clauses(), language, languages.size() > 1);
            if (query != null) {
                alternatives.add(query);
            }
        }
        if (alternatives.isEmpty()) {
            return new MatchNoDocsQuery("no word to look for");
        }
        Query fits = alternatives.size() == 1 ? alternatives.getFirst() : new DisjunctionMaxQuery(alternatives, 0);
        return new BooleanQuery.Builder()
                .add(fits, Occur.MUST)
                .add(
                        LongField.newDistanceFeatureQuery(Indexed.PUBLISHED, RECENCY, nowMillis, HALF_GONE_MILLIS),
                        Occur.SHOULD)
                .build();
    }

    /** The wanted words alone, each for itself: what is to be marked in a text of this language. */
    static Query marked(WordQuery words, String language) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (Clause clause : words.clauses()) {
            Query query = clause.isExcluded() ? null : clause(clause, language);
            if (query != null) {
                any.add(query, Occur.SHOULD);
            }
        }
        return any.build();
    }

    private static @Nullable Query inLanguage(List<Clause> clauses, String language, boolean isOneOfMany) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        if (isOneOfMany) {
            all.add(new TermQuery(new Term(Indexed.ANALYSIS, language)), Occur.FILTER);
        }
        List<Query> wanted = new ArrayList<>();
        int excluded = 0;
        for (Clause clause : clauses) {
            Query query = clause(clause, language);
            if (query != null && clause.isExcluded()) {
                all.add(query, Occur.MUST_NOT);
                excluded++;
            } else if (query != null) {
                wanted.add(query);
            }
        }
        if (wanted.isEmpty()) {
            return excluded == 0
                    ? null
                    : all.add(MatchAllDocsQuery.INSTANCE, Occur.MUST).build();
        }
        boolean needsAll = wanted.size() <= ALL_NEEDED_UP_TO;
        wanted.forEach(query -> all.add(query, needsAll ? Occur.MUST : Occur.SHOULD));
        if (!needsAll) {
            all.setMinimumNumberShouldMatch((int) Math.ceil(wanted.size() * ELSE_NEEDED));
        }
        return all.build();
    }

    /** Null where the language knows nothing but stop words in it. */
    private static @Nullable Query clause(Clause clause, String language) {
        QueryBuilder builder = new QueryBuilder(Languages.ANALYZER);
        List<Query> fields = new ArrayList<>();
        switch (clause.field()) {
            case "headline" -> add(fields, builder, Indexed.headline(language), clause, 1);
            case "body" -> add(fields, builder, Indexed.body(language), clause, 1);
            case "tag" -> add(fields, builder, Indexed.tags(language), clause, 1);
            case "author" -> add(fields, builder, Indexed.authors(), clause, 1);
            default -> {
                add(fields, builder, Indexed.headline(language), clause, HEADLINE);
                add(fields, builder, Indexed.standfirst(language), clause, STANDFIRST);
                add(fields, builder, Indexed.body(language), clause, BODY);
                add(fields, builder, Indexed.tags(language), clause, NAMES);
                if (!fields.isEmpty()) {
                    add(fields, builder, Indexed.authors(), clause, NAMES);
                }
            }
        }
        if (clause.isPrefix() && clause.field().isEmpty()) {
            beginning(fields, clause.text());
        }
        return fields.isEmpty() ? null : new DisjunctionMaxQuery(fields, TIE);
    }

    private static void add(List<Query> fields, QueryBuilder builder, String field, Clause clause, float weight) {
        // Several tokens of one word, such as those of a date or of Chinese, belong together in their order.
        Query query = builder.createPhraseQuery(field, clause.text());
        if (query != null) {
            fields.add(weight == 1 ? query : new BoostQuery(query, weight));
        }
    }

    /** The last word may be the beginning of one; whole words count for more. */
    private static void beginning(List<Query> fields, String text) {
        String plain = Languages.analyzer(Languages.PLAIN)
                .normalize(Indexed.WORDS, text)
                .utf8ToString();
        if (plain.codePointCount(0, plain.length()) >= 2 && plain.codePoints().allMatch(Character::isLetterOrDigit)) {
            fields.add(new BoostQuery(
                    new PrefixQuery(
                            new Term(Indexed.WORDS, plain),
                            new MultiTermQuery.TopTermsBoostOnlyBooleanQueryRewrite(EXPANSIONS)),
                    0.5f));
        }
    }
}
