package org.broadsheet.donation;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What is done once a day, and may take its time: the books compared with the provider's statement, open disputes read
 * again. One node does it. That donations can work each node sees for itself.
 */
@ApplicationScoped
class DailyWork {
    private static final Logger LOG = Logger.getLogger(DailyWork.class);
    private static final Duration DAILY = Duration.ofHours(24);
    private static final Duration LEASE = Duration.ofMinutes(30);
    private static final int MINUTES_BETWEEN_TURNS = 10;
    private static final int TURNS_BETWEEN_LOOKS = 6;

    private final Chores chores;
    private final Comparing comparing;
    private final Disputes disputes;
    private final DonationHealth health;
    private final Provider provider;
    private final DonationSettings settings;
    private final CountDownLatch closed = new CountDownLatch(1);

    DailyWork(
            Chores chores,
            Comparing comparing,
            Disputes disputes,
            DonationHealth health,
            Provider provider,
            DonationSettings settings) {
        this.chores = chores;
        this.comparing = comparing;
        this.disputes = disputes;
        this.health = health;
        this.provider = provider;
        this.settings = settings;
    }

    void onStart(@Observes StartupEvent start) {
        if (settings.work() && provider.chosen().isPresent()) {
            Thread.ofPlatform().name("donations-daily").daemon(true).start(this::keep);
        }
    }

    void onStop(@Observes ShutdownEvent stop) {
        closed.countDown();
    }

    private void keep() {
        try {
            int turns = 0;
            do {
                if (turns++ % TURNS_BETWEEN_LOOKS == 0) {
                    attempt("see whether donations can work", health::look);
                }
                turn();
            } while (!closed.await(MINUTES_BETWEEN_TURNS, TimeUnit.MINUTES));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error failed) {
            LOG.warnf("It failed to %s, which is tried again: %s", what, failed);
        }
    }

    /** What is due of it. */
    void turn() {
        provider.chosen().ifPresent(over -> {
            attempt("compare the books", () -> compare(over));
            attempt("read disputes", () -> readDisputes(over));
        });
    }

    private void compare(PaymentProvider over) {
        chores.claim("statement of " + Provider.name(over), DAILY, LEASE).ifPresent(claim -> {
            boolean isKnown = comparing
                    .compare()
                    .filter(one -> !one.outcome().equals("unknown"))
                    .isPresent();
            if (isKnown) {
                chores.done(claim, Duration.ZERO);
            }
        });
    }

    private void readDisputes(PaymentProvider over) {
        chores.claim("disputes of " + Provider.name(over), DAILY, LEASE).ifPresent(claim -> {
            boolean isTold = disputes.open(over).stream().allMatch(open -> disputes.read(open.donation(), open.id()));
            if (isTold) {
                chores.done(claim, Duration.ZERO);
            }
        });
    }
}
