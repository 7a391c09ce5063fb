package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.donation.Truth.Payment;
import org.broadsheet.donation.Truth.PaymentState;
import org.broadsheet.donation.Truth.RefundState;
import org.broadsheet.shared.Ids;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The books: what came, what the provider kept, what went back. Double entry in five accounts; each booking has a key made
 * of the provider's own id, so that the same money is booked once, whoever sees it first and however often.
 */
@ApplicationScoped
class Books {
    private final Session database;

    Books(Session database) {
        this.database = database;
    }

    enum Account {
        /** What lies at the provider. */
        CLEARING,
        INCOME,
        FEES,
        REFUNDS,
        REVERSALS
    }

    enum Kind {
        GROSS,
        FEE,
        REFUND,
        FEE_BACK,
        REVERSAL,
        REVERSAL_BACK
    }

    /** A payment as it is kept. */
    record Kept(UUID id, String state) {}

    /** Brings a payment and its refunds into the books as the provider tells them. @return whether money came with it */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean enter(Donation donation, Payment told) {
        Kept before = kept(donation, told);
        boolean isNew = false;
        if (Decision.isMoney(told.state())) {
            isNew = book(donation, before.id(), told, "gross", Kind.GROSS, told.gross(), told.at());
            if (told.fee() != null) {
                book(donation, before.id(), told, "fee", Kind.FEE, told.fee(), told.at());
            }
        }
        for (Truth.Refund refund : told.refunds()) {
            enter(donation, before.id(), refund);
        }
        reverse(donation, before.id(), told);
        move(before, told);
        return isNew;
    }

    private Kept kept(Donation donation, Payment told) {
        database.createNativeMutationQuery("""
                        insert into payment (id, donation_id, provider, provider_id, state, reason, gross_minor, fee_minor,
                            currency, happened_at)
                        values (:id, :donation, :provider, :providerId, 'pending', :reason, :gross, :fee, :currency, :at)
                        on conflict (provider, provider_id) do nothing""")
                .setParameter("id", Ids.next())
                .setParameter("donation", donation.id())
                .setParameter("provider", donation.provider())
                .setParameter("providerId", told.id())
                .setParameter("reason", told.reason())
                .setParameter("gross", told.gross().minor())
                .setParameter("fee", told.fee() == null ? null : told.fee().minor())
                .setParameter("currency", told.gross().currency())
                .setParameter("at", told.at())
                .executeUpdate();
        return database.createNativeQuery(
                        "select id, state from payment where provider = :provider and provider_id = :providerId for no key update",
                        Kept.class)
                .setParameter("provider", donation.provider())
                .setParameter("providerId", told.id())
                .getSingleResult();
    }

    /** Money that came is never pending or declined again, whatever an old answer says. */
    private void move(Kept before, Payment told) {
        boolean isOld = Decision.isMoney(PaymentState.valueOf(before.state().toUpperCase(Locale.ROOT)))
                && !Decision.isMoney(told.state());
        if (!isOld) {
            database.createNativeMutationQuery("""
                            update payment
                            set state = :state, reason = :reason, fee_minor = coalesce(:fee, fee_minor), seen_at = now()
                            where id = :id""")
                    .setParameter("id", before.id())
                    .setParameter("state", written(told.state()))
                    .setParameter("reason", told.reason())
                    .setParameter("fee", told.fee() == null ? null : told.fee().minor())
                    .executeUpdate();
        }
    }

    /** A refund that the provider tells of, ours or one that was made over there. */
    @Transactional(Transactional.TxType.MANDATORY)
    void enter(Donation donation, UUID payment, Truth.Refund told) {
        UUID id = ours(payment, told).orElseGet(() -> made(donation, payment, told));
        database.createNativeMutationQuery("""
                        update refund
                        set provider_id = :providerId, state = :state, fee_back_minor = coalesce(:feeBack, fee_back_minor),
                            updated_at = now()
                        where id = :id and state <> 'completed'""")
                .setParameter("id", id)
                .setParameter("providerId", told.id())
                .setParameter("state", told.state().name().toLowerCase(Locale.ROOT))
                .setParameter(
                        "feeBack",
                        told.feeBack() == null ? null : told.feeBack().minor())
                .executeUpdate();
        if (told.state() == RefundState.COMPLETED) {
            String key = donation.provider() + ":refund:" + told.id() + ':';
            book(donation, payment, key + "refund", Kind.REFUND, told.amount(), told.at());
            if (told.feeBack() != null && told.feeBack().minor() != 0) {
                book(donation, payment, key + "fee_back", Kind.FEE_BACK, told.feeBack(), told.at());
            }
        }
    }

    private Optional<UUID> ours(UUID payment, Truth.Refund told) {
        return database.createNativeQuery("""
                        select id from refund
                        where payment_id = :payment
                            and (provider_id = :providerId or (provider_id is null and cast(id as text) = :ours))
                        limit 1""", UUID.class)
                .setParameter("payment", payment)
                .setParameter("providerId", told.id())
                .setParameter("ours", told.ours() == null ? "" : told.ours())
                .uniqueResultOptional();
    }

    private UUID made(Donation donation, UUID payment, Truth.Refund told) {
        UUID id = UUID.randomUUID();
        database.createNativeMutationQuery("""
                        insert into refund (id, payment_id, provider, provider_id, state, amount_minor, currency, reason)
                        values (:id, :payment, :provider, :providerId, 'pending', :amount, :currency, 'made at the provider')""")
                .setParameter("id", id)
                .setParameter("payment", payment)
                .setParameter("provider", donation.provider())
                .setParameter("providerId", told.id())
                .setParameter("amount", told.amount().minor())
                .setParameter("currency", told.amount().currency())
                .executeUpdate();
        return id;
    }

    record Reversals(long left, long taken, long reversed, long back) {}

    /**
     * What is left after refunds goes when a payment is reversed. What went then comes back when that is undone: refunds
     * made since are no part of it.
     */
    private void reverse(Donation donation, UUID payment, Payment told) {
        Reversals state = database.createNativeQuery("""
                        select cast(coalesce(sum(e.amount_minor) filter (where b.kind in ('gross', 'refund')), 0) as bigint),
                            cast(-coalesce(sum(e.amount_minor) filter (where b.kind in ('reversal', 'reversal_back')), 0) as bigint),
                            count(*) filter (where b.kind = 'reversal'), count(*) filter (where b.kind = 'reversal_back')
                        from booking b join entry e on e.booking_id = b.id and e.account = 'clearing'
                        where b.payment_id = :payment""", Reversals.class)
                .setParameter("payment", payment)
                .getSingleResult();
        boolean isReversed = state.reversed() > state.back();
        if (told.state() == PaymentState.REVERSED && !isReversed && state.left() > 0) {
            Money left = new Money(state.left(), told.gross().currency());
            book(donation, payment, told, "reversal:" + state.reversed(), Kind.REVERSAL, left, told.at());
        }
        if (told.state() == PaymentState.COMPLETED && isReversed) {
            Money taken = new Money(state.taken(), told.gross().currency());
            book(donation, payment, told, "reversal_back:" + state.back(), Kind.REVERSAL_BACK, taken, told.at());
        }
    }

    private boolean book(
            Donation donation, UUID payment, Payment told, String what, Kind kind, Money amount, Instant at) {
        return book(donation, payment, donation.provider() + ":payment:" + told.id() + ':' + what, kind, amount, at);
    }

    private boolean book(Donation donation, UUID payment, String key, Kind kind, Money amount, Instant at) {
        if (amount.minor() == 0) {
            return false;
        }
        Optional<Long> booking = database.createNativeQuery("""
                        insert into booking (key, kind, donation_id, payment_id, happened_at)
                        values (:key, :kind, :donation, :payment, :at)
                        on conflict (key) do nothing
                        returning id""", Long.class)
                .setParameter("key", key)
                .setParameter("kind", kind.name().toLowerCase(Locale.ROOT))
                .setParameter("donation", donation.id())
                .setParameter("payment", payment)
                .setParameter("at", at)
                .uniqueResultOptional();
        booking.ifPresent(id -> {
            switch (kind) {
                case GROSS -> entries(id, Account.CLEARING, Account.INCOME, amount);
                case FEE -> entries(id, Account.FEES, Account.CLEARING, amount);
                case REFUND -> entries(id, Account.REFUNDS, Account.CLEARING, amount);
                case FEE_BACK -> entries(id, Account.CLEARING, Account.FEES, amount);
                case REVERSAL -> entries(id, Account.REVERSALS, Account.CLEARING, amount);
                case REVERSAL_BACK -> entries(id, Account.CLEARING, Account.REVERSALS, amount);
            }
        });
        return booking.isPresent();
    }

    private void entries(long booking, Account gains, Account loses, Money amount) {
        database.createNativeMutationQuery("""
                        insert into entry (booking_id, account, currency, amount_minor)
                        values (:booking, :gains, :currency, :amount), (:booking, :loses, :currency, -:amount)""")
                .setParameter("booking", booking)
                .setParameter("gains", written(gains))
                .setParameter("loses", written(loses))
                .setParameter("currency", amount.currency())
                .setParameter("amount", amount.minor())
                .executeUpdate();
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** What campaigns got, all that went back taken off; live money alone. Null where none came. */
    @Transactional
    @Nullable
    Long raised(UUID campaign, String currency) {
        return database.createNativeQuery("""
                        select cast(-sum(e.amount_minor) as bigint)
                        from entry e join booking b on b.id = e.booking_id join donation d on d.id = b.donation_id
                        where d.campaign_id = :campaign and d.mode = 'live' and e.currency = :currency
                            and e.account in ('income', 'refunds', 'reversals')""", Long.class)
                .setParameter("campaign", campaign)
                .setParameter("currency", currency)
                .getSingleResult();
    }
}
