package org.broadsheet.donation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Audit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
    private final Audit audit;
    private final long secondPersonFrom;

    Refunding(
            Session database,
            Donations donations,
            Calls calls,
            Books books,
            Provider provider,
            Settling settling,
            Audit audit,
            DonationSettings settings) {
        this.database = database;
        this.donations = donations;
        this.calls = calls;
        this.books = books;
        this.provider = provider;
        this.settling = settling;
        this.audit = audit;
        this.secondPersonFrom = settings.secondPersonFrom();
    }

    /** Where a refund stands: {@code requested} waits for a second person. */
    @Schema(name = "RefundState", description = "How far a refund has come.")
    public record Refund(
            @Schema(description = "Its id.") UUID id,

            @Schema(
                    description = "`requested` waits for a second person; `submitted` and `pending` for the provider.",
                    enumeration = {"requested", "submitted", "pending", "completed", "failed"})
            String state,

            @Schema(description = "How much, in the currency's smallest unit.")
            long amountMinor,

            @Schema(description = "Of what (ISO 4217).") String currency) {}

    record Paid(UUID donation, String providerId, String currency, long left) {}

    /**
     * What is asked for.
     *
     * @param id the same for the same act: asked again, it is not given back again
     * @param amountMinor null for all that is left
     * @param reason in the books for ever; nothing personal
     */
    public record Wish(UUID id, UUID payment, @Nullable Long amountMinor, String reason) {}

    /**
     * Gives back, or asks a second person to agree.
     *
     * @throws ProblemException when that much is not left, or the provider refuses
     */
    public Refund refund(Wish wish, Actor actor) {
        return QuarkusTransaction.requiringNew().call(() -> reserve(wish, actor)) ? submit(wish.id()) : read(wish.id());
    }

    /** The second person's word. @throws ProblemException when it is the first one's */
    public Refund approve(UUID refund, Actor actor) {
        decide(refund, actor, """
                update refund set approved_by = :staff, state = 'submitted', updated_at = now()
                where id = :id and state = 'requested' and requested_by <> :staff""", "refund.approved");
        return submit(refund);
    }

    /** Anybody's word, the first one's too, that it is not given back after all. */
    public Refund decline(UUID refund, Actor actor) {
        decide(refund, actor, """
                update refund set approved_by = :staff, state = 'failed', updated_at = now()
                where id = :id and state = 'requested'""", "refund.declined");
        return read(refund);
    }

    private void decide(UUID refund, Actor actor, String sql, String action) {
        QuarkusTransaction.requiringNew().run(() -> {
            int decided = database.createNativeMutationQuery(sql)
                    .setParameter("id", refund)
                    .setParameter("staff", actor.id().toString())
                    .executeUpdate();
            if (decided == 0) {
                throw new ProblemException(
                        ProblemKind.CONFLICT,
                        "This refund waits for nobody, or for somebody else than who asked for it.");
            }
            UUID donation = paid(refund).orElseThrow().donation();
            donations.note(donation, by(actor), action, null, null);
            audit.note(actor, action, Accounting.subject(donation), Map.of("refund", refund.toString()));
        });
    }

    private static String by(Actor actor) {
        return "staff:" + actor.id();
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

    /** @return whether it can go to the provider now */
    private boolean reserve(Wish wish, Actor actor) {
        boolean isThere = database.createNativeQuery(
                        "select id from payment where id = :id for no key update", UUID.class)
                .setParameter("id", wish.payment())
                .uniqueResultOptional()
                .isPresent();
        if (!isThere) {
            throw ProblemException.notFound("payment");
        }
        if (isAskedFor(wish)) {
            return false;
        }
        Paid paid = left(wish.payment());
        Long given = wish.amountMinor();
        long asked = given == null ? paid.left() : given;
        if (asked <= 0 || asked > paid.left()) {
            throw new ProblemException(
                    ProblemKind.CONFLICT, "Of this payment " + paid.left() + " minor units are left to be given back.");
        }
        boolean isToBeAgreed = secondPersonFrom > 0 && asked >= secondPersonFrom;
        database.createNativeMutationQuery("""
                        insert into refund (id, payment_id, provider, state, amount_minor, currency, reason, requested_by)
                        select :id, p.id, p.provider, :state, :amount, p.currency, :reason, :staff from payment p where p.id = :payment""")
                .setParameter("id", wish.id())
                .setParameter("payment", wish.payment())
                .setParameter("state", isToBeAgreed ? "requested" : "submitted")
                .setParameter("amount", asked)
                .setParameter("reason", wish.reason())
                .setParameter("staff", actor.id().toString())
                .executeUpdate();
        donations.note(
                paid.donation(), by(actor), "asked for a refund of " + asked + " minor: " + wish.reason(), null, null);
        audit.note(
                actor,
                "refund.requested",
                Accounting.subject(paid.donation()),
                Map.of("refund", wish.id().toString(), "amountMinor", asked, "currency", paid.currency()));
        return !isToBeAgreed;
    }

    /** Whether this is a wish that was heard before. @throws ProblemException when another was, under its id */
    private boolean isAskedFor(Wish wish) {
        Optional<Boolean> isSame = database.createNativeQuery("""
                        select payment_id = :payment and reason = :reason
                            and (cast(:amount as bigint) is null or amount_minor = :amount)
                        from refund where id = :id""", Boolean.class)
                .setParameter("id", wish.id())
                .setParameter("payment", wish.payment())
                .setParameter("reason", wish.reason())
                .setParameter("amount", wish.amountMinor())
                .uniqueResultOptional();
        if (isSame.isPresent() && !isSame.get()) {
            throw new ProblemException(
                    ProblemKind.KEY_REUSED, "Another refund was asked for under this Idempotency-Key. Use a new one.");
        }
        return isSame.isPresent();
    }

    private Paid left(UUID payment) {
        return database.createNativeQuery("""
                        select p.donation_id, p.provider_id, cast(p.currency as text),
                            cast(p.gross_minor - coalesce((select sum(amount_minor) from refund r
                                where r.payment_id = p.id and r.state <> 'failed'), 0) as bigint)
                        from payment p where p.id = :id and p.state = 'completed'""", Paid.class)
                .setParameter("id", payment)
                .uniqueResultOptional()
                .orElseThrow(() ->
                        new ProblemException(ProblemKind.CONFLICT, "This payment is not one that can be given back."));
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
