package org.broadsheet.donation;

import java.time.Duration;
import java.util.List;

/** How long to wait before looking again at what is open: the oftener it was looked at, the longer. */
final class Pauses {
    private static final List<Duration> ALL = List.of(
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            Duration.ofMinutes(3),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1));

    private Pauses() {}

    /** @param looks how many there were since it came to be where it is */
    static Duration after(int looks) {
        return ALL.get(Math.min(looks, ALL.size() - 1));
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
