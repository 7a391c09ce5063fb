package org.broadsheet.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TermQuery;
import org.broadsheet.article.Articles;
import org.broadsheet.search.SuggestView.Suggestion;
import org.broadsheet.shared.Origins;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.hibernate.Session;

/** What the beginning of a text may lead to: tags and authors by their names, articles by their headlines. */
@ApplicationScoped
class Suggesting {
    private static final int MOST_WORDS = 8;
    private static final int MOST_NAMES = 5;

    private final Search search;
    private final Articles articles;
    private final Session database;
    private final Origins origins;

    Suggesting(Search search, Articles articles, Session database, Origins origins) {
        this.search = search;
        this.articles = articles;
        this.database = database;
        this.origins = origins;
    }

    record Named(String kind, String slug, String name) {}

    /** At most {@code limit} of them, the best first; none for a text without a letter or digit. */
    List<Suggestion> suggest(String prefix, int limit) {
        List<String> words = words(prefix);
        if (words.isEmpty()) {
            return List.of();
        }
        List<Suggestion> suggestions = new ArrayList<>();
        for (Named named : named(prefix, Math.min(limit, MOST_NAMES))) {
            suggestions.add(new Suggestion(
                    named.kind(),
                    named.name(),
                    named.slug(),
                    origins.links(
                            "/v1/" + named.kind() + "s/" + named.slug(), "/" + named.kind() + "s/" + named.slug())));
        }
        articles.cards(headlines(words, limit - suggestions.size()))
                .forEach(
                        card -> suggestions.add(new Suggestion("article", card.headline(), card.slug(), card.links())));
        return suggestions;
    }

    /** Tags and authors in use whose name has all words and one that begins as the last, those with most articles first. */
    private List<Named> named(String prefix, int limit) {
        return database.createNativeQuery("""
                        with named as materialized (
                            select 'tag' as kind, slug, name, article_count from tag
                            where article_count > 0 and name_words @@ names_begun(:prefix)
                            union all
                            select 'author', slug, name, article_count from author
                            where article_count > 0 and name_words @@ names_begun(:prefix))
                        select kind, slug, name from named
                        order by article_count desc, slug
                        limit :limit""", Named.class)
                .setParameter("prefix", prefix)
                .setParameter("limit", limit)
                .getResultList();
    }

    /** The newest first; none while the index is being made, for the names are there without it. */
    private List<UUID> headlines(List<String> words, int limit) {
        if (limit < 1 || isTooShort(words)) {
            return List.of();
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        words.subList(0, words.size() - 1)
                .forEach(word -> all.add(new TermQuery(new Term(Indexed.TITLE, word)), Occur.FILTER));
        all.add(new PrefixQuery(new Term(Indexed.TITLE, words.getLast())), Occur.FILTER);
        Sort newest = new Sort(LongField.newSortField(Indexed.PUBLISHED, true, SortedNumericSelector.Type.MIN));
        try {
            return search.inIndex((IndexSearcher searcher) -> {
                StoredFields stored = searcher.storedFields();
                List<UUID> ids = new ArrayList<>();
                for (ScoreDoc found : searcher.search(all.build(), limit, newest).scoreDocs) {
                    ids.add(UUID.fromString(
                            stored.document(found.doc, Set.of(Indexed.ID)).get(Indexed.ID)));
                }
                return ids;
            });
        } catch (ProblemException notNow) {
            if (notNow.kind() != ProblemKind.UNAVAILABLE) {
                throw notNow;
            }
            return List.of();
        }
    }

    /** With one letter begins half of all that was ever written, while one sign of Chinese is a word. */
    private static boolean isTooShort(List<String> words) {
        String last = words.getLast();
        return words.size() == 1
                && last.codePointCount(0, last.length()) == 1
                && !Character.isIdeographic(last.codePointAt(0));
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        try (TokenStream tokens = Languages.analyzer(Languages.PLAIN).tokenStream(Indexed.TITLE, text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (words.size() < MOST_WORDS && tokens.incrementToken()) {
                words.add(term.toString());
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("A text in memory cannot be read", impossible);
        }
        return words;
    }
}
