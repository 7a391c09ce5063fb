package org.broadsheet.donation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.broadsheet.donation.Calls.Operation;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;

/** Ends what a donor does not want any more: a gift that recurs, or one that was never paid. */
@ApplicationScoped
class Ending {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final int TRIES = 50;

    private final Donations donations;
    private final Calls calls;
    private final Letters letters;
    private final Provider provider;
    private final Settling settling;

    Ending(Donations donations, Calls calls, Letters letters, Provider provider, Settling settling) {
        this.donations = donations;
        this.calls = calls;
        this.letters = letters;
        this.provider = provider;
        this.settling = settling;
    }

    /**
     * Ends it; that it has ended is success.
     *
     * @throws ProblemException when money has come that only a refund brings back, or the provider does not answer
     */
    void end(UUID id, String actor) {
        Donation donation = donations.byId(id).orElseThrow();
        switch (donation.state()) {
            case ACTIVE, SUSPENDED -> cancel(donation, actor);
            case NEW, AWAITING_PAYER -> giveUp(donation, actor);
            case CANCELLED, EXPIRED, DECLINED, FAILED -> {}
            case CAPTURING, PENDING_REVIEW, PAID, PART_REFUNDED, REFUNDED, REVERSED ->
                throw new ProblemException(
                        ProblemKind.CONFLICT,
                        "The money is on its way or here. Write to the newsroom, which can give it back.");
        }
    }

    private void cancel(Donation donation, String actor) {
        PaymentProvider over = provider.of(donation).orElseThrow(Ending::later);
        UUID call = calls.prepare(donation.id(), Operation.CANCEL, "1 hour");
        Reply<PaymentProvider.Done> reply =
                over.cancel(String.valueOf(donation.reference()), "The donor does not want to go on");
        calls.finished(call, reply);
        settle(donation.id(), actor);
        State now = donations.byId(donation.id()).orElseThrow().state();
        if (now != State.CANCELLED && now != State.EXPIRED) {
            throw later();
        }
        QuarkusTransaction.requiringNew().run(() -> letters.ended(donation.id()));
    }

    /** Looks once nobody else does: PayPal's own word of the end may come before its answer to us, and be at it already. */
    private void settle(UUID id, String actor) {
        for (int i = 0; i < TRIES && settling.settle(id, actor) == Settling.Outcome.BUSY; i++) {
            try {
                Thread.sleep(BETWEEN_TRIES);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The provider still knows of it: should the donor approve after all, it is found and he gets what he paid for. */
    private void giveUp(Donation donation, String actor) {
        if (donation.reference() != null) {
            settling.settle(donation.id(), actor);
        }
        QuarkusTransaction.requiringNew().run(() -> {
            Donation locked = donations.locked(donation.id());
            if (locked.state() == State.NEW || locked.state() == State.AWAITING_PAYER) {
                donations.move(locked, State.CANCELLED, null, SOON.multipliedBy(30), actor, "not wanted");
            }
        });
    }

    private static ProblemException later() {
        return new ProblemException(
                ProblemKind.UNAVAILABLE, "PayPal has not confirmed that it is ended. Try again in a minute.");
    }
}
