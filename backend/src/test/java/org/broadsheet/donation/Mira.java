package org.broadsheet.donation;

import java.util.Set;
import java.util.UUID;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Right;

/** The one who looks after donations, where a test needs no account of hers. */
final class Mira {
    static final Actor HERSELF = new Actor(
            UUID.fromString("01980000-0000-7000-8000-0000000000aa"),
            "Mira",
            Set.of(Right.DONATIONS),
            "session",
            null,
            true);

    private Mira() {}

    /** What she asks for, each time anew. @param amountMinor null for all that is left */
    static Refunding.Wish wish(UUID payment, Long amountMinor) {
        return new Refunding.Wish(UUID.randomUUID(), payment, amountMinor, "asked for");
    }
}
