package org.broadsheet.donation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where a donation stands. What may follow on what is a table here, and nothing else changes a state. */
enum State {
    /** Taken in; the provider has not answered yet. */
    NEW,
    AWAITING_PAYER,
    /** We asked for the money, and do not know yet what became of it. */
    CAPTURING,
    /** The provider has the money and looks into it. */
    PENDING_REVIEW,
    PAID,
    PART_REFUNDED,
    REFUNDED,
    /** Taken back by the provider or the payer's bank. */
    REVERSED,
    DECLINED,
    FAILED,
    CANCELLED,
    EXPIRED,
    /** A recurring one that runs. */
    ACTIVE,
    SUSPENDED;

    private static final Set<State> MONEY = EnumSet.of(PAID, PART_REFUNDED, REFUNDED, REVERSED);
    private static final Set<State> GIVEN_UP = EnumSet.of(DECLINED, FAILED, CANCELLED, EXPIRED);
    private static final Map<State, Set<State>> NEXT = new EnumMap<>(Map.ofEntries(
            Map.entry(NEW, EnumSet.complementOf(EnumSet.of(NEW))),
            Map.entry(AWAITING_PAYER, EnumSet.complementOf(EnumSet.of(NEW))),
            Map.entry(CAPTURING, EnumSet.complementOf(EnumSet.of(NEW, ACTIVE, SUSPENDED))),
            Map.entry(PENDING_REVIEW, with(MONEY, DECLINED, FAILED)),
            Map.entry(PAID, EnumSet.of(PART_REFUNDED, REFUNDED, REVERSED)),
            Map.entry(PART_REFUNDED, EnumSet.of(REFUNDED, REVERSED)),
            // A dispute that is won brings the money back.
            Map.entry(REVERSED, EnumSet.of(PAID, PART_REFUNDED, REFUNDED)),
            Map.entry(REFUNDED, EnumSet.noneOf(State.class)),
            // Money wins over our opinion.
            Map.entry(DECLINED, with(MONEY, PENDING_REVIEW, ACTIVE)),
            Map.entry(FAILED, with(MONEY, PENDING_REVIEW, ACTIVE)),
            Map.entry(CANCELLED, with(MONEY, PENDING_REVIEW, ACTIVE)),
            Map.entry(EXPIRED, with(MONEY, PENDING_REVIEW, ACTIVE)),
            Map.entry(ACTIVE, EnumSet.of(SUSPENDED, CANCELLED, EXPIRED)),
            Map.entry(SUSPENDED, EnumSet.of(ACTIVE, CANCELLED, EXPIRED))));

    private static Set<State> with(Set<State> some, State... others) {
        Set<State> all = EnumSet.copyOf(some);
        all.addAll(Set.of(others));
        return all;
    }

    boolean mayBecome(State next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether money came, whatever became of it since. */
    boolean isMoney() {
        return MONEY.contains(this);
    }

    /** Whether we expect nothing any more. */
    boolean isGivenUp() {
        return GIVEN_UP.contains(this);
    }

    /** Whether the donor is still to hear how it ends. */
    boolean isOpen() {
        return this == NEW || this == AWAITING_PAYER || this == CAPTURING;
    }

    /** As the database and the API write it. */
    String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    static State of(String written) {
        return valueOf(written.toUpperCase(Locale.ROOT));
    }
}
