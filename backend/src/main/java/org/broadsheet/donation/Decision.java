package org.broadsheet.donation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.donation.Truth.Payment;
import org.broadsheet.donation.Truth.PaymentState;
import org.broadsheet.donation.Truth.RefundState;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the provider's truth for a donation: a function of the two and of nothing else.
 *
 * @param state the state it is in then
 * @param reason for the donor; null when there is nothing to say
 * @param isToBeCaptured whether the money is to be asked for now
 * @param findings what does not agree, each with its kind before a colon; when any is a mismatch nothing is booked
 */
record Decision(State state, @Nullable String reason, boolean isToBeCaptured, List<Finding> findings) {

    /** Something for staff to look at. */
    record Finding(Kind kind, String detail) {
        enum Kind {
            /** Another amount, currency, payee or donation than ours: held, never counted. */
            MISMATCH,
            /** Money for what we had given up. */
            LATE_MONEY,
            /** The provider refused what we asked. */
            REFUSED,
            /** Waiting at the provider for longer than is usual. */
            LONG_PENDING,
            /** The provider's statement has money of ours that the books do not. */
            MISSING_HERE,
            /** The books have money that the provider's statement does not. */
            MISSING_THERE,
            /** The statement has another amount. */
            AMOUNT,
            /** The statement has another fee. */
            FEE,
            /** The account does not let us read what we need to. */
            NOT_GRANTED,
            /** An event that is about no donation of ours. */
            STRAY_EVENT,
            /** An event that could not be looked into, however often it was tried. */
            DEAD_EVENT,
            /** A donor disputes a payment, and the newsroom is to answer. */
            DISPUTE
        }
    }

    /** Whether the payments may be booked. */
    boolean isTrusted() {
        return findings.stream().noneMatch(finding -> finding.kind() == Finding.Kind.MISMATCH);
    }

    /** @param payee the account that the money must go to; null when that is not known */
    static Decision of(Donation ours, Truth truth, @Nullable String payee, Instant now) {
        List<Finding> findings = mismatches(ours, truth, payee);
        if (!findings.isEmpty()) {
            return new Decision(ours.state(), ours.reason(), false, findings);
        }
        State state = ours.frequency().isRecurring() ? recurring(ours, truth, now) : once(ours, truth, now);
        boolean isToBeCaptured = state == State.CAPTURING;
        if (state != ours.state() && !ours.state().mayBecome(state)) {
            return new Decision(ours.state(), ours.reason(), false, findings);
        }
        if (ours.state().isGivenUp() && (state.isMoney() || state == State.ACTIVE)) {
            findings.add(new Finding(Finding.Kind.LATE_MONEY, "It had been " + ours.stateWritten()));
        }
        return new Decision(state, reason(ours, state), isToBeCaptured, findings);
    }

    private static @Nullable String reason(Donation ours, State state) {
        if (state == State.DECLINED) {
            return "declined";
        }
        // While nothing moves, what the donor was told still holds: that a card was declined stands in no order.
        return state == ours.state() ? ours.reason() : null;
    }

    private static List<Finding> mismatches(Donation ours, Truth truth, @Nullable String payee) {
        List<Finding> findings = new ArrayList<>();
        if (truth.donation() != null && !truth.donation().equals(ours.id().toString())) {
            findings.add(mismatch("It is of another donation over there"));
        }
        if (ours.reference() != null && !truth.reference().equals(ours.reference())) {
            findings.add(mismatch("It is " + truth.reference() + " over there"));
        }
        if (truth.amount() != null && !truth.amount().equals(ours.amount())) {
            findings.add(mismatch("Agreed was " + said(truth.amount()) + " over there, and " + said(ours.amount())));
        }
        for (Payment payment : truth.payments()) {
            if (!payment.gross().equals(ours.amount())) {
                findings.add(mismatch("Payment " + payment.id() + " is of " + said(payment.gross())
                        + ", and agreed was " + said(ours.amount())));
            }
            if (payee != null && payment.payee() != null && !payee.equals(payment.payee())) {
                findings.add(mismatch("Payment " + payment.id() + " went to " + payment.payee()));
            }
        }
        return findings;
    }

    private static String said(Money money) {
        return money.minor() + " minor " + money.currency();
    }

    private static Finding mismatch(String detail) {
        return new Finding(Finding.Kind.MISMATCH, detail);
    }

    private static State once(Donation ours, Truth truth, Instant now) {
        State byMoney = byMoney(truth.payments());
        if (byMoney != null) {
            return byMoney;
        }
        return switch (truth.agreement()) {
            case APPROVED -> State.CAPTURING;
            case OVER, CANCELLED -> State.EXPIRED;
            case WAITING, COMPLETED, ACTIVE, SUSPENDED -> ours.isExpired(now) ? State.EXPIRED : State.AWAITING_PAYER;
        };
    }

    /** What the payments of an order tell; null when there are none. The last one counts: before it others were declined. */
    private static @Nullable State byMoney(List<Payment> payments) {
        State state = null;
        for (Payment payment : payments) {
            State one = switch (payment.state()) {
                case COMPLETED -> refunded(payment);
                case REVERSED -> State.REVERSED;
                case PENDING -> State.PENDING_REVIEW;
                case DECLINED -> State.DECLINED;
            };
            state = state == null || !state.isMoney() ? one : state;
        }
        return state;
    }

    private static State refunded(Payment payment) {
        long back = payment.refunds().stream()
                .filter(refund -> refund.state() == RefundState.COMPLETED)
                .mapToLong(refund -> refund.amount().minor())
                .sum();
        return back == 0 ? State.PAID : back < payment.gross().minor() ? State.PART_REFUNDED : State.REFUNDED;
    }

    private static State recurring(Donation ours, Truth truth, Instant now) {
        return switch (truth.agreement()) {
            case ACTIVE, COMPLETED -> State.ACTIVE;
            case SUSPENDED -> State.SUSPENDED;
            case CANCELLED -> State.CANCELLED;
            case OVER -> State.EXPIRED;
            case APPROVED -> State.AWAITING_PAYER;
            case WAITING -> ours.isExpired(now) ? State.EXPIRED : State.AWAITING_PAYER;
        };
    }

    /** Whether it says that money is there. */
    static boolean isMoney(PaymentState state) {
        return state == PaymentState.COMPLETED || state == PaymentState.REVERSED;
    }
}
