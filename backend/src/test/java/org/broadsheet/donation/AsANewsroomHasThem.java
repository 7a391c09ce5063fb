package org.broadsheet.donation;

import java.time.Duration;
import java.util.List;

/** Limits as a newsroom has them that is open, and not as tests do. */
record AsANewsroomHasThem(DonationSettings settings) implements DonationSettings {
    @Override
    public String provider() {
        return settings.provider();
    }

    @Override
    public boolean live() {
        return settings.live();
    }

    @Override
    public List<String> currencies() {
        return settings.currencies();
    }

    @Override
    public int perAddress() {
        return 5;
    }

    @Override
    public int perMinute() {
        return 120;
    }

    @Override
    public Duration betweenEvents() {
        return settings.betweenEvents();
    }

    @Override
    public Duration every() {
        return settings.every();
    }

    @Override
    public boolean open() {
        return true;
    }

    @Override
    public long secondPersonFrom() {
        return 0;
    }

    @Override
    public boolean work() {
        return false;
    }
}
