package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.ProblemException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What donors may see and where they come back: each his own, by his token. */
@ApplicationScoped
class Donors {
    private static final Logger LOG = Logger.getLogger(Donors.class);

    /** A donor who comes back waits this long to hear how it went; then his page goes on asking. */
    private static final Duration DONOR_WAITS = Duration.ofSeconds(5);

    private final Donations donations;
    private final Settling settling;

    Donors(Donations donations, Settling settling) {
        this.donations = donations;
        this.settling = settling;
    }

    Optional<Donation> own(UUID id, String token) {
        return donations.byToken(id, Tokens.hash(token));
    }

    boolean isKnown(String idempotencyKey) {
        return donations.byKey(Tokens.hexHash(idempotencyKey)).isPresent();
    }

    /**
     * Has a donation looked at whose donor comes back from the provider. What the browser brings is not believed.
     *
     * @param proof of the address that we gave the provider
     * @return the site's path where the donor goes on
     */
    String back(String id, @Nullable String proof) {
        Donation donation = known(id, proof);
        FutureTask<Settling.Outcome> task = new FutureTask<>(() -> settling.settle(donation.id(), "return"));
        Thread.ofVirtual().name("settles-return").start(task);
        try {
            task.get(DONOR_WAITS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            LOG.debugf("Donation %s is still being settled", donation.id());
        } catch (ExecutionException failed) {
            LOG.errorf(failed.getCause(), "Donation %s could not be settled, and is followed up", donation.id());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        return donation.returnTo() + "?donation=" + donation.id();
    }

    /** Nothing changes: the way back to the provider is still open, and anybody could have sent this. */
    String backWithout(String id, @Nullable String proof) {
        return "/support/cancelled?donation=" + known(id, proof).id();
    }

    private Donation known(String id, @Nullable String proof) {
        return Ids.parse(id)
                .flatMap(donations::byId)
                .filter(donation -> proof != null && Tokens.isOfReturn(donation, proof))
                .orElseThrow(() -> ProblemException.notFound("donation"));
    }
}
