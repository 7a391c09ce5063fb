package org.broadsheet.donation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.broadsheet.donation.PaymentProvider.Event;
import org.junit.jupiter.api.Test;

/**
 * A thousand histories of the same two gifts. What happens at PayPal is the same in each; when we look at it, why, and
 * how often, is chance. All end in the same books, which are PayPal's.
 */
@QuarkusTest
@TestProfile(OverPayPal.class)
class DonationHistoryTest extends OverPayPalTest {
    private static final int HISTORIES = 1000;
    private static final int AT_ONCE = 4;

    @Inject
    Giving giving;

    @Inject
    Settling settling;

    @Inject
    Inbox inbox;

    @Inject
    Offers offers;

    @Inject
    ObjectMapper mapper;

    @Test
    void every_history_of_the_same_gifts_ends_in_the_same_books() throws Exception {
        long seed = Long.getLong("donations.seed", System.nanoTime());
        System.out.println("Histories of donations with -Ddonations.seed=" + seed);
        List<Future<UUID>> histories = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < HISTORIES; i++) {
                Random random = new Random(seed + i);
                boolean isMonthly = i % 5 == 0;
                histories.add(threads.submit(() -> isMonthly ? monthly(random) : once(random)));
            }
        }
        look();

        for (int i = 0; i < HISTORIES; i++) {
            Gift gift = new Gift(histories.get(i).get().toString(), "");
            Map<String, Long> expected = i % 5 == 0
                    ? Map.of("income", -1500L, "fees", 141L, "refunds", 0L, "reversals", 0L)
                    : Map.of("income", -1000L, "fees", 60L, "refunds", 300L, "reversals", 0L);
            expected.forEach((account, amount) -> assertThat(gift.booked(account))
                    .as("%s of history with seed %d, number of bookings", account, seed)
                    .isEqualTo(amount));
            gift.isBookedAsPayPalHasIt();
            assertThat(gift.state()).isEqualTo(i % 5 == 0 ? "cancelled" : "part_refunded");
        }
        assertThat(newsroom.number("select sum(amount_minor) from entry where account = 'clearing'"))
                .isEqualTo(payPal.books().balances().get("EUR"));
        assertThat(captures()).isEqualTo(HISTORIES - HISTORIES / 5);
        assertThat(findings("mismatch")).isZero();
    }

    private UUID once(Random random) {
        UUID id = given("{\"amount\":\"10\",\"currency\":\"EUR\",\"frequency\":\"once\"}", random);
        String order = reference(id);
        payPal.approve(order);
        settling.settle(id, "return");
        String capture = payPal.books().movementsFor(id.toString()).getFirst().id();
        looks(id, List.of(order, capture), random);
        payPal.dashboard().refund(capture, "2.00");
        looks(id, List.of(capture), random);
        payPal.dashboard().reverse(capture);
        looks(id, List.of(capture, order), random);
        payPal.dashboard().undoReversal(capture);
        looks(id, List.of(capture), random);
        payPal.dashboard().refund(capture, "1.00");
        looks(id, List.of(order), random);
        settling.settle(id, "poller");
        return id;
    }

    private UUID monthly(Random random) {
        UUID id = given("{\"amount\":\"5\",\"currency\":\"EUR\",\"frequency\":\"monthly\"}", random);
        String subscription = reference(id);
        payPal.approveSubscription(subscription);
        looks(id, List.of(subscription), random);
        payPal.dashboard().bill(subscription);
        looks(id, List.of(subscription), random);
        payPal.dashboard().bill(subscription);
        looks(id, List.of(subscription), random);
        payPal.dashboard().cancelSubscription(subscription);
        looks(id, List.of(subscription), random);
        settling.settle(id, "poller");
        return id;
    }

    /** None, one or more reasons to look, some of them twice. */
    private void looks(UUID id, List<String> references, Random random) {
        for (int looks = random.nextInt(3); looks > 0; looks--) {
            switch (random.nextInt(4)) {
                case 0 -> settling.settle(id, "return");
                case 1 -> settling.settle(id, "poller");
                default -> {
                    // Few ids, so that many come twice; the others come late, by the work of another history.
                    String event = "WH-" + id + "-" + random.nextInt(3);
                    inbox.keep("paypal", new Event(event, "PAYMENT.CAPTURE.COMPLETED", null, references), null);
                    if (random.nextBoolean()) {
                        work.events();
                    }
                }
            }
        }
    }

    private UUID given(String body, Random random) {
        DonationForm form = DonationForm.read(body.getBytes(StandardCharsets.UTF_8), mapper, offers);
        String key = new UUID(random.nextLong(), random.nextLong()).toString();
        return giving.give(form, key).donation().id();
    }

    private String reference(UUID id) {
        return String.valueOf(donations.byId(id).orElseThrow().reference());
    }
}
