package org.broadsheet.article;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What sort of piece an article is. */
@Schema(description = "What sort of piece it is.")
public enum ArticleKind {
    ARTICLE,
    LIVEBLOG,
    OPINION,
    GALLERY,
    VIDEO,
    AUDIO;

    /** As it is written in JSON and in the database. */
    @JsonValue
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ArticleKind of(String written) {
        return valueOf(written.toUpperCase(Locale.ROOT));
    }
}
