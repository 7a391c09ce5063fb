package org.broadsheet.donation.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Money that goes back, money that comes each month, and the statement that tells of both. */
class StandInMoneyTest {
    private PayPalStandIn standIn;
    private Caller caller;

    @BeforeEach
    void start() {
        standIn = PayPalStandIn.start();
        caller = new Caller(standIn);
    }

    @AfterEach
    void stop() {
        caller.close();
        standIn.close();
        assertThat(standIn.books().failures()).isEmpty();
    }

    @Test
    void refunds_in_parts_until_nothing_is_left() {
        String capture = caller.paid();
        String path = "/v2/payments/captures/" + capture + "/refund";

        Caller.Reply part = caller.post(
                path,
                "{\"amount\":{\"currency_code\":\"EUR\",\"value\":\"10.00\"},\"custom_id\":\"rf_1\"}",
                "PayPal-Request-Id",
                "r1");
        assertThat(part.status()).isEqualTo(201);
        assertThat(part.text()).doesNotContain("seller_payable_breakdown");
        assertThat(part.at("/links/1/href")).endsWith("/v2/payments/captures/" + capture);
        Caller.Reply read = caller.get("/v2/payments/refunds/" + part.at("/id"));
        assertThat(read.at("/custom_id")).isEqualTo("rf_1");
        assertThat(read.at("/seller_payable_breakdown/total_refunded_amount/value"))
                .isEqualTo("10.00");
        assertThat(caller.get("/v2/payments/captures/" + capture).at("/status")).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(caller.post(path, "{\"amount\":{\"currency_code\":\"EUR\",\"value\":\"15.01\"}}")
                        .issue())
                .isEqualTo("REFUND_AMOUNT_EXCEEDED");
        assertThat(caller.post(path, "{\"amount\":{\"currency_code\":\"USD\",\"value\":\"1.00\"}}")
                        .issue())
                .isEqualTo("REFUND_CAPTURE_CURRENCY_MISMATCH");

        standIn.clock().forward(Duration.ofDays(44));
        caller.authenticate();
        assertThat(caller.post(
                                path,
                                "{\"amount\":{\"currency_code\":\"EUR\",\"value\":\"10.00\"},\"custom_id\":\"rf_1\"}",
                                "PayPal-Request-Id",
                                "r1")
                        .status())
                .isEqualTo(200);
        assertThat(caller.post(path, "{}").at("/amount/value")).isEqualTo("15.00");
        assertThat(caller.post(path, "{}").issue()).isEqualTo("CAPTURE_FULLY_REFUNDED");
        assertThat(standIn.books().balances()).containsEntry("EUR", -97L);
    }

    @Test
    void a_chargeback_takes_what_is_left_and_can_be_won_back() {
        String capture = caller.paid();
        standIn.dashboard().refund(capture, "10.00");

        String reversal = standIn.dashboard().reverse(capture);

        Caller.Reply read = caller.get("/v2/payments/captures/" + capture);
        assertThat(read.at("/status")).isEqualTo("REFUNDED");
        assertThat(read.at("/status_details/reason")).isEqualTo("CHARGEBACK");
        assertThat(caller.get("/v2/payments/refunds/" + reversal).at("/amount/value"))
                .isEqualTo("15.00");
        assertThat(caller.post("/v2/payments/captures/" + capture + "/refund", "{}")
                        .issue())
                .isEqualTo("REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK");
        standIn.dashboard().undoReversal(capture);
        assertThat(caller.get("/v2/payments/captures/" + capture).at("/status")).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(standIn.books().balances()).containsEntry("EUR", 2500L - 97 - 1000);
    }

    @Test
    void a_subscription_bills_each_month_as_time_passes_and_stops_when_cancelled() {
        String id = caller.subscription();
        String path = "/v1/billing/subscriptions/" + id;
        assertThat(caller.get(path).at("/status")).isEqualTo("APPROVAL_PENDING");

        standIn.approveSubscription(id);
        assertThat(caller.get(path).at("/billing_info/last_payment/amount/value"))
                .isEqualTo("12.50");
        standIn.clock().forward(Duration.ofDays(65));
        caller.authenticate();

        assertThat(transactions(path)).hasSize(3);
        assertThat(caller.post(path + "/cancel", "{\"reason\":\"Donor asked to stop\"}")
                        .status())
                .isEqualTo(204);
        assertThat(caller.post(path + "/cancel", "{\"reason\":\"Donor asked to stop\"}")
                        .issue())
                .isEqualTo("SUBSCRIPTION_STATUS_INVALID");
        standIn.clock().forward(Duration.ofDays(65));
        caller.authenticate();
        assertThat(transactions(path)).hasSize(3);
        assertThat(standIn.books().movementsFor("dn_2")).hasSize(3);
    }

    private JsonNode transactions(String path) {
        Instant now = standIn.clock().instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        String query = "/transactions?start_time=" + now.minus(Duration.ofDays(200)) + "&end_time=" + now;
        return caller.get(path + query).json().path("transactions");
    }

    @Test
    void billing_that_fails_twice_suspends_and_the_donor_may_cancel_inside_paypal() {
        String id = caller.subscription();
        String path = "/v1/billing/subscriptions/" + id;
        standIn.approveSubscription(id);

        standIn.dashboard().failBilling(id);
        assertThat(caller.get(path)
                        .json()
                        .at("/billing_info/failed_payments_count")
                        .asInt())
                .isEqualTo(1);
        standIn.dashboard().failBilling(id);
        assertThat(caller.get(path).at("/status")).isEqualTo("SUSPENDED");
        assertThat(caller.post(path + "/activate", "{\"reason\":\"again\"}").issue())
                .isEqualTo("SUBSCRIPTION_CANNOT_BE_ACTIVATED");

        standIn.dashboard().cancelSubscription(id);
        assertThat(caller.get(path).at("/status")).isEqualTo("CANCELLED");
        assertThat(Stream.of("ACTIVATED", "PAYMENT.FAILED", "SUSPENDED", "CANCELLED")
                        .map(w -> "/v1/notifications/webhooks-events?event_type=BILLING.SUBSCRIPTION." + w)
                        .map(p -> caller.get(p).json().path("count").asInt()))
                .containsExactly(1, 2, 1, 1);
    }

    @Test
    void suspending_and_activating_goes_back_and_forth() {
        String id = caller.subscription();
        String path = "/v1/billing/subscriptions/" + id;
        standIn.approveSubscription(id);

        assertThat(caller.post(path + "/suspend", "{\"reason\":\"pause\"}").status())
                .isEqualTo(204);
        assertThat(caller.post(path + "/suspend", "{\"reason\":\"pause\"}").issue())
                .isEqualTo("SUBSCRIPTION_STATUS_INVALID");
        assertThat(caller.post(path + "/activate", "{\"reason\":\"on\"}").status())
                .isEqualTo(204);
        assertThat(caller.get(path).at("/status")).isEqualTo("ACTIVE");
        assertThat(standIn.books().movements()).hasSize(1);
    }

    @Test
    void a_sale_can_be_refunded_as_a_capture_or_only_as_a_sale() {
        String id = caller.subscription();
        standIn.approveSubscription(id);
        String sale = standIn.books().movements().getFirst().id();

        assertThat(caller.get("/v1/payments/sale/" + sale).at("/amount/total")).isEqualTo("12.50");
        Caller.Reply byCapture = caller.post(
                "/v2/payments/captures/" + sale + "/refund",
                "{\"amount\":{\"currency_code\":\"EUR\",\"value\":\"2.50\"}}");
        assertThat(byCapture.status()).isEqualTo(201);
        standIn.account().saleRefundsByV2(false);
        assertThat(caller.post("/v2/payments/captures/" + sale + "/refund", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(caller.post("/v1/payments/sale/" + sale + "/refund", "{}").at("/amount/total"))
                .isEqualTo("10.00");
    }

    @Test
    void plans_and_products_keep_their_rules() {
        caller.post("/v1/catalogs/products", Caller.PRODUCT);
        assertThat(caller.post("/v1/catalogs/products", Caller.PRODUCT).issue())
                .isEqualTo("DUPLICATE_RESOURCE_IDENTIFIER");
        Caller.Reply plan = caller.post("/v1/billing/plans", Caller.PLAN);
        assertThat(caller.get("/v1/billing/plans/" + plan.at("/id")).at("/status"))
                .isEqualTo("ACTIVE");
        assertThat(caller.get("/v1/catalogs/products/GAZETTE-SUPPORT").at("/type"))
                .isEqualTo("SERVICE");
        String wrongCurrency = Caller.SUBSCRIPTION.formatted(plan.at("/id")).replace("EUR", "USD");
        assertThat(caller.post("/v1/billing/subscriptions", wrongCurrency).issue())
                .isEqualTo("CURRENCY_MISMATCH");
        String otherFrequency = Caller.SUBSCRIPTION
                .formatted(plan.at("/id"))
                .replace("\"sequence\":1,", "\"sequence\":1,\"frequency\":{\"interval_unit\":\"YEAR\"},");
        assertThat(caller.post("/v1/billing/subscriptions", otherFrequency).status())
                .isEqualTo(400);
    }

    @Test
    void the_statement_is_the_books() {
        String capture = caller.paid();
        standIn.dashboard().refund(capture, "10.00");
        Instant now = standIn.clock().instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        String query = "?start_date=" + now.minus(Duration.ofDays(1)) + "&end_date=" + now + "&fields=all";

        Caller.Reply statement = caller.get("/v1/reporting/transactions" + query);

        assertThat(statement.json().path("transaction_details")).hasSize(2);
        assertThat(statement.at("/transaction_details/0/transaction_info/fee_amount/value"))
                .isEqualTo("-0.97");
        assertThat(statement.at("/transaction_details/1/transaction_info/transaction_amount/value"))
                .isEqualTo("-10.00");
        String tooLong = "?start_date=" + now.minus(Duration.ofDays(32)) + "&end_date=" + now;
        assertThat(caller.get("/v1/reporting/transactions" + tooLong).status()).isEqualTo(400);
    }

    @Test
    void a_dispute_is_announced_and_lost_with_the_money() {
        String capture = caller.paid();

        String dispute = standIn.dashboard().dispute(capture, "UNAUTHORISED");
        standIn.dashboard().resolve(dispute, true);

        Caller.Reply events = caller.get("/v1/notifications/webhooks-events?event_type=CUSTOMER.DISPUTE.RESOLVED");
        assertThat(events.at("/events/0/resource/disputed_transactions/0/seller_transaction_id"))
                .isEqualTo(capture);
        assertThat(events.at("/events/0/resource/dispute_outcome/outcome_code")).isEqualTo("RESOLVED_BUYER_FAVOUR");
        assertThat(standIn.books().balances()).containsEntry("EUR", -97L);
    }
}
