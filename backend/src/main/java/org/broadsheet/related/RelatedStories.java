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
import java.util.stream.Stream;
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
            UUID[] pinned,
            UUID[] excluded,
            @Nullable String stories,
            @Nullable String tagNames,
            @Nullable Instant changedAt) {}

    /** In two statements. */
    @Override
    public Optional<Related> of(ArticleKey article, int limit, boolean isAnyLanguage) {
        return database.createNativeQuery("""
                        select a.id,
                            array(select other_id from related_choice
                                where article_id = a.id and not is_excluded order by position, other_id) as pinned,
                            array(select other_id from related_choice where article_id = a.id and is_excluded
                                union all
                                select o.id from published_article o
                                where o.translation_group = a.translation_group and o.id <> a.id) as excluded,
                            cast(list.stories as text) as stories,
                            (select cast(jsonb_object_agg(tag.id, tag.name) as text) from tag where tag.id in (
                                select cast(jsonb_array_elements_text(story -> 'tags') as uuid)
                                from jsonb_array_elements(list.stories) story)) as tag_names,
                            greatest(list.made_at, (select max(at) from change)) as changed_at
                        from published_article a
                        left join related_list list on list.article_id = a.id
                        """ + article.condition(), Row.class)
                .setParameter("key", article.value())
                .uniqueResultOptional()
                .map(row -> new Related(
                        row.article(),
                        stories(chosen(row, isAnyLanguage), lists.readNames(row.tagNames()), limit),
                        row.changedAt()));
    }

    /** The pinned ones in their order, and what the engine kept and nobody excluded. */
    private Collection<KeptStory> chosen(Row row, boolean isAnyLanguage) {
        Map<UUID, KeptStory> chosen = new LinkedHashMap<>();
        for (UUID pinned : row.pinned()) {
            chosen.put(pinned, new KeptStory(pinned, 0, RelatedReason.PINNED, List.of(), List.of(), false));
        }
        Set<UUID> excluded = new HashSet<>(Arrays.asList(row.excluded()));
        lists.read(row.stories()).stream()
                .filter(kept -> isAnyLanguage || !kept.isForeign())
                .filter(kept -> !excluded.contains(kept.id()))
                .forEach(kept -> chosen.putIfAbsent(kept.id(), kept));
        return chosen.values();
    }

    /** Withdrawn ones fall out here, whatever the list still says. */
    private List<RelatedStory> stories(Collection<KeptStory> chosen, Map<UUID, String> tagNames, int limit) {
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
                        terms(kept, tagNames),
                        kept.reason() == RelatedReason.PINNED ? null : kept.score()));
            }
        }
        return stories;
    }

    /** Words, and tags as they are called now; one that is gone explains nothing any more. */
    private static List<String> terms(KeptStory kept, Map<UUID, String> tagNames) {
        return Stream.concat(
                        kept.terms().stream(),
                        kept.tags().stream().filter(tagNames::containsKey).map(tagNames::get))
                .toList();
    }
}
