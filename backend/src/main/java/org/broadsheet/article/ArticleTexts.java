package org.broadsheet.article;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.shared.SafeHtml;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Published articles for those who follow the change log and keep a view of their own. Nothing else is ever read here. */
@ApplicationScoped
public class ArticleTexts {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Session database;

    ArticleTexts(Session database) {
        this.database = database;
    }

    record Row(
            UUID id,
            String kind,
            String language,
            String headline,
            @Nullable String standfirst,
            String bodyHtml,
            short bodyPolicy,
            UUID sectionId,
            String authors,
            String tags,
            Instant publishedAt,
            Instant updatedAt,
            boolean isOffered) {}

    /** The texts of those of these articles that are published, in no order; the others are simply not there. */
    @Transactional
    public List<ArticleText> of(Collection<UUID> ids) {
        return database.createNativeQuery(
                        """
                        select a.id, a.kind, a.language, a.headline, a.standfirst, a.body_html, a.body_policy, a.section_id,
                        """
                                + Articles.names("author", "named.id || chr(31) || named.name")
                                + Articles.names("tag", "named.id || chr(31) || named.name") + """
                            a.published_at, a.updated_at, a.is_offered
                        from published_article a
                        where a.id = any(cast(:ids as uuid[]))""",
                        Row.class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultStream()
                .map(ArticleTexts::text)
                .toList();
    }

    /** When those of these articles that are published were. */
    @Transactional
    public Map<UUID, Instant> publishedAt(Collection<UUID> ids) {
        return database.createNativeQuery(
                        "select id, published_at from published_article where id = any(cast(:ids as uuid[]))",
                        Object[].class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultStream()
                .collect(Collectors.toMap(row -> (UUID) row[0], row -> (Instant) row[1]));
    }

    /** Ids of published articles in order of id, from one on. @param after null to begin at the first */
    @Transactional
    public List<UUID> idsAfter(@Nullable UUID after, int limit) {
        return database.createNativeQuery(
                        "select id from published_article where id > :after order by id limit :limit", UUID.class)
                .setParameter("after", after == null ? BEFORE_ALL : after)
                .setParameter("limit", limit)
                .getResultList();
    }

    /** Ids of the published articles that carry a tag or have an author. */
    @Transactional
    public List<UUID> idsNaming(UUID tagOrAuthor) {
        return database.createNativeQuery("""
                        select article_id from article_tag where tag_id = :id and published_at is not null
                        union
                        select article_id from article_author where author_id = :id and published_at is not null""", UUID.class)
                .setParameter("id", tagOrAuthor)
                .getResultList();
    }

    @Transactional
    public long count() {
        return database.createNativeQuery("select count(*) from published_article", Long.class)
                .getSingleResult();
    }

    private static ArticleText text(Row row) {
        return new ArticleText(
                row.id(),
                ArticleKind.of(row.kind()),
                row.language(),
                row.headline(),
                row.standfirst(),
                Body.of(SafeHtml.stored(row.bodyHtml(), row.bodyPolicy())).text(),
                row.sectionId(),
                named(row.authors()),
                named(row.tags()),
                row.publishedAt(),
                row.updatedAt(),
                row.isOffered());
    }

    private static List<ArticleText.Named> named(String names) {
        return names.isEmpty()
                ? List.of()
                : Arrays.stream(names.split(ArticleRow.RECORD, -1))
                        .map(name -> name.split(ArticleRow.UNIT, -1))
                        .map(units -> new ArticleText.Named(UUID.fromString(units[0]), units[1]))
                        .toList();
    }
}
