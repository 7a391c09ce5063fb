package org.broadsheet.donation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.broadsheet.donation.standin.Disturbance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What people with bad intentions send, and what may be known of those with good ones. */
@QuarkusTest
@TestProfile(OverPayPal.class)
class HostileDonationTest extends OverPayPalTest {
    @Inject
    DonationSettings settings;

    @ParameterizedTest
    @EnumSource(
            value = Disturbance.class,
            names = {"CORRUPT_SIGNATURE", "WRONG_WEBHOOK_ID", "FOREIGN_CERT_HOST", "EXPIRED_CERTIFICATE", "ALTERED_BODY"
            })
    void a_webhook_that_is_not_paypals_is_refused(Disturbance forgery) {
        Gift gift = give();
        listen();
        payPal.webhooks().next(forgery);
        payPal.approve(gift.order());
        hear();

        assertThat(payPal.webhooks().attempts()).isNotEmpty().allMatch(attempt -> attempt.status() == 400);
        assertThat(gift.status()).isEqualTo("awaiting_payer");
        gift.hasNothingBooked();
    }

    @Test
    void a_webhook_without_a_signature_is_refused() {
        RestAssured.given()
                .contentType("application/json")
                .body("{\"id\":\"WH-1\",\"event_type\":\"PAYMENT.CAPTURE.COMPLETED\",\"resource\":{}}")
                .post("/v1/webhooks/paypal")
                .then()
                .statusCode(400);
        assertThat(newsroom.number("select count(*) from webhook_event")).isZero();
    }

    @Test
    void a_genuine_event_that_is_played_again_and_again_changes_nothing() {
        listen();
        Gift gift = give();
        payPal.approve(gift.order());
        hear();
        long events = newsroom.number("select count(*) from webhook_event");

        for (int i = 0; i < 5; i++) {
            payPal.webhooks().resendAll();
            hear();
        }

        gift.isPaidOnce();
        assertThat(captures()).isEqualTo(1);
        assertThat(newsroom.number("select count(*) from webhook_event")).isGreaterThanOrEqualTo(events);
    }

    @ParameterizedTest
    @CsvSource({"EUR,1.00", "EUR,10.01", "USD,10.00", "JPY,10"})
    void a_genuine_event_for_another_amount_or_currency_is_held_and_not_booked(String currency, String value) {
        listen();
        Gift gift = give();
        payPal.misreport(gift.order(), currency, value);
        payPal.approve(gift.order());
        hear();
        look();

        assertThat(gift.status()).isEqualTo("awaiting_payer");
        assertThat(findings("mismatch")).isPositive();
        assertThat(captures()).isZero();
        gift.hasNothingBooked();
    }

    @Test
    void money_of_another_amount_than_was_agreed_is_held_and_not_booked() {
        Gift gift = give();
        payPal.approveThenPending(gift.order(), "PENDING_REVIEW");
        gift.comesBack();
        payPal.dashboard().complete(gift.payment());
        payPal.misreport(gift.order(), "EUR", "9.00");
        look();

        assertThat(gift.status()).isEqualTo("pending");
        assertThat(findings("mismatch")).isPositive();
        gift.hasNothingBooked();
    }

    @Test
    void money_that_went_to_another_account_is_held_and_not_booked() {
        Gift gift = give();
        payPal.approve(gift.order());
        payPal.account().merchantId("ZZZZZZZZZZZZZ");
        gift.comesBack();
        look();

        assertThat(gift.status()).isEqualTo("processing");
        assertThat(newsroom.text("select detail from finding where kind = 'mismatch' limit 1"))
                .contains("ZZZZZZZZZZZZZ");
        gift.hasNothingBooked();
    }

    @Test
    void money_of_another_gift_is_held_and_not_booked() {
        Gift gift = give();
        payPal.misreportCustomId(gift.order(), UUID.randomUUID().toString());
        payPal.approve(gift.order());
        gift.comesBack();

        assertThat(gift.status()).isEqualTo("awaiting_payer");
        assertThat(findings("mismatch")).isEqualTo(1);
        gift.hasNothingBooked();
    }

    @Test
    void a_thousand_creations_in_a_minute_from_one_address_are_five() {
        Creations creations = new Creations(new AsANewsroomHasThem(settings));
        byte[] address = {(byte) 203, 0, 113, 7};
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            waits.add(creations.admit(address));
        }

        assertThat(waits.stream().filter(Duration::isZero)).hasSize(5);
        assertThat(waits.getLast()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
        assertThat(creations.admit(new byte[] {(byte) 203, 0, 113, 8})).isZero();
    }

    @Test
    void a_thousand_addresses_together_are_as_many_as_a_minute_may_have() {
        Creations creations = new Creations(new AsANewsroomHasThem(settings));
        long admitted = 0;
        for (int i = 0; i < 1000; i++) {
            admitted += creations
                            .admit(new byte[] {10, 0, (byte) (i / 256), (byte) i})
                            .isZero()
                    ? 1
                    : 0;
        }

        assertThat(admitted).isEqualTo(120);
    }

    @Test
    void the_address_of_a_donor_is_neither_in_logs_nor_at_paypal() {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler ear = new Handler() {
            @Override
            public void publish(LogRecord told) {
                logged.add(told.getMessage() + " "
                        + List.of(told.getParameters() == null ? new Object[0] : told.getParameters()) + " "
                        + told.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(ear);
        try {
            Gift gift = given("""
                    {"amount":"10","currency":"EUR","frequency":"once","email":"grace.hopper@example.org",
                    "publicName":"Amazing Grace","message":"Keep on sailing"}""");
            payPal.approve(gift.order());
            gift.comesBack();
            look();
            Gift failing = given("""
                    {"amount":"10","currency":"EUR","frequency":"once","email":"grace.hopper@example.org"}""");
            payPal.misreport(failing.order(), "EUR", "1.00");
            payPal.approve(failing.order());
            failing.comesBack();
            post(UUID.randomUUID().toString(), "{\"email\":\"grace.hopper@example.org\",\"amount\":\"x\"}")
                    .then()
                    .statusCode(400);
        } finally {
            root.removeHandler(ear);
        }

        for (String personal : List.of("grace.hopper", "Amazing Grace", "sailing")) {
            assertThat(logged).noneMatch(line -> line.contains(personal));
            assertThat(payPal.books().callsWith(personal)).isEmpty();
        }
    }
}
