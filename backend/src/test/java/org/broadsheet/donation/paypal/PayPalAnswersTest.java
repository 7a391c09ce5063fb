package org.broadsheet.donation.paypal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.broadsheet.donation.Frequency;
import org.broadsheet.donation.Money;
import org.broadsheet.donation.PaymentProvider.Gift;
import org.broadsheet.donation.PaymentProvider.Started;
import org.broadsheet.donation.PlanBook;
import org.broadsheet.donation.Reply;
import org.broadsheet.donation.Truth;
import org.broadsheet.donation.Truth.Payment;
import org.broadsheet.donation.Truth.PaymentState;
import org.broadsheet.donation.paypal.Wire.Answer;
import org.broadsheet.donation.paypal.Wire.Ask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the stand-in does not say, and PayPal may. */
class PayPalAnswersTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final String ORDER = """
            {"id":"8XJ31265RT410943K","status":"COMPLETED","purchase_units":[{"custom_id":"dn_1",
              "amount":{"currency_code":"EUR","value":"25.00"},"payee":{"merchant_id":"K7QXN4HBRTD2W"},
              "payments":{"captures":[{"id":"6MB84213UE7719205","status":"%s","status_details":{"reason":"%s"},
                "amount":{"currency_code":"EUR","value":"25.00"},"create_time":"2026-11-23T09:03:40Z",
                "seller_receivable_breakdown":{"paypal_fee":{"currency_code":"%s","value":"0.97"}}}]}}],
              "payer":{"email_address":"donor@example.org"}}""";

    private final Map<String, Answer> answers = new HashMap<>(
            Map.of("POST /v1/oauth2/token", json(200, "{\"access_token\":\"t0ken\",\"expires_in\":32400}")));
    private final List<Ask> asked = new ArrayList<>();
    private final PayPal payPal = payPal();

    @ParameterizedTest
    @CsvSource({
        "COMPLETED, NONE, COMPLETED",
        "PARTIALLY_REFUNDED, NONE, COMPLETED",
        "REFUNDED, REFUNDED, COMPLETED",
        "REFUNDED, CHARGEBACK, REVERSED",
        "REFUNDED, BUYER_COMPLAINT, REVERSED",
        "PENDING, ECHECK, PENDING",
        "PENDING, CHARGEBACK, PENDING",
        "DECLINED, OTHER, DECLINED",
        "FAILED, OTHER, DECLINED"
    })
    void a_capture_has_a_state_of_its_own(String status, String reason, PaymentState state) {
        answers.put("GET /v2/checkout/orders/8XJ31265RT410943K", json(200, ORDER.formatted(status, reason, "EUR")));

        assertThat(order().payments()).extracting(Payment::state).containsExactly(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TELEPORTED", "completed", ""})
    void a_status_that_is_not_published_is_unknown_and_not_guessed(String status) {
        answers.put("GET /v2/checkout/orders/8XJ31265RT410943K", json(200, ORDER.formatted(status, "OTHER", "EUR")));

        assertThat(payPal.fetch("8XJ31265RT410943K", Frequency.ONCE, NOW)).isInstanceOf(Reply.Unknown.class);
    }

    @Test
    void a_fee_in_another_currency_is_left_unknown() {
        answers.put(
                "GET /v2/checkout/orders/8XJ31265RT410943K", json(200, ORDER.formatted("COMPLETED", "NONE", "USD")));

        assertThat(order().payments()).extracting(Payment::fee).containsOnlyNulls();
    }

    @Test
    void a_capture_that_tells_little_is_followed_by_a_look_at_the_order() {
        answers.put(
                "POST /v2/checkout/orders/8XJ31265RT410943K/capture",
                json(201, "{\"id\":\"8XJ31265RT410943K\",\"status\":\"COMPLETED\"}"));
        answers.put(
                "GET /v2/checkout/orders/8XJ31265RT410943K", json(200, ORDER.formatted("COMPLETED", "NONE", "EUR")));

        Truth truth = done(payPal.capture("8XJ31265RT410943K", "key"));

        assertThat(truth.payments()).extracting(Payment::payee).containsExactly("K7QXN4HBRTD2W");
        assertThat(asked.get(1).body()).isEqualTo("{}".getBytes(UTF_8));
        assertThat(asked.get(1).requestId()).isEqualTo("key");
    }

    @Test
    void a_capture_stays_done_when_the_look_at_the_order_fails() {
        answers.put(
                "POST /v2/checkout/orders/8XJ31265RT410943K/capture",
                json(201, "{\"id\":\"8XJ31265RT410943K\",\"status\":\"COMPLETED\"}"));
        answers.put("GET /v2/checkout/orders/8XJ31265RT410943K", Answer.none("reset"));

        assertThat(payPal.capture("8XJ31265RT410943K", "key")).isInstanceOf(Reply.Done.class);
    }

    @Test
    void a_refund_that_tells_only_its_id_is_read() {
        answers.put(
                "POST /v2/payments/captures/6MB84213UE7719205/refund",
                json(201, "{\"id\":\"2GH55810TK0937641\",\"status\":\"COMPLETED\"}"));
        answers.put(
                "GET /v2/payments/refunds/2GH55810TK0937641",
                json(
                        200,
                        "{\"id\":\"2GH55810TK0937641\",\"status\":\"PENDING\",\"amount\":{\"currency_code\":\"EUR\",\"value\":\"10.00\"}}"));

        Truth.Refund refund = done(payPal.refund("6MB84213UE7719205", new Money(1000, "EUR"), "rf-1", "", "key"));

        assertThat(refund.state()).isEqualTo(Truth.RefundState.PENDING);
        assertThat(refund.amount()).isEqualTo(new Money(1000, "EUR"));
    }

    @Test
    void a_subscriptions_price_is_its_plans() {
        answers.put("GET /v1/billing/subscriptions/I-4KPU7MWX2R9A?fields=plan", json(200, """
                        {"id":"I-4KPU7MWX2R9A","status":"APPROVAL_PENDING","custom_id":"dn_1","plan":{"billing_cycles":[
                          {"pricing_scheme":{"fixed_price":{"currency_code":"HUF","value":"1250"}}}]}}"""));

        Truth truth = done(payPal.fetch("I-4KPU7MWX2R9A", Frequency.MONTHLY, NOW));

        assertThat(truth.amount()).isEqualTo(new Money(1250, "HUF"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.paypal.com/checkoutnow?token=1",
                "http://www.sandbox.paypal.com/checkoutnow?token=1",
                "https://www.sandbox.paypal.com.evil.example/checkoutnow",
                "https://www.sandbox.paypal.com@evil.example/",
                "https://evil.example/www.sandbox.paypal.com",
                "https://www.sandbox.paypal.com:8443/",
                "javascript:alert(1)",
                "//www.sandbox.paypal.com/",
                "/checkoutnow",
                "https://www.sandbox.paypal.com\\\\@evil.example/"
            })
    void a_donor_is_sent_to_paypal_and_nowhere_else(String address) {
        answers.put("POST /v2/checkout/orders", json(201, created(address)));

        assertThat(payPal.start(gift(), "key")).isInstanceOf(Reply.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"payer-action", "approve"})
    void either_name_of_the_approval_link_will_do(String relation) {
        String address = "https://www.sandbox.paypal.com/checkoutnow?token=8XJ31265RT410943K";
        answers.put("POST /v2/checkout/orders", json(200, created(address).replace("payer-action", relation)));

        Started started = done(payPal.start(gift(), "key"));

        assertThat(started).isEqualTo(new Started("8XJ31265RT410943K", address, Instant.parse("2026-11-24T11:00:00Z")));
    }

    @Test
    void a_plan_that_somebody_removed_is_for_staff_and_not_a_gift_that_is_gone() {
        Gift monthly = new Gift(
                "dn_1",
                new Money(500, "EUR"),
                Frequency.MONTHLY,
                "G",
                "D",
                "en",
                "https://g.example/r",
                "https://g.example/c");
        answers.put(
                "POST /v1/billing/subscriptions",
                json(404, "{\"name\":\"RESOURCE_NOT_FOUND\",\"details\":[{\"issue\":\"INVALID_RESOURCE_ID\"}]}"));

        assertThat(payPal.start(monthly, "key"))
                .isEqualTo(new Reply.Refused<>(Reply.Refusal.MERCHANT, "INVALID_RESOURCE_ID", "d3bug"));
    }

    /** Answers here are full of what must not be told: the log of all of it is searched. */
    @Test
    void no_log_and_no_text_shows_secrets_or_people() {
        List<String> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getMessage() + " "
                        + List.of(Optional.ofNullable(entry.getParameters()).orElse(new Object[0])) + " "
                        + entry.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("org.broadsheet.donation.paypal");
        Level former = logger.getLevel();
        logger.addHandler(handler);
        logger.setLevel(Level.ALL);
        List<Object> told = new ArrayList<>();
        try {
            String problem = "{\"name\":\"UNPROCESSABLE_ENTITY\",\"message\":\"donor@example.org\",\"details\":["
                    + "{\"issue\":\"X_Y\",\"description\":\"donor@example.org t0ken\",\"value\":\"donor@example.org\"}]}";
            for (Answer answer : List.of(
                    json(200, ORDER.formatted("COMPLETED", "NONE", "EUR")),
                    json(200, ORDER.formatted("donor@example.org", "NONE", "EUR")),
                    json(200, "donor@example.org"),
                    json(400, problem),
                    json(401, problem),
                    json(403, problem),
                    json(422, problem),
                    json(429, problem),
                    json(500, problem),
                    Answer.none("reset"))) {
                answers.put("GET /v2/checkout/orders/8XJ31265RT410943K", answer);
                told.add(payPal.fetch("8XJ31265RT410943K", Frequency.ONCE, NOW));
                answers.put("POST /v2/checkout/orders", answer);
                told.add(payPal.start(gift(), "key"));
            }
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(former);
        }

        told.addAll(asked);
        assertThat(logged).isNotEmpty();
        assertThat(logged.toString() + told)
                .doesNotContain("s3cret")
                .doesNotContain("t0ken")
                .doesNotContain("donor@example.org");
    }

    private Truth order() {
        return done(payPal.fetch("8XJ31265RT410943K", Frequency.ONCE, NOW));
    }

    private static String created(String address) {
        return """
        {"id":"8XJ31265RT410943K","status":"PAYER_ACTION_REQUIRED",
         "links":[{"href":"https://api-m.sandbox.paypal.com/x","rel":"self"},{"href":"%s","rel":"payer-action"}]}""".formatted(address);
    }

    private static Gift gift() {
        return new Gift(
                "dn_1",
                new Money(2500, "EUR"),
                Frequency.ONCE,
                "The Harbour Gazette",
                "Donation",
                "en-GB",
                "https://gazette.example/return",
                "https://gazette.example/cancel");
    }

    private PayPal payPal() {
        Wire wire = ask -> {
            asked.add(ask);
            String query =
                    ask.address().getQuery() == null ? "" : "?" + ask.address().getQuery();
            return answers.getOrDefault(ask + query, json(404, "{}"));
        };
        PlanBook plans = new PlanBook() {
            @Override
            public Optional<String> plan(String provider, String account, String currency, Frequency frequency) {
                return Optional.of("P-1");
            }

            @Override
            public void keep(String provider, String account, String currency, Frequency frequency, String plan) {}
        };
        return new PayPal(
                PayPalAccount.of(Settings.sandbox()),
                wire,
                wire,
                plans,
                "https://gazette.example/v1/webhooks/paypal",
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Answer json(int status, String text) {
        return new Answer(status, text.getBytes(UTF_8), "d3bug", null, "");
    }

    private static <T> T done(Reply<T> reply) {
        assertThat(reply).isInstanceOf(Reply.Done.class);
        return ((Reply.Done<T>) reply).value();
    }
}
