package org.broadsheet.related;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.broadsheet.article.ArticleText;
import org.broadsheet.related.Likeness.Weighed;
import org.broadsheet.search.Languages;
import org.broadsheet.search.SearchIndex;

/**
 * Finds the nearest articles of one: the index proposes those that share its most telling words, {@link Likeness} judges
 * each, and then each is judged by its company: by whether it is near to what is near, and how it stands beside the best.
 * Made for one look at the index as it is; what it weighed it remembers.
 */
final class Neighbours {
    private static final int ASKED_WORDS = 60;
    private static final int PROPOSED = 100;
    private static final int JUDGED = 30;
    private static final int COMPANY = 10;
    private static final int LISTED = 20;
    private static final int REMEMBERED = 3000;

    private static final double BY_ITSELF = 0.7;
    private static final double BY_COMPANY = 5.0;
    private static final double BESIDE_BEST = -0.3;
    private static final double STRANGER = -6;
    private static final double SECOND_BASE = -1.5;

    /** Below these an empty place beats a wrong story: for a list as a whole, by its best, and for each of it. */
    private static final double WORTH_A_LIST = -4;

    private static final double WORTH_A_PLACE = -4.4;

    /** Two texts this alike are versions of one: the list has the newer alone, and no version of the article itself. */
    private static final double SAME_TEXT = 0.93;

    private static final double ENOUGH_OF_TAGS = 0.5;
    private static final Comparator<Neighbour> BEST_FIRST =
            Comparator.comparingDouble(Neighbour::odds).reversed();

    private final IndexSearcher searcher;
    private final Archive archive;
    private final Map<String, Integer> holders = new HashMap<>();
    private final Map<Integer, Weighed> weighed = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Weighed> eldest) {
            return size() > REMEMBERED;
        }
    };

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

    /** The stories of an article, best first, at most ten; empty when the index does not have the article. */
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
            if (pair.odds() >= WORTH_A_LIST) {
                touched.add(other.print.article());
            }
            if (pair.sameWords() <= SAME_TEXT && other.print.isOffered()) {
                judged.add(new Neighbour(other, pair.odds()));
            }
        }
        judged.sort(BEST_FIRST);
        List<Neighbour> foreign = foreign(self, article);
        foreign.forEach(one -> touched.add(one.story().print.article()));
        return Optional.of(new Near(
                self, listed(judged.subList(0, Math.min(JUDGED, judged.size()))), foreign, touched));
    }

    /**
     * What other languages have of its topics. Words say little across languages, so that the tags have to: those shared
     * must tell at least half of what all of its tags tell. Names, days and the rarity of the tags then give the order.
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
                .build();
        List<Neighbour> found = new ArrayList<>();
        for (ScoreDoc one : searcher.search(query, JUDGED).scoreDocs) {
            if (all > 0 && one.score >= all * ENOUGH_OF_TAGS) {
                Weighed other = weigh(one.doc, Print.like(article.language()));
                found.add(new Neighbour(other, Likeness.of(self, other).odds()));
            }
        }
        found.sort(BEST_FIRST);
        return found.subList(0, Math.min(LISTED, found.size()));
    }

    private static List<Neighbour> listed(List<Neighbour> judged) {
        if (judged.isEmpty() || judged.getFirst().odds() < WORTH_A_LIST) {
            return List.of();
        }
        List<Neighbour> company = judged.subList(0, Math.min(COMPANY, judged.size()));
        List<Neighbour> again = new ArrayList<>();
        for (Neighbour one : judged) {
            double path = 0;
            for (Neighbour other : company) {
                if (other.story().document != one.story().document) {
                    double on = 1
                            / (1
                                    + Math.exp(-Likeness.of(other.story(), one.story())
                                            .odds()));
                    path = Math.max(path, other.probability() * on);
                }
            }
            Neighbour best = again.isEmpty() ? (judged.size() > 1 ? judged.get(1) : null) : judged.getFirst();
            double beside = best == null ? STRANGER : Math.max(best.odds(), STRANGER);
            again.add(new Neighbour(
                    one.story(), BY_ITSELF * one.odds() + BY_COMPANY * path + BESIDE_BEST * beside + SECOND_BASE));
        }
        again.sort(BEST_FIRST);
        List<Neighbour> listed = new ArrayList<>();
        for (Neighbour one : again) {
            if (listed.size() < LISTED && one.odds() >= WORTH_A_PLACE && !isVersionOfAny(one, listed)) {
                listed.add(one);
            }
        }
        return listed;
    }

    private static boolean isVersionOfAny(Neighbour one, List<Neighbour> others) {
        return others.stream()
                .anyMatch(other -> Likeness.of(one.story(), other.story()).sameWords() > SAME_TEXT);
    }

    private List<Integer> proposed(Weighed self, ArticleText article) throws IOException {
        String field = Print.like(article.language());
        Map<Integer, BytesRef> stems = stems(article, field);
        BooleanQuery.Builder like = new BooleanQuery.Builder();
        for (int place : self.heaviest(ASKED_WORDS)) {
            BytesRef stem = stems.get(self.print.terms()[place]);
            if (stem != null) {
                like.add(new BoostQuery(new TermQuery(new Term(field, stem)), self.word(place)), Occur.SHOULD);
            }
        }
        BooleanQuery query = new BooleanQuery.Builder()
                .add(like.build(), Occur.MUST)
                .add(new TermQuery(new Term(Print.IN_LANGUAGE, Languages.primary(article.language()))), Occur.FILTER)
                .build();
        List<Integer> documents = new ArrayList<>();
        for (ScoreDoc found : searcher.search(query, PROPOSED + 1).scoreDocs) {
            if (found.doc != self.document) {
                documents.add(found.doc);
            }
        }
        return documents;
    }

    private static Map<Integer, BytesRef> stems(ArticleText article, String field) throws IOException {
        Map<Integer, BytesRef> stems = new HashMap<>();
        try (TokenStream tokens = Languages.analyzer(Languages.key(article.language()))
                .tokenStream(field, article.headline() + '\n' + article.body())) {
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
        }
        return known;
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
                rarity(SearchIndex.SECTION, print.section()));
    }

    /** 1 for what one article alone has, 0 for what all have. */
    private double rarity(String field, UUID id) throws IOException {
        IndexReader reader = searcher.getIndexReader();
        Integer known = holders.get(field + id);
        int having = known == null ? reader.docFreq(new Term(field, id.toString())) : known;
        holders.put(field + id, having);
        return Math.log((1.0 + reader.maxDoc()) / (1.0 + having)) / Math.log(1.0 + reader.maxDoc());
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
