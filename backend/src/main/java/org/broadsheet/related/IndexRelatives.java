package org.broadsheet.related;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.article.ArticleText;
import org.broadsheet.article.ArticleTexts;
import org.broadsheet.changes.Change.Position;
import org.broadsheet.search.SearchIndex;

/** Finds related stories in this node's index. For one thread: it keeps what the words of the archive tell. */
final class IndexRelatives implements Relatives {
    private final ArticleTexts texts;
    private final SearchIndex index;
    private final Archive archive = new Archive();

    IndexRelatives(ArticleTexts texts, SearchIndex index) {
        this.texts = texts;
        this.index = index;
    }

    @Override
    public boolean hasReached(Position position) {
        return index.hasReached(position);
    }

    @Override
    public Optional<Map<UUID, Found>> of(List<UUID> ids) {
        List<ArticleText> articles = texts.of(ids);
        return index.read(searcher -> {
            Neighbours neighbours = new Neighbours(searcher, archive);
            Map<UUID, Found> found = new HashMap<>();
            for (ArticleText article : articles) {
                neighbours
                        .of(article)
                        .ifPresent(near ->
                                found.put(article.id(), new Found(Reasons.given(article, near), near.touched())));
            }
            return found;
        });
    }
}
