package org.broadsheet.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.article.ArticleFilters;
import org.broadsheet.shared.SlugExpression;
import org.hibernate.Session;

/** What slugs stand for, and what ids are called now: the index knows sections, tags and authors by id alone. */
record SlugNames(Map<String, UUID> ids) {

    Optional<UUID> idOf(String dimension, String slug) {
        return Optional.ofNullable(ids.get(dimension + ' ' + slug));
    }

    /** Reads them from the database, in one statement a search. */
    @ApplicationScoped
    static class Reader {
        private final Session database;

        Reader(Session database) {
            this.database = database;
        }

        record Found(String dimension, String slug, UUID id) {}

        record Name(UUID id, String slug, String name) {}

        SlugNames of(ArticleFilters filters) {
            List<String> sections = slugs(filters.section());
            List<String> tags = slugs(filters.tag());
            List<String> authors = slugs(filters.author());
            if (sections.isEmpty() && tags.isEmpty() && authors.isEmpty()) {
                return new SlugNames(Map.of());
            }
            Map<String, UUID> ids = new HashMap<>();
            database.createNativeQuery("""
                            select 'section' as dimension, slug, id from section where slug = any(cast(:sections as text[]))
                            union all
                            select 'tag', slug, tag_id from tag_slug where slug = any(cast(:tags as text[]))
                            union all
                            select 'author', slug, id from author where slug = any(cast(:authors as text[]))""", Found.class)
                    .setParameter("sections", sections.toArray(String[]::new))
                    .setParameter("tags", tags.toArray(String[]::new))
                    .setParameter("authors", authors.toArray(String[]::new))
                    .getResultList()
                    .forEach(found -> ids.put(found.dimension() + ' ' + found.slug(), found.id()));
            return new SlugNames(ids);
        }

        /** Present slug and name of sections, tags and authors, by id. */
        Map<UUID, Name> names(Collection<UUID> ids) {
            Map<UUID, Name> names = new HashMap<>();
            if (!ids.isEmpty()) {
                database.createNativeQuery("""
                                select id, slug, name from section where id = any(cast(:ids as uuid[]))
                                union all
                                select id, slug, name from tag where id = any(cast(:ids as uuid[]))
                                union all
                                select id, slug, name from author where id = any(cast(:ids as uuid[]))""", Name.class)
                        .setParameter("ids", new ArrayList<>(ids).toArray(UUID[]::new))
                        .getResultList()
                        .forEach(name -> names.put(name.id(), name));
            }
            return names;
        }

        private static List<String> slugs(Optional<SlugExpression> expression) {
            return expression.map(SlugExpression::slugs).orElse(List.of());
        }
    }
}
