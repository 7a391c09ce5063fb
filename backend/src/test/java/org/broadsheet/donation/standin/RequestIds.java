package org.broadsheet.donation.standin;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What PayPal remembers of {@code PayPal-Request-Id}: 6 hours, 72 hours or 45 days, by API. */
final class RequestIds {
    private static final class Memory {
        byte[] body = {};
        String resourceId = "";
        Instant at = Instant.MIN;
        boolean inProgress = true;
    }

    private final World world;
    private final Map<String, Memory> memories = new HashMap<>();

    RequestIds(World world) {
        this.world = world;
    }

    /**
     * The resource an earlier call with this id made, or nothing for a fresh one, which is then in progress.
     *
     * @throws Refusal 409 while the first is still in progress, 422 for another body under the same id
     */
    synchronized String begin(Call call) {
        if (call.operation().remembers == null || call.requestId().isEmpty()) {
            return "";
        }
        Memory memory = memories.get(key(call));
        if (memory != null && !memory.inProgress && isForgotten(memory, call.operation().remembers)) {
            memory = null;
        }
        if (memory == null) {
            Memory fresh = new Memory();
            fresh.body = call.raw();
            memories.put(key(call), fresh);
            return "";
        }
        if (memory.inProgress) {
            throw Refusal.of(409, "PREVIOUS_REQUEST_IN_PROGRESS");
        }
        if (world.account.strictKeys && !Arrays.equals(memory.body, call.raw())) {
            throw Refusal.of(422, "DUPLICATE_REQUEST_ID");
        }
        return memory.resourceId;
    }

    /** Remembers what a fresh call made, or forgets a call that failed. */
    synchronized void end(Call call, String resourceId) {
        Memory memory = memories.get(key(call));
        if (memory == null) {
            return;
        }
        if (resourceId.isEmpty()) {
            memories.remove(key(call));
            return;
        }
        memory.resourceId = resourceId;
        memory.at = world.clock.instant();
        memory.inProgress = false;
    }

    synchronized void clear() {
        memories.clear();
    }

    private boolean isForgotten(Memory memory, Duration remembers) {
        return !world.clock.instant().isBefore(memory.at.plus(remembers));
    }

    private static String key(Call call) {
        return call.operation() + " " + call.id() + " " + call.requestId();
    }
}
