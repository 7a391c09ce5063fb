package org.broadsheet.editorial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.media.ImageView;
import org.broadsheet.media.Images;
import org.broadsheet.shared.Page.Slice;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Right;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The newsroom's pictures, and which articles use them: as the one that leads, or within the text, which names its files. */
@ApplicationScoped
class Pictures {
    private static final int MOST_USES = 100;

    /** The conditions name what the indexes of migration V017 hold. */
    private static final String ARTICLES = """
            select a.id, a.headline, a.state = 'published' as is_public, cast(null as uuid) as created_by
            from article a
            where a.lead_image_id = i.id or (a.body_html like '%/media/%' and position(i.content_hash in a.body_html) > 0)
            """;

    /** What is worked at, what goes out next and what readers see; older saves may lose their pictures. */
    private static final String DRAFTS = """
            select d.id, d.headline, false as is_public, d.created_by
            from revision r join draft d on d.id = r.article_id and r.number in (d.revision, d.live_revision, d.publish_revision)
            where (r.text ->> 'leadImageId' is not null and r.text ->> 'leadImageId' = cast(i.id as text))
                or (r.text ->> 'body' like '%/media/%' and position(i.content_hash in r.text ->> 'body') > 0)
            """;

    private static final String IS_USED = "(exists (" + ARTICLES + ") or exists (" + DRAFTS + "))";

    private static final String COLUMNS = """
            select i.id, i.alt, i.caption, i.credit, i.focal_x, i.focal_y, i.width_px, i.height_px,
                cast(i.renditions as text) as renditions, i.added_at, m.name, i.added_by, i.version,
            """ + IS_USED + """
             as is_used
            from image i left join staff_member m on m.id = i.added_by
            """;

    private final Session database;
    private final Images images;

    Pictures(Session database, Images images) {
        this.database = database;
        this.images = images;
    }

    private record Row(
            UUID id,
            @Nullable String alt,
            @Nullable String caption,
            @Nullable String credit,
            double focalX,
            double focalY,
            int width,
            int height,
            String renditions,
            Instant addedAt,
            @Nullable String addedBy,
            @Nullable UUID addedById,
            int version,
            boolean isUsed) {}

    /** Which pictures somebody asks for; null does not narrow. */
    record Query(
            @Nullable String words,
            boolean isUnused,
            @Nullable String mark,
            @Nullable UUID after,
            int limit) {}

    /** A page of them, whatever was taken in last first: ids are given out in that order. */
    @Transactional
    Slice<PictureView> page(Query query) {
        List<Row> rows = database.createNativeQuery(COLUMNS + """
                                where (cast(:words as text) is null or i.words @@ to_tsquery('simple', :words))
                                    and (cast(:mark as text) is null or i.content_hash = :mark)
                                    and (cast(:after as uuid) is null or i.id < :after)
                                    and (not :isUnused or not\s""" + IS_USED + """
                                )
                                order by i.id desc
                                limit :limit""", Row.class)
                .setParameter("words", query.words())
                .setParameter("mark", query.mark())
                .setParameter("after", query.after())
                .setParameter("isUnused", query.isUnused())
                .setParameter("limit", query.limit() + 1)
                .getResultList();
        return Slice.of(rows.stream().map(this::view).toList(), query.limit());
    }

    @Transactional
    Optional<PictureView> find(UUID id) {
        return row(id).map(this::view);
    }

    /** Who took a picture in; empty also for nobody in particular. */
    @Transactional
    Optional<UUID> adder(UUID id) {
        return row(id).flatMap(row -> Optional.ofNullable(row.addedById()));
    }

    private Optional<Row> row(UUID id) {
        return database.createNativeQuery(COLUMNS + "where i.id = :id", Row.class)
                .setParameter("id", id)
                .uniqueResultOptional();
    }

    /** The articles that use a picture, those that readers see first. */
    @Transactional
    List<PictureView.Use> uses(Actor actor, UUID id) {
        return database.createNativeQuery(
                        "select u.id, case when bool_or(u.is_public or :seesAll or u.created_by = :actor)"
                                + " then max(u.headline) else '' end as headline, bool_or(u.is_public) as is_public"
                                + " from image i cross join lateral ("
                                + ARTICLES
                                + " union all "
                                + DRAFTS
                                + ") u where i.id = :id group by u.id order by bool_or(u.is_public) desc, u.id desc limit "
                                + MOST_USES,
                        PictureView.Use.class)
                .setParameter("seesAll", actor.may(Right.PUBLISH))
                .setParameter("actor", actor.id())
                .setParameter("id", id)
                .getResultList();
    }

    private PictureView view(Row row) {
        List<ImageView.Rendition> renditions = images.renditions(row.renditions());
        return new PictureView(
                row.id(),
                Images.widest(renditions),
                row.alt(),
                row.caption(),
                row.credit(),
                row.focalX(),
                row.focalY(),
                row.width(),
                row.height(),
                renditions,
                row.addedAt(),
                row.addedBy(),
                row.version(),
                row.isUsed());
    }
}
