package org.broadsheet.donation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.broadsheet.donation.Campaigns.Campaign;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * Takes a donation in: it is in the database before the provider hears of it, and the same key gives the same donation
 * however often it comes.
 */
@ApplicationScoped
class Giving {
    private static final Logger LOG = Logger.getLogger(Giving.class);

    /** Longer than this no donor waits at an empty page: the rest happens behind his back, and he asks for it. */
    private static final Duration DONOR_WAITS = Duration.ofSeconds(6);

    private static final Duration LEASE = Duration.ofSeconds(60);

    private final Session database;
    private final Donations donations;
    private final Campaigns campaigns;
    private final Provider provider;
    private final Begin begin;
    private final DonationSettings settings;

    Giving(
            Session database,
            Donations donations,
            Campaigns campaigns,
            Provider provider,
            Begin begin,
            DonationSettings settings) {
        this.database = database;
        this.donations = donations;
        this.campaigns = campaigns;
        this.provider = provider;
        this.begin = begin;
        this.settings = settings;
    }

    /** @param token by which the donor asks for it @param isNew whether it was not there before */
    record Given(Donation donation, String token, boolean isNew) {}

    /**
     * @param key the client's own, the same for the same click
     * @throws ProblemException when the key was used for something else, or nothing can be given to
     */
    Given give(DonationForm form, String key) {
        Optional<Donation> known = donations.byKey(Tokens.hexHash(key));
        if (known.isPresent()) {
            return again(known.get(), form, key);
        }
        PaymentProvider over = provider.chosen()
                .filter(one -> settings.open())
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.UNAVAILABLE, "This newsroom takes no donations just now. Try again later."));
        Campaign campaign = campaigns
                .open(form.campaign())
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.NOT_FOUND,
                        "There is no open campaign of this name; leave it out for the general one."));
        UUID id = UUID.randomUUID();
        boolean isMine = QuarkusTransaction.requiringNew().call(() -> insert(id, form, key, campaign, over));
        Donation donation = donations.byKey(Tokens.hexHash(key)).orElseThrow();
        if (!isMine) {
            return again(donation, form, key);
        }
        startSoon(donation, over);
        return new Given(donations.byId(id).orElseThrow(), Tokens.ofCreation(key, id), true);
    }

    private static Given again(Donation known, DonationForm form, String key) {
        if (!MessageDigest.isEqual(known.idempotencyHash(), form.hash())) {
            throw new ProblemException(
                    ProblemKind.KEY_REUSED,
                    "This Idempotency-Key was used for another donation. Send a new key with a new donation.");
        }
        return new Given(known, Tokens.ofCreation(key, known.id()), false);
    }

    /** @return false when another request with the same key was first */
    private boolean insert(UUID id, DonationForm form, String key, Campaign campaign, PaymentProvider over) {
        int inserted = database.createNativeMutationQuery("""
                        insert into donation (id, token_hash, idempotency_key, idempotency_hash, frequency, amount_minor,
                            currency, campaign_id, article_id, locale, return_to, provider, provider_account, mode, state,
                            next_check_at, leased_until)
                        values (:id, :token, :key, :hash, :frequency, :amount, :currency, :campaign, :article, :locale,
                            :returnTo, :provider, :account, :mode, 'new', now() + interval '20 seconds',
                            now() + make_interval(secs => :lease))
                        on conflict (idempotency_key) do nothing""")
                .setParameter("id", id)
                .setParameter("token", Tokens.hash(Tokens.ofCreation(key, id)))
                .setParameter("key", Tokens.hexHash(key))
                .setParameter("hash", form.hash())
                .setParameter("frequency", written(form.frequency()))
                .setParameter("amount", form.amount().minor())
                .setParameter("currency", form.amount().currency())
                .setParameter("campaign", campaign.id())
                .setParameter("article", form.article())
                .setParameter("locale", form.locale())
                .setParameter("returnTo", form.returnTo())
                .setParameter("provider", over.id())
                .setParameter("account", over.account())
                .setParameter("mode", written(over.mode()))
                .setParameter("lease", (double) LEASE.toSeconds())
                .executeUpdate();
        if (inserted == 0) {
            return false;
        }
        database.createNativeMutationQuery("""
                        insert into donor (donation_id, email, public_name, message)
                        select :id, :email, :name, :message
                        where cast(:email as text) is not null or cast(:name as text) is not null
                            or cast(:message as text) is not null""")
                .setParameter("id", id)
                .setParameter("email", form.email())
                .setParameter("name", form.publicName())
                .setParameter("message", form.message())
                .executeUpdate();
        donations.note(id, "donor", "given", null, State.NEW);
        return true;
    }

    private void startSoon(Donation donation, PaymentProvider over) {
        FutureTask<Boolean> task = new FutureTask<>(() -> begin.start(donation, over, "donor"), true);
        Thread.ofVirtual().name("begins-donation").start(task);
        try {
            task.get(DONOR_WAITS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            LOG.warnf("Donation %s has no answer of its provider yet, and is followed up", donation.id());
        } catch (ExecutionException failed) {
            LOG.errorf(failed.getCause(), "Donation %s could not be begun, and is followed up", donation.id());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }
}
