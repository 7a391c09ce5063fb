package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The donations in the database. */
@ApplicationScoped
class Donations {
    private static final String COLUMNS = """
            select d.id, d.token_hash, d.idempotency_hash, d.frequency, d.amount_minor, cast(d.currency as text), d.campaign_id,
                d.locale, d.return_to, d.provider, d.provider_account, d.mode, d.reference, d.approval_url, d.expires_at, d.state,
                d.reason, d.next_payment_at, d.checks, d.created_at, d.updated_at,
                (select min(happened_at) from payment where donation_id = d.id and state <> 'pending' and state <> 'declined'),
                (select max(happened_at) from payment where donation_id = d.id and state <> 'pending' and state <> 'declined')
            from donation d
            """;

    private final Session database;

    Donations(Session database) {
        this.database = database;
    }

    @Transactional
    Optional<Donation> byId(UUID id) {
        return database.createNativeQuery(COLUMNS + "where d.id = :id", Donation.class)
                .setParameter("id", id)
                .uniqueResultOptional();
    }

    @Transactional
    Optional<Donation> byKey(String idempotencyKeyHash) {
        return database.createNativeQuery(COLUMNS + "where d.idempotency_key = :key", Donation.class)
                .setParameter("key", idempotencyKeyHash)
                .uniqueResultOptional();
    }

    /** Whoever may see it: with the token of its creation, or of the receipt. Others cannot tell it from none. */
    @Transactional
    Optional<Donation> byToken(UUID id, byte[] tokenHash) {
        return database.createNativeQuery(
                        COLUMNS + "where d.id = :id and (d.token_hash = :hash or d.manage_token_hash = :hash)",
                        Donation.class)
                .setParameter("id", id)
                .setParameter("hash", tokenHash)
                .uniqueResultOptional();
    }

    /** Ours by what a provider calls it: an order, a subscription, a payment, a refund. */
    @Transactional
    Optional<UUID> byReferences(String provider, List<String> references) {
        return database.createNativeQuery("""
                        select d.id from donation d
                        where d.provider = :provider and d.reference = any(cast(:references as text[]))
                        union
                        select p.donation_id from payment p
                        where p.provider = :provider and p.provider_id = any(cast(:references as text[]))
                        union
                        select p.donation_id from refund r join payment p on p.id = r.payment_id
                        where r.provider = :provider and r.provider_id = any(cast(:references as text[]))
                        limit 1""", UUID.class)
                .setParameter("provider", provider)
                .setParameter("references", references.toArray(String[]::new))
                .uniqueResultOptional();
    }

    /** Locks it for the transaction that is running. */
    @Transactional(Transactional.TxType.MANDATORY)
    Donation locked(UUID id) {
        return database.createNativeQuery(COLUMNS + "where d.id = :id for no key update of d", Donation.class)
                .setParameter("id", id)
                .getSingleResult();
    }

    /**
     * Claims it for a while, by the database's clock: whoever is not given it leaves it alone. A claim whose holder died
     * is over by itself.
     */
    @Transactional
    boolean lease(UUID id, Duration time) {
        return database.createNativeMutationQuery("""
                        update donation set leased_until = now() + make_interval(secs => :seconds)
                        where id = :id and (leased_until is null or leased_until < now())""")
                        .setParameter("id", id)
                        .setParameter("seconds", (double) time.toSeconds())
                        .executeUpdate()
                == 1;
    }

    /** Whether an event may make us ask the provider now, which it may once in a while. */
    @Transactional
    boolean isToldNow(UUID id, Duration pause) {
        return database.createNativeMutationQuery("""
                        update donation set told_at = now()
                        where id = :id and (told_at is null or told_at <= now() - make_interval(secs => :seconds))""")
                        .setParameter("id", id)
                        .setParameter("seconds", (double) pause.toMillis() / 1000)
                        .executeUpdate()
                == 1;
    }

    /** Lets it go, to be looked at later. */
    @Transactional
    void postpone(UUID id, Duration time) {
        database.createNativeMutationQuery("""
                        update donation
                        set leased_until = null, next_check_at = now() + make_interval(secs => :seconds)
                        where id = :id""")
                .setParameter("id", id)
                .setParameter("seconds", (double) time.toSeconds())
                .executeUpdate();
    }

    /** Those of a provider as it is configured that are to be looked at now, the longest due first. */
    @Transactional
    List<UUID> due(PaymentProvider over, int limit) {
        return database.createNativeQuery("""
                        select id from donation
                        where next_check_at <= now() and (leased_until is null or leased_until < now())
                            and provider = :provider and provider_account = :account and mode = :mode
                        order by next_check_at
                        limit :limit""", UUID.class)
                .setParameter("provider", over.id())
                .setParameter("account", over.account())
                .setParameter("mode", over.mode().name().toLowerCase(Locale.ROOT))
                .setParameter("limit", limit)
                .getResultList();
    }

    /** When the first gift was begun over a provider as it is configured; empty when none was. */
    @Transactional
    Optional<Instant> first(PaymentProvider over) {
        return database.createNativeQuery("""
                        select created_at from donation
                        where provider = :provider and provider_account = :account and mode = :mode
                        order by created_at
                        limit 1""", Instant.class)
                .setParameter("provider", over.id())
                .setParameter("account", over.account())
                .setParameter("mode", over.mode().name().toLowerCase(Locale.ROOT))
                .uniqueResultOptional();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void started(UUID id, PaymentProvider.Started started) {
        database.createNativeMutationQuery("""
                        update donation set reference = :reference, approval_url = :url, expires_at = :expires
                        where id = :id and reference is null""")
                .setParameter("id", id)
                .setParameter("reference", started.reference())
                .setParameter("url", started.approvalUrl())
                .setParameter("expires", started.expiresAt())
                .executeUpdate();
    }

    /**
     * Moves it on, and writes down that it moved. Where it does not move only the next look is set.
     *
     * @param next when to look again; null for never
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void move(Donation before, State to, @Nullable String reason, @Nullable Duration next, String actor, String what) {
        database.createNativeMutationQuery("""
                        update donation
                        set state = :state, reason = :reason, leased_until = null, version = version + 1,
                            checks = case when state = :state then checks + 1 else 0 end,
                            updated_at = case when state = :state then updated_at else now() end,
                            next_check_at = now() + make_interval(secs => cast(:seconds as double precision))
                        where id = :id""")
                .setParameter("id", before.id())
                .setParameter("state", to.written())
                .setParameter("reason", reason)
                .setParameter("seconds", next == null ? null : (double) next.toMillis() / 1000)
                .executeUpdate();
        if (to != before.state()) {
            note(before.id(), actor, what, before.state(), to);
        }
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void nextPayment(UUID id, @Nullable Instant at) {
        database.createNativeMutationQuery("update donation set next_payment_at = :at where id = :id")
                .setParameter("id", id)
                .setParameter("at", at)
                .executeUpdate();
    }

    /** One line of its history. @param from null where no state changed */
    @Transactional(Transactional.TxType.MANDATORY)
    void note(UUID id, String actor, String what, @Nullable State from, @Nullable State to) {
        database.createNativeMutationQuery("""
                        insert into donation_event (donation_id, actor, what, from_state, to_state)
                        values (:id, :actor, :what, :from, :to)""")
                .setParameter("id", id)
                .setParameter("actor", actor)
                .setParameter("what", what)
                .setParameter("from", from == null ? null : from.written())
                .setParameter("to", to == null ? null : to.written())
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void find(UUID id, Decision.Finding finding) {
        database.createNativeMutationQuery("""
                        insert into finding (id, donation_id, kind, detail) values (gen_random_uuid(), :id, :kind, :detail)
                        on conflict (donation_id, kind, detail) do nothing""")
                .setParameter("id", id)
                .setParameter("kind", finding.kind().name().toLowerCase(Locale.ROOT))
                .setParameter("detail", finding.detail())
                .executeUpdate();
    }
}
