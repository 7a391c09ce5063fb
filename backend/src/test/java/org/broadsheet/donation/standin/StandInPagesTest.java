package org.broadsheet.donation.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages a payer clicks through, and the switches over HTTP. */
class StandInPagesTest {
    private static final String FORM = "application/x-www-form-urlencoded";

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

    private Caller.Reply choose(String page, String choice) {
        return caller.send("POST", page, "choice=" + choice, "Content-Type", FORM);
    }

    private static String location(Caller.Reply reply) {
        return reply.response().headers().firstValue("Location").orElse("");
    }

    @Test
    void the_page_says_it_is_not_paypal_and_sends_the_payer_back() {
        Caller.Reply order = caller.post("/v2/checkout/orders", Caller.ORDER);
        String page = order.at("/links/1/href");

        Caller.Reply shown = caller.send("GET", page, "");
        assertThat(shown.text()).contains("This is not PayPal", "25.00 EUR", "<html lang=\"en\">", "Harbour Gazette");
        Caller.Reply left = choose(page, "approve");

        assertThat(left.status()).isEqualTo(303);
        assertThat(location(left))
                .isEqualTo("http://127.0.0.1:9/back?s=pQ7&PayerID=R5VYH8KQJX3NC&token=" + order.at("/id"));
        assertThat(caller.get("/v2/checkout/orders/" + order.at("/id")).at("/status"))
                .isEqualTo("APPROVED");
    }

    @Test
    void cancelling_changes_nothing_and_the_payer_may_come_again() {
        String order = caller.order();
        String page = "/checkoutnow?token=" + order;

        assertThat(location(choose(page, "cancel"))).isEqualTo("http://127.0.0.1:9/cancel?token=" + order);
        assertThat(caller.get("/v2/checkout/orders/" + order).at("/status")).isEqualTo("PAYER_ACTION_REQUIRED");
        assertThat(choose(page, "close").text()).contains("You may close this page");
        assertThat(caller.capture(order).status()).isEqualTo(201);
        assertThat(caller.send("GET", page, "").text()).contains("already been made");
    }

    @Test
    void declining_and_pending_show_when_the_payment_is_captured() {
        String declined = caller.order();
        choose("/checkoutnow?token=" + declined, "decline");
        assertThat(caller.capture(declined).issue()).isEqualTo("INSTRUMENT_DECLINED");

        String pending = caller.order();
        choose("/checkoutnow?token=" + pending, "pending");
        assertThat(caller.capture(pending).at("/purchase_units/0/payments/captures/0/status"))
                .isEqualTo("PENDING");
    }

    @Test
    void an_expired_link_says_so() {
        String order = caller.order();
        standIn.clock().forward(Duration.ofHours(4));

        assertThat(caller.send("GET", "/checkoutnow?token=" + order, "").status())
                .isEqualTo(404);
        assertThat(caller.send("GET", "/webapps/billing/subscriptions?ba_token=%3Cscript%3E", "")
                        .text())
                .contains("has expired")
                .doesNotContain("<script>");
    }

    @Test
    void a_subscription_is_agreed_to_on_its_page() {
        String id = caller.subscription();
        String page = caller.get("/v1/billing/subscriptions/" + id).at("/links/0/href");

        assertThat(caller.send("GET", page, "").text()).contains("every month, until cancelled");
        String back = location(choose(page, "approve"));

        assertThat(back).startsWith("http://127.0.0.1:9/back?ba_token=BA-").contains("subscription_id=" + id);
        assertThat(caller.get("/v1/billing/subscriptions/" + id).at("/status")).isEqualTo("ACTIVE");
    }

    @Test
    void every_switch_has_an_address() {
        String order = caller.order();
        assertThat(act("orders/" + order + "/approve", "{}")).isEqualTo(200);
        assertThat(act("faults", "{\"operation\":\"orders.capture\",\"fault\":\"STATUS_500\"}"))
                .isEqualTo(200);
        assertThat(caller.capture(order).status()).isEqualTo(500);
        String capture = caller.capture(order).at("/purchase_units/0/payments/captures/0/id");
        assertThat(act("payments/" + capture + "/refund", "{\"value\":\"5.00\"}"))
                .isEqualTo(200);
        assertThat(act("clock", "{\"forward\":\"PT1H\"}")).isEqualTo(200);
        assertThat(act("webhooks/with", "{\"disturbances\":[\"DUPLICATE\"]}")).isEqualTo(200);
        assertThat(act("nonsense", "{}")).isEqualTo(400);
        assertThat(act("clock", "{\"forward\":\"soon\"}")).isEqualTo(400);

        Caller.Reply books = caller.send("GET", "/standin/books", "");
        assertThat(books.json().at("/balances/EUR").asLong()).isEqualTo(2500 - 97 - 500);
        assertThat(caller.send("GET", "/standin/state", "").at("/orders/0/status"))
                .isEqualTo("COMPLETED");
        assertThat(caller.send("GET", "/standin/calls", "").text()).contains("STATUS_500");
        assertThat(caller.send("GET", "/standin/config", "").at("/clientId")).isEqualTo(standIn.clientId());
        assertThat(caller.send("GET", "/standin/ca.pem", "").text()).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(act("reset", "{}")).isEqualTo(200);
        assertThat(standIn.books().calls()).isEmpty();
    }

    @Test
    void people_see_all_there_is_and_click_what_shall_happen() {
        String capture = caller.paid();
        String subscription = caller.subscription();

        Caller.Reply desk = caller.send("GET", "/standin/", "");
        assertThat(desk.text()).contains(capture, subscription, "/standin/payments/" + capture + "/refund");
        Caller.Reply clicked = caller.send(
                "POST", "/standin/payments/" + capture + "/refund", "", "Content-Type", FORM, "Accept", "text/html");

        assertThat(location(clicked)).isEqualTo("/standin/");
        assertThat(caller.get("/v2/payments/captures/" + capture).at("/status")).isEqualTo("REFUNDED");
        assertThat(act("clock/P1D", "")).isEqualTo(200);
    }

    private int act(String what, String body) {
        return caller.send("POST", "/standin/" + what, body).status();
    }

    @Test
    void it_runs_as_a_program_with_its_options() {
        try (PayPalStandIn other = CommandLine.run(
                        "--client",
                        "id:secret",
                        "--payer-url",
                        "https://pay.example",
                        "--webhook",
                        "http://127.0.0.1:9/h");
                Caller client = new Caller(other)) {
            assertThat(other.clientSecret()).isEqualTo("secret");
            assertThat(client.post("/v2/checkout/orders", Caller.ORDER).at("/links/1/href"))
                    .startsWith("https://pay.example/checkoutnow?token=");
        }
    }
}
