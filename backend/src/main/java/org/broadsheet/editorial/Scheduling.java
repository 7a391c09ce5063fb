package org.broadsheet.editorial;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Audit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * Does what is planned when its time has come, by the database's clock. Every node looks; whoever takes a plan does it and
 * takes it off in one transaction, so it is done once, and by whoever is there where a node died over it.
 */
@ApplicationScoped
class Scheduling {
    private static final Logger LOG = Logger.getLogger(Scheduling.class);

    private final Drafts drafts;
    private final Releasing releasing;
    private final Audit audit;
    private final Session database;
    private final Duration every;
    private final CountDownLatch closed = new CountDownLatch(1);

    Scheduling(
            Drafts drafts,
            Releasing releasing,
            Audit audit,
            Session database,
            @ConfigProperty(name = "broadsheet.schedule.every") Duration every) {
        this.drafts = drafts;
        this.releasing = releasing;
        this.audit = audit;
        this.database = database;
        this.every = every;
    }

    void onStart(@Observes StartupEvent start) {
        if (every.isPositive()) {
            Thread.ofPlatform().name("schedule").daemon(true).start(this::keep);
        }
    }

    void onStop(@Observes ShutdownEvent stop) {
        closed.countDown();
    }

    private void keep() {
        try {
            while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    turn();
                } catch (RuntimeException | Error failed) {
                    LOG.warnf("The schedule could not be kept, which is tried again: %s", failed);
                }
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does all that is due. */
    void turn() {
        while (closed.getCount() > 0 && next("publish_at", this::publish)) {
            // There may be more.
        }
        while (closed.getCount() > 0 && next("withdraw_at", this::withdraw)) {
            // There may be more.
        }
    }

    @FunctionalInterface
    private interface Act {
        void on(Draft draft);
    }

    /** Takes one plan and does it. @return false when none is due */
    private boolean next(String plan, Act act) {
        UUID[] tried = new UUID[1];
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                UUID id = database.createNativeQuery(
                                "select id from draft where " + plan + " <= clock_timestamp() order by " + plan
                                        + ", id limit 1 for update skip locked",
                                UUID.class)
                        .uniqueResult();
                if (id == null) {
                    return false;
                }
                tried[0] = id;
                act.on(drafts.find(id).orElseThrow());
                return true;
            });
        } catch (ProblemException impossible) {
            giveUp(tried[0], plan, impossible.detail());
            return true;
        }
    }

    private void publish(Draft draft) {
        Integer revision = draft.publishRevision();
        Instant at = draft.publishAt();
        if (revision == null || at == null) {
            throw new IllegalStateException("A plan without a revision or a time: " + draft.id());
        }
        releasing.release(Actor.SYSTEM, draft, revision, at);
    }

    private void withdraw(Draft draft) {
        releasing.withdraw(Actor.SYSTEM, draft, String.valueOf(draft.withdrawReason()));
    }

    /** What cannot be done is taken off and said, so that it holds up nothing else and somebody sees to it. */
    private void giveUp(UUID id, String plan, String why) {
        LOG.warnf("What was planned for article %s could not be done: %s", id, why);
        QuarkusTransaction.requiringNew().run(() -> {
            String off = plan.equals("publish_at")
                    ? "publish_at = null, publish_revision = null"
                    : "withdraw_at = null, withdraw_reason = null";
            drafts.change(id, off + ", note = :note", "note", "What was planned could not be done. " + why);
            audit.note(Actor.SYSTEM, "article.schedule-failed", Drafting.subject(id), Map.of("why", why));
        });
    }
}
