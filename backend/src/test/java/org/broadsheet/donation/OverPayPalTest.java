package org.broadsheet.donation;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.broadsheet.donation.standin.Books.Movement;
import org.broadsheet.donation.standin.Operation;
import org.broadsheet.donation.standin.PayPalStandIn;
import org.broadsheet.testsupport.ApiTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Gifts by PayPal's stand-in, through the door; each test begins with an empty PayPal. Subclasses have the profile. */
abstract class OverPayPalTest extends ApiTest {
    @Inject
    protected DonationWork work;

    @Inject
    protected Donations donations;

    protected PayPalStandIn payPal;

    @BeforeEach
    void begin_with_an_empty_paypal() {
        renew(1);
    }

    @AfterEach
    void paypals_contract_was_kept() {
        assertThat(payPal.books().failures()).isEmpty();
        assertThat(payPal.books().withoutRequestId()).isEmpty();
        assertThat(newsroom.number("select coalesce(sum(amount_minor), 0) from entry"))
                .isZero();
    }

    protected void renew(long seed) {
        OverPayPal.StandIn.renew(seed);
        payPal = OverPayPal.StandIn.running();
    }

    /** From now on PayPal sends its events. */
    protected void listen() {
        payPal.webhooks().delay(Duration.ZERO);
        payPal.webhooks()
                .registerAs(OverPayPal.WEBHOOK, "http://127.0.0.1:" + RestAssured.port + "/v1/webhooks/paypal", "*");
    }

    /** All events come in, and are looked into. */
    protected void hear() {
        assertThat(payPal.webhooks().awaitQuiet(Duration.ofSeconds(10))).isTrue();
        work.turn();
    }

    /** Time passes, here and at PayPal. */
    protected void later(Duration time) {
        payPal.clock().forward(time);
        String back = " - make_interval(secs => " + time.toSeconds() + ")";
        newsroom.change(
                "update donation set next_check_at = next_check_at" + back + ", leased_until = leased_until" + back);
        newsroom.change("update provider_call set prepared_at = prepared_at" + back);
        newsroom.change("update webhook_event set next_try_at = next_try_at" + back);
        newsroom.change("update donation_chore set leased_until = leased_until" + back + ", done_at = done_at" + back);
    }

    /** The next look at every donation, and at every event, is due now. */
    protected void look() {
        newsroom.change("update donation set next_check_at = now() where next_check_at is not null");
        newsroom.change("update webhook_event set next_try_at = now()");
        work.turn();
    }

    protected static String body(String amount, String currency, String frequency) {
        return "{\"amount\":\"%s\",\"currency\":\"%s\",\"frequency\":\"%s\"}".formatted(amount, currency, frequency);
    }

    protected static Response post(String key, String body) {
        return api().header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/v1/donations");
    }

    protected Gift give(String amount, String currency, String frequency) {
        return given(body(amount, currency, frequency));
    }

    protected Gift given(String body) {
        Response answer = post(UUID.randomUUID().toString(), body);
        answer.then().statusCode(201);
        return new Gift(answer.jsonPath().getString("id"), answer.jsonPath().getString("token"));
    }

    /** Ten euros, once. */
    protected Gift give() {
        return give("10", "EUR", "once");
    }

    /** Ten euros, approved, and the browser came back. */
    protected Gift paid() {
        Gift gift = give();
        payPal.approve(gift.order());
        gift.comesBack();
        assertThat(gift.status()).isEqualTo("paid");
        return gift;
    }

    /** Five euros a month, approved and running. */
    protected Gift running() {
        Gift gift = give("5", "EUR", "monthly");
        payPal.approveSubscription(gift.order());
        gift.comesBack();
        assertThat(gift.status()).isEqualTo("active");
        return gift;
    }

    protected long captures() {
        return payPal.books().effects(Operation.ORDERS_CAPTURE);
    }

    protected long findings(String kind) {
        return newsroom.number("select count(*) from finding where kind = '" + kind + "'");
    }

    /** What a donor has of his gift, and what a test may ask behind the door. */
    protected final class Gift {
        final String id;
        private final String token;

        Gift(String id, String token) {
            this.id = id;
            this.token = token;
        }

        RequestSpecification asked() {
            return api().header("Authorization", "Bearer " + token);
        }

        Response told() {
            return asked().get("/v1/donations/" + id);
        }

        String status() {
            return told().jsonPath().getString("status");
        }

        String next() {
            return told().jsonPath().getString("next.action");
        }

        String state() {
            return donation().stateWritten();
        }

        Donation donation() {
            return donations.byId(UUID.fromString(id)).orElseThrow();
        }

        /** PayPal's id of its order or subscription. */
        String order() {
            return String.valueOf(donation().reference());
        }

        /** PayPal's id of its last payment, as we know it. */
        String payment() {
            return newsroom.text("select provider_id from payment where donation_id = '" + id
                    + "' order by happened_at desc, id desc limit 1");
        }

        /** The browser comes back from PayPal. */
        void comesBack() {
            String proof = Tokens.ofReturn(donation());
            RestAssured.given()
                    .redirects()
                    .follow(false)
                    .get("/v1/donations/" + id + "/return?s=" + proof)
                    .then()
                    .statusCode(303);
        }

        long booked(String account) {
            return newsroom.number("select coalesce(sum(e.amount_minor), 0) from entry e join booking b on"
                    + " b.id = e.booking_id where b.donation_id = '" + id + "' and e.account = '" + account + "'");
        }

        /** Our books say what PayPal's own say, to the cent. */
        void isBookedAsPayPalHasIt() {
            assertThat(booked("clearing"))
                    .as("what lies at PayPal of %s", id)
                    .isEqualTo(payPal.books().movementsFor(id).stream()
                            .mapToLong(Movement::balanceMinor)
                            .sum());
        }

        /** Paid once, booked once. */
        void isPaidOnce() {
            assertThat(status()).isEqualTo("paid");
            assertThat(state()).isEqualTo("paid");
            assertThat(next()).isEqualTo("none");
            assertThat(booked("income")).isEqualTo(-1000);
            assertThat(booked("fees")).isEqualTo(60);
            assertThat(booked("clearing")).isEqualTo(940);
            isBookedAsPayPalHasIt();
            assertThat(payPal.books().movementsFor(id)).hasSize(1);
        }

        /** So much of it went back by one refund, and is booked so. */
        void isGivenBackOnce(long minor) {
            assertThat(status()).isEqualTo("part_refunded");
            assertThat(payPal.books().movementsFor(id)).hasSize(2);
            assertThat(booked("refunds")).isEqualTo(minor);
            isBookedAsPayPalHasIt();
        }

        void hasNothingBooked() {
            assertThat(newsroom.number("select count(*) from booking where donation_id = '" + id + "'"))
                    .isZero();
        }
    }
}
