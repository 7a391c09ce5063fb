package org.broadsheet.donation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.broadsheet.donation.Decision.Finding.Kind;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What donors dispute, copied from the provider; each one that is open is a finding, since answers have a date. */
@ApplicationScoped
class Disputes {
    private final Session database;
    private final Donations donations;
    private final Provider provider;
    private final Findings findings;

    Disputes(Session database, Donations donations, Provider provider, Findings findings) {
        this.database = database;
        this.donations = donations;
        this.provider = provider;
        this.findings = findings;
    }

    /** Reads one and writes it down. @return false when the provider did not say, so that it is to be asked again */
    boolean read(UUID donation, String id) {
        PaymentProvider over = donations.byId(donation).flatMap(provider::of).orElse(null);
        if (over == null) {
            return false;
        }
        return switch (over.dispute(id)) {
            case Reply.Done<Dispute> done -> {
                QuarkusTransaction.requiringNew().run(() -> write(over.id(), donation, done.value()));
                yield true;
            }
            case Reply.Refused<Dispute> refused -> {
                findings.found(
                        Kind.DISPUTE,
                        over.id() + ":dispute:" + id,
                        donation,
                        "There is a dispute " + id + ", which could not be read: " + refused.issue(),
                        null);
                yield true;
            }
            case Reply.Unknown<Dispute> unknown -> false;
            case Reply.Throttled<Dispute> throttled -> false;
        };
    }

    record Open(UUID donation, String id) {}

    /** Those of a provider that are not over, as far as we know. */
    @Transactional
    List<Open> open(PaymentProvider over) {
        return database.createNativeQuery(
                        "select donation_id, provider_id from dispute where provider = :provider and not is_over order by seen_at limit 500",
                        Open.class)
                .setParameter("provider", over.id())
                .getResultList();
    }

    private void write(String from, UUID donation, Dispute dispute) {
        int written = database.createNativeMutationQuery("""
                        insert into dispute (provider, provider_id, donation_id, status, stage, reason, amount_minor, currency,
                            outcome, due_at, opened_at, changed_at, is_over)
                        values (:provider, :id, :donation, :status, :stage, :reason, :amount, :currency, :outcome, :due, :opened,
                            :changed, :isOver)
                        on conflict (provider, provider_id) do update
                        set status = excluded.status, stage = excluded.stage, reason = excluded.reason,
                            amount_minor = excluded.amount_minor, currency = excluded.currency, outcome = excluded.outcome,
                            due_at = excluded.due_at, changed_at = excluded.changed_at, seen_at = now(), is_over = excluded.is_over
                        where dispute.changed_at <= excluded.changed_at""")
                .setParameter("provider", from)
                .setParameter("id", dispute.id())
                .setParameter("donation", donation)
                .setParameter("status", dispute.status())
                .setParameter("stage", dispute.stage())
                .setParameter("reason", dispute.reason())
                .setParameter("amount", minor(dispute.amount()))
                .setParameter(
                        "currency",
                        dispute.amount() == null ? null : dispute.amount().currency())
                .setParameter("outcome", dispute.outcome())
                .setParameter("due", dispute.dueAt())
                .setParameter("opened", dispute.openedAt())
                .setParameter("changed", dispute.changedAt())
                .setParameter("isOver", dispute.isOver())
                .executeUpdate();
        String subject = from + ":dispute:" + dispute.id();
        if (written == 1 && dispute.isOver()) {
            findings.healed(Kind.DISPUTE, subject);
        } else if (written == 1) {
            findings.found(Kind.DISPUTE, subject, donation, words(dispute), dispute.openedAt());
        }
    }

    private static @Nullable Long minor(@Nullable Money money) {
        return money == null ? null : money.minor();
    }

    private static String words(Dispute dispute) {
        return "Dispute " + dispute.id() + " is " + dispute.status()
                + (dispute.reason() == null ? "" : " because of " + dispute.reason())
                + (dispute.dueAt() == null ? "" : "; answer it at the provider by " + dispute.dueAt());
    }
}
