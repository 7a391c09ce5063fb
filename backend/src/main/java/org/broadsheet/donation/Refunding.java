package org.broadsheet.donation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Gives money back, all or a part. What is asked for is reserved under the payment's lock before the provider hears of
 * it, so that two of the staff cannot give back more than came; above a limit a second person must agree.
 */
@ApplicationScoped
public class Refunding {
    /** As long as PayPal remembers a refund's request. */
    private static final String REMEMBERED = "44 days";

    private final Session database;
    private final Donations donations;
    private final Calls calls;
    private final Books books;
    private final Provider provider;
    private final Settling settling;
    private final long secondPersonFrom;

    Refunding(
            Session database,
            Donations donations,
            Calls calls,
            Books books,
            Provider provider,
            Settling settling,
            DonationSettings settings) {
        this.database = database;
        this.donations = donations;
        this.calls = calls;
        this.books = books;
        this.provider = provider;
        this.settling = settling;
        this.secondPersonFrom = settings.secondPersonFrom();
    }

    /** Where a refund stands: {@code requested} waits for a second person. */
    public record Refund(UUID id, String state, long amountMinor, String currency) {}

    record Paid(UUID donation, String providerId, String currency, long left) {}

    /**
     * @param amountMinor null for all that is left
     * @param reason in the books for ever; nothing personal
     * @param staff who asks
     * @throws ProblemException when that much is not left, or the provider refuses
     */
    public Refund refund(UUID payment, @Nullable Long amountMinor, String reason, String staff) {
        UUID id = UUID.randomUUID();
        boolean isToBeAgreed =
                QuarkusTransaction.requiringNew().call(() -> reserve(id, payment, amountMinor, reason, staff));
        return isToBeAgreed ? read(id) : submit(id);
    }

    /** The second person's word. @throws ProblemException when it is the first one's */
    public Refund approve(UUID refund, String staff) {
        int approved = QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeMutationQuery("""
                        update refund set approved_by = :staff, state = 'submitted', updated_at = now()
                        where id = :id and state = 'requested' and requested_by <> :staff""")
                        .setParameter("id", refund)
                        .setParameter("staff", staff)
                        .executeUpdate());
        if (approved == 0) {
            throw new ProblemException(
                    ProblemKind.CONFLICT, "This refund waits for nobody, or for somebody else than who asked for it.");
        }
        return submit(refund);
    }

    /**
     * Goes on with one whose outcome nobody heard of. The truth is read before it is sent again: the provider may have
     * forgotten the call, and not the refund.
     */
    void followUp(UUID refund) {
        UUID donation = paid(refund).orElseThrow().donation();
        if (settling.settle(donation, "poller") == Settling.Outcome.SETTLED) {
            submit(refund);
        } else {
            move(refund, "submitted");
        }
    }

    /** Sends it, if it is not known yet how it ended: under the same id, so that the provider does it once. */
    Refund submit(UUID refund) {
        Refund ours = read(refund);
        Paid paid = paid(refund).orElseThrow();
        Donation donation = donations.byId(paid.donation()).orElseThrow();
        PaymentProvider over = provider.of(donation)
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.CONFLICT,
                        "This gift came by another provider or account than is configured now. Give it back there."));
        UUID call = calls.prepareRefund(donation.id(), refund, REMEMBERED).orElse(null);
        if (call == null) {
            return read(refund);
        }
        Reply<Truth.Refund> reply = over.refund(
                paid.providerId(),
                new Money(ours.amountMinor(), ours.currency()),
                refund.toString(),
                "Refund",
                call.toString());
        // At once: a call that is done and a refund that is not would make another call, and give back twice.
        QuarkusTransaction.requiringNew().run(() -> {
            calls.finished(call, reply);
            enter(donation, refund, reply);
        });
        settling.settle(donation.id(), "staff");
        Refund now = read(refund);
        if (now.state().equals("failed") && reply instanceof Reply.Refused<Truth.Refund> refused) {
            throw new ProblemException(ProblemKind.CONFLICT, "The provider refused it: " + refused.issue() + '.');
        }
        return now;
    }

    private void enter(Donation donation, UUID refund, Reply<Truth.Refund> reply) {
        switch (reply) {
            case Reply.Done<Truth.Refund> done -> books.enter(donation, payment(refund), done.value());
            case Reply.Refused<Truth.Refund> refused -> {
                // That our credentials are not taken says nothing of the refund, nor of an earlier call for it.
                boolean isOver = refused.refusal() != Reply.Refusal.CREDENTIALS;
                if (!isOver) {
                    donations.find(donation.id(), new Decision.Finding(Decision.Finding.Kind.REFUSED, refused.issue()));
                }
                move(refund, isOver ? "failed" : "submitted");
            }
            case Reply.Unknown<Truth.Refund> unknown -> move(refund, "submitted");
            case Reply.Throttled<Truth.Refund> throttled -> move(refund, "submitted");
        }
    }

    /** Those whose outcome nobody heard of for a while. */
    @Transactional
    List<UUID> unheardOf() {
        return database.createNativeQuery("""
                        select id from refund
                        where state = 'submitted' and updated_at < now() - interval '1 minute'
                        order by updated_at
                        limit 20""", UUID.class).getResultList();
    }

    private boolean reserve(UUID id, UUID payment, @Nullable Long amountMinor, String reason, String staff) {
        boolean isThere = database.createNativeQuery(
                        "select id from payment where id = :id for no key update", UUID.class)
                .setParameter("id", payment)
                .uniqueResultOptional()
                .isPresent();
        if (!isThere) {
            throw ProblemException.notFound("payment");
        }
        Paid paid = database.createNativeQuery("""
                        select p.donation_id, p.provider_id, cast(p.currency as text),
                            cast(p.gross_minor - coalesce((select sum(amount_minor) from refund r
                                where r.payment_id = p.id and r.state <> 'failed'), 0) as bigint)
                        from payment p where p.id = :id and p.state = 'completed'""", Paid.class)
                .setParameter("id", payment)
                .uniqueResultOptional()
                .orElseThrow(() ->
                        new ProblemException(ProblemKind.CONFLICT, "This payment is not one that can be given back."));
        long asked = amountMinor == null ? paid.left() : amountMinor;
        if (asked <= 0 || asked > paid.left()) {
            throw new ProblemException(
                    ProblemKind.CONFLICT, "Of this payment " + paid.left() + " minor units are left to be given back.");
        }
        boolean isToBeAgreed = secondPersonFrom > 0 && asked >= secondPersonFrom;
        database.createNativeMutationQuery("""
                        insert into refund (id, payment_id, provider, state, amount_minor, currency, reason, requested_by)
                        select :id, p.id, p.provider, :state, :amount, p.currency, :reason, :staff from payment p where p.id = :payment""")
                .setParameter("id", id)
                .setParameter("payment", payment)
                .setParameter("state", isToBeAgreed ? "requested" : "submitted")
                .setParameter("amount", asked)
                .setParameter("reason", reason)
                .setParameter("staff", staff)
                .executeUpdate();
        donations.note(
                paid.donation(), "staff:" + staff, "asked for a refund of " + asked + " minor: " + reason, null, null);
        return isToBeAgreed;
    }

    private UUID payment(UUID refund) {
        return database.createNativeQuery("select payment_id from refund where id = :id", UUID.class)
                .setParameter("id", refund)
                .getSingleResult();
    }

    @Transactional
    Refund read(UUID refund) {
        return database.createNativeQuery(
                        "select id, state, amount_minor, cast(currency as text) from refund where id = :id",
                        Refund.class)
                .setParameter("id", refund)
                .uniqueResultOptional()
                .orElseThrow(() -> ProblemException.notFound("refund"));
    }

    @Transactional
    Optional<Paid> paid(UUID refund) {
        return database.createNativeQuery("""
                        select p.donation_id, p.provider_id, cast(p.currency as text), p.gross_minor
                        from payment p join refund r on r.payment_id = p.id where r.id = :id""", Paid.class)
                .setParameter("id", refund)
                .uniqueResultOptional();
    }

    /** What another node, or the truth, has said of it since stays. */
    @Transactional
    void move(UUID refund, String state) {
        database.createNativeMutationQuery(
                        "update refund set state = :state, updated_at = now() where id = :id and state = 'submitted'")
                .setParameter("id", refund)
                .setParameter("state", state)
                .executeUpdate();
    }
}
