package org.broadsheet.editorial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.article.Publishing;
import org.broadsheet.shared.Page.Slice;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.staff.Actor;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The drafts in the database. */
@ApplicationScoped
class Drafts {
    private static final String COLUMNS = """
            select d.id, d.stage, a.state, d.created_by, c.name, d.created_at, d.changed_by, h.name, d.changed_at, d.revision,
                d.live_revision, d.publish_at, d.publish_revision, d.withdraw_at, d.withdraw_reason, d.embargoed_until, d.note,
                d.version
            from draft d
            left join article a on a.id = d.id and a.state in ('published', 'withdrawn')
            left join staff_member c on c.id = d.created_by
            left join staff_member h on h.id = d.changed_by
            """;

    private final Session database;
    private final Publishing publishing;
    private final ObjectMapper mapper;

    Drafts(Session database, Publishing publishing, ObjectMapper mapper) {
        this.database = database;
        this.publishing = publishing;
        this.mapper = mapper;
    }

    /** The draft of an article, also where nobody has worked at it yet. */
    @Transactional
    Optional<Draft> find(UUID id) {
        return database.createNativeQuery(COLUMNS + "where d.id = :id", Draft.class)
                .setParameter("id", id)
                .uniqueResultOptional()
                .or(() -> publishing.standing(id).map(Drafts::untouched));
    }

    private static Draft untouched(Publishing.Standing standing) {
        boolean wasPublic = standing.isPublic() || standing.state().equals("withdrawn");
        return new Draft(
                standing.id(),
                wasPublic ? "approved" : stage(standing),
                wasPublic ? standing.state() : null,
                null,
                null,
                standing.changedAt(),
                null,
                null,
                standing.changedAt(),
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                0);
    }

    /** The step of the work that an article was at which came without a draft: planned and held back ones were ready. */
    private static String stage(Publishing.Standing standing) {
        return switch (standing.state()) {
            case "draft", "in_review" -> standing.state();
            default -> "approved";
        };
    }

    /**
     * The draft, locked for the transaction that runs; one that somebody works at for the first time begins with the article
     * as it is.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<Draft> locked(UUID id) {
        publishing.standing(id).ifPresent(this::begin);
        return database.createNativeQuery("select id from draft where id = :id for update", UUID.class)
                .setParameter("id", id)
                .uniqueResultOptional()
                .flatMap(this::find);
    }

    private void begin(Publishing.Standing standing) {
        DraftText text = DraftText.of(standing.slug(), standing.manuscript());
        boolean isNew = insert(standing.id(), null, text, stage(standing));
        if (isNew) {
            keep(standing.id(), 1, null, false, text);
            database.createNativeMutationQuery(
                            "update draft set live_revision = case when :isPublic then 1 end where id = :id")
                    .setParameter("isPublic", standing.isPublic())
                    .setParameter("id", standing.id())
                    .executeUpdate();
        }
    }

    /** @return whether there was none yet */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean insert(UUID id, @Nullable UUID creator, DraftText text, String stage) {
        return database.createNativeMutationQuery("""
                        insert into draft (id, stage, headline, section_id, language, words, created_by, changed_by, revision)
                        values (:id, :stage, :headline, :section, :language, to_tsvector('simple', :words), :creator, :creator, 1)
                        on conflict (id) do nothing""")
                        .setParameter("id", id)
                        .setParameter("stage", stage)
                        .setParameter("headline", text.headline())
                        .setParameter("section", text.sectionId())
                        .setParameter("language", text.language())
                        .setParameter("words", Words.of(text))
                        .setParameter("creator", creator)
                        .executeUpdate()
                == 1;
    }

    /** Makes a text the newest: in place of the last when that only grows. */
    @Transactional(Transactional.TxType.MANDATORY)
    void save(Draft before, Actor actor, DraftText text, boolean isAutosave, String stage) {
        boolean grows = isAutosave && isLastAnAutosaveOf(before, actor);
        int number = grows ? before.revision() : before.revision() + 1;
        keep(before.id(), number, actor.id(), isAutosave, text);
        database.createNativeMutationQuery("""
                        update draft
                        set revision = :revision, headline = :headline, section_id = :section, language = :language,
                            words = to_tsvector('simple', :words), stage = :stage, changed_by = :actor,
                            changed_at = clock_timestamp(), version = version + 1
                        where id = :id""")
                .setParameter("id", before.id())
                .setParameter("revision", number)
                .setParameter("headline", text.headline())
                .setParameter("section", text.sectionId())
                .setParameter("language", text.language())
                .setParameter("words", Words.of(text))
                .setParameter("stage", stage)
                .setParameter("actor", actor.id())
                .executeUpdate();
    }

    /** What was published, scheduled or restored must stay as it was, and after a while a new revision begins anyway. */
    private boolean isLastAnAutosaveOf(Draft draft, Actor actor) {
        boolean isUsed = Integer.valueOf(draft.revision()).equals(draft.liveRevision())
                || Integer.valueOf(draft.revision()).equals(draft.publishRevision());
        return !isUsed
                && database.createNativeQuery("""
                        select exists (
                            select 1 from revision r
                            where r.article_id = :id and r.number = :number and r.saved_by = :actor and r.is_autosave
                                and r.saved_at > now() - interval '10 minutes'
                                and not exists (
                                    select 1 from preview p
                                    where p.article_id = r.article_id and p.revision = r.number and p.expires_at > now()))""", Boolean.class)
                        .setParameter("id", draft.id())
                        .setParameter("number", draft.revision())
                        .setParameter("actor", actor.id())
                        .getSingleResult();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void keep(UUID id, int number, @Nullable UUID by, boolean isAutosave, DraftText text) {
        database.createNativeMutationQuery("""
                        insert into revision (article_id, number, saved_by, is_autosave, text)
                        values (:id, :number, :by, :isAutosave, cast(:text as jsonb))
                        on conflict (article_id, number) do update set text = excluded.text""")
                .setParameter("id", id)
                .setParameter("number", number)
                .setParameter("by", by)
                .setParameter("isAutosave", isAutosave)
                .setParameter("text", json(text))
                .executeUpdate();
    }

    /** Moves a draft on in what {@code set} says of it, which is ours and never a client's. */
    @Transactional(Transactional.TxType.MANDATORY)
    void change(UUID id, String set, @Nullable Object... named) {
        var prepared = database.createNativeMutationQuery(
                "update draft set " + set + ", version = version + 1, changed_at = clock_timestamp() where id = :id");
        for (int i = 0; i < named.length; i += 2) {
            prepared.setParameter(String.valueOf(named[i]), named[i + 1]);
        }
        prepared.setParameter("id", id).executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void delete(UUID id) {
        database.createNativeMutationQuery("delete from draft where id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** @throws ProblemException when there is no such revision */
    @Transactional
    void refuseUnknown(UUID id, int number) {
        boolean isThere = database.createNativeQuery(
                        "select exists (select 1 from revision where article_id = :id and number = :number)",
                        Boolean.class)
                .setParameter("id", id)
                .setParameter("number", number)
                .getSingleResult();
        if (!isThere) {
            throw ProblemException.notFound("revision");
        }
    }

    /** One revision's text; number 0 is the article as it is. @throws ProblemException when there is none */
    @Transactional
    DraftText text(UUID id, int number) {
        if (number == 0) {
            return publishing
                    .standing(id)
                    .map(standing -> DraftText.of(standing.slug(), standing.manuscript()))
                    .orElseThrow(() -> ProblemException.notFound("article"));
        }
        return database.createNativeQuery(
                        "select cast(text as text) from revision where article_id = :id and number = :number",
                        String.class)
                .setParameter("id", id)
                .setParameter("number", number)
                .uniqueResultOptional()
                .map(this::text)
                .orElseThrow(() -> ProblemException.notFound("revision"));
    }

    /** One save. */
    record Revision(int number, Instant savedAt, @Nullable String savedBy, boolean isAutosave) {}

    /** The saves of an article, the newest first. @param below only smaller numbers */
    @Transactional
    List<Revision> revisions(UUID id, int below, int limit) {
        return database.createNativeQuery("""
                        select r.number, r.saved_at, m.name, r.is_autosave
                        from revision r left join staff_member m on m.id = r.saved_by
                        where r.article_id = :id and r.number < :below
                        order by r.number desc
                        limit :limit""", Revision.class)
                .setParameter("id", id)
                .setParameter("below", below)
                .setParameter("limit", limit)
                .getResultList();
    }

    /** The article that a slug belongs to for ever, if there is one. */
    @Transactional
    Optional<UUID> ownerOf(String slug) {
        return database.createNativeQuery("select article_id from article_slug where slug = :slug", UUID.class)
                .setParameter("slug", slug)
                .uniqueResultOptional();
    }

    /** One of a list. @param names of the authors, comma-separated */
    record Row(
            UUID id,
            String state,
            String headline,
            @Nullable String sectionSlug,
            @Nullable String sectionName,
            String language,
            @Nullable String creator,
            @Nullable String changer,
            Instant changedAt,
            boolean hasUnpublishedChanges,
            @Nullable Instant publishAt,
            @Nullable Instant withdrawAt,
            @Nullable Instant embargoedUntil,
            @Nullable Instant publishedAt) {}

    /** A page of what an actor may see, what was changed last first. */
    @Transactional
    Slice<Row> page(DraftQuery query) {
        var prepared = database.createNativeQuery("""
                        with everything as (
                            select d.id,
                                case when a.state = 'withdrawn' then 'withdrawn' when d.publish_at is not null then 'scheduled'
                                    when a.state = 'published' then 'published' else d.stage end as state,
                                d.headline, d.section_id, d.language, d.created_by, d.changed_by, d.changed_at,
                                a.state = 'published' and d.live_revision <> d.revision as is_changed,
                                d.publish_at, d.withdraw_at, d.embargoed_until, a.published_at, d.words
                            from draft d left join article a on a.id = d.id
                            union all
                            select a.id, case when a.state in ('scheduled', 'embargoed') then 'approved' else a.state end, a.headline, a.section_id, a.language, null, null, a.changed_at, false, null, null, null,
                                a.published_at, to_tsvector('simple', a.headline || ' ' || coalesce(a.standfirst, ''))
                            from article a
                            where not exists (select 1 from draft d where d.id = a.id)
                        )
                        select e.id, e.state, e.headline, s.slug, s.name, e.language, c.name, h.name, e.changed_at,
                            coalesce(e.is_changed, false), e.publish_at, e.withdraw_at, e.embargoed_until, e.published_at
                        from everything e
                        left join section s on s.id = e.section_id
                        left join staff_member c on c.id = e.created_by
                        left join staff_member h on h.id = e.changed_by
                        where (:seesAll or e.created_by = :actor or e.state = 'published')
                            and (not :isMine or e.created_by = :actor)
                            and (cast(:state as text) is null or e.state = :state)
                            and (cast(:section as text) is null or s.slug = :section)
                            and (cast(:words as text) is null or e.words @@ to_tsquery('simple', :words))
                            and (cast(:changedAt as timestamptz) is null or (e.changed_at, e.id) < (:changedAt, cast(:id as uuid)))
                        order by e.changed_at desc, e.id desc
                        limit :limit""", Row.class)
                .setParameter("seesAll", query.seesAll())
                .setParameter("actor", query.actor())
                .setParameter("isMine", query.isMine())
                .setParameter("state", query.state())
                .setParameter("section", query.section())
                .setParameter("words", query.words())
                .setParameter("changedAt", query.afterChangedAt())
                .setParameter("id", query.afterId())
                .setParameter("limit", query.limit() + 1);
        return Slice.of(prepared.getResultList(), query.limit());
    }

    /**
     * Drafts that a schedule or an embargo has something to do with from one time to another, in that order.
     *
     * @param seesAll whether others' are among them that readers do not see yet
     */
    @Transactional
    List<Row> planned(Instant from, Instant to, UUID actor, boolean seesAll, int limit) {
        return database.createNativeQuery("""
                        select d.id,
                            case when a.state = 'withdrawn' then 'withdrawn' when d.publish_at is not null then 'scheduled'
                                when a.state = 'published' then 'published' else d.stage end,
                            d.headline, s.slug, s.name, d.language, c.name, h.name, d.changed_at, false, d.publish_at, d.withdraw_at,
                            d.embargoed_until, a.published_at
                        from draft d
                        left join article a on a.id = d.id
                        left join section s on s.id = d.section_id
                        left join staff_member c on c.id = d.created_by
                        left join staff_member h on h.id = d.changed_by
                        where (:seesAll or d.created_by = :actor or a.state = 'published')
                            and ((d.publish_at >= :from and d.publish_at < :to)
                                or (d.withdraw_at >= :from and d.withdraw_at < :to)
                                or (d.embargoed_until >= :from and d.embargoed_until < :to))
                        order by coalesce(d.publish_at, d.withdraw_at, d.embargoed_until), d.id
                        limit :limit""", Row.class)
                .setParameter("seesAll", seesAll)
                .setParameter("actor", actor)
                .setParameter("from", from)
                .setParameter("to", to)
                .setParameter("limit", limit)
                .getResultList();
    }

    private String json(DraftText text) {
        try {
            return mapper.writeValueAsString(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A draft cannot be written as JSON", broken);
        }
    }

    private DraftText text(String json) {
        try {
            return mapper.readValue(json, DraftText.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A revision cannot be read", broken);
        }
    }
}
