package org.broadsheet.donation;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.broadsheet.donation.PaymentProvider.Event;
import org.jboss.logging.Logger;

/**
 * Looks after what is due, every few seconds: donations whose next look has come, events that wait, letters to be sent;
 * now and then events that were lost on the way. Every node does it: claims in the database keep them apart.
 */
@ApplicationScoped
class DonationWork {
    private static final Logger LOG = Logger.getLogger(DonationWork.class);
    private static final int AT_ONCE = 20;
    private static final Duration BETWEEN_GAPS = Duration.ofMinutes(15);
    private static final Duration LEASE = Duration.ofMinutes(5);
    /** Looked back beyond the last look, for what the provider lists late. */
    private static final Duration OVERLAP = Duration.ofHours(2);
    /** PayPal keeps its list of events for about so long. */
    private static final Duration KEPT_THERE = Duration.ofDays(30).minusHours(1);

    private static final Duration AT_A_TIME = Duration.ofDays(1);

    private final Donations donations;
    private final Settling settling;
    private final Inbox inbox;
    private final Post post;
    private final Refunding refunding;
    private final Provider provider;
    private final Chores chores;
    private final DonationSettings settings;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);

    DonationWork(
            Donations donations,
            Settling settling,
            Inbox inbox,
            Post post,
            Refunding refunding,
            Provider provider,
            Chores chores,
            DonationSettings settings,
            Clock clock) {
        this.donations = donations;
        this.settling = settling;
        this.inbox = inbox;
        this.post = post;
        this.refunding = refunding;
        this.provider = provider;
        this.chores = chores;
        this.settings = settings;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent start) {
        if (settings.work() && provider.chosen().isPresent()) {
            Thread.ofPlatform().name("donations").daemon(true).start(this::keep);
        }
    }

    void onStop(@Observes ShutdownEvent stop) {
        closed.countDown();
    }

    private void keep() {
        try {
            while (!closed.await(settings.every().toMillis(), TimeUnit.MILLISECONDS)) {
                attempt("settle donations", this::settle);
                attempt("look into events", this::events);
                attempt("look for lost events", this::gap);
                attempt("send letters", post::send);
                attempt("give money back", this::refunds);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error failed) {
            LOG.warnf("It failed to %s, which is tried again: %s", what, failed);
        }
    }

    /** Everything that is due now, to the end. */
    void turn() {
        settle();
        events();
        post.send();
        refunds();
    }

    void settle() {
        PaymentProvider over = provider.chosen().orElse(null);
        if (over == null) {
            return;
        }
        List<UUID> due = donations.due(over, AT_ONCE);
        while (!due.isEmpty() && closed.getCount() > 0) {
            for (UUID id : due) {
                if (isThrottled(id)) {
                    return;
                }
            }
            due = due.size() < AT_ONCE ? List.of() : donations.due(over, AT_ONCE);
        }
    }

    /** Whether the provider wants no more calls for now. */
    private boolean isThrottled(UUID id) {
        try {
            return settling.settle(id, "poller") == Settling.Outcome.THROTTLED;
        } catch (RuntimeException failed) {
            LOG.warnf("Donation %s could not be settled, which is tried again: %s", id, failed);
            return false;
        }
    }

    private void refunds() {
        refunding.unheardOf().forEach(refund -> attempt("give back " + refund, () -> refunding.followUp(refund)));
    }

    void events() {
        while (closed.getCount() > 0 && inbox.work(AT_ONCE) == AT_ONCE) {
            // There are more.
        }
    }

    /** What the provider sent and we never got, since the last look that came to its end. */
    void gap() {
        PaymentProvider over = provider.chosen().orElse(null);
        if (over != null) {
            chores.claim("lost events of " + Provider.name(over), BETWEEN_GAPS, LEASE)
                    .ifPresent(claim -> gap(over, claim));
        }
    }

    private void gap(PaymentProvider over, Chores.Claim claim) {
        Instant now = clock.instant();
        Instant since = claim.isFirst() ? donations.first(over).orElse(now) : now.minus(claim.age());
        Instant from = latest(since.minus(OVERLAP), now.minus(KEPT_THERE));
        while (from.isBefore(now)) {
            Instant until = from.plus(AT_A_TIME).isBefore(now) ? from.plus(AT_A_TIME) : now;
            if (!(over.events(from, until) instanceof Reply.Done<List<Event>> done)) {
                // What was read so far is done; the rest is for the next look.
                return;
            }
            done.value().forEach(event -> inbox.keep(over.id(), event, null));
            chores.done(claim, Duration.between(until, now));
            from = until;
        }
        inbox.forgetOld();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
