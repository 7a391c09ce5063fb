package org.broadsheet.donation;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.shared.Origins;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the letters that wait, each at least once: after a crash between sending and writing that down it goes again,
 * which is better than never. In a demonstration letters are kept on a page instead.
 */
@ApplicationScoped
class Post {
    private static final Logger LOG = Logger.getLogger(Post.class);
    private static final int AT_ONCE = 20;
    private static final int ATTEMPTS = 8;

    private final Session database;
    private final Mailer mailer;
    private final Campaigns campaigns;
    private final Offers offers;
    private final Donations donations;
    private final Origins origins;
    private final Optional<String> host;

    Post(
            Session database,
            Mailer mailer,
            Campaigns campaigns,
            Offers offers,
            Donations donations,
            Origins origins,
            @ConfigProperty(name = "broadsheet.mail.host") Optional<String> host) {
        this.database = database;
        this.mailer = mailer;
        this.campaigns = campaigns;
        this.offers = offers;
        this.donations = donations;
        this.origins = origins;
        this.host = host;
    }

    record Waiting(
            UUID id,
            UUID donation,
            String kind,
            @Nullable String email,
            @Nullable Instant at,
            int attempts) {}

    /** Sends all that is due. */
    void send() {
        for (List<Waiting> due = claimed(); !due.isEmpty(); due = claimed()) {
            for (Waiting letter : due) {
                try {
                    write(letter);
                    done(letter, "sent");
                } catch (RuntimeException failed) {
                    // Without its message, which may name who it goes to.
                    LOG.warnf(
                            "A letter could not be sent: %s", failed.getClass().getSimpleName());
                    done(letter, letter.attempts() < ATTEMPTS ? "waiting" : "given_up");
                }
            }
        }
    }

    /** Each is due again in a while that doubles, unless it is sent. */
    @Transactional
    List<Waiting> claimed() {
        return database.createNativeQuery("""
                        update letter l
                        set attempts = l.attempts + 1, next_try_at = now() + interval '1 minute' * power(2, l.attempts)
                        from (select id from letter where state = 'waiting' and next_try_at <= now()
                            order by next_try_at limit :limit for update skip locked) as due
                        where l.id = due.id
                        returning l.id, l.donation_id, l.kind,
                            (select email from donor where donor.donation_id = l.donation_id),
                            (select happened_at from payment where payment.id = l.payment_id), l.attempts""", Waiting.class)
                .setParameter("limit", AT_ONCE)
                .getResultList();
    }

    private void write(Waiting waiting) {
        if (waiting.email() == null) {
            return;
        }
        Donation donation = donations.byId(waiting.donation()).orElseThrow();
        String token = Tokens.ofLetter(donation);
        allow(donation.id(), Tokens.hash(token));
        int decimals =
                offers.in(donation.currency()).map(Offers.Offer::decimals).orElse(2);
        Letter letter = Letter.of(
                new Letter.Told(
                        waiting.kind(),
                        campaigns.brand(),
                        donation.id().toString(),
                        donation.amount().text(decimals) + ' ' + donation.currency(),
                        donation.frequency(),
                        waiting.at(),
                        donation.mode(),
                        origins.siteUrl() + "/support/manage?donation=" + donation.id() + "&key=" + token),
                ZoneId.of(campaigns.timeZone()));
        if (donation.mode() == Mode.DEMO) {
            keep(donation.id(), letter);
        } else if (host.isEmpty()) {
            throw new IllegalStateException("No mail server is configured: BROADSHEET_MAIL_HOST");
        } else {
            mailer.send(Mail.withText(waiting.email(), letter.subject(), letter.text())
                    .setHtml(letter.html()));
        }
    }

    @Transactional
    void allow(UUID donation, byte[] tokenHash) {
        database.createNativeMutationQuery("update donation set manage_token_hash = :hash where id = :id")
                .setParameter("hash", tokenHash)
                .setParameter("id", donation)
                .executeUpdate();
    }

    @Transactional
    void keep(UUID donation, Letter letter) {
        database.createNativeMutationQuery("""
                        insert into demo_mail (donation_id, subject, body_text, body_html)
                        values (:donation, :subject, :text, :html)""")
                .setParameter("donation", donation)
                .setParameter("subject", letter.subject())
                .setParameter("text", letter.text())
                .setParameter("html", letter.html())
                .executeUpdate();
    }

    @Transactional
    void done(Waiting letter, String state) {
        database.createNativeMutationQuery("update letter set state = :state where id = :id")
                .setParameter("state", state.toLowerCase(Locale.ROOT))
                .setParameter("id", letter.id())
                .executeUpdate();
    }
}
