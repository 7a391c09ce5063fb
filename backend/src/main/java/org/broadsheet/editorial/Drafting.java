package org.broadsheet.editorial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Audit;
import org.broadsheet.staff.Right;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** How a draft comes to be and is written on. Nothing here changes what readers see. */
@ApplicationScoped
class Drafting {
    private final Drafts drafts;
    private final DraftViews views;
    private final Audit audit;
    private final Session database;

    Drafting(Drafts drafts, DraftViews views, Audit audit, Session database) {
        this.drafts = drafts;
        this.views = views;
        this.audit = audit;
        this.database = database;
    }

    /** @param isNew false where the same key made it before */
    record Created(UUID id, boolean isNew) {}

    /**
     * Begins a draft.
     *
     * @param key hash of the client's own for this act and of who acts, or null
     * @param hash of what was sent
     */
    @Transactional
    Created create(Actor actor, DraftText text, byte @Nullable [] key, byte[] hash) {
        if (key != null) {
            record Before(UUID id, byte[] hash) {}
            Before before = database.createNativeQuery(
                            "select id, idempotency_hash from draft where idempotency_key = :key", Before.class)
                    .setParameter("key", key)
                    .uniqueResult();
            if (before != null && !java.util.Arrays.equals(before.hash(), hash)) {
                throw new ProblemException(
                        ProblemKind.KEY_REUSED, "This Idempotency-Key began another article. Make a new one for each.");
            }
            if (before != null) {
                return new Created(before.id(), false);
            }
        }
        UUID id = Ids.next();
        drafts.insert(id, actor.id(), text, "draft");
        drafts.keep(id, 1, actor.id(), false, text);
        database.createNativeMutationQuery(
                        "update draft set idempotency_key = :key, idempotency_hash = :hash where id = :id")
                .setParameter("key", key)
                .setParameter("hash", key == null ? null : hash)
                .setParameter("id", id)
                .executeUpdate();
        audit.note(actor, "article.begun", subject(id), Map.of());
        return new Created(id, true);
    }

    /**
     * Saves a text as the newest revision.
     *
     * @param version the one it was made from
     * @throws ProblemException when somebody saved another meanwhile; nothing is overwritten
     */
    @Transactional
    void save(Actor actor, UUID id, int version, DraftText text, boolean isAutosave) {
        Draft before = edited(actor, id, version);
        drafts.save(before, actor, text, isAutosave, stageAfter(before, actor));
    }

    /** Makes an old revision the newest; those between stay. */
    @Transactional
    void restore(Actor actor, UUID id, int version, int number) {
        Draft before = edited(actor, id, version);
        drafts.save(before, actor, drafts.text(id, number), false, stageAfter(before, actor));
        audit.note(actor, "article.restored", subject(id), Map.of("revision", number));
    }

    /** An approval holds for what was read, not for what is written afterwards by somebody who may not approve. */
    private static String stageAfter(Draft before, Actor actor) {
        return before.stage().equals("approved") && !actor.may(Right.PUBLISH) ? "draft" : before.stage();
    }

    /** Throws a draft away that never was public. */
    @Transactional
    void discard(Actor actor, UUID id, int version) {
        Draft draft = edited(actor, id, version);
        if (draft.publicState() != null || draft.liveRevision() != null) {
            throw new ProblemException(
                    ProblemKind.CONFLICT, "Readers have seen it, and links to it must not die. Withdraw it instead.");
        }
        drafts.delete(id);
        audit.note(actor, "article.discarded", subject(id), Map.of());
    }

    /** The draft, locked, for somebody who may change it and knows how it stands. */
    @Transactional(Transactional.TxType.MANDATORY)
    Draft edited(Actor actor, UUID id, int version) {
        Draft draft = drafts.locked(id)
                .filter(one -> one.isSeenBy(actor))
                .orElseThrow(() -> ProblemException.notFound("article"));
        if (!draft.isEditedBy(actor)) {
            throw new ProblemException(ProblemKind.NOT_PERMITTED, "This is a colleague's. Editors may change it.");
        }
        if (draft.version() != version) {
            throw ProblemException.stale(
                    "Somebody saved it meanwhile; nothing was overwritten. `current` is what it is now: put your change into that.",
                    views.whole(draft, actor));
        }
        return draft;
    }

    static Audit.Subject subject(UUID id) {
        return new Audit.Subject("article", id.toString());
    }
}
