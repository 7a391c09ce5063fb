package org.broadsheet.article;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.shared.Parameters;
import org.broadsheet.shared.SlugExpression;

/** What narrows a list of articles, and a search over them. */
public record ArticleFilters(
        Optional<SlugExpression> section,
        Optional<SlugExpression> tag,
        Optional<SlugExpression> author,
        Optional<ArticleKind> kind,
        Optional<String> language,
        Optional<Instant> publishedAfter,
        Optional<Instant> publishedBefore,
        Optional<Instant> updatedAfter,
        List<UUID> ids) {

    public static ArticleFilters read(Parameters parameters) {
        return new ArticleFilters(
                parameters.expression("section"),
                parameters.expression("tag"),
                parameters.expression("author"),
                parameters.choice("kind", ArticleKind.class),
                parameters.language("language"),
                parameters.instant("publishedAfter"),
                parameters.instant("publishedBefore"),
                parameters.instant("updatedAfter"),
                parameters.ids("ids"));
    }

    static ArticleFilters ids(List<UUID> ids) {
        return new ArticleFilters(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ids);
    }
}
