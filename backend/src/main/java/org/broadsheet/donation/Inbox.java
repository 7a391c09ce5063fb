package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.donation.PaymentProvider.Event;
import org.broadsheet.shared.Ids;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Events of the provider, once they are known to be genuine: kept first, looked into afterwards. An event is a reason to
 * look, never a truth; so it does not matter in which order they come, how often, or whether some never do.
 */
@ApplicationScoped
class Inbox implements EventSink {
    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final List<Integer> RETRY_MINUTES = List.of(1, 5, 30, 120);

    private final Session database;
    private final Donations donations;
    private final Settling settling;

    Inbox(Session database, Donations donations, Settling settling) {
        this.database = database;
        this.donations = donations;
        this.settling = settling;
    }

    @Override
    @Transactional
    public void keep(String provider, Event event, byte @Nullable [] body) {
        database.createNativeMutationQuery("""
                        insert into webhook_event (provider, event_id, type, donation, refs, body, state)
                        values (:provider, :id, :type, :donation, cast(:refs as text[]), :body, 'received')
                        on conflict (provider, event_id) do nothing""")
                .setParameter("provider", provider)
                .setParameter("id", event.id())
                .setParameter("type", event.type())
                .setParameter("donation", event.donation())
                .setParameter("refs", event.references().toArray(String[]::new))
                .setParameter("body", body)
                .executeUpdate();
    }

    record Due(String provider, String eventId, @Nullable String donation, String[] refs, int attempts) {}

    /** Looks into what is due. @return how many there were */
    int work(int limit) {
        List<Due> due = claimed(limit);
        for (Due event : due) {
            Optional<UUID> donation = Optional.ofNullable(event.donation())
                    .flatMap(Ids::parse)
                    .filter(id -> donations.byId(id).isPresent())
                    .or(() -> donations.byReferences(event.provider(), List.of(event.refs())));
            if (donation.isEmpty()) {
                // It may come before our own commit; or it is of another shop on the same account.
                postpone(event, event.attempts() <= RETRY_MINUTES.size() ? "received" : "ignored");
                continue;
            }
            look(event, donation.get());
        }
        return due.size();
    }

    private void look(Due event, UUID donation) {
        Settling.Outcome outcome;
        try {
            outcome = settling.settle(donation, "webhook:" + event.eventId());
        } catch (RuntimeException failed) {
            // The other events wait for nothing.
            LOG.warnf("Event %s could not be looked into, which is tried again: %s", event.eventId(), failed);
            outcome = Settling.Outcome.UNKNOWN;
        }
        switch (outcome) {
            case SETTLED -> done(event);
            case BUSY, UNKNOWN, THROTTLED, ELSEWHERE ->
                postpone(event, event.attempts() < 2 * RETRY_MINUTES.size() ? "received" : "ignored");
        }
    }

    /** Another node takes others; who dies over them has them given again in a minute. */
    @Transactional
    List<Due> claimed(int limit) {
        return database.createNativeQuery("""
                        update webhook_event e
                        set attempts = attempts + 1, next_try_at = now() + interval '1 minute'
                        from (select provider, event_id from webhook_event
                            where state = 'received' and next_try_at <= now()
                            order by next_try_at limit :limit for update skip locked) as due
                        where e.provider = due.provider and e.event_id = due.event_id
                        returning e.provider, e.event_id, e.donation, e.refs, e.attempts""", Due.class)
                .setParameter("limit", limit)
                .getResultList();
    }

    @Transactional
    void done(Due event) {
        state(event, "done", 0);
    }

    @Transactional
    void postpone(Due event, String state) {
        int minutes = RETRY_MINUTES.get(Math.min(event.attempts(), RETRY_MINUTES.size()) - 1);
        state(event, state, event.attempts() == 1 ? 0 : minutes);
    }

    private void state(Due event, String state, int minutes) {
        database.createNativeMutationQuery("""
                        update webhook_event
                        set state = :state, next_try_at = now() + greatest(make_interval(mins => :minutes), interval '5 seconds')
                        where provider = :provider and event_id = :id""")
                .setParameter("state", state)
                .setParameter("minutes", minutes)
                .setParameter("provider", event.provider())
                .setParameter("id", event.eventId())
                .executeUpdate();
    }

    /** The bytes of old events, which nobody needs any more. */
    @Transactional
    void forgetOld() {
        database.createNativeMutationQuery(
                        "update webhook_event set body = null where body is not null and received_at < now() - interval '30 days'")
                .executeUpdate();
    }
}
