package org.broadsheet.donation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.donation.Decision.Finding.Kind;
import org.broadsheet.donation.Statement.Line;
import org.jspecify.annotations.Nullable;

/** In what a statement and the books do not agree: a function of the two and of nothing else. */
final class Differences {
    /** What is dated otherwise over there may be on the other side of the statement's beginning. */
    private static final Duration MARGIN = Duration.ofDays(1);

    /**
     * A payment as the books have it, in minor units.
     *
     * @param gross zero when it is known and not booked
     * @param bookedAt null when it is not booked
     * @param taken reversals of it, and {@code back} what came back of those
     * @param reversedAt when we last booked such; null for never
     */
    record Paid(
            String id,
            UUID donation,
            String currency,
            Instant at,
            @Nullable Instant bookedAt,
            long gross,
            long fee,
            long taken,
            long back,
            @Nullable Instant reversedAt) {}

    /** A refund as the books have it. */
    record Refunded(
            String id, UUID donation, String currency, Instant at, Instant bookedAt, long amount, long feeBack) {}

    /** What the books have of what a statement may name. @param owners donations by their own ids and by references */
    record Ours(Map<String, Paid> paid, Map<String, Refunded> refunded, Map<String, UUID> owners) {
        Optional<UUID> owner(Line line) {
            return line.names().stream()
                    .flatMap(name -> Optional.ofNullable(owners.get(name)).stream())
                    .findFirst()
                    .or(() -> Optional.ofNullable(line.parent()).flatMap(this::ofParent));
        }

        private Optional<UUID> ofParent(String parent) {
            return Optional.ofNullable(owners.get(parent))
                    .or(() -> Optional.ofNullable(paid.get(parent)).map(Paid::donation))
                    .or(() -> Optional.ofNullable(refunded.get(parent)).map(Refunded::donation));
        }
    }

    /** @param id of the payment or refund */
    record Difference(Kind kind, String id, UUID donation, String detail, Instant at) {}

    /** @param strangers lines that are of no gift */
    record Result(List<Difference> all, int strangers) {}

    private record Moved(long out, long in, Instant at) {
        Moved and(Line line) {
            long minor = line.amount().minor();
            return new Moved(out + Math.max(0, -minor), in + Math.max(0, minor), line.at());
        }
    }

    private final Statement statement;
    private final Instant from;
    private final Ours ours;
    private final List<Difference> found = new ArrayList<>();
    private final Map<String, Moved> reversed = new LinkedHashMap<>();
    private int strangers;

    private Differences(Statement statement, Instant from, Ours ours) {
        this.statement = statement;
        this.from = from;
        this.ours = ours;
    }

    /** @param from since when the statement has everything */
    static Result of(Statement statement, Instant from, Ours ours) {
        Differences differences = new Differences(statement, from, ours);
        differences.lines();
        differences.reversals();
        differences.missingThere();
        return new Result(List.copyOf(differences.found), differences.strangers);
    }

    private void lines() {
        for (Line line : statement.lines()) {
            Paid paid = ours.paid().get(line.id());
            Refunded refunded = ours.refunded().get(line.id());
            if (line.kind() == Statement.Kind.REVERSAL && ours.paid().containsKey(String.valueOf(line.parent()))) {
                reversed.merge(
                        String.valueOf(line.parent()),
                        new Moved(0, 0, line.at()).and(line),
                        (before, same) -> before.and(line));
            } else if (line.kind() == Statement.Kind.PAYMENT && paid != null && paid.bookedAt() != null) {
                same(line, paid.donation(), new Money(paid.gross(), paid.currency()), paid.fee());
            } else if (line.kind() == Statement.Kind.REFUND && refunded != null) {
                same(
                        line,
                        refunded.donation(),
                        new Money(-refunded.amount(), refunded.currency()),
                        -refunded.feeBack());
            } else {
                Optional<UUID> owner = paid == null ? ours.owner(line) : Optional.of(paid.donation());
                owner.ifPresentOrElse(
                        donation -> add(
                                Kind.MISSING_HERE,
                                line.id(),
                                donation,
                                words(line) + " of " + said(line.amount()) + " is not in the books",
                                line.at()),
                        () -> strangers++);
            }
        }
    }

    private void same(Line line, UUID donation, Money booked, long fee) {
        if (!line.amount().equals(booked)) {
            add(
                    Kind.AMOUNT,
                    line.id(),
                    donation,
                    words(line) + " is of " + said(line.amount()) + " on the statement, and of " + said(booked)
                            + " in the books",
                    line.at());
        }
        Money told = line.fee() == null ? new Money(0, booked.currency()) : line.fee();
        // A fee in another currency is in no book: it is never computed.
        if (told.currency().equals(booked.currency()) && told.minor() != fee) {
            add(
                    Kind.FEE,
                    line.id(),
                    donation,
                    words(line) + " cost " + said(told) + " by the statement, and "
                            + said(new Money(fee, booked.currency())) + " by the books",
                    line.at());
        }
    }

    /**
     * Reversals have ids of their own over there, so that their sums are compared. The books may have more than a statement
     * that begins after the payment.
     */
    private void reversals() {
        reversed.forEach((id, moved) -> {
            Paid paid = ours.paid().get(id);
            if (paid != null && (moved.out() > paid.taken() || moved.in() > paid.back())) {
                add(
                        Kind.MISSING_HERE,
                        id + ":reversal",
                        paid.donation(),
                        "Of payment " + id + " " + moved.out() + " minor were taken back and " + moved.in()
                                + " came again, and " + paid.taken() + " and " + paid.back() + " in the books",
                        moved.at());
            }
        });
        for (Paid paid : ours.paid().values()) {
            Moved moved = reversed.getOrDefault(paid.id(), new Moved(0, 0, paid.at()));
            boolean isMore = paid.taken() > moved.out() || paid.back() > moved.in();
            if (isMore && isWithin(paid.at(), paid.reversedAt())) {
                add(
                        Kind.MISSING_THERE,
                        paid.id() + ":reversal",
                        paid.donation(),
                        "By the books " + paid.taken() + " minor of payment " + paid.id() + " were taken back and "
                                + paid.back() + " came again, and " + moved.out() + " and " + moved.in()
                                + " by the statement",
                        paid.at());
            }
        }
    }

    private void missingThere() {
        Set<String> there = new HashSet<>();
        statement.lines().forEach(line -> there.add(line.id()));
        for (Paid paid : ours.paid().values()) {
            if (!there.contains(paid.id()) && isWithin(paid.at(), paid.bookedAt())) {
                String detail =
                        "Payment " + paid.id() + " of " + said(new Money(paid.gross(), paid.currency())) + NOT_THERE;
                add(Kind.MISSING_THERE, paid.id(), paid.donation(), detail, paid.at());
            }
        }
        for (Refunded refund : ours.refunded().values()) {
            if (!there.contains(refund.id()) && isWithin(refund.at(), refund.bookedAt())) {
                String detail = "Refund " + refund.id() + " of " + said(new Money(refund.amount(), refund.currency()))
                        + NOT_THERE;
                add(Kind.MISSING_THERE, refund.id(), refund.donation(), detail, refund.at());
            }
        }
    }

    private static final String NOT_THERE = " is in the books, and not on the statement";

    /** Whether the statement must have it. @param bookedAt null when it is not booked, so that it need not */
    private boolean isWithin(Instant at, @Nullable Instant bookedAt) {
        return bookedAt != null
                && !at.isBefore(from.plus(MARGIN))
                && !at.isAfter(statement.upTo())
                && !bookedAt.isAfter(statement.upTo());
    }

    private void add(Kind kind, String id, UUID donation, String detail, Instant at) {
        found.add(new Difference(kind, id, donation, detail, at));
    }

    private static String words(Line line) {
        return switch (line.kind()) {
            case PAYMENT -> "Payment " + line.id();
            case REFUND -> "Refund " + line.id();
            case REVERSAL -> "Reversal " + line.id();
        };
    }

    private static String said(Money money) {
        return money.minor() + " minor " + money.currency();
    }
}
