package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many donations an address may begin, and all together: whoever tries stolen cards begins thousands. Held in this
 * node's memory, for a bounded number of addresses.
 */
@ApplicationScoped
class Creations {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int REMEMBERED = 20_000;
    private static final int PREFIX = 8;

    private final int perAddress;
    private final int perMinute;
    private final Map<Long, Count> counts = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Count> eldest) {
            return size() > REMEMBERED;
        }
    };
    private Count all = new Count(System.nanoTime());

    Creations(DonationSettings settings) {
        this.perAddress = settings.perAddress();
        this.perMinute = settings.perMinute();
    }

    private static final class Count {
        private final long since;
        private int number;

        private Count(long since) {
            this.since = since;
        }

        private Duration left(Duration window, long now) {
            return window.minusNanos(now - since);
        }
    }

    /** @param address 4 or 16 bytes @return how long to wait; zero when it may begin one, which is counted then */
    synchronized Duration admit(byte[] address) {
        long now = System.nanoTime();
        long prefix = ByteBuffer.wrap(
                        Arrays.copyOf(Arrays.copyOf(address, Math.min(PREFIX, address.length)), Long.BYTES))
                .getLong();
        Count own = counts.get(prefix);
        if (own == null || !own.left(WINDOW, now).isPositive()) {
            own = new Count(now);
            counts.put(prefix, own);
        }
        if (!all.left(MINUTE, now).isPositive()) {
            all = new Count(now);
        }
        if (own.number >= perAddress) {
            return own.left(WINDOW, now);
        }
        if (all.number >= perMinute) {
            return all.left(MINUTE, now);
        }
        own.number++;
        all.number++;
        return Duration.ZERO;
    }
}
