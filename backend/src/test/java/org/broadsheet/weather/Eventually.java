package org.broadsheet.weather;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what happens in the background, as long as it takes and no longer. */
final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private Eventually() {}

    /** Repeats a claim until it holds; fails as the last one did. */
    static void eventually(Runnable claim) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                claim.run();
                return;
            } catch (AssertionError | RuntimeException notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
