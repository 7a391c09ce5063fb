package org.broadsheet.tag;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.shared.Origins;
import org.broadsheet.shared.Page.Counted;
import org.broadsheet.shared.Page.Slice;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** What articles are about; readers see the tags that a published article carries. */
@ApplicationScoped
public class Tags implements PanacheRepositoryBase<Tag, UUID> {
    private static final String PUBLIC = """
            select slug, name, lower(name) as sort_name, description, article_count, last_used_at,
                (select string_agg(former.slug, ' ' order by former.slug) from tag_slug former
                    where former.tag_id = tag.id and former.slug <> tag.slug) as aliases
            from tag
            where article_count > 0
            """;

    private final Origins origins;

    Tags(Origins origins) {
        this.origins = origins;
    }

    record Row(
            String slug,
            String name,
            String sortName,
            @Nullable String description,
            long articleCount,
            @Nullable Instant lastUsedAt,
            @Nullable String aliases) {}

    /** A page of tags. */
    Slice<Row> page(TagQuery query) {
        String sql = PUBLIC
                + filters(query)
                + query.after().map(cursor -> " and " + query.order().after).orElse("")
                + " order by " + query.order().orderBy
                + " limit :limit";
        NativeQuery<Row> prepared = getSession().createNativeQuery(sql, Row.class);
        bind(prepared, query);
        query.after()
                .ifPresent(cursor -> prepared.setParameter("key", query.order().checked(cursor))
                        .setParameter("slug", cursor.text(1)));
        prepared.setParameter("limit", query.limit() + 1);
        return Slice.of(prepared.getResultList(), query.limit());
    }

    /** How many tags the whole list has. */
    Counted total(TagQuery query) {
        NativeQuery<Counted> prepared = getSession()
                .createNativeQuery(
                        "select count(*), (select max(at) from change) from tag where article_count > 0"
                                + filters(query),
                        Counted.class);
        bind(prepared, query);
        return prepared.getSingleResult();
    }

    /** The tag that has, or once had, this slug; empty when no published article carries it. */
    Optional<Row> bySlug(String slug) {
        return getSession()
                .createNativeQuery(PUBLIC + " and id = (select tag_id from tag_slug where slug = :slug)", Row.class)
                .setParameter("slug", slug)
                .uniqueResultOptional();
    }

    TagView view(Row row) {
        return new TagView(
                row.slug(),
                row.name(),
                row.description(),
                row.articleCount(),
                row.lastUsedAt(),
                row.aliases() == null ? List.of() : List.of(row.aliases().split(" ")),
                origins.links("/v1/tags/" + row.slug(), "/tags/" + row.slug()));
    }

    /** Whether a published article carries it. */
    boolean isPublic(UUID id) {
        return getSession()
                .createNativeQuery("select article_count > 0 from tag where id = :id", Boolean.class)
                .setParameter("id", id)
                .getSingleResult();
    }

    /** The id of the tag that has, or once had, this slug. */
    public Optional<UUID> idOf(String slug) {
        return getSession()
                .createNativeQuery("select tag_id from tag_slug where slug = :slug", UUID.class)
                .setParameter("slug", slug)
                .uniqueResultOptional();
    }

    /** Takes rows for counting, in one order: two acts on the same ones never wait for each other in a ring. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void lock(Collection<UUID> ids) {
        // Weaker than "for update", which would wait for every article that merely refers to one of them.
        getSession()
                .createNativeQuery("select id from tag where id in (:ids) order by id for no key update", UUID.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /**
     * Moves the kept counts when an article with these tags appears or goes, and reads the last use afresh. They must be
     * {@linkplain #lock locked}: a statement that waited for a lock does not see what was committed meanwhile.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void count(List<UUID> ids, int difference) {
        if (ids.isEmpty()) {
            return;
        }
        getSession()
                .createNativeMutationQuery("""
                        update tag
                        set article_count = article_count + :difference,
                            last_used_at = (
                                select max(published_at) from article_tag where tag_id = tag.id and published_at is not null)
                        where id in (:ids)""")
                .setParameter("ids", ids)
                .setParameter("difference", difference)
                .executeUpdate();
    }

    /** Counts a tag's published articles afresh. It must be {@linkplain #lock locked}. */
    @Transactional(Transactional.TxType.MANDATORY)
    void recount(UUID id, Instant now) {
        getSession()
                .createNativeMutationQuery("""
                        update tag
                        set article_count = (select count(*) from article_tag where tag_id = tag.id and published_at is not null),
                            last_used_at = (
                                select max(published_at) from article_tag where tag_id = tag.id and published_at is not null),
                            version = version + 1, changed_at = :now
                        where id = :id""")
                .setParameter("id", id)
                .setParameter("now", now)
                .executeUpdate();
    }

    private static String filters(TagQuery query) {
        String prefix = query.prefix()
                .map(text -> " and (lower(name) like :prefix or slug like :prefix)")
                .orElse("");
        // Only what readers can see may be left out, or the gap would tell a draft's tags.
        String others = query.excludeArticle()
                .map(id -> " and not exists (select 1 from article_tag carried where carried.tag_id = tag.id"
                        + " and carried.article_id = :article and carried.published_at is not null)")
                .orElse("");
        return prefix + others;
    }

    private static void bind(NativeQuery<?> prepared, TagQuery query) {
        query.prefix().ifPresent(text -> prepared.setParameter("prefix", escaped(text.toLowerCase(Locale.ROOT)) + "%"));
        query.excludeArticle().ifPresent(id -> prepared.setParameter("article", id));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    Session database() {
        return getSession();
    }
}
