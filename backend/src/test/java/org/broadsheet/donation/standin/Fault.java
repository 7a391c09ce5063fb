package org.broadsheet.donation.standin;

import java.time.Duration;
import java.util.Locale;

/**
 * A disturbance of one call.
 *
 * @param lasts how long a time-out holds the line, a slow answer takes, or {@code Retry-After} says
 * @param issue the issue of a refusal
 */
public record Fault(Kind kind, Duration lasts, String issue) {
    /** What goes wrong; "before" means nothing was done, "after" that it was done and the answer is lost. */
    public enum Kind {
        STATUS_500,
        STATUS_503,
        STATUS_429,
        TIMEOUT_BEFORE,
        TIMEOUT_AFTER,
        RESET_BEFORE,
        RESET_AFTER,
        SLOW,
        SLOW_DRIP,
        MALFORMED_JSON,
        HTML_PAGE,
        STATUS_500_AFTER,
        DEAD_TOKEN,
        REFUSE
    }

    public static final Fault STATUS_500 = of(Kind.STATUS_500);
    public static final Fault STATUS_503 = of(Kind.STATUS_503);
    public static final Fault TIMEOUT_BEFORE = of(Kind.TIMEOUT_BEFORE);
    public static final Fault TIMEOUT_AFTER = of(Kind.TIMEOUT_AFTER);
    public static final Fault RESET_BEFORE = of(Kind.RESET_BEFORE);
    public static final Fault RESET_AFTER = of(Kind.RESET_AFTER);
    public static final Fault MALFORMED_JSON = of(Kind.MALFORMED_JSON);
    public static final Fault HTML_PAGE = of(Kind.HTML_PAGE);
    /** Done, and answered as if it were not. */
    public static final Fault STATUS_500_AFTER = of(Kind.STATUS_500_AFTER);

    public static final Fault DEAD_TOKEN = of(Kind.DEAD_TOKEN);

    static Fault of(Kind kind) {
        Duration lasts = switch (kind) {
            case TIMEOUT_BEFORE, TIMEOUT_AFTER -> Duration.ofSeconds(60);
            case STATUS_429, SLOW, SLOW_DRIP -> Duration.ofSeconds(2);
            default -> Duration.ZERO;
        };
        return new Fault(kind, lasts, "");
    }

    /** Too many calls; zero leaves {@code Retry-After} out. */
    public static Fault tooMany(Duration retryAfter) {
        return new Fault(Kind.STATUS_429, retryAfter, "");
    }

    /** The work itself takes so long; the request id is in progress meanwhile. */
    public static Fault slow(Duration work) {
        return new Fault(Kind.SLOW, work, "");
    }

    /** The answer comes byte by byte over so long. */
    public static Fault slowDrip(Duration over) {
        return new Fault(Kind.SLOW_DRIP, over, "");
    }

    /** A refusal with one of PayPal's issue codes; nothing is done. */
    public static Fault refuse(String issue) {
        return new Fault(Kind.REFUSE, Duration.ZERO, issue);
    }

    /** As the control API writes it: the kind's name, or an issue code. */
    static Fault named(String name) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(name.toUpperCase(Locale.ROOT))) {
                return of(kind);
            }
        }
        return refuse(name);
    }
}
