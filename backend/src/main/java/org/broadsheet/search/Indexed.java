package org.broadsheet.search;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.broadsheet.article.ArticleText;

/** What the index holds of an article, and under which names. */
final class Indexed {
    static final String ID = "id";
    static final String LANGUAGE = "language";

    /** The key of {@link Languages} that the article's words were brought to their stems by. */
    static final String ANALYSIS = "analysis";

    static final String SECTION = "section";
    static final String TAG = "tag";
    static final String AUTHOR = "author";
    static final String KIND = "kind";
    static final String YEAR = "year";
    static final String PUBLISHED = "published";
    static final String UPDATED = "updated";

    /** Everything an article says, as written: words without a stem, beginnings of words, spelling. */
    static final String WORDS = "words." + Languages.PLAIN;

    /** A headline's words as written: suggestions. */
    static final String TITLE = "title." + Languages.PLAIN;

    /** A standfirst's words as written. */
    static final String LEAD = "lead." + Languages.PLAIN;

    /** Names of tags as written. */
    static final String TAGGED = "tagged." + Languages.PLAIN;

    static final FacetsConfig FACETS = new FacetsConfig();

    static {
        FACETS.setMultiValued(TAG, true);
        FACETS.setMultiValued(AUTHOR, true);
    }

    private Indexed() {}

    static Term term(UUID id) {
        return new Term(ID, id.toString());
    }

    static String headline(String key) {
        return "headline." + key;
    }

    static String standfirst(String key) {
        return "standfirst." + key;
    }

    static String body(String key) {
        return "body." + key;
    }

    static String tags(String key) {
        return "tags." + key;
    }

    /** Names of people are not brought to stems. */
    static String authors() {
        return "authors." + Languages.PLAIN;
    }

    static Document document(ArticleText article) {
        String key = Languages.key(article.language());
        String headline = Languages.written(article.headline());
        String standfirst = article.standfirst() == null ? "" : Languages.written(article.standfirst());
        String body = Languages.written(article.body());
        Document document = new Document();
        document.add(new StringField(ID, article.id().toString(), Store.YES));
        document.add(new SortedDocValuesField(ID, new BytesRef(article.id().toString())));
        document.add(new StringField(LANGUAGE, article.language().toLowerCase(Locale.ROOT), Store.YES));
        document.add(new StringField(ANALYSIS, key, Store.NO));
        document.add(new StringField(SECTION, article.section().toString(), Store.NO));
        document.add(new StringField(KIND, article.kind().written(), Store.NO));
        document.add(new LongField(PUBLISHED, article.publishedAt().toEpochMilli(), Store.YES));
        document.add(new LongField(UPDATED, article.updatedAt().toEpochMilli(), Store.NO));
        text(document, headline(key), headline);
        text(document, standfirst(key), standfirst);
        text(document, body(key), body);
        words(document, TITLE, headline);
        words(document, LEAD, standfirst);
        for (String text : List.of(headline, standfirst, body)) {
            words(document, WORDS, text);
            words(document, WORDS, Languages.joined(text));
        }
        facet(document, SECTION, article.section().toString());
        facet(document, KIND, article.kind().written());
        facet(
                document,
                YEAR,
                Integer.toString(article.publishedAt().atZone(ZoneOffset.UTC).getYear()));
        for (ArticleText.Named tag : article.tags()) {
            document.add(new StringField(TAG, tag.id().toString(), Store.NO));
            words(document, tags(key), Languages.written(tag.name()));
            words(document, TAGGED, Languages.written(tag.name()));
            facet(document, TAG, tag.id().toString());
        }
        for (ArticleText.Named author : article.authors()) {
            document.add(new StringField(AUTHOR, author.id().toString(), Store.NO));
            words(document, authors(), Languages.written(author.name()));
            facet(document, AUTHOR, author.id().toString());
        }
        return document;
    }

    private static void text(Document document, String field, String text) {
        document.add(new TextField(field, text, Store.YES));
    }

    private static void words(Document document, String field, String text) {
        document.add(new TextField(field, text, Store.NO));
    }

    private static void facet(Document document, String dimension, String value) {
        document.add(new SortedSetDocValuesFacetField(dimension, value));
    }
}
