package org.broadsheet.donation.paypal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.broadsheet.donation.Reply;
import org.broadsheet.donation.Reply.Refusal;
import org.broadsheet.donation.paypal.Tokens.Token;
import org.junit.jupiter.api.Test;

class PayPalTokensTest {
    private final AtomicInteger fetched = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private Reply<Token> next;
    private final Tokens tokens = new Tokens(this::fetch, now::get);

    @Test
    void a_thousand_calls_at_once_fetch_one_token() throws Exception {
        CountDownLatch all = new CountDownLatch(1);
        Tokens shared = new Tokens(
                () -> {
                    pause();
                    return fetch();
                },
                now::get);
        List<Future<Reply<Token>>> replies = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1000; i++) {
                replies.add(threads.submit(() -> {
                    all.await();
                    return shared.current();
                }));
            }
            all.countDown();
        }

        for (Future<Reply<Token>> reply : replies) {
            assertThat(value(reply.get())).isEqualTo("token-1");
        }
        assertThat(fetched).hasValue(1);
    }

    @Test
    void a_failed_flight_fails_for_all_on_board_and_for_nobody_after() {
        next = new Reply.Unknown<>("reset", null);
        assertThat(tokens.current()).isEqualTo(next);

        next = null;
        assertThat(value(tokens.current())).isEqualTo("token-2");
    }

    @Test
    void is_kept_for_most_of_its_life_by_the_monotonic_clock() {
        tokens.current();

        now.addAndGet(Duration.ofMinutes(84).toNanos());
        assertThat(value(tokens.current())).isEqualTo("token-1");

        now.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(value(tokens.current())).isEqualTo("token-2");
    }

    @Test
    void the_old_one_does_until_its_end_when_no_new_one_is_to_be_had() {
        tokens.current();
        next = new Reply.Unknown<>("reset", null);

        now.addAndGet(Duration.ofMinutes(90).toNanos());
        assertThat(value(tokens.current())).isEqualTo("token-1");

        now.addAndGet(Duration.ofMinutes(11).toNanos());
        assertThat(tokens.current()).isEqualTo(next);
    }

    @Test
    void a_dropped_one_is_never_used_again_but_its_successor_is() {
        Token first = ((Reply.Done<Token>) tokens.current()).value();
        tokens.drop(first);
        assertThat(value(tokens.current())).isEqualTo("token-2");

        tokens.drop(first);
        assertThat(value(tokens.current())).isEqualTo("token-2");
    }

    @Test
    void a_refusal_is_passed_on() {
        next = new Reply.Refused<>(Refusal.MERCHANT, "invalid_client", "d3bug");

        assertThat(tokens.current()).isEqualTo(next);
    }

    @Test
    void no_text_of_a_token_shows_it() {
        assertThat(tokens.current().toString()).doesNotContain("token-1");
    }

    private Reply<Token> fetch() {
        Token token = new Token("token-" + fetched.incrementAndGet(), "", Duration.ofMinutes(100));
        return next == null ? new Reply.Done<>(token, null) : next;
    }

    private static String value(Reply<Token> reply) {
        return ((Reply.Done<Token>) reply).value().value();
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
