package org.broadsheet.editorial;

import java.time.Instant;
import java.util.UUID;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Right;
import org.jspecify.annotations.Nullable;

/**
 * Where the work at an article stands.
 *
 * @param stage {@code draft}, {@code in_review} or {@code approved}
 * @param publicState of the article itself: null while it never was one
 * @param revision the newest; 0 while nobody has worked at it
 * @param version moves with every change, for {@code If-Match}
 */
record Draft(
        UUID id,
        String stage,
        @Nullable String publicState,
        @Nullable UUID createdBy,
        @Nullable String creator,
        Instant createdAt,
        @Nullable UUID changedBy,
        @Nullable String changer,
        Instant changedAt,
        int revision,
        @Nullable Integer liveRevision,
        @Nullable Instant publishAt,
        @Nullable Integer publishRevision,
        @Nullable Instant withdrawAt,
        @Nullable String withdrawReason,
        @Nullable Instant embargoedUntil,
        @Nullable String note,
        int version) {

    /** What people call it: one word for the work and for what readers see of it. */
    String state() {
        if ("withdrawn".equals(publicState)) {
            return "withdrawn";
        }
        if (publishAt != null) {
            return "scheduled";
        }
        return isPublic() ? "published" : stage;
    }

    boolean isPublic() {
        return "published".equals(publicState);
    }

    /** Whether readers see something else than what was saved last. */
    boolean hasUnpublishedChanges() {
        return isPublic() && liveRevision != null && liveRevision != revision;
    }

    boolean isOf(Actor actor) {
        return actor.id().equals(createdBy);
    }

    /** Whether somebody may see it at all: their own, what is public, and for those who publish everything. */
    boolean isSeenBy(Actor actor) {
        return isOf(actor) || isPublic() || actor.may(Right.PUBLISH);
    }

    boolean isEditedBy(Actor actor) {
        return isOf(actor) || actor.may(Right.PUBLISH);
    }
}
