package org.broadsheet.donation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of a call to a payment provider. That nobody knows is an answer too: after {@link Unknown} the truth is
 * asked for later, and nothing is taken for failed.
 */
public sealed interface Reply<T> {
    /** @param debugId what the provider's support asks for */
    record Done<T>(T value, @Nullable String debugId) implements Reply<T> {}

    /** @param issue the provider's own code, for staff alone */
    record Refused<T>(
            Refusal refusal, String issue, @Nullable String debugId) implements Reply<T> {}

    /** Time-out, reset connection, failure over there, or the same call still under way. */
    record Unknown<T>(String why, @Nullable String debugId) implements Reply<T> {}

    /** Too many calls: none for so long. */
    record Throttled<T>(Duration pause) implements Reply<T> {}

    /** What a refusal asks of us. */
    enum Refusal {
        /** The donor can choose another way to pay, at the same approval address. */
        DECLINED_RETRYABLE,
        DECLINED,
        /** It happened already: read the truth and apply it. */
        ALREADY_DONE,
        /** Not yet: the donor has not approved, or the provider is at it. */
        NOT_READY,
        /** Our credentials are not taken: nothing was done, and it can be once they are put right. */
        CREDENTIALS,
        /** The newsroom's account does not allow it: staff must act. */
        MERCHANT,
        /** There is no such thing there, or not any more. */
        GONE,
        /** The call was wrong: never again in this form. */
        OUR_FAULT
    }
}
