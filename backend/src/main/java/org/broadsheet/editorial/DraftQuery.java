package org.broadsheet.editorial;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.shared.Cursor;
import org.broadsheet.shared.Parameters;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Right;
import org.jspecify.annotations.Nullable;

/** Which drafts somebody asks for; null does not narrow. */
record DraftQuery(
        UUID actor,
        boolean seesAll,
        boolean isMine,
        @Nullable String state,
        @Nullable String section,
        @Nullable String words,
        @Nullable Instant afterChangedAt,
        @Nullable UUID afterId,
        int limit) {

    /** The words that a state goes by in addresses. */
    enum State {
        DRAFT,
        IN_REVIEW,
        APPROVED,
        SCHEDULED,
        PUBLISHED,
        WITHDRAWN;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    enum Whose {
        MINE,
        ALL
    }

    static DraftQuery read(Parameters parameters, Actor actor) {
        Optional<Cursor> cursor = parameters.cursor(2);
        String words = parameters.text("q").map(Words::query).orElse(null);
        return new DraftQuery(
                actor.id(),
                actor.may(Right.PUBLISH),
                parameters.choice("whose", Whose.class).orElse(Whose.ALL) == Whose.MINE,
                parameters.choice("state", State.class).map(State::toString).orElse(null),
                parameters.slug("section").orElse(null),
                words == null || words.isEmpty() ? null : words,
                cursor.map(place -> place.instant(0)).orElse(null),
                cursor.map(place -> place.id(1)).orElse(null),
                parameters.limit());
    }
}
