package org.broadsheet.article;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.shared.Page.Counted;
import org.broadsheet.shared.Page.Slice;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/**
 * What readers may read: every statement here goes through {@code published_article} or {@code withdrawn_article}, so
 * that nothing unpublished can come out by mistake. One statement a list, one an article.
 */
@ApplicationScoped
public class Articles {
    /** Section and picture of each article {@code a}. */
    static final String PARTS = """
            join section s on s.id = a.section_id
            left join image i on i.id = a.lead_image_id
            """;

    private static final String OWN = """
            select a.id, a.slug, a.kind, a.language, a.headline, a.kicker, a.standfirst, a.trail_text,
                a.published_at, a.updated_at, a.word_count, a.version,
                s.slug as section_slug, s.name as section_name, s.version as section_version,
                i.id as image_id, i.alt, i.caption, i.credit, i.focal_x, i.focal_y, i.width_px, i.height_px,
                cast(i.renditions as text) as renditions, coalesce(i.version, 0) as image_version,
            """;

    private static final String CARD = OWN
            + names("author", "named.slug || chr(31) || named.name")
            + names("tag", "named.slug || chr(31) || named.name");

    /** The names of an article with the state of each, for its stamp: a list of cards has none and is spared the work. */
    private static final String WHOLE =
            OWN + names("author", ArticleRow.Part.COLUMNS) + names("tag", ArticleRow.Part.COLUMNS);

    private static final String WITHOUT_BODY = """
                null as body_html, cast(0 as smallint) as body_policy, null as location, null as rights, null as first_published_at,
                null as corrections, null as translations, null as translations_stamp
            """;

    /** Translations are articles of their own: their part of the version is a sum over who they are and how they stand. */
    private static final String TRANSLATIONS_STAMP = """
            (select coalesce(sum(hashtext(o.id::text || o.version)::bigint), 0)::bigint from published_article o
                where o.translation_group = a.translation_group and o.id <> a.id)""";

    private static final String WITH_BODY = """
                a.body_html, a.body_policy, a.location, a.rights, a.first_published_at,
                (select cast(json_agg(json_build_array(c.at, c.text, c.kind) order by c.at, c.id) as text)
                    from correction c where c.article_id = a.id) as corrections,
                (select cast(json_agg(json_build_array(o.language, o.slug, o.headline) order by o.language) as text)
                    from published_article o where o.translation_group = a.translation_group and o.id <> a.id) as translations,
            """ + TRANSLATIONS_STAMP + " as translations_stamp\n";

    /** Without authors and tags, which bring their own times along. A translation that goes leaves only the log to tell. */
    private static final String OWN_CHANGES = """
            a.changed_at, s.changed_at, i.changed_at,
                case when a.translation_group is not null then (select max(at) from change) end""";

    private static final String CHANGED_AT =
            ", greatest(" + OWN_CHANGES + ") as changed_at, cast(null as bigint) as total\n";

    private static final String NEWEST_CHANGE = ", (select max(at) from change) as changed_at";

    private final Session database;
    private final ArticleViews views;
    private final ChangeLog changes;

    Articles(Session database, ArticleViews views, ChangeLog changes) {
        this.database = database;
        this.views = views;
        this.changes = changes;
    }

    /** The exact state of an article and all that is shown with it; equal stamps mean equal answers. */
    record Stamp(
            String slug,
            UUID id,
            long version,
            long partsVersion,
            @Nullable Instant changedAt) {
        String text() {
            return version + "." + Long.toString(partsVersion, 36);
        }
    }

    /**
     * A page of published articles: whole ones, or cards, which cost less to read. Each tells the total of the list where
     * that is asked for; of an empty page ask {@link #total}.
     */
    Slice<ArticleRow> page(ArticleQuery query, boolean withBody, boolean withTotal) {
        ArticleQuery.Sql sql = query.page();
        Map<String, Object> values = new HashMap<>(sql.values());
        String total = ", cast(null as bigint) as total\n";
        if (withTotal) {
            ArticleQuery.Sql counted = query.total();
            total = ", (" + counted.text() + ") as total\n";
            values.putAll(counted.values());
        }
        String columns = CARD + (withBody ? WITH_BODY : WITHOUT_BODY) + NEWEST_CHANGE + total;
        NativeQuery<ArticleRow> prepared = database.createNativeQuery(columns + sql.text(), ArticleRow.class);
        return Slice.of(bind(prepared, values).getResultList(), query.limit());
    }

    /** How many published articles the whole list has. */
    Counted total(ArticleQuery query) {
        ArticleQuery.Sql sql = query.total();
        String asked = "select (" + sql.text() + ") as total" + NEWEST_CHANGE;
        return bind(database.createNativeQuery(asked, Counted.class), sql.values())
                .getSingleResult();
    }

    /** The published article with this id, or that has or once had this slug. */
    Optional<ArticleRow> published(ArticleKey key) {
        return database.createNativeQuery(
                        WHOLE + WITH_BODY + CHANGED_AT + "from published_article a\n" + PARTS + key.condition(),
                        ArticleRow.class)
                .setParameter("key", key.value())
                .uniqueResultOptional();
    }

    /** A published article, whole, as its page has it; empty when there is none. */
    public Optional<ArticleView> view(UUID id) {
        return published(new ArticleKey(id.toString())).map(row -> views.whole(row, BodyFormat.HTML, null));
    }

    /** Cards, and when anything public last changed: read together. @param changedAt null before anything was published */
    public record Shown(List<ArticleCard> cards, @Nullable Instant changedAt) {}

    /** Cards of those of these articles that are published, in the order of the ids; the others are left out. */
    public List<ArticleCard> cards(List<UUID> ids) {
        return ids.isEmpty() ? List.of() : shown(ids).cards();
    }

    /** The same with the time of the newest change, for an answer that is made of them. */
    public Shown shown(List<UUID> ids) {
        Map<UUID, ArticleRow> rows = new HashMap<>();
        if (!ids.isEmpty()) {
            database.createNativeQuery(
                            CARD + WITHOUT_BODY + NEWEST_CHANGE
                                    + ", cast(null as bigint) as total\nfrom published_article a\n" + PARTS
                                    + "where a.id = any(cast(:ids as uuid[]))",
                            ArticleRow.class)
                    .setParameter("ids", ids.toArray(UUID[]::new))
                    .getResultStream()
                    .forEach(row -> rows.put(row.id(), row));
        }
        Optional<ArticleRow> any = rows.values().stream().findFirst();
        return new Shown(
                ids.stream()
                        .filter(rows::containsKey)
                        .map(rows::get)
                        .map(views::card)
                        .toList(),
                any.isPresent() ? any.get().changedAt() : changes.lastAt());
    }

    /** How that article stands, for a tenth of the work of reading it. */
    Optional<Stamp> stamp(ArticleKey key) {
        return database.createNativeQuery(
                        """
                        select a.slug, a.id, cast(a.version as bigint),
                            s.version + coalesce(i.version, 0) + coalesce(byline.versions, 0) + coalesce(tags.versions, 0)"""
                                + " + "
                                + TRANSLATIONS_STAMP
                                + " as parts_version,\n greatest(byline.changed_at, tags.changed_at, " + OWN_CHANGES
                                + ") as changed_at\nfrom published_article a\n"
                                + PARTS
                                + """
                                left join lateral (
                                    select sum(w.version) as versions, max(w.changed_at) as changed_at
                                    from article_author aa join author w on w.id = aa.author_id where aa.article_id = a.id) byline on true
                                left join lateral (
                                    select sum(t.version) as versions, max(t.changed_at) as changed_at
                                    from article_tag at join tag t on t.id = at.tag_id where at.article_id = a.id) tags on true
                                """
                                + key.condition(),
                        Stamp.class)
                .setParameter("key", key.value())
                .uniqueResultOptional();
    }

    Stamp stamp(ArticleRow row) {
        long versions = row.sectionVersion()
                + row.imageVersion()
                + (row.translationsStamp() == null ? 0 : row.translationsStamp());
        Instant latest = row.changedAt();
        for (String names : List.of(row.authors(), row.tags())) {
            for (ArticleRow.Part part : ArticleRow.parts(names)) {
                versions += part.version();
                latest = latest == null || part.changedAt().isAfter(latest) ? part.changedAt() : latest;
            }
        }
        return new Stamp(row.slug(), row.id(), row.version(), versions, latest);
    }

    /** What is answered where {@link #published} has nothing: that it was withdrawn and why, or that there is none. */
    public ProblemException missing(ArticleKey key) {
        return database.createNativeQuery(
                        "select a.withdrawn_reason from withdrawn_article a\n" + key.condition(), String.class)
                .setParameter("key", key.value())
                .uniqueResultOptional()
                .map(reason -> new ProblemException(ProblemKind.GONE, reason))
                .orElseGet(() -> ProblemException.notFound("article"));
    }

    /** A column with the authors or tags of article {@code a} in their order, which is that of the key: nothing is sorted. */
    static String names(String kind, String columns) {
        return "    array_to_string(array(select " + columns + " from article_" + kind + " carried join " + kind
                + " named on named.id = carried." + kind
                + "_id where carried.article_id = a.id order by carried.position), chr(30)) as "
                + kind + "s,\n";
    }

    private static <T> NativeQuery<T> bind(NativeQuery<T> query, Map<String, Object> values) {
        values.forEach(query::setParameter);
        return query;
    }
}
