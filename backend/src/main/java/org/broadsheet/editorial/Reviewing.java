package org.broadsheet.editorial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Audit;
import org.jspecify.annotations.Nullable;

/** How a draft passes from whoever writes to whoever answers for it. */
@ApplicationScoped
class Reviewing {
    private final Drafting drafting;
    private final Drafts drafts;
    private final Audit audit;

    Reviewing(Drafting drafting, Drafts drafts, Audit audit) {
        this.drafting = drafting;
        this.drafts = drafts;
        this.audit = audit;
    }

    /** Asks for a review. */
    @Transactional
    void submit(Actor actor, UUID id, int version) {
        move(actor, id, version, List.of("draft"), "in_review", null, "article.submitted");
    }

    /** Says that it may go out as it is. */
    @Transactional
    void approve(Actor actor, UUID id, int version) {
        move(actor, id, version, List.of("draft", "in_review"), "approved", null, "article.approved");
    }

    /** Gives it back. @param note what is still to be done */
    @Transactional
    void giveBack(Actor actor, UUID id, int version, @Nullable String note) {
        move(actor, id, version, List.of("in_review", "approved"), "draft", note, "article.given-back");
    }

    private void move(
            Actor actor, UUID id, int version, List<String> from, String to, @Nullable String note, String action) {
        Draft draft = drafting.edited(actor, id, version);
        if (draft.publishAt() != null) {
            throw new ProblemException(ProblemKind.CONFLICT, "It is scheduled. Take it off the schedule first.");
        }
        if (!from.contains(draft.stage())) {
            throw new ProblemException(
                    ProblemKind.CONFLICT,
                    "It is " + draft.stage().replace('_', ' ') + "; this is done to what is "
                            + String.join(" or ", from).replace('_', ' ') + ".");
        }
        drafts.change(id, "stage = :stage, note = :note", "stage", to, "note", note);
        audit.note(actor, action, Drafting.subject(id), Map.of("revision", draft.revision()));
    }
}
