package org.broadsheet.article;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.author.AuthorName;
import org.broadsheet.media.ImageView;
import org.broadsheet.media.Images;
import org.broadsheet.section.SectionName;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.Links;
import org.broadsheet.shared.Origins;
import org.broadsheet.shared.Page.Counted;
import org.broadsheet.shared.Page.Slice;
import org.broadsheet.shared.SafeHtml;
import org.broadsheet.tag.TagName;
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

    /** Between the names of an article, and between the parts of a name: the schema keeps control characters out of both. */
    static final String RECORD = "\u001e";

    static final String UNIT = "\u001f";

    private static final String OWN = """
            select a.id, a.slug, a.kind, a.language, a.headline, a.kicker, a.standfirst, a.trail_text,
                a.published_at, a.updated_at, a.word_count, a.version,
                s.slug as section_slug, s.name as section_name, s.version as section_version,
                i.id as image_id, i.alt, i.caption, i.credit, i.width_px, i.height_px,
                cast(i.renditions as text) as renditions, coalesce(i.version, 0) as image_version,
            """;

    private static final String CARD = OWN
            + names("author", "named.slug || chr(31) || named.name")
            + names("tag", "named.slug || chr(31) || named.name");

    /** The names of an article with the state of each, for its stamp: a list of cards has none and is spared the work. */
    private static final String WHOLE = OWN + names("author", Part.COLUMNS) + names("tag", Part.COLUMNS);

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
    private final ObjectMapper mapper;
    private final Images images;
    private final Origins origins;

    Articles(Session database, ObjectMapper mapper, Images images, Origins origins) {
        this.database = database;
        this.mapper = mapper;
        this.images = images;
        this.origins = origins;
    }

    record Row(
            UUID id,
            String slug,
            String kind,
            String language,
            String headline,
            @Nullable String kicker,
            @Nullable String standfirst,
            @Nullable String trailText,
            Instant publishedAt,
            Instant updatedAt,
            int wordCount,
            int version,
            String sectionSlug,
            String sectionName,
            int sectionVersion,
            @Nullable UUID imageId,
            @Nullable String alt,
            @Nullable String caption,
            @Nullable String credit,
            @Nullable Integer widthPx,
            @Nullable Integer heightPx,
            @Nullable String renditions,
            int imageVersion,
            String authors,
            String tags,
            @Nullable String bodyHtml,
            short bodyPolicy,
            @Nullable String location,
            @Nullable String rights,
            @Nullable Instant firstPublishedAt,
            @Nullable String corrections,
            @Nullable String translations,
            @Nullable Long translationsStamp,
            @Nullable Instant changedAt,
            @Nullable Long total) {}

    /** An author or a tag, as an article names it; without its state in a list. */
    record Part(String slug, String name, long version, Instant changedAt) {
        private static final String COLUMNS =
                "concat_ws(chr(31), named.slug, named.name, named.version, cast(extract(epoch from named.changed_at) * 1000000 as bigint))";

        static Part read(String text) {
            String[] units = text.split(UNIT, -1);
            return units.length == 2
                    ? new Part(units[0], units[1], 0, Instant.EPOCH)
                    : new Part(
                            units[0],
                            units[1],
                            Long.parseLong(units[2]),
                            Instant.EPOCH.plus(Long.parseLong(units[3]), ChronoUnit.MICROS));
        }
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

    record Withdrawn(String slug, Instant at, String reason) {}

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record CorrectionPart(Instant at, String text, String kind) {}

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record TranslationPart(String language, String slug, String headline) {}

    /**
     * A page of published articles: whole ones, or cards, which cost less to read. Each tells the total of the list where
     * that is asked for; of an empty page ask {@link #total}.
     */
    Slice<Row> page(ArticleQuery query, boolean withBody, boolean withTotal) {
        ArticleQuery.Sql sql = query.page();
        Map<String, Object> values = new HashMap<>(sql.values());
        String total = ", cast(null as bigint) as total\n";
        if (withTotal) {
            ArticleQuery.Sql counted = query.total();
            total = ", (" + counted.text() + ") as total\n";
            values.putAll(counted.values());
        }
        String columns = CARD + (withBody ? WITH_BODY : WITHOUT_BODY) + NEWEST_CHANGE + total;
        NativeQuery<Row> prepared = database.createNativeQuery(columns + sql.text(), Row.class);
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
    Optional<Row> published(String idOrSlug) {
        return database.createNativeQuery(
                        WHOLE + WITH_BODY + CHANGED_AT + "from published_article a\n" + PARTS + where(idOrSlug),
                        Row.class)
                .setParameter("key", key(idOrSlug))
                .uniqueResultOptional();
    }

    /** Cards of those of these articles that are published, in the order of the ids; the others are left out. */
    public List<ArticleCard> cards(List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<UUID, ArticleCard> cards = new HashMap<>();
        database.createNativeQuery(
                        CARD + WITHOUT_BODY + NEWEST_CHANGE
                                + ", cast(null as bigint) as total\nfrom published_article a\n" + PARTS
                                + "where a.id = any(cast(:ids as uuid[]))",
                        Row.class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultStream()
                .forEach(row -> cards.put(row.id(), card(row)));
        return ids.stream().filter(cards::containsKey).map(cards::get).toList();
    }

    /** The id of the published article that an id or a slug, present or former, stands for. */
    public Optional<UUID> idOf(String idOrSlug) {
        return database.createNativeQuery("select a.id from published_article a\n" + where(idOrSlug), UUID.class)
                .setParameter("key", key(idOrSlug))
                .uniqueResultOptional();
    }

    /** How that article stands, for a tenth of the work of reading it. */
    Optional<Stamp> stamp(String idOrSlug) {
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
                                + where(idOrSlug),
                        Stamp.class)
                .setParameter("key", key(idOrSlug))
                .uniqueResultOptional();
    }

    Stamp stamp(Row row) {
        long versions = row.sectionVersion()
                + row.imageVersion()
                + (row.translationsStamp() == null ? 0 : row.translationsStamp());
        Instant latest = row.changedAt();
        for (String names : List.of(row.authors(), row.tags())) {
            for (Part part : parts(names)) {
                versions += part.version();
                latest = latest == null || part.changedAt().isAfter(latest) ? part.changedAt() : latest;
            }
        }
        return new Stamp(row.slug(), row.id(), row.version(), versions, latest);
    }

    /** What readers are told of an article that was public once and is no more. */
    Optional<Withdrawn> withdrawn(String idOrSlug) {
        return database.createNativeQuery(
                        "select '' as slug, a.withdrawn_at, a.withdrawn_reason from withdrawn_article a\n"
                                + where(idOrSlug),
                        Withdrawn.class)
                .setParameter("key", key(idOrSlug))
                .uniqueResultOptional();
    }

    ArticleCard card(Row row) {
        return new ArticleCard(
                row.id(),
                row.slug(),
                ArticleKind.of(row.kind()),
                row.language(),
                row.headline(),
                row.kicker(),
                row.standfirst(),
                row.trailText(),
                byline(row),
                new SectionName(row.sectionSlug(), row.sectionName()),
                tagNames(row),
                image(row),
                row.publishedAt(),
                row.updatedAt(),
                row.wordCount(),
                readingMinutes(row),
                links(row.slug()));
    }

    /** @param related what goes with it, null where that was not asked for */
    ArticleView view(Row row, BodyFormat format, @Nullable List<RelatedStory> related) {
        Instant first = row.firstPublishedAt();
        String html = row.bodyHtml();
        if (first == null || html == null) {
            throw new IllegalStateException("Article " + row.id() + " was read without its body");
        }
        return new ArticleView(
                row.id(),
                row.slug(),
                ArticleKind.of(row.kind()),
                row.language(),
                row.headline(),
                row.kicker(),
                row.standfirst(),
                row.trailText(),
                Body.of(SafeHtml.stored(html, row.bodyPolicy())).in(format),
                byline(row),
                new SectionName(row.sectionSlug(), row.sectionName()),
                tagNames(row),
                image(row),
                row.location(),
                row.publishedAt(),
                first,
                row.updatedAt(),
                row.wordCount(),
                readingMinutes(row),
                links(row.slug()).site(),
                row.rights(),
                corrections(row),
                translations(row),
                links(row.slug()),
                related);
    }

    private static int readingMinutes(Row row) {
        // 230 words a minute: silent reading of English non-fiction lies between 175 and 300 (Brysbaert 2019).
        return Math.max(1, Math.ceilDiv(row.wordCount(), 230));
    }

    private Links links(String slug) {
        return origins.links("/v1/articles/" + slug, "/articles/" + slug);
    }

    private static List<AuthorName> byline(Row row) {
        return parts(row.authors()).stream()
                .map(part -> new AuthorName(part.slug(), part.name()))
                .toList();
    }

    private static List<TagName> tagNames(Row row) {
        return parts(row.tags()).stream()
                .map(part -> new TagName(part.slug(), part.name()))
                .toList();
    }

    private @Nullable ImageView image(Row row) {
        if (row.imageId() == null
                || row.alt() == null
                || row.credit() == null
                || row.widthPx() == null
                || row.heightPx() == null
                || row.renditions() == null) {
            return null;
        }
        return images.view(
                row.imageId(), row.alt(), row.caption(), row.credit(), row.widthPx(), row.heightPx(), row.renditions());
    }

    private List<ArticleView.CorrectionView> corrections(Row row) {
        return read(row.corrections(), CorrectionPart[].class).stream()
                .map(part -> new ArticleView.CorrectionView(part.at(), part.text(), CorrectionKind.of(part.kind())))
                .toList();
    }

    private List<ArticleView.Translation> translations(Row row) {
        return read(row.translations(), TranslationPart[].class).stream()
                .map(part ->
                        new ArticleView.Translation(part.language(), part.slug(), part.headline(), links(part.slug())))
                .toList();
    }

    private static List<Part> parts(String names) {
        return names.isEmpty()
                ? List.of()
                : Arrays.stream(names.split(RECORD, -1)).map(Part::read).toList();
    }

    /** A column with the authors or tags of article {@code a} in their order, which is that of the key: nothing is sorted. */
    static String names(String kind, String columns) {
        return "    array_to_string(array(select " + columns + " from article_" + kind + " carried join " + kind
                + " named on named.id = carried." + kind
                + "_id where carried.article_id = a.id order by carried.position), chr(30)) as "
                + kind + "s,\n";
    }

    private <T> List<T> read(@Nullable String json, Class<T[]> type) {
        try {
            return json == null ? List.of() : Arrays.asList(mapper.readValue(json, type));
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("PostgreSQL built JSON that cannot be read", damaged);
        }
    }

    private static String where(String idOrSlug) {
        return Ids.parse(idOrSlug).isPresent()
                ? "where a.id = :key"
                : "where a.id = (select article_id from article_slug where slug = :key)";
    }

    private static Object key(String idOrSlug) {
        return Ids.parse(idOrSlug).<Object>map(id -> id).orElse(idOrSlug);
    }

    private static <T> NativeQuery<T> bind(NativeQuery<T> query, Map<String, Object> values) {
        values.forEach(query::setParameter);
        return query;
    }
}
