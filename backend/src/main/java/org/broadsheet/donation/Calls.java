package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Every call that changes something at a provider, written down before it is made: after a crash the same call is made
 * again under the same id, and the provider does it once.
 */
@ApplicationScoped
class Calls {
    private final Session database;

    Calls(Session database) {
        this.database = database;
    }

    enum Operation {
        START,
        CAPTURE,
        REFUND,
        CANCEL
    }

    /**
     * The id to make a call under: that of one whose outcome nobody knows, while the provider remembers it, else a new one.
     * Committed when this returns.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    UUID prepare(UUID donation, Operation operation, String remembered) {
        return prepared(donation, null, operation, remembered);
    }

    /** The id to give money back under; empty when another node has heard by now how it ended. Committed as above. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Optional<UUID> prepareRefund(UUID donation, UUID refund, String remembered) {
        return database.createNativeQuery(
                        "select id from refund where id = :id and state = 'submitted' for no key update", UUID.class)
                .setParameter("id", refund)
                .uniqueResultOptional()
                .map(open -> prepared(donation, open, Operation.REFUND, remembered));
    }

    private UUID prepared(UUID donation, @Nullable UUID refund, Operation operation, String remembered) {
        Optional<UUID> open = database.createNativeQuery("""
                        select id from provider_call
                        where donation_id = :donation and operation = :operation and state in ('prepared', 'unknown')
                            and refund_id is not distinct from cast(:refund as uuid)
                            and prepared_at > now() - cast(:remembered as interval)
                        order by prepared_at
                        limit 1""", UUID.class)
                .setParameter("donation", donation)
                .setParameter("operation", written(operation))
                .setParameter("refund", refund)
                .setParameter("remembered", remembered)
                .uniqueResultOptional();
        if (open.isPresent()) {
            return open.get();
        }
        UUID id = UUID.randomUUID();
        database.createNativeMutationQuery("""
                        insert into provider_call (id, donation_id, refund_id, operation, state)
                        values (:id, :donation, :refund, :operation, 'prepared')""")
                .setParameter("id", id)
                .setParameter("donation", donation)
                .setParameter("refund", refund)
                .setParameter("operation", written(operation))
                .executeUpdate();
        return id;
    }

    /** Writes down what became of it. */
    @Transactional
    void finished(UUID call, Reply<?> reply) {
        String state = switch (reply) {
            case Reply.Done<?> done -> "done";
            case Reply.Refused<?> refused -> "refused";
            case Reply.Unknown<?> unknown -> "unknown";
            case Reply.Throttled<?> throttled -> "prepared";
        };
        String issue = switch (reply) {
            case Reply.Refused<?> refused -> refused.issue();
            case Reply.Unknown<?> unknown -> unknown.why();
            case Reply.Done<?> done -> null;
            case Reply.Throttled<?> throttled -> "throttled";
        };
        String debugId = switch (reply) {
            case Reply.Done<?> done -> done.debugId();
            case Reply.Refused<?> refused -> refused.debugId();
            case Reply.Unknown<?> unknown -> unknown.debugId();
            case Reply.Throttled<?> throttled -> null;
        };
        database.createNativeMutationQuery("""
                        update provider_call set state = :state, issue = :issue, debug_id = :debugId, finished_at = now()
                        where id = :id""")
                .setParameter("id", call)
                .setParameter("state", state)
                .setParameter("issue", issue)
                .setParameter("debugId", debugId)
                .executeUpdate();
    }

    /** How many calls of a kind the provider refused. */
    @Transactional
    long refused(UUID donation, Operation operation) {
        return database.createNativeQuery(
                        "select count(*) from provider_call where donation_id = :donation and operation = :operation and state = 'refused'",
                        Long.class)
                .setParameter("donation", donation)
                .setParameter("operation", written(operation))
                .getSingleResult();
    }

    private static String written(Operation operation) {
        return operation.name().toLowerCase(Locale.ROOT);
    }
}
