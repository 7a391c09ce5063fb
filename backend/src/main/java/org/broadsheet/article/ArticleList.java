package org.broadsheet.article;

import java.util.List;
import org.broadsheet.shared.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of articles: cards, or whole articles with {@code include=body}. */
@Schema(description = "A page of articles.")
public record ArticleList(
        @Schema(description = "Cards; whole articles with `include=body`.", implementation = ArticleCard[].class)
        List<?> items,

        Page page) {}
