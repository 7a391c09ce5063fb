package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.donation.Decision.Finding.Kind;
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
    private static final List<Duration> RETRIES =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2));
    private static final Duration AT_ONCE_AGAIN = Duration.ofSeconds(5);
    private static final int MOST_TRIES = 10;

    private final Session database;
    private final Donations donations;
    private final Settling settling;
    private final Disputes disputes;
    private final Findings findings;
    private final Duration betweenLooks;

    Inbox(
            Session database,
            Donations donations,
            Settling settling,
            Disputes disputes,
            Findings findings,
            DonationSettings settings) {
        this.database = database;
        this.donations = donations;
        this.settling = settling;
        this.disputes = disputes;
        this.findings = findings;
        this.betweenLooks = settings.betweenEvents();
    }

    @Override
    @Transactional
    public void keep(String provider, Event event, byte @Nullable [] body) {
        database.createNativeMutationQuery("""
                        insert into webhook_event (provider, event_id, type, donation, refs, dispute, body, state)
                        values (:provider, :id, :type, :donation, cast(:refs as text[]), :dispute, :body, 'received')
                        on conflict (provider, event_id) do nothing""")
                .setParameter("provider", provider)
                .setParameter("id", event.id())
                .setParameter("type", event.type())
                .setParameter("donation", event.donation())
                .setParameter("refs", event.references().toArray(String[]::new))
                .setParameter("dispute", event.dispute())
                .setParameter("body", body)
                .executeUpdate();
    }

    record Due(
            String provider,
            String eventId,
            String type,
            @Nullable String donation,
            String[] refs,
            @Nullable String dispute,
            int attempts,
            Instant receivedAt) {
        String name() {
            return "Event " + eventId + " (" + type + ")";
        }

        /** Of an order that is not ours there are several events, and one thing to find. */
        String about() {
            return provider + ":event:" + (refs.length == 0 ? eventId : refs[0]);
        }
    }

    /** Looks into what is due; many events of one donation are one reason to look. @return how many there were */
    int work(int limit) {
        List<Due> due = claimed(limit);
        Map<UUID, List<Due>> fitting = new LinkedHashMap<>();
        for (Due event : due) {
            donation(event)
                    .ifPresentOrElse(
                            id -> fitting.computeIfAbsent(id, none -> new ArrayList<>())
                                    .add(event),
                            () -> stray(event));
        }
        fitting.forEach(this::look);
        return due.size();
    }

    private Optional<UUID> donation(Due event) {
        return Optional.ofNullable(event.donation())
                .flatMap(Ids::parse)
                .filter(id -> donations.byId(id).isPresent())
                .or(() -> donations.byReferences(event.provider(), List.of(event.refs())));
    }

    /** It may come before our own commit; or it is of another shop on the same account. */
    private void stray(Due event) {
        if (event.attempts() <= RETRIES.size()) {
            state(event, "received", RETRIES.get(event.attempts() - 1));
            return;
        }
        state(event, "ignored", Duration.ZERO);
        findings.found(
                Kind.STRAY_EVENT,
                event.about(),
                null,
                event.name() + " is about no gift that is known here. It names " + String.join(", ", event.refs()),
                event.receivedAt());
    }

    private void look(UUID donation, List<Due> events) {
        if (!donations.isToldNow(donation, betweenLooks)) {
            events.forEach(this::tooSoon);
            return;
        }
        Settling.Outcome outcome;
        try {
            outcome = isTold(donation, events)
                    ? settling.settle(donation, "webhook:" + events.getFirst().eventId())
                    : Settling.Outcome.UNKNOWN;
        } catch (RuntimeException failed) {
            // The other events wait for nothing.
            LOG.warnf("Donation %s could not be looked into, which is tried again: %s", donation, failed);
            outcome = Settling.Outcome.UNKNOWN;
        }
        for (Due event : events) {
            switch (outcome) {
                case SETTLED -> done(event);
                case BUSY, UNKNOWN, THROTTLED, ELSEWHERE -> again(event, donation, outcome);
            }
        }
    }

    /** Whether the disputes that they are about could be read. */
    private boolean isTold(UUID donation, List<Due> events) {
        return events.stream()
                .map(Due::dispute)
                .flatMap(id -> Optional.ofNullable(id).stream())
                .distinct()
                .allMatch(id -> disputes.read(donation, id));
    }

    private void again(Due event, UUID donation, Settling.Outcome outcome) {
        if (event.attempts() < MOST_TRIES) {
            Duration pause = event.attempts() == 1
                    ? AT_ONCE_AGAIN
                    : RETRIES.get(Math.min(event.attempts() - 1, RETRIES.size()) - 1);
            state(event, "received", pause);
            return;
        }
        state(event, "dead", Duration.ZERO);
        findings.found(
                Kind.DEAD_EVENT,
                event.about(),
                donation,
                event.name() + " could not be looked into, at last because " + words(outcome),
                event.receivedAt());
    }

    private static String words(Settling.Outcome outcome) {
        return switch (outcome) {
            case BUSY -> "somebody else was at it";
            case THROTTLED -> "the provider wanted no more calls";
            case ELSEWHERE -> "the gift came by another account than is configured now";
            case SETTLED, UNKNOWN -> "the provider did not say how it stands";
        };
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
                        returning e.provider, e.event_id, e.type, e.donation, e.refs, e.dispute, e.attempts, e.received_at""", Due.class)
                .setParameter("limit", limit)
                .getResultList();
    }

    @Transactional
    void done(Due event) {
        state(event, "done", Duration.ZERO);
        findings.healed(Kind.STRAY_EVENT, event.about());
        findings.healed(Kind.DEAD_EVENT, event.about());
    }

    /** It came too soon after others of the same donation: that is no try of its own. */
    @Transactional
    void tooSoon(Due event) {
        database.createNativeMutationQuery("""
                        update webhook_event
                        set attempts = attempts - 1, next_try_at = now() + make_interval(secs => :seconds)
                        where provider = :provider and event_id = :id""")
                .setParameter("seconds", (double) betweenLooks.toMillis() / 1000)
                .setParameter("provider", event.provider())
                .setParameter("id", event.eventId())
                .executeUpdate();
    }

    @Transactional
    void state(Due event, String state, Duration pause) {
        database.createNativeMutationQuery("""
                        update webhook_event set state = :state, next_try_at = now() + make_interval(secs => :seconds)
                        where provider = :provider and event_id = :id""")
                .setParameter("state", state)
                .setParameter("seconds", (double) pause.toSeconds())
                .setParameter("provider", event.provider())
                .setParameter("id", event.eventId())
                .executeUpdate();
    }

    /** Looks into one again that was given up. @return false when there is none such */
    @Transactional
    boolean replay(String provider, String event) {
        return database.createNativeMutationQuery("""
                        update webhook_event set state = 'received', attempts = 0, next_try_at = now()
                        where provider = :provider and event_id = :id and state in ('dead', 'ignored')""")
                        .setParameter("provider", provider)
                        .setParameter("id", event)
                        .executeUpdate()
                == 1;
    }

    /** The bytes of old events, which nobody needs any more. */
    @Transactional
    void forgetOld() {
        database.createNativeMutationQuery(
                        "update webhook_event set body = null where body is not null and received_at < now() - interval '30 days'")
                .executeUpdate();
    }
}
