package org.broadsheet.search;

import org.apache.lucene.document.Document;
import org.broadsheet.article.ArticleText;

/** What another room keeps of an article in the index, in fields of its own. */
public interface DocumentPart {
    void addTo(Document document, ArticleText article);
}
