package org.broadsheet.donation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.donation.Calls.Operation;
import org.broadsheet.donation.Reply.Refusal;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one way that a donation moves: return page, webhook, poller and staff all come here. It claims the donation, reads
 * the provider's truth, and applies it; each step can be repeated, and after a crash between any two the next look goes
 * on from there. No transaction is open while a provider is asked.
 */
@ApplicationScoped
class Settling {
    private static final Logger LOG = Logger.getLogger(Settling.class);
    private static final Duration LEASE = Duration.ofSeconds(60);

    /** PayPal remembers an order's request for six hours; a call is never made blindly after that. */
    private static final String REMEMBERED = "5 hours 45 minutes";

    /** Whoever tries stolen cards tries many: the donor may choose another way so often. */
    private static final int MOST_ATTEMPTS = 5;

    private static final Duration MAY_START = Duration.ofHours(6);

    private static final Duration WHILE_PENDING = Duration.ofHours(6);
    private static final Duration WHILE_RUNNING = Duration.ofHours(24);
    private static final Duration LONG_PENDING = Duration.ofDays(30);

    /** Refunds and reversals are made over there for half a year and more. */
    private static final Duration WATCHED_DAILY = Duration.ofDays(180);

    private static final Duration WATCHED = Duration.ofDays(365);
    /** Of a recurring one: PayPal lets refunds be made for 180 days, and banks take back for longer. */
    private static final Duration PAYMENTS_BACK = Duration.ofDays(190);

    private static final Duration ALL_PAYMENTS_BACK = Duration.ofDays(370);
    /** Of the daily looks one in so many goes all the way back. */
    private static final int WEEKLY = 7;

    private final Donations donations;
    private final Calls calls;
    private final Books books;
    private final Letters letters;
    private final Provider provider;
    private final Begin begin;
    private final Clock clock;

    Settling(
            Donations donations,
            Calls calls,
            Books books,
            Letters letters,
            Provider provider,
            Begin begin,
            Clock clock) {
        this.donations = donations;
        this.calls = calls;
        this.books = books;
        this.letters = letters;
        this.provider = provider;
        this.begin = begin;
        this.clock = clock;
    }

    /** What came of it. */
    enum Outcome {
        SETTLED,
        /** Somebody else is at it. */
        BUSY,
        /** The provider did not say; the next look is set. */
        UNKNOWN,
        /** The provider asks for a pause; the next look is set. */
        THROTTLED,
        /** It was begun with another provider or account than is configured now. */
        ELSEWHERE
    }

    /** @param actor who asks, for the history, such as {@code webhook:WH-1} or {@code poller} */
    Outcome settle(UUID id, String actor) {
        Donation donation = donations.byId(id).orElseThrow();
        PaymentProvider over = provider.of(donation).orElse(null);
        if (over == null) {
            return Outcome.ELSEWHERE;
        }
        if (!donations.lease(id, LEASE)) {
            return Outcome.BUSY;
        }
        try {
            // Read again: whoever held it before may have moved it on.
            return settle(donations.byId(id).orElseThrow(), over, actor);
        } catch (RuntimeException failed) {
            // Not at once again: one that always fails would keep the others waiting.
            donations.postpone(id, Pauses.after(1));
            throw failed;
        }
    }

    private Outcome settle(Donation donation, PaymentProvider over, String actor) {
        if (donation.reference() == null) {
            return start(donation, over, actor);
        }
        Reply<Truth> reply = over.fetch(donation.reference(), donation.frequency(), since(donation));
        return switch (reply) {
            case Reply.Done<Truth> done -> apply(donation, over, done.value(), actor);
            case Reply.Refused<Truth> refused -> refused(donation, refused, actor);
            case Reply.Unknown<Truth> unknown -> later(donation, donation.state(), actor, "no answer");
            case Reply.Throttled<Truth> throttled -> throttled(donation, donation.state(), actor);
        };
    }

    /** How far back the payments of a recurring one are read, each with what became of it. */
    private Instant since(Donation donation) {
        boolean isFar =
                donation.checks() % WEEKLY == WEEKLY - 1 || paidAgo(donation).compareTo(WATCHED_DAILY) >= 0;
        return clock.instant().minus(isFar ? ALL_PAYMENTS_BACK : PAYMENTS_BACK);
    }

    /** The first call is made again under its own id, as long as the provider knows it for the same. */
    private Outcome start(Donation donation, PaymentProvider over, String actor) {
        if (donation.state() != State.NEW) {
            return later(donation, donation.state(), actor, "has no reference");
        }
        if (clock.instant().isAfter(donation.createdAt().plus(MAY_START))) {
            return move(donation, State.EXPIRED, null, null, actor, "it never began");
        }
        begin.start(donation, over, actor);
        return Outcome.SETTLED;
    }

    private Outcome apply(Donation donation, PaymentProvider over, Truth truth, String actor) {
        Decision decision = Decision.of(donation, truth, over.payee().orElse(null), clock.instant());
        if (!decision.isToBeCaptured()) {
            write(donation.id(), over, truth, actor);
            return Outcome.SETTLED;
        }
        if (!isCapturing(donation.id(), actor)) {
            return move(donation, donation.state(), donation.reason(), pause(donation), actor, "moved meanwhile");
        }
        UUID call = calls.prepare(donation.id(), Operation.CAPTURE, REMEMBERED);
        Reply<Truth> reply = over.capture(truth.reference(), call.toString());
        calls.finished(call, reply);
        return switch (reply) {
            case Reply.Done<Truth> done -> {
                write(donation.id(), over, done.value(), actor);
                yield Outcome.SETTLED;
            }
            case Reply.Refused<Truth> refused ->
                notCaptured(donations.byId(donation.id()).orElseThrow(), over, refused, actor);
            case Reply.Unknown<Truth> unknown -> later(donation, State.CAPTURING, actor, "asked for the money");
            case Reply.Throttled<Truth> throttled -> throttled(donation, State.CAPTURING, actor);
        };
    }

    /** Whoever gave it up while the provider was asked is not charged. */
    private boolean isCapturing(UUID id, String actor) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Donation locked = donations.locked(id);
            if (locked.state().mayBecome(State.CAPTURING)) {
                donations.move(locked, State.CAPTURING, null, LEASE, actor, "approved");
                return donations.lease(id, LEASE);
            }
            return locked.state() == State.CAPTURING;
        });
    }

    private Outcome notCaptured(Donation donation, PaymentProvider over, Reply.Refused<Truth> refused, String actor) {
        return switch (refused.refusal()) {
            case DECLINED_RETRYABLE -> declined(donation, refused.issue(), actor);
            case DECLINED -> move(donation, State.DECLINED, "declined", null, actor, refused.issue());
            case NOT_READY -> move(donation, State.AWAITING_PAYER, null, pause(donation), actor, refused.issue());
            case ALREADY_DONE -> again(donation, over, actor);
            case CREDENTIALS -> {
                finding(donation, refused.issue());
                yield later(donation, State.CAPTURING, actor, refused.issue());
            }
            case MERCHANT -> {
                finding(donation, refused.issue());
                yield move(donation, State.FAILED, "unavailable", WHILE_RUNNING, actor, refused.issue());
            }
            case GONE -> refused(donation, refused, actor);
            case OUR_FAULT -> {
                finding(donation, refused.issue());
                yield move(donation, State.FAILED, "failed", WHILE_RUNNING, actor, refused.issue());
            }
        };
    }

    private Outcome declined(Donation donation, String issue, String actor) {
        return calls.refused(donation.id(), Operation.CAPTURE) < MOST_ATTEMPTS
                ? move(donation, State.AWAITING_PAYER, "choose_another_way", Pauses.after(0), actor, issue)
                : move(donation, State.DECLINED, "declined", null, actor, issue);
    }

    /** It is done already, by somebody else or by an answer that was lost: the truth says how. */
    private Outcome again(Donation donation, PaymentProvider over, String actor) {
        Reply<Truth> reply = over.fetch(String.valueOf(donation.reference()), donation.frequency(), since(donation));
        if (reply instanceof Reply.Done<Truth> done && !done.value().payments().isEmpty()) {
            write(donation.id(), over, done.value(), actor);
            return Outcome.SETTLED;
        }
        return later(donation, State.CAPTURING, actor, "captured already");
    }

    /** That the provider knows nothing of it is only believed once nothing could come of it any more. */
    private Outcome refused(Donation donation, Reply.Refused<Truth> refused, String actor) {
        if (refused.refusal() == Refusal.GONE && donation.state().isOpen() && donation.isExpired(clock.instant())) {
            return move(donation, State.EXPIRED, null, null, actor, "gone over there");
        }
        boolean isExpected =
                refused.refusal() == Refusal.GONE && donation.state().isGivenUp();
        if (!isExpected) {
            finding(donation, refused.issue());
        }
        return later(donation, donation.state(), actor, refused.issue());
    }

    private void finding(Donation donation, String issue) {
        LOG.warnf("Donation %s: the provider refused: %s", donation.id(), issue);
        QuarkusTransaction.requiringNew()
                .run(() -> donations.find(donation.id(), new Decision.Finding(Decision.Finding.Kind.REFUSED, issue)));
    }

    /** Books what the truth tells and moves the donation, in one transaction. */
    private void write(UUID id, PaymentProvider over, Truth truth, String actor) {
        QuarkusTransaction.requiringNew().run(() -> {
            Donation locked = donations.locked(id);
            Decision decision = Decision.of(locked, truth, over.payee().orElse(null), clock.instant());
            decision.findings().forEach(finding -> donations.find(id, finding));
            if (decision.isTrusted()) {
                for (Truth.Payment payment : truth.payments()) {
                    boolean isNew = books.enter(locked, payment);
                    if (isNew) {
                        letters.receipt(id, payment.id());
                    }
                }
                donations.nextPayment(id, truth.nextPaymentAt());
            }
            State to = decision.isToBeCaptured() ? locked.state() : decision.state();
            if (to == State.DECLINED && locked.state() == State.PENDING_REVIEW) {
                letters.declined(id);
            }
            if (to == State.PENDING_REVIEW
                    && clock.instant().isAfter(locked.createdAt().plus(LONG_PENDING))) {
                donations.find(
                        id,
                        new Decision.Finding(Decision.Finding.Kind.LONG_PENDING, "Pending for more than thirty days"));
            }
            donations.move(locked, to, decision.reason(), next(locked, to), actor, "as the provider tells it");
        });
    }

    private Outcome later(Donation donation, State state, String actor, String what) {
        move(donation, state, donation.reason(), next(donation, state), actor, what);
        return Outcome.UNKNOWN;
    }

    private Outcome throttled(Donation donation, State state, String actor) {
        later(donation, state, actor, "too many calls");
        return Outcome.THROTTLED;
    }

    private Outcome move(
            Donation donation, State to, @Nullable String reason, @Nullable Duration next, String actor, String what) {
        QuarkusTransaction.requiringNew().run(() -> {
            Donation locked = donations.locked(donation.id());
            if (locked.state() == to || locked.state().mayBecome(to)) {
                donations.move(locked, to, reason, next, actor, what);
            } else {
                donations.move(locked, locked.state(), locked.reason(), next(locked, locked.state()), actor, what);
            }
        });
        return Outcome.SETTLED;
    }

    /** When to look again; null for never. */
    private @Nullable Duration next(Donation donation, State to) {
        return switch (to) {
            case NEW, AWAITING_PAYER, CAPTURING -> pause(donation);
            case PENDING_REVIEW -> WHILE_PENDING;
            case ACTIVE, SUSPENDED -> WHILE_RUNNING;
            case PAID, PART_REFUNDED, REVERSED -> whileWatched(donation);
            case CANCELLED, EXPIRED, DECLINED, FAILED -> {
                if (donation.lastPaidAt() != null) {
                    // One that recurred has ended, and what was paid can still go back.
                    yield whileWatched(donation);
                }
                // Once more, for money that was on its way.
                yield donation.state().isGivenUp() ? null : Duration.ofDays(1);
            }
            case REFUNDED -> null;
        };
    }

    private @Nullable Duration whileWatched(Donation donation) {
        Duration ago = paidAgo(donation);
        if (ago.compareTo(WATCHED_DAILY) < 0) {
            return Duration.ofDays(1);
        }
        return ago.compareTo(WATCHED) < 0 ? Duration.ofDays(WEEKLY) : null;
    }

    /** How long ago it was paid for the last time, or else begun. */
    private Duration paidAgo(Donation donation) {
        Instant last = donation.lastPaidAt() == null ? donation.createdAt() : donation.lastPaidAt();
        return Duration.between(last, clock.instant());
    }

    private static Duration pause(Donation donation) {
        return Pauses.after(donation.checks());
    }
}
