package org.broadsheet.donation.paypal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.broadsheet.donation.Reply;
import org.jspecify.annotations.Nullable;

/**
 * The one access token, in memory alone. However many ask for it at once, one fetches it: PayPal names a token for every
 * call as a reason for which it throttles.
 */
final class Tokens {
    /** Of its life, after which a new one is fetched. */
    private static final double FRESH = 0.85;

    private final Supplier<Reply<Token>> source;
    private final LongSupplier nanoTime;

    private @Nullable Held held;
    private @Nullable CompletableFuture<Reply<Token>> flight;

    /** @param scope what it allows, as addresses with spaces between */
    record Token(String value, String scope, Duration life) {
        @Override
        public String toString() {
            return "(token)";
        }
    }

    private record Held(Token token, long since) {
        boolean isWithin(double share, long now) {
            return now - since < token.life().toNanos() * share;
        }
    }

    /** @param nanoTime monotonic, since wall clocks are turned */
    Tokens(Supplier<Reply<Token>> source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
    }

    /** A token that is good for now, fetched when need be. */
    Reply<Token> current() {
        CompletableFuture<Reply<Token>> awaited;
        boolean isMine = false;
        synchronized (this) {
            if (held != null && held.isWithin(FRESH, nanoTime.getAsLong())) {
                return new Reply.Done<>(held.token(), null);
            }
            if (flight == null) {
                flight = new CompletableFuture<>();
                isMine = true;
            }
            awaited = flight;
        }
        if (isMine) {
            land(awaited);
        }
        return awaited.join();
    }

    /** Forgets a token that PayPal no longer takes; one fetched since then is kept. */
    synchronized void drop(Token token) {
        if (held != null && held.token().equals(token)) {
            held = null;
        }
    }

    private void land(CompletableFuture<Reply<Token>> mine) {
        Reply<Token> fetched = new Reply.Unknown<>("no token", null);
        try {
            fetched = source.get();
        } finally {
            synchronized (this) {
                flight = null;
                long now = nanoTime.getAsLong();
                if (fetched instanceof Reply.Done<Token> done) {
                    held = new Held(done.value(), now);
                } else if (held != null && held.isWithin(1, now)) {
                    // The old one is good until its end.
                    fetched = new Reply.Done<>(held.token(), null);
                }
            }
            mine.complete(fetched);
        }
    }
}
