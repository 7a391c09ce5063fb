package org.broadsheet.donation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.donation.PaymentProvider.Event;
import org.broadsheet.donation.standin.Operation;
import org.junit.jupiter.api.Test;

/** Events with the pause between them that a site in earnest has. */
@QuarkusTest
@TestProfile(EventPaceTest.WithPauses.class)
class EventPaceTest extends OverPayPalTest {
    public static class WithPauses extends OverPayPal {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("broadsheet.donations.between-events", "5S");
            return overrides;
        }
    }

    @Inject
    Inbox inbox;

    @Test
    void events_of_one_gift_make_us_ask_once_in_five_seconds_and_none_is_lost() {
        Gift gift = paid();
        int before = asked();
        for (int i = 0; i < 50; i++) {
            inbox.keep("paypal", new Event("WH-" + i, "PAYMENT.CAPTURE.COMPLETED", null, List.of(gift.order())), null);
        }
        work.events();
        work.events();
        assertThat(asked()).isEqualTo(before + 1);

        for (int i = 0; i < 2; i++) {
            newsroom.change("update donation set told_at = told_at - interval '5 seconds'");
            later(Duration.ofSeconds(5));
            work.events();
        }

        assertThat(asked()).isEqualTo(before + 3);
        assertThat(newsroom.number("select count(*) from webhook_event where state = 'done' and attempts = 1"))
                .isEqualTo(50);
    }

    private int asked() {
        return payPal.books().calls(Operation.ORDERS_GET).size();
    }
}
