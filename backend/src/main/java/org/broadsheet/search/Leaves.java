package org.broadsheet.search;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.QueryBuilder;
import org.broadsheet.search.WordQuery.Clause;
import org.jspecify.annotations.Nullable;

/** Where one clause may stand: the fields of the index that it is asked of, each with its weight. */
final class Leaves {
    private static final float HEADLINE = 4;
    private static final float STANDFIRST = 2;
    private static final float BODY = 1;
    private static final float NAMES = 3;

    /** What a word as it is written counts for beside its stem: enough to be found, not to be first. */
    private static final float AS_WRITTEN = 0.5f;

    private static final int EXPANSIONS = 64;
    private static final int EXPANSIONS_OF_NAMES = 24;

    /** The most that there are of a clause in a language, by its stem and as written. */
    static final int OF_A_CLAUSE = 4 + 4;

    /** The most that there are of the beginning of a word. */
    static final int OF_A_BEGINNING = EXPANSIONS + 2 * EXPANSIONS_OF_NAMES;

    /** How far from their places the words of a text without spaces may stand: particles come in between. */
    private static final int LOOSE = 3;

    private static final QueryBuilder WORDS = new QueryBuilder(Languages.ANALYZER);

    private Leaves() {}

    /** Whether a language knows more in it than stop words. */
    static boolean hasStem(Clause clause, String language) {
        return words(Indexed.body(language), clause) != null;
    }

    /** The clause by its stem in one language; none where the language knows nothing but stop words in it. */
    static List<Query> stems(Clause clause, String language) {
        List<Query> leaves = new ArrayList<>();
        switch (clause.field()) {
            case "headline" -> add(leaves, Indexed.headline(language), clause, 1);
            case "standfirst" -> add(leaves, Indexed.standfirst(language), clause, 1);
            case "body" -> add(leaves, Indexed.body(language), clause, 1);
            case "tag" -> add(leaves, Indexed.tags(language), clause, 1);
            case "author" -> {}
            default -> {
                add(leaves, Indexed.headline(language), clause, HEADLINE);
                add(leaves, Indexed.standfirst(language), clause, STANDFIRST);
                add(leaves, Indexed.body(language), clause, BODY);
                add(leaves, Indexed.tags(language), clause, NAMES);
            }
        }
        return leaves;
    }

    /** The clause as it is written, the same in every language. */
    static List<Query> asWritten(Clause clause) {
        List<Query> leaves = new ArrayList<>();
        switch (clause.field()) {
            case "headline" -> add(leaves, Indexed.TITLE, clause, AS_WRITTEN);
            case "standfirst" -> add(leaves, Indexed.LEAD, clause, AS_WRITTEN);
            case "body" -> inBody(leaves, clause);
            case "tag" -> add(leaves, Indexed.TAGGED, clause, AS_WRITTEN);
            case "author" -> add(leaves, Indexed.authors(), clause, 1);
            default -> {
                add(leaves, Indexed.WORDS, clause, AS_WRITTEN);
                add(leaves, Indexed.TAGGED, clause, AS_WRITTEN * NAMES);
                add(leaves, Indexed.authors(), clause, NAMES);
                String joined = clause.isPhrase() ? "" : Languages.joined(clause.text());
                if (!joined.isEmpty()) {
                    add(leaves, Indexed.WORDS, clause.as(joined), AS_WRITTEN);
                }
            }
        }
        return leaves;
    }

    /** The words that a clause is the beginning of. */
    static List<Query> beginnings(Clause clause) {
        String beginning = clause.isPrefix() ? Languages.beginning(clause.text()) : null;
        if (beginning == null) {
            return List.of();
        }
        return switch (clause.field()) {
            case "headline" -> List.of(begun(Indexed.TITLE, beginning, EXPANSIONS));
            case "standfirst" -> List.of(begun(Indexed.LEAD, beginning, EXPANSIONS));
            case "tag" -> List.of(begun(Indexed.TAGGED, beginning, EXPANSIONS));
            case "author" -> List.of(begun(Indexed.authors(), beginning, EXPANSIONS));
            case "body" -> List.of();
            default ->
                List.of(
                        begun(Indexed.WORDS, beginning, EXPANSIONS),
                        begun(Indexed.TAGGED, beginning, EXPANSIONS_OF_NAMES),
                        begun(Indexed.authors(), beginning, EXPANSIONS_OF_NAMES));
        };
    }

    /** What is to be marked of a clause in the text of a field: by its stem, as written, and as a beginning. */
    static List<Query> marked(Clause clause, String name, String language) {
        List<Query> leaves = new ArrayList<>();
        if (clause.field().isEmpty() || clause.field().equals(name)) {
            String asWritten = name + '.' + Languages.PLAIN;
            add(leaves, name + '.' + language, clause, 1);
            add(leaves, asWritten, clause, 1);
            String beginning = clause.isPrefix() ? Languages.beginning(clause.text()) : null;
            if (beginning != null) {
                leaves.add(new PrefixQuery(new Term(asWritten, beginning)));
            }
        }
        return leaves;
    }

    private static Query begun(String field, String beginning, int most) {
        return new BoostQuery(MostCommon.beginning(field, beginning, most), AS_WRITTEN);
    }

    private static void add(List<Query> leaves, String field, Clause clause, float weight) {
        Query query = words(field, clause);
        if (query != null) {
            leaves.add(weight == 1 ? query : new BoostQuery(query, weight));
        }
    }

    /** A body's words as written are among all words as written: those that no line above it has. */
    private static void inBody(List<Query> leaves, Clause clause) {
        Query anywhere = words(Indexed.WORDS, clause);
        if (anywhere == null) {
            return;
        }
        BooleanQuery.Builder below = new BooleanQuery.Builder().add(anywhere, Occur.MUST);
        for (String field : List.of(Indexed.TITLE, Indexed.LEAD)) {
            Query above = words(field, clause);
            if (above != null) {
                below.add(above, Occur.MUST_NOT);
            }
        }
        leaves.add(new BoostQuery(below.build(), AS_WRITTEN));
    }

    /** Several tokens of one word, such as those of a date or of Chinese, belong together in their order. */
    private static @Nullable Query words(String field, Clause clause) {
        boolean isLoose =
                !clause.isPhrase() && field.endsWith('.' + Languages.PLAIN) && Languages.isWithoutSpaces(clause.text());
        return WORDS.createPhraseQuery(field, clause.text(), isLoose ? LOOSE : 0);
    }
}
