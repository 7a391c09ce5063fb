package org.broadsheet.related;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.article.ArticleCard;
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
    private final ObjectMapper mapper;

    RelatedStories(Session database, Articles articles, ObjectMapper mapper) {
        this.database = database;
        this.articles = articles;
        this.mapper = mapper;
    }

    /** A story as the engine keeps it. */
    record Kept(UUID id, double score, RelatedReason reason, List<String> terms) {}

    record Row(
            @Nullable UUID pinned,
            @Nullable UUID excluded,
            @Nullable String stories,
            @Nullable Instant changedAt) {}

    /** At most {@code limit} stories, in two statements. */
    @Override
    public Related of(UUID article, int limit) {
        List<Row> rows = database.createNativeQuery("""
                        select case when not choice.is_excluded then choice.other_id end as pinned,
                            case when choice.is_excluded then choice.other_id end as excluded,
                            cast(list.stories as text) as stories,
                            greatest(list.made_at, (select max(at) from change)) as changed_at
                        from published_article a
                        left join related_list list on list.article_id = a.id
                        left join related_choice choice on choice.article_id = a.id
                        where a.id = :article
                        order by choice.position""", Row.class)
                .setParameter("article", article)
                .getResultList();
        Map<UUID, RelatedStories.Kept> chosen = new LinkedHashMap<>();
        List<UUID> excluded = new ArrayList<>();
        for (Row row : rows) {
            if (row.pinned() != null) {
                chosen.put(row.pinned(), new Kept(row.pinned(), 0, RelatedReason.PINNED, List.of()));
            }
            if (row.excluded() != null) {
                excluded.add(row.excluded());
            }
        }
        if (!rows.isEmpty()) {
            kept(rows.getFirst().stories()).stream()
                    .filter(kept -> !excluded.contains(kept.id()))
                    .forEach(kept -> chosen.putIfAbsent(kept.id(), kept));
        }
        return new Related(
                stories(new ArrayList<>(chosen.values()), limit),
                rows.isEmpty() ? null : rows.getFirst().changedAt());
    }

    /** Withdrawn ones fall out here, whatever the list still says. */
    private List<RelatedStory> stories(List<Kept> chosen, int limit) {
        Map<UUID, Kept> byId = new HashMap<>();
        chosen.forEach(kept -> byId.put(kept.id(), kept));
        List<RelatedStory> stories = new ArrayList<>();
        for (ArticleCard card : articles.cards(chosen.stream().map(Kept::id).toList())) {
            Kept kept = byId.get(card.id());
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

    private List<Kept> kept(@Nullable String json) {
        try {
            return json == null ? List.of() : Arrays.asList(mapper.readValue(json, Kept[].class));
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("A kept list of related stories cannot be read", damaged);
        }
    }
}
