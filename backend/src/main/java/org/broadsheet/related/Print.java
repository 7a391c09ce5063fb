package org.broadsheet.related;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.broadsheet.article.ArticleText;
import org.broadsheet.search.DocumentPart;
import org.broadsheet.search.Languages;

/** What related stories need of an article in the index: its fingerprint, and its stems to be found by. */
@ApplicationScoped
class Print implements DocumentPart {
    static final String PRINT = "print";
    static final String IN_LANGUAGE = "inLanguage";
    static final String OFFERED = "offered";
    static final String HEADING = "heading";

    private static final String LIKE = "like.";
    private static final FieldType STEMS = new FieldType();

    static {
        STEMS.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        STEMS.setTokenized(true);
        STEMS.freeze();
    }

    /**
     * The field of stems for a language tag: each language has its own, for what is rare among all languages without a
     * stemmer is often a common word of one.
     */
    static String like(String languageTag) {
        return LIKE + Languages.primary(languageTag) + '.' + Languages.key(languageTag);
    }

    /** All that an article says. */
    static String text(ArticleText article) {
        return article.headline() + '\n' + Fingerprint.told(article);
    }

    @Override
    public void addTo(Document document, ArticleText article) {
        document.add(new StringField(IN_LANGUAGE, Languages.primary(article.language()), Store.NO));
        document.add(new StringField(OFFERED, Boolean.toString(article.isOffered()), Store.NO));
        document.add(new Field(like(article.language()), text(article), STEMS));
        Fingerprint print = Fingerprint.of(article);
        document.add(new StringField(HEADING, print.heading(), Store.NO));
        document.add(new BinaryDocValuesField(PRINT, print.encoded()));
    }
}
