package org.broadsheet.related;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.article.ArticleCard;
import org.broadsheet.article.ArticleKey;
import org.broadsheet.article.Articles;
import org.broadsheet.article.RelatedReason;
import org.broadsheet.article.RelatedStory;
import org.broadsheet.article.Relating;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Reads the list of an article: pinned stories lead, excluded ones never show, and none that is not published. */
@ApplicationScoped
class RelatedStories implements Relating {
    private final Session database;
    private final Articles articles;
    private final KeptLists lists;

    RelatedStories(Session database, Articles articles, KeptLists lists) {
        this.database = database;
        this.articles = articles;
        this.lists = lists;
    }

    record Row(
            UUID article,
            @Nullable UUID pinned,
            @Nullable UUID excluded,
            @Nullable String stories,
            @Nullable Instant changedAt,
            UUID[] translations) {}

    /** In two statements. */
    @Override
    public Optional<Related> of(ArticleKey article, int limit, boolean isAnyLanguage) {
        List<Row> rows = database.createNativeQuery("""
                        select a.id,
                            case when not choice.is_excluded then choice.other_id end as pinned,
                            case when choice.is_excluded then choice.other_id end as excluded,
                            cast(list.stories as text) as stories,
                            greatest(list.made_at, (select max(at) from change)) as changed_at,
                            array(select o.id from published_article o
                                where o.translation_group = a.translation_group and o.id <> a.id) as translations
                        from published_article a
                        left join related_list list on list.article_id = a.id
                        left join related_choice choice on choice.article_id = a.id
                        """ + article.condition() + "\norder by choice.position", Row.class)
                .setParameter("key", article.value())
                .getResultList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Row first = rows.getFirst();
        return Optional.of(
                new Related(first.article(), stories(chosen(rows, isAnyLanguage), limit), first.changedAt()));
    }

    /** The pinned ones in their order, and what the engine kept and nobody excluded. */
    private Collection<KeptStory> chosen(List<Row> rows, boolean isAnyLanguage) {
        Map<UUID, KeptStory> chosen = new LinkedHashMap<>();
        Set<UUID> excluded = new HashSet<>(Arrays.asList(rows.getFirst().translations()));
        for (Row row : rows) {
            if (row.pinned() != null) {
                chosen.put(row.pinned(), new KeptStory(row.pinned(), 0, RelatedReason.PINNED, List.of(), false));
            }
            if (row.excluded() != null) {
                excluded.add(row.excluded());
            }
        }
        lists.read(rows.getFirst().stories()).stream()
                .filter(kept -> isAnyLanguage || !kept.isForeign())
                .filter(kept -> !excluded.contains(kept.id()))
                .forEach(kept -> chosen.putIfAbsent(kept.id(), kept));
        return chosen.values();
    }

    /** Withdrawn ones fall out here, whatever the list still says. */
    private List<RelatedStory> stories(Collection<KeptStory> chosen, int limit) {
        Map<UUID, KeptStory> byId = new HashMap<>();
        chosen.forEach(kept -> byId.put(kept.id(), kept));
        List<RelatedStory> stories = new ArrayList<>();
        for (ArticleCard card :
                articles.cards(chosen.stream().map(KeptStory::id).toList())) {
            KeptStory kept = byId.get(card.id());
            if (kept != null && stories.size() < limit) {
                stories.add(new RelatedStory(
                        card,
                        kept.reason(),
                        kept.terms(),
                        kept.reason() == RelatedReason.PINNED ? null : kept.score()));
            }
        }
        return stories;
    }
}
