package org.broadsheet.donation.paypal;

import java.util.function.Function;
import org.broadsheet.donation.Reply;
import org.jspecify.annotations.Nullable;

/** One reply made of another. */
final class Replies {
    private Replies() {}

    /** What PayPal answered is not what it publishes; its message shows no values. */
    static final class Unreadable extends RuntimeException {
        Unreadable(String what) {
            super(what);
        }
    }

    /** The value read from the answer; unknown when it cannot be, since something did happen over there. */
    static <A, B> Reply<B> read(Reply<A> reply, Function<A, B> reading) {
        return then(reply, value -> {
            try {
                return new Reply.Done<>(reading.apply(value), debugId(reply));
            } catch (Unreadable unreadable) {
                return new Reply.Unknown<>("unreadable answer: " + unreadable.getMessage(), debugId(reply));
            }
        });
    }

    /** What comes after it is done; everything else stays as it is. */
    static <A, B> Reply<B> then(Reply<A> reply, Function<A, Reply<B>> next) {
        return switch (reply) {
            case Reply.Done<A> done -> next.apply(done.value());
            case Reply.Refused<A> refused -> new Reply.Refused<>(refused.refusal(), refused.issue(), refused.debugId());
            case Reply.Unknown<A> unknown -> new Reply.Unknown<>(unknown.why(), unknown.debugId());
            case Reply.Throttled<A> throttled -> new Reply.Throttled<>(throttled.pause());
        };
    }

    static boolean isRefused(Reply<?> reply, Reply.Refusal refusal) {
        return reply instanceof Reply.Refused<?> refused && refused.refusal() == refusal;
    }

    private static @Nullable String debugId(Reply<?> reply) {
        return reply instanceof Reply.Done<?> done ? done.debugId() : null;
    }
}
