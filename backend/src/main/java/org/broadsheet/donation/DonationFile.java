package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.donation.Accounting.Contact;
import org.broadsheet.donation.Accounting.Happening;
import org.broadsheet.donation.Accounting.Line;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** All that is known of one gift, for those who look after gifts. */
@ApplicationScoped
class DonationFile {
    private final Session database;
    private final Accounting accounting;

    DonationFile(Session database, Accounting accounting) {
        this.database = database;
        this.accounting = accounting;
    }

    @Schema(name = "StaffDonationFile", description = "All that is known of a gift.")
    record Whole(
            Line donation,

            @Schema(description = "Who gave it; null where that was never told, or is erased.", nullable = true)
            @Nullable
            Contact contact,

            @Schema(description = "The money that came, or may come, oldest first.")
            List<Payment> payments,

            @Schema(description = "The money that went back, or is to, oldest first.")
            List<Returned> refunds,

            @Schema(description = "Everything that happened to it, oldest first.")
            List<Happening> history) {}

    @Schema(name = "StaffPayment", description = "Money that came, or may come.")
    record Payment(
            @Schema(description = "Its id here.") UUID id,
            @Schema(description = "Its id at the provider.") String providerId,

            @Schema(
                    description = "Where it stands.",
                    enumeration = {"pending", "completed", "declined", "reversed"})
            String state,

            @Schema(description = "Why, in the provider's words.", nullable = true) @Nullable
            String reason,

            @Schema(description = "How much, in the currency's smallest unit.")
            long grossMinor,

            @Schema(description = "What the provider keeps of it; null while that is not known.", nullable = true)
            @Nullable
            Long feeMinor,

            @Schema(description = "Of what (ISO 4217).") String currency,

            @Schema(description = "What can still be given back of it.")
            long leftMinor,

            @Schema(description = "When it came.") Instant happenedAt) {}

    @Schema(name = "StaffRefund", description = "Money that went back, or is to.")
    record Returned(
            @Schema(description = "Its id.") UUID id,

            @Schema(description = "The payment that it is of.")
            UUID payment,

            @Schema(
                    description = "Where it stands: `requested` waits for a second person.",
                    enumeration = {"requested", "submitted", "pending", "completed", "failed"})
            String state,

            @Schema(description = "How much, in the currency's smallest unit.")
            long amountMinor,

            @Schema(description = "Of what (ISO 4217).") String currency,
            @Schema(description = "Why.") String reason,

            @Schema(description = "Who asked for it; null where it was given back at the provider.", nullable = true)
            @Nullable
            String requestedBy,

            @Schema(description = "The second person, where there was one.", nullable = true) @Nullable
            String decidedBy,

            @Schema(description = "When it was asked for.") Instant createdAt) {}

    /** Empty when there is no such gift. */
    @Transactional
    Optional<Whole> of(UUID donation) {
        return database.createNativeQuery("""
                        select d.id, d.created_at, d.frequency, d.amount_minor, cast(d.currency as text), c.slug, d.provider, d.mode,
                            d.reference, d.state, d.reason
                        from donation d join campaign c on c.id = d.campaign_id where d.id = :id""", Line.class)
                .setParameter("id", donation)
                .uniqueResultOptional()
                .map(line -> new Whole(
                        line,
                        accounting.contact(donation).orElse(null),
                        payments(donation),
                        refunds(donation),
                        accounting.history(donation)));
    }

    /** Whether a payment, a refund is of this gift. */
    @Transactional
    boolean has(UUID donation, UUID paymentOrRefund) {
        return database.createNativeQuery("""
                        select exists (select 1 from payment p where p.donation_id = :donation and (p.id = :one
                            or exists (select 1 from refund r where r.payment_id = p.id and r.id = :one)))""", Boolean.class)
                .setParameter("donation", donation)
                .setParameter("one", paymentOrRefund)
                .getSingleResult();
    }

    private List<Payment> payments(UUID donation) {
        return database.createNativeQuery("""
                        select p.id, p.provider_id, p.state, p.reason, p.gross_minor, p.fee_minor, cast(p.currency as text),
                            case when p.state = 'completed' then cast(p.gross_minor - coalesce((select sum(r.amount_minor)
                                from refund r where r.payment_id = p.id and r.state <> 'failed'), 0) as bigint) else 0 end,
                            p.happened_at
                        from payment p where p.donation_id = :id order by p.happened_at, p.id""", Payment.class)
                .setParameter("id", donation)
                .getResultList();
    }

    private List<Returned> refunds(UUID donation) {
        return database.createNativeQuery("""
                        select r.id, r.payment_id, r.state, r.amount_minor, cast(r.currency as text), r.reason,
                            coalesce(a.name, r.requested_by), coalesce(b.name, r.approved_by), r.created_at
                        from refund r join payment p on p.id = r.payment_id
                        left join staff_member a on cast(a.id as text) = r.requested_by
                        left join staff_member b on cast(b.id as text) = r.approved_by
                        where p.donation_id = :id order by r.created_at, r.id""", Returned.class)
                .setParameter("id", donation)
                .getResultList();
    }
}
