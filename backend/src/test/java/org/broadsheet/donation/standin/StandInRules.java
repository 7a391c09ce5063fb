package org.broadsheet.donation.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the stand-in promises, with the official files and without them. */
abstract class StandInRules {
    PayPalStandIn standIn;
    Caller caller;

    abstract Schemas schemas();

    @BeforeEach
    void start() {
        standIn = PayPalStandIn.start(0, 7, schemas());
        caller = new Caller(standIn);
    }

    @AfterEach
    void every_answer_kept_the_official_schema() {
        caller.close();
        standIn.close();
        assertThat(standIn.books().failures()).isEmpty();
    }

    @Test
    void one_token_serves_many_calls_until_it_is_revoked() {
        String order = caller.order();
        caller.get("/v2/checkout/orders/" + order);

        assertThat(standIn.tokens().issued()).isEqualTo(1);

        standIn.tokens().revokeAll();
        Caller.Reply refused = caller.get("/v2/checkout/orders/" + order);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.at("/name")).isEqualTo("AUTHENTICATION_FAILURE");

        standIn.tokens().deadTokensSpeakOAuth(true);
        assertThat(caller.get("/v2/checkout/orders/" + order).at("/error")).isEqualTo("invalid_token");
    }

    @Test
    void refuses_a_wrong_secret_and_an_expired_token_and_a_missing_scope() {
        standIn.account().client("somebody", "right");
        assertThat(caller.authenticate().status()).isEqualTo(200);
        assertThat(caller.send(
                                "POST",
                                "/v1/oauth2/token",
                                "grant_type=client_credentials",
                                "Authorization",
                                "Basic eDp5")
                        .at("/error"))
                .isEqualTo("invalid_client");

        standIn.clock().forward(Duration.ofHours(9));
        assertThat(caller.get("/v2/checkout/orders/X").status()).isEqualTo(401);

        standIn.account().scopes(java.util.Set.of("https://uri.paypal.com/services/payments/payment"));
        caller.authenticate();
        assertThat(caller.get("/v2/checkout/orders/X").status()).isEqualTo(404);
        assertThat(caller.get("/v1/notifications/webhooks").status()).isEqualTo(403);
    }

    @Test
    void an_order_goes_from_creation_through_approval_to_one_capture() {
        Caller.Reply created = caller.post("/v2/checkout/orders", Caller.ORDER, "PayPal-Request-Id", "k1");
        String id = created.at("/id");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.at("/status")).isEqualTo("PAYER_ACTION_REQUIRED");
        assertThat(created.at("/links/1/rel")).isEqualTo("payer-action");
        assertThat(created.json().has("purchase_units")).isFalse();
        assertThat(caller.capture(id).issue()).isEqualTo("ORDER_NOT_APPROVED");

        standIn.approve(id);
        assertThat(caller.get("/v2/checkout/orders/" + id).at("/status")).isEqualTo("APPROVED");
        Caller.Reply captured = caller.capture(id);

        assertThat(captured.status()).isEqualTo(201);
        assertThat(captured.at("/purchase_units/0/payments/captures/0/seller_receivable_breakdown/net_amount/value"))
                .isEqualTo("24.03");
        assertThat(caller.capture(id).issue()).isEqualTo("ORDER_ALREADY_CAPTURED");
        assertThat(standIn.books().effects(Operation.ORDERS_CAPTURE)).isEqualTo(1);
        assertThat(standIn.books().balances()).containsEntry("EUR", 2403L);
        assertThat(standIn.books().withoutRequestId()).isEmpty();
    }

    @Test
    void a_request_id_gives_the_same_order_for_six_hours_and_a_new_one_after() {
        Caller.Reply first = caller.post("/v2/checkout/orders", Caller.ORDER, "PayPal-Request-Id", "k1");
        Caller.Reply again = caller.post("/v2/checkout/orders", Caller.ORDER, "PayPal-Request-Id", "k1");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(caller.post("/v2/checkout/orders", Caller.ORDER.replace("25.00", "26.00"), "PayPal-Request-Id", "k1")
                        .issue())
                .isEqualTo("DUPLICATE_REQUEST_ID");

        standIn.clock().forward(Duration.ofHours(6));
        Caller.Reply later = caller.post("/v2/checkout/orders", Caller.ORDER, "PayPal-Request-Id", "k1");
        assertThat(later.at("/id")).isNotEqualTo(first.at("/id"));
    }

    @Test
    void an_order_is_forgotten_when_its_hours_are_over() {
        String id = caller.order();
        String approved = caller.order();
        standIn.webhooks().register("http://127.0.0.1:9/hook", "*");
        standIn.approve(approved);

        standIn.clock().forward(Duration.ofMinutes(181));

        assertThat(caller.get("/v2/checkout/orders/" + id).issue()).isEqualTo("INVALID_RESOURCE_ID");
        assertThat(caller.get("/v1/notifications/webhooks-events?event_type=CHECKOUT.PAYMENT-APPROVAL.REVERSED")
                        .at("/events/0/resource/order_id"))
                .isEqualTo(approved);
    }

    @Test
    void captures_can_be_pending_declined_or_refused_until_the_payer_chooses_again() {
        String pending = caller.order();
        standIn.approveThenPending(pending, "ECHECK");
        Caller.Reply captured = caller.capture(pending);
        String capture = captured.at("/purchase_units/0/payments/captures/0/id");
        assertThat(captured.at("/purchase_units/0/payments/captures/0/status_details/reason"))
                .isEqualTo("ECHECK");
        assertThat(captured.text()).doesNotContain("seller_receivable_breakdown");
        assertThat(standIn.books().movements()).isEmpty();

        standIn.dashboard().complete(capture);
        assertThat(caller.get("/v2/payments/captures/" + capture).at("/status")).isEqualTo("COMPLETED");

        String refused = caller.post("/v2/checkout/orders", Caller.ORDER.replace("dn_1", "dn_9"))
                .at("/id");
        standIn.approveThenRefuse(refused, "INSTRUMENT_DECLINED");
        Caller.Reply no = caller.capture(refused);
        assertThat(no.status()).isEqualTo(422);
        assertThat(no.issue()).isEqualTo("INSTRUMENT_DECLINED");
        standIn.approve(refused);
        assertThat(caller.capture(refused).status()).isEqualTo(201);
    }

    @Test
    void business_rules_refuse_with_paypals_issue() {
        List<String[]> cases = List.of(
                new String[] {"\"25.00\"", "\"0.00\"", "CANNOT_BE_ZERO_OR_NEGATIVE"},
                new String[] {"\"25.00\"", "\"25.001\"", "DECIMAL_PRECISION"},
                new String[] {"\"EUR\",\"value\":\"25.00\"", "\"JPY\",\"value\":\"25.50\"", "DECIMAL_PRECISION"},
                new String[] {"\"EUR\"", "\"XXX\"", "INVALID_CURRENCY_CODE"},
                new String[] {
                    "\"value\":\"25.00\"}",
                    "\"value\":\"25.00\"},\"items\":[{\"name\":\"Donation\",\"quantity\":\"1\","
                            + "\"unit_amount\":{\"currency_code\":\"EUR\",\"value\":\"25.00\"}}]",
                    "ITEM_TOTAL_REQUIRED"
                });
        for (String[] row : cases) {
            Caller.Reply refused = caller.post("/v2/checkout/orders", Caller.ORDER.replace(row[0], row[1]));
            assertThat(refused.status()).as(row[1]).isEqualTo(422);
            assertThat(refused.issue()).as(row[1]).isEqualTo(row[2]);
        }
        assertThat(caller.post("/v2/checkout/orders", Caller.ORDER, "Prefer", "return=minimal")
                        .issue())
                .isEqualTo("PAYPAL_REQUEST_ID_REQUIRED");
        assertThat(caller.post("/v2/checkout/orders", "{\"intent\":").issue()).isEqualTo("MALFORMED_REQUEST_JSON");
    }
}
