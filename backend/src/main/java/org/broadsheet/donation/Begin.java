package org.broadsheet.donation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.broadsheet.donation.Calls.Operation;
import org.broadsheet.donation.PaymentProvider.Gift;
import org.broadsheet.donation.PaymentProvider.Started;
import org.broadsheet.donation.Reply.Refusal;
import org.broadsheet.shared.Origins;
import org.jboss.logging.Logger;

/** Begins a donation at its provider: the order, or the subscription, and the address where the donor agrees. */
@ApplicationScoped
class Begin {
    private static final Logger LOG = Logger.getLogger(Begin.class);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LATER = Duration.ofMinutes(2);

    private final Donations donations;
    private final Calls calls;
    private final Campaigns campaigns;
    private final Origins origins;

    Begin(Donations donations, Calls calls, Campaigns campaigns, Origins origins) {
        this.donations = donations;
        this.calls = calls;
        this.campaigns = campaigns;
        this.origins = origins;
    }

    /** Asks the provider, under an id that was written down before, and writes down what it answered. */
    void start(Donation donation, PaymentProvider over, String actor) {
        UUID call = calls.prepare(donation.id(), Operation.START, "6 hours");
        Reply<Started> reply = over.start(gift(donation), call.toString());
        // The two at once: of a call that is done nothing is asked again, so what it brought must be here by then.
        QuarkusTransaction.requiringNew().run(() -> {
            calls.finished(call, reply);
            Donation locked = donations.locked(donation.id());
            if (locked.state() != State.NEW) {
                donations.move(locked, locked.state(), locked.reason(), SOON, actor, "begun already");
                return;
            }
            switch (reply) {
                case Reply.Done<Started> done -> {
                    donations.started(locked.id(), done.value());
                    donations.move(locked, State.AWAITING_PAYER, null, SOON, actor, "begun");
                }
                case Reply.Refused<Started> refused -> refused(locked, refused, actor);
                case Reply.Unknown<Started> unknown ->
                    donations.move(locked, State.NEW, null, pause(locked), actor, unknown.why());
                case Reply.Throttled<Started> throttled ->
                    donations.move(
                            locked,
                            State.NEW,
                            null,
                            Pauses.longer(throttled.pause(), pause(locked)),
                            actor,
                            "too many calls");
            }
        });
    }

    private void refused(Donation donation, Reply.Refused<Started> refused, String actor) {
        LOG.warnf("Donation %s could not be begun: %s", donation.id(), refused.issue());
        donations.find(donation.id(), new Decision.Finding(Decision.Finding.Kind.REFUSED, refused.issue()));
        if (refused.refusal() == Refusal.CREDENTIALS) {
            donations.move(donation, State.NEW, null, Pauses.longer(LATER, pause(donation)), actor, refused.issue());
            return;
        }
        String reason = refused.refusal() == Refusal.MERCHANT ? "unavailable" : "failed";
        donations.move(donation, State.FAILED, reason, null, actor, refused.issue());
    }

    /** It is tried for hours, and ever more seldom: a provider that is down is not helped by asking. */
    private static Duration pause(Donation donation) {
        return Pauses.after(donation.checks());
    }

    private Gift gift(Donation donation) {
        String brand = campaigns.brand();
        String back = origins.apiUrl() + "/v1/donations/" + donation.id();
        String proof = "?s=" + Tokens.ofReturn(donation);
        return new Gift(
                donation.id().toString(),
                donation.amount(),
                donation.frequency(),
                brand,
                "Support for " + brand,
                donation.locale(),
                back + "/return" + proof,
                back + "/cancelled" + proof);
    }
}
