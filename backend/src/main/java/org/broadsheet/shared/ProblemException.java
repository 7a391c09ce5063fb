package org.broadsheet.shared;

import java.time.Duration;
import java.util.List;
import org.broadsheet.shared.Problem.Fault;
import org.jspecify.annotations.Nullable;

/** A request that cannot be served, thrown where that is found out and told to the client by {@link ProblemMapper}. */
public final class ProblemException extends RuntimeException {
    private final ProblemKind kind;
    private final transient List<Fault> faults;
    private final Duration pause;
    private final transient @Nullable Object current;

    public ProblemException(ProblemKind kind, String detail) {
        this(kind, detail, List.of());
    }

    public ProblemException(ProblemKind kind, String detail, List<Fault> faults) {
        this(kind, detail, faults, Duration.ZERO, null);
    }

    /** @param pause how long to wait before it is tried again */
    public ProblemException(ProblemKind kind, String detail, Duration pause) {
        this(kind, detail, List.of(), pause, null);
    }

    private ProblemException(
            ProblemKind kind, String detail, List<Fault> faults, Duration pause, @Nullable Object current) {
        // No stack trace: these are answers, not failures, and a flood of bad requests must stay cheap.
        super(detail, null, false, false);
        this.kind = kind;
        this.faults = List.copyOf(faults);
        this.pause = pause;
        this.current = current;
    }

    /** The answer where somebody else changed it meanwhile. @param current what it is now, as the API shows it */
    public static ProblemException stale(String detail, Object current) {
        return new ProblemException(ProblemKind.STALE, detail, List.of(), Duration.ZERO, current);
    }

    /** The answer for anything that is not there for the public, whatever the reason. */
    public static ProblemException notFound(String what) {
        return new ProblemException(ProblemKind.NOT_FOUND, "There is no such " + what + ".");
    }

    public ProblemKind kind() {
        return kind;
    }

    public List<Fault> faults() {
        return faults;
    }

    /** Zero where nothing is gained by waiting, or nobody knows how long. */
    public Duration pause() {
        return pause;
    }

    /** What it is now; null where that is no answer. */
    public @Nullable Object current() {
        return current;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
