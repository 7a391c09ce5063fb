package org.broadsheet.donation.standin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The machine's clock, which a test may move forward; everything that falls due on the way happens. */
public final class MovableClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Moves time forward; orders expire, subscriptions bill and failed deliveries are tried again. */
    public void forward(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + duration);
        }
        ahead = ahead.plus(duration);
        listeners.forEach(Runnable::run);
    }

    void onMove(Runnable listener) {
        listeners.add(listener);
    }

    /** The instant to the second, as PayPal writes it. */
    Instant second() {
        return instant().truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
