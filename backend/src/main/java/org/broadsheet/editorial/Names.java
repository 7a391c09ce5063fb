package org.broadsheet.editorial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.broadsheet.author.AuthorName;
import org.broadsheet.section.SectionName;
import org.broadsheet.tag.TagName;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Sections, authors and tags by their slugs and ids, those included that no reader sees yet. */
@ApplicationScoped
class Names {
    private final Session database;

    Names(Session database) {
        this.database = database;
    }

    private record Named(UUID id, String slug, String name) {}

    @Transactional
    Optional<UUID> section(String slug) {
        return id("select id from section where slug = :slug", slug);
    }

    @Transactional
    Optional<UUID> author(String slug) {
        return id("select id from author where slug = :slug", slug);
    }

    /** By a slug that the tag has or once had. */
    @Transactional
    Optional<UUID> tag(String slug) {
        return id("select tag_id from tag_slug where slug = :slug", slug);
    }

    private Optional<UUID> id(String query, String slug) {
        return database.createNativeQuery(query, UUID.class)
                .setParameter("slug", slug)
                .uniqueResultOptional();
    }

    @Transactional
    @Nullable
    SectionName sectionName(@Nullable UUID id) {
        return id == null
                ? null
                : named("section", List.of(id), one -> new SectionName(one.slug(), one.name()))
                        .getFirst();
    }

    /** In the order of the ids. */
    @Transactional
    List<AuthorName> authorNames(List<UUID> ids) {
        return named("author", ids, one -> new AuthorName(one.slug(), one.name()));
    }

    /** In the order of the ids. */
    @Transactional
    List<TagName> tagNames(List<UUID> ids) {
        return named("tag", ids, one -> new TagName(one.slug(), one.name()));
    }

    private <T> List<T> named(String table, List<UUID> ids, Function<Named, T> view) {
        Map<UUID, Named> found = database.createNativeQuery(
                        "select id, slug, name from " + table + " where id = any(cast(:ids as uuid[]))", Named.class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultStream()
                .collect(Collectors.toMap(Named::id, one -> one));
        return ids.stream()
                .filter(found::containsKey)
                .map(id -> view.apply(java.util.Objects.requireNonNull(found.get(id))))
                .toList();
    }
}
