package org.broadsheet.shared;

import java.util.List;
import org.broadsheet.shared.Problem.Fault;

/** A request that cannot be served, thrown where that is found out and told to the client by {@link ProblemMapper}. */
public final class ProblemException extends RuntimeException {
    private final ProblemKind kind;
    private final transient List<Fault> faults;

    public ProblemException(ProblemKind kind, String detail) {
        this(kind, detail, List.of());
    }

    public ProblemException(ProblemKind kind, String detail, List<Fault> faults) {
        // No stack trace: these are answers, not failures, and a flood of bad requests must stay cheap.
        super(detail, null, false, false);
        this.kind = kind;
        this.faults = List.copyOf(faults);
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

    public String detail() {
        return String.valueOf(getMessage());
    }
}
