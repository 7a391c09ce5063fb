package org.broadsheet.testsupport;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock on the newsroom's wall: right, until a test stops it. */
@Alternative
@Priority(1)
@Singleton
public class NewsroomClock extends Clock {
    private volatile Instant stopped;

    public void stopAt(Instant instant) {
        this.stopped = instant;
    }

    public void goOn() {
        this.stopped = null;
    }

    @Override
    public Instant instant() {
        Instant at = stopped;
        return at == null ? Instant.now() : at;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
