package org.broadsheet.donation.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults on demand: what they do to the caller, and whether the work was done all the same. */
class StandInFaultTest {
    private PayPalStandIn standIn;
    private Caller caller;
    private String order;
    private String path;

    @BeforeEach
    void start() {
        standIn = PayPalStandIn.start();
        caller = new Caller(standIn);
        order = caller.order();
        standIn.approve(order);
        path = "/v2/checkout/orders/" + order + "/capture";
    }

    @AfterEach
    void stop() {
        caller.close();
        standIn.close();
        assertThat(standIn.books().failures()).isEmpty();
    }

    private String status() {
        return caller.get("/v2/checkout/orders/" + order).at("/status");
    }

    @Test
    void statuses_pages_and_refusals_come_instead_of_the_work() {
        standIn.faults().next(Operation.ORDERS_CAPTURE, Fault.STATUS_500);
        standIn.faults().next(Operation.ORDERS_CAPTURE, Fault.STATUS_503);
        standIn.faults().next(Operation.ORDERS_CAPTURE, Fault.tooMany(Duration.ofSeconds(7)));
        standIn.faults().next(Operation.ORDERS_CAPTURE, Fault.HTML_PAGE);
        standIn.faults().next(Operation.ORDERS_CAPTURE, Fault.DEAD_TOKEN);
        standIn.faults().next(Operation.ORDERS_CAPTURE, Fault.refuse("TRANSACTION_REFUSED"));
        standIn.faults().next(Operation.ORDERS_CAPTURE, Fault.refuse("PERMISSION_DENIED_FOR_DONATION_ITEMS"));

        assertThat(caller.capture(order).at("/name")).isEqualTo("INTERNAL_SERVER_ERROR");
        assertThat(caller.capture(order).status()).isEqualTo(503);
        Caller.Reply throttled = caller.capture(order);
        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.response().headers().firstValue("Retry-After")).contains("7");
        assertThat(caller.capture(order).text()).startsWith("<!doctype html>");
        assertThat(caller.capture(order).status()).isEqualTo(401);
        assertThat(caller.capture(order).issue()).isEqualTo("TRANSACTION_REFUSED");
        assertThat(caller.capture(order).status()).isEqualTo(403);
        assertThat(status()).isEqualTo("APPROVED");
        assertThat(caller.capture(order).status()).isEqualTo(201);
    }

    @Test
    void a_reset_before_does_nothing_and_a_reset_after_has_done_it() {
        standIn.faults().next(Operation.ORDERS_CAPTURE, Fault.RESET_BEFORE);
        assertThatThrownBy(() -> caller.capture(order)).isInstanceOf(UncheckedIOException.class);
        assertThat(status()).isEqualTo("APPROVED");

        standIn.faults().next(Operation.ORDERS_CAPTURE, Fault.RESET_AFTER);
        assertThatThrownBy(() -> caller.post(path, "{}", "PayPal-Request-Id", "c1"))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(status()).isEqualTo("COMPLETED");
        assertThat(caller.post(path, "{}", "PayPal-Request-Id", "c1").status()).isEqualTo(200);
        assertThat(standIn.books().effects(Operation.ORDERS_CAPTURE)).isEqualTo(1);
    }

    @Test
    void a_time_out_holds_the_line_before_or_after_the_work() {
        Fault before = new Fault(Fault.Kind.TIMEOUT_BEFORE, Duration.ofMillis(200), "");
        standIn.faults().next(Operation.ORDERS_CAPTURE, before);
        Instant began = Instant.now();
        assertThatThrownBy(() -> caller.capture(order)).isInstanceOf(UncheckedIOException.class);
        assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofMillis(190));
        assertThat(status()).isEqualTo("APPROVED");

        standIn.faults()
                .next(Operation.ORDERS_CAPTURE, new Fault(Fault.Kind.TIMEOUT_AFTER, Duration.ofMillis(200), ""));
        assertThatThrownBy(() -> caller.capture(order)).isInstanceOf(UncheckedIOException.class);
        assertThat(status()).isEqualTo("COMPLETED");
    }

    @Test
    void answers_can_be_cut_short_or_drip() {
        standIn.faults().next(Operation.ORDERS_GET, Fault.MALFORMED_JSON);
        Caller.Reply malformed = caller.get("/v2/checkout/orders/" + order);
        assertThat(malformed.status()).isEqualTo(200);
        assertThatThrownBy(malformed::json).isInstanceOf(IllegalStateException.class);

        standIn.faults().next(Operation.ORDERS_GET, Fault.slowDrip(Duration.ofMillis(300)));
        assertThat(caller.get("/v2/checkout/orders/" + order).at("/id")).isEqualTo(order);
    }

    @Test
    void a_second_call_with_the_same_id_is_refused_while_the_first_is_at_work() {
        standIn.faults().next(Operation.ORDERS_CAPTURE, Fault.slow(Duration.ofMillis(600)));
        CompletableFuture<Caller.Reply> first =
                CompletableFuture.supplyAsync(() -> caller.post(path, "{}", "PayPal-Request-Id", "c1"));
        Breakage.sleep(Duration.ofMillis(200));

        Caller.Reply second = caller.post(path, "{}", "PayPal-Request-Id", "c1");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.issue()).isEqualTo("PREVIOUS_REQUEST_IN_PROGRESS");
        assertThat(first.join().status()).isEqualTo(201);
    }

    @Test
    void paypals_own_header_for_negative_tests_is_understood() {
        Caller.Reply refused =
                caller.post(path, "{}", "PayPal-Mock-Response", "{\"mock_application_codes\":\"INSTRUMENT_DECLINED\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.issue()).isEqualTo("INSTRUMENT_DECLINED");
    }

    @Test
    void random_faults_come_from_their_seed_and_stop_when_cleared() {
        standIn.faults().random(3, 0.5, Fault.STATUS_500, Fault.STATUS_503);
        long failed = java.util.stream.IntStream.range(0, 40)
                .filter(i -> caller.get("/v2/checkout/orders/" + order).status() >= 500)
                .count();
        assertThat(failed).isBetween(8L, 32L);

        standIn.faults().clear();
        assertThat(status()).isEqualTo("APPROVED");
    }

    @Test
    void tokens_and_certificates_can_fail_as_well() {
        standIn.faults().next(null, Fault.STATUS_503);
        standIn.faults().next(Operation.TOKEN, Fault.STATUS_500);
        standIn.faults().next(Operation.CERTIFICATE, Fault.STATUS_503);

        assertThat(caller.authenticate().status()).isEqualTo(500);
        assertThat(caller.send("GET", standIn.certificateUrl(), "").status()).isEqualTo(503);
        assertThat(caller.send("GET", standIn.certificateUrl(), "").text()).startsWith("-----BEGIN");
        assertThat(caller.get("/v2/checkout/orders/" + order).status()).isEqualTo(503);
        assertThat(standIn.books().calls(Operation.CERTIFICATE)).hasSize(2);
    }

    @Test
    void a_lying_paypal_tells_another_amount() {
        standIn.misreport(order, "USD", "2.00");
        standIn.misreportCustomId(order, "dn_other");

        Caller.Reply captured = caller.capture(order);

        assertThat(captured.at("/purchase_units/0/payments/captures/0/amount/value"))
                .isEqualTo("2.00");
        assertThat(captured.at("/purchase_units/0/payments/captures/0/custom_id"))
                .isEqualTo("dn_other");
    }

    @Test
    void whatever_breaks_a_repeated_call_with_one_id_pays_once() {
        standIn.faults()
                .random(11, 0.4, Fault.STATUS_500, Fault.STATUS_500_AFTER, Fault.RESET_AFTER, Fault.MALFORMED_JSON);
        standIn.account().uniqueInvoices(false);
        for (int i = 0; i < 60; i++) {
            String create = "o" + i;
            String id =
                    untilAnswered(() -> caller.post("/v2/checkout/orders", Caller.ORDER, "PayPal-Request-Id", create));
            standIn.approve(id);
            untilAnswered(() ->
                    caller.post("/v2/checkout/orders/" + id + "/capture", "{}", "PayPal-Request-Id", "c" + create));
        }

        assertThat(standIn.books().movements()).hasSize(60);
        assertThat(standIn.books().effects(Operation.ORDERS_CREATE)).isEqualTo(61);
        assertThat(standIn.books().balances()).containsEntry("EUR", 60 * 2403L);
    }

    private static String untilAnswered(Supplier<Caller.Reply> call) {
        while (true) {
            try {
                Caller.Reply reply = call.get();
                if (reply.status() / 100 == 2) {
                    return reply.at("/id");
                }
            } catch (UncheckedIOException | IllegalStateException broken) {
                // The same call again, with the same id.
            }
        }
    }

    @Test
    void donation_items_need_a_permission_that_is_asked_for_at_capture() {
        String body = Caller.ORDER
                .replace("\"dn_1\"", "\"dn_3\"")
                .replace(
                        "\"value\":\"25.00\"}",
                        "\"value\":\"25.00\",\"breakdown\":{\"item_total\":{\"currency_code\":\"EUR\",\"value\":\"25.00\"}}},"
                                + "\"items\":[{\"name\":\"Donation\",\"quantity\":\"1\",\"category\":\"DONATION\","
                                + "\"unit_amount\":{\"currency_code\":\"EUR\",\"value\":\"25.00\"}}]");
        String id = caller.post("/v2/checkout/orders", body).at("/id");
        standIn.approve(id);

        assertThat(caller.capture(id).issue()).isEqualTo("PERMISSION_DENIED_FOR_DONATION_ITEMS");
        standIn.account().donationItems(true);
        assertThat(caller.capture(id).status()).isEqualTo(201);
    }

    @Test
    void a_second_payment_of_the_same_invoice_is_refused() {
        caller.capture(order);
        String again = caller.order();
        standIn.approve(again);

        assertThat(caller.capture(again).issue()).isEqualTo("DUPLICATE_INVOICE_ID");
    }
}
