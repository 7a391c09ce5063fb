package org.broadsheet.editorial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.article.CorrectionKind;
import org.broadsheet.article.Publishing;
import org.broadsheet.article.Publishing.Standing;
import org.broadsheet.shared.Problem.Fault;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Audit;
import org.jspecify.annotations.Nullable;

/** What changes what readers see. Each act is one transaction over the draft, the article and the log. */
@ApplicationScoped
class Releasing {
    private final Drafting drafting;
    private final Drafts drafts;
    private final Gaps gaps;
    private final Publishing publishing;
    private final Audit audit;
    private final Clock clock;

    Releasing(Drafting drafting, Drafts drafts, Gaps gaps, Publishing publishing, Audit audit, Clock clock) {
        this.drafting = drafting;
        this.drafts = drafts;
        this.gaps = gaps;
        this.publishing = publishing;
        this.audit = audit;
        this.clock = clock;
    }

    /** Shows readers the newest revision, now. @throws ProblemException naming all that is missing */
    @Transactional
    void publish(Actor actor, UUID id, int version) {
        Draft draft = drafting.edited(actor, id, version);
        refuseUnderEmbargo(draft, clock.instant());
        release(actor, draft, draft.revision(), clock.instant());
    }

    /**
     * Shows readers one revision.
     *
     * @param at what they are told as its time
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void release(Actor actor, Draft draft, int revision, Instant at) {
        UUID id = draft.id();
        if ("withdrawn".equals(draft.publicState())) {
            throw new ProblemException(ProblemKind.CONFLICT, "It is withdrawn. Reinstate it first.");
        }
        DraftText text = drafts.text(id, revision);
        refuseUnfinished(id, text);
        put(id, text, at);
        drafts.change(
                id,
                "stage = 'approved', live_revision = :revision, publish_at = null, publish_revision = null, note = null",
                "revision",
                revision);
        audit.note(actor, "article.published", Drafting.subject(id), Map.of("revision", revision));
    }

    /** Makes a text what readers read under this id, whatever was there before. */
    @Transactional(Transactional.TxType.MANDATORY)
    void put(UUID id, DraftText text, Instant at) {
        Standing standing = publishing.standing(id).orElse(null);
        if (standing == null) {
            publishing.draft(id, text.slug(), text.manuscript());
        } else {
            publishing.changeSlug(id, text.slug());
            publishing.update(id, text.manuscript(), at);
        }
        publishing.publish(id, at);
    }

    private void refuseUnfinished(UUID id, DraftText text) {
        List<Fault> missing = gaps.of(text);
        drafts.ownerOf(text.slug())
                .filter(owner -> !owner.equals(id))
                .ifPresent(owner ->
                        missing.add(Fault.pointer("/slug", "belongs to another article for ever; choose another")));
        if (!missing.isEmpty()) {
            throw new ProblemException(
                    ProblemKind.INVALID_BODY, "It is not ready for readers yet; see errors.", missing);
        }
    }

    private static void refuseUnderEmbargo(Draft draft, Instant at) {
        Instant until = draft.embargoedUntil();
        if (until != null && at.isBefore(until)) {
            throw new ProblemException(
                    ProblemKind.CONFLICT,
                    "It is under embargo until " + until + ". Schedule it for then, or lift the embargo.");
        }
    }

    /** When what is to happen by itself; null for not at all. */
    record Plan(
            @Nullable Instant publishAt,
            @Nullable Instant withdrawAt,
            @Nullable String withdrawReason,
            @Nullable Instant embargoedUntil) {}

    /** Plans for the newest revision, in place of what was planned before. What is saved later does not go out by it. */
    @Transactional
    void schedule(Actor actor, UUID id, int version, Plan plan) {
        Draft draft = drafting.edited(actor, id, version);
        boolean isPlanned = plan.publishAt() != null;
        if (isPlanned && "withdrawn".equals(draft.publicState())) {
            throw new ProblemException(ProblemKind.CONFLICT, "It is withdrawn. Reinstate it first.");
        }
        if (isPlanned) {
            refuseUnfinished(id, drafts.text(id, draft.revision()));
        }
        drafts.change(
                id,
                """
                publish_at = :publishAt, publish_revision = :revision, withdraw_at = :withdrawAt, withdraw_reason = :reason,
                embargoed_until = :embargo, stage = case when :isPlanned then 'approved' else stage end, note = null""",
                "publishAt",
                plan.publishAt(),
                "revision",
                isPlanned ? draft.revision() : null,
                "withdrawAt",
                plan.withdrawAt(),
                "reason",
                plan.withdrawReason(),
                "embargo",
                plan.embargoedUntil(),
                "isPlanned",
                isPlanned);
        audit.note(
                actor,
                "article.scheduled",
                Drafting.subject(id),
                Map.of(
                        "publishAt",
                        String.valueOf(plan.publishAt()),
                        "withdrawAt",
                        String.valueOf(plan.withdrawAt()),
                        "embargoedUntil",
                        String.valueOf(plan.embargoedUntil())));
    }

    /** Tells readers what was wrong. */
    @Transactional
    void correct(Actor actor, UUID id, int version, CorrectionKind kind, String text) {
        Draft draft = drafting.edited(actor, id, version);
        if (draft.publicState() == null) {
            throw new ProblemException(ProblemKind.CONFLICT, "Readers have not seen it; change the text itself.");
        }
        publishing.correct(id, kind, text, clock.instant());
        drafts.change(id, "note = note");
        audit.note(actor, "article.corrected", Drafting.subject(id), Map.of("kind", kind.written()));
    }

    /** Takes it back. @param reason what readers are told in its place */
    @Transactional
    void withdraw(Actor actor, UUID id, int version, String reason) {
        withdraw(actor, drafting.edited(actor, id, version), reason);
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void withdraw(Actor actor, Draft draft, String reason) {
        if (!draft.isPublic()) {
            throw new ProblemException(ProblemKind.CONFLICT, "Readers do not see it, so it cannot be taken back.");
        }
        publishing.withdraw(draft.id(), reason);
        drafts.change(
                draft.id(),
                "publish_at = null, publish_revision = null, withdraw_at = null, withdraw_reason = null, note = null");
        audit.note(actor, "article.withdrawn", Drafting.subject(draft.id()), Map.of("reason", reason));
    }

    /** Puts a withdrawn article back as it was, with its own date. */
    @Transactional
    void reinstate(Actor actor, UUID id, int version) {
        Draft draft = drafting.edited(actor, id, version);
        Standing standing = publishing.standing(id).orElseThrow(() -> ProblemException.notFound("article"));
        Instant before = standing.publishedAt();
        if (!"withdrawn".equals(draft.publicState())) {
            throw new ProblemException(ProblemKind.CONFLICT, "It is not withdrawn.");
        }
        publishing.publish(id, before == null ? clock.instant() : before);
        drafts.change(id, "note = null");
        audit.note(actor, "article.reinstated", Drafting.subject(id), Map.of());
    }
}
