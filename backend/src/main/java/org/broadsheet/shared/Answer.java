package org.broadsheet.shared;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A public answer before it is written: the body, what it was built from, and how long it keeps.
 *
 * @param body a record made for the wire; {@code null} only in {@link Answers#ifUnchanged}
 * @param fields what is to be kept of the body, or of each item of a list
 * @param builtFrom surrogate keys: a cache that is told one of them drops this answer
 * @param changedAt when anything in the body last changed; null when that is not known
 * @param version names the exact state of everything in the body; null to have the bytes hashed instead
 * @param keeps how long a cache may serve it without asking
 */
public record Answer(
        @Nullable Object body,
        Fields fields,
        List<String> builtFrom,
        @Nullable Instant changedAt,
        @Nullable String version,
        Duration keeps) {

    /**
     * How long lists and articles keep, and as long again while they are asked for anew: readers behind a cache see what was
     * published or withdrawn within two seconds, and the origin is asked for each address once a second at most.
     */
    public static final Duration CONTENT = Duration.ofSeconds(1);

    public static Answer of(Object body, Fields fields, List<String> builtFrom, @Nullable Instant changedAt) {
        return new Answer(body, fields, builtFrom, changedAt, null, CONTENT);
    }

    public Answer keeping(Duration keeps) {
        return new Answer(body, fields, builtFrom, changedAt, version, keeps);
    }

    public Answer versioned(String version) {
        return new Answer(body, fields, builtFrom, changedAt, version, keeps);
    }
}
