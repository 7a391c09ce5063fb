package org.broadsheet.related;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.broadsheet.article.ArticleText;
import org.broadsheet.related.Likeness.Weighed;
import org.broadsheet.search.Languages;
import org.broadsheet.search.SearchIndex;

/**
 * Finds the nearest articles of one: the index proposes those that share its most telling words, {@link Likeness} judges
 * each, and {@link Company} has the last word. Made for one look at the index as it is; what it weighed it remembers.
 */
final class Neighbours {
    private static final int ASKED_WORDS = 60;
    private static final int PROPOSED = 100;

    /** In a large archive a lasting topic has more reports than can be proposed; those of these days are not to miss. */
    private static final int PROPOSED_OF_THESE_DAYS = 50;

    private static final Duration THESE_DAYS = Duration.ofDays(14);
    private static final int LISTED = 20;

    /** Stems of articles that are remembered weighed, some 20 bytes each: long texts take more room than short ones. */
    private static final int REMEMBERED = 1_000_000;

    private static final int FOREIGN = 30;
    private static final double ENOUGH_OF_TAGS = 0.5;

    /** A tag that every third article has tells nothing. */
    private static final double LEAST_OF_TAGS = 0.2;

    /** Decides between those whose tags tell as much, and no more than that. */
    private static final float NEARNESS = 0.01f;

    /** As many of one heading on different days make a series. */
    private static final int A_SERIES = 3;

    private final IndexSearcher searcher;
    private final Archive archive;
    private final Map<String, Integer> holders = new HashMap<>();
    private final Map<Integer, Weighed> weighed = new LinkedHashMap<>(64, 0.75f, true);
    private int remembered;

    Neighbours(IndexSearcher searcher, Archive archive) {
        this.searcher = searcher;
        this.archive = archive;
    }

    /** A story that belongs to the article. @param odds that both tell of one event, as a logarithm */
    record Neighbour(Weighed story, double odds) {
        double probability() {
            return 1 / (1 + Math.exp(-odds));
        }
    }

    /**
     * What is near an article.
     *
     * @param foreign stories in other languages
     * @param touched whose own lists the article may change: more than it lists itself, such as those that keep out of
     *     lists, other versions of one text, and those beyond a full list
     */
    record Near(Weighed article, List<Neighbour> stories, List<Neighbour> foreign, Set<UUID> touched) {}

    /** The stories of an article, best first, at most {@value LISTED}; empty when the index does not have the article. */
    Optional<Near> of(ArticleText article) throws IOException {
        Optional<Integer> own = document(article.id());
        if (own.isEmpty()) {
            return Optional.empty();
        }
        String field = Print.like(article.language());
        Weighed self = weighed(own.get(), field);
        List<Neighbour> judged = new ArrayList<>();
        Set<UUID> touched = new LinkedHashSet<>();
        for (int document : proposed(self, article)) {
            Weighed other = weighed(document, field);
            Likeness.Pair pair = Likeness.of(self, other);
            if (pair.odds() >= Company.WORTH_A_LIST) {
                touched.add(other.print.article());
            }
            if (!pair.isOneText() && other.print.isOffered()) {
                judged.add(new Neighbour(other, pair.odds()));
            }
        }
        List<Neighbour> foreign = foreign(self, article);
        foreign.forEach(one -> touched.add(one.story().print.article()));
        return Optional.of(new Near(self, Company.listed(judged, LISTED), foreign, touched));
    }

    /**
     * What other languages have of its topics. Words say little across languages, so that the tags have to: those shared
     * must tell something, and at least half of what all of its tags tell. Of those that share as much, the nearest in time
     * are looked at; names, days and the rarity of the tags then give the order.
     */
    private List<Neighbour> foreign(Weighed self, ArticleText article) throws IOException {
        BooleanQuery.Builder tags = new BooleanQuery.Builder();
        double all = 0;
        for (UUID tag : self.print.tags()) {
            double rarity = rarity(SearchIndex.TAG, tag);
            all += rarity;
            tags.add(
                    new BoostQuery(
                            new ConstantScoreQuery(new TermQuery(new Term(SearchIndex.TAG, tag.toString()))),
                            (float) rarity),
                    Occur.SHOULD);
        }
        BooleanQuery query = new BooleanQuery.Builder()
                .add(tags.build(), Occur.MUST)
                .add(new TermQuery(new Term(Print.IN_LANGUAGE, Languages.primary(article.language()))), Occur.MUST_NOT)
                .add(new TermQuery(new Term(Print.OFFERED, "true")), Occur.FILTER)
                .add(
                        LongField.newDistanceFeatureQuery(
                                SearchIndex.PUBLISHED,
                                NEARNESS,
                                article.publishedAt().toEpochMilli(),
                                THESE_DAYS.toMillis()),
                        Occur.SHOULD)
                .build();
        List<Neighbour> found = new ArrayList<>();
        for (ScoreDoc one : searcher.search(query, FOREIGN).scoreDocs) {
            if (one.score >= Math.max(LEAST_OF_TAGS, all * ENOUGH_OF_TAGS)) {
                Weighed other = weigh(one.doc, Print.like(article.language()));
                found.add(new Neighbour(other, Likeness.of(self, other).odds()));
            }
        }
        List<Neighbour> folded = Company.folded(found);
        return folded.subList(0, Math.min(LISTED, folded.size()));
    }

    private Set<Integer> proposed(Weighed self, ArticleText article) throws IOException {
        String field = Print.like(article.language());
        Map<Integer, BytesRef> stems = stems(article, field);
        BooleanQuery.Builder like = new BooleanQuery.Builder();
        for (int place : self.heaviest(ASKED_WORDS)) {
            BytesRef stem = stems.get(self.print.terms()[place]);
            if (stem != null) {
                like.add(new BoostQuery(new TermQuery(new Term(field, stem)), self.word(place)), Occur.SHOULD);
            }
        }
        Query alike = like.build();
        Query ofTheseDays = new BooleanQuery.Builder()
                .add(alike, Occur.MUST)
                .add(
                        LongField.newRangeQuery(
                                SearchIndex.PUBLISHED,
                                article.publishedAt().minus(THESE_DAYS).toEpochMilli(),
                                article.publishedAt().plus(THESE_DAYS).toEpochMilli()),
                        Occur.FILTER)
                .build();
        Set<Integer> documents = new LinkedHashSet<>();
        for (ScoreDoc found : searcher.search(alike, PROPOSED + 1).scoreDocs) {
            documents.add(found.doc);
        }
        for (ScoreDoc found : searcher.search(ofTheseDays, PROPOSED_OF_THESE_DAYS + 1).scoreDocs) {
            documents.add(found.doc);
        }
        documents.remove(self.document);
        return documents;
    }

    private static Map<Integer, BytesRef> stems(ArticleText article, String field) throws IOException {
        Map<Integer, BytesRef> stems = new HashMap<>();
        try (TokenStream tokens =
                Languages.analyzer(Languages.key(article.language())).tokenStream(field, Print.text(article))) {
            CharTermAttribute stem = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                BytesRef bytes = new BytesRef(stem);
                stems.put(Fingerprint.hash(bytes), bytes);
            }
            tokens.end();
        }
        return stems;
    }

    private Optional<Integer> document(UUID id) throws IOException {
        ScoreDoc[] found = searcher.search(new TermQuery(new Term(SearchIndex.ID, id.toString())), 1).scoreDocs;
        return found.length == 0 ? Optional.empty() : Optional.of(found[0].doc);
    }

    private Weighed weighed(int document, String field) throws IOException {
        Weighed known = weighed.get(document);
        if (known == null) {
            known = weigh(document, field);
            weighed.put(document, known);
            remembered += known.print.terms().length;
            forgetEldest();
        }
        return known;
    }

    private void forgetEldest() {
        Iterator<Weighed> eldest = weighed.values().iterator();
        while (remembered > REMEMBERED && weighed.size() > 1) {
            remembered -= eldest.next().print.terms().length;
            eldest.remove();
        }
    }

    private Weighed weigh(int document, String field) throws IOException {
        Fingerprint print = print(document);
        double[] tagRarity = new double[print.tags().length];
        for (int i = 0; i < tagRarity.length; i++) {
            tagRarity[i] = rarity(SearchIndex.TAG, print.tags()[i]);
        }
        return new Weighed(
                document,
                print,
                archive.statistics((DirectoryReader) searcher.getIndexReader(), field),
                tagRarity,
                rarity(SearchIndex.SECTION, print.section()),
                !print.heading().isEmpty() && holders(Print.HEADING, print.heading()) >= A_SERIES);
    }

    /** 1 for what one article alone has, 0 for what all have. */
    private double rarity(String field, UUID id) throws IOException {
        double all = 1.0 + searcher.getIndexReader().maxDoc();
        return Math.log(all / (1.0 + holders(field, id.toString()))) / Math.log(all);
    }

    private int holders(String field, String value) throws IOException {
        Integer known = holders.get(field + value);
        int having = known == null ? searcher.getIndexReader().docFreq(new Term(field, value)) : known;
        holders.put(field + value, having);
        return having;
    }

    private Fingerprint print(int document) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        BinaryDocValues prints = leaf.reader().getBinaryDocValues(Print.PRINT);
        if (prints == null || !prints.advanceExact(document - leaf.docBase)) {
            throw new IllegalStateException("The index has an article without its fingerprint");
        }
        return Fingerprint.decoded(prints.binaryValue());
    }
}
