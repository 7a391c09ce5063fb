package org.broadsheet.donation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.RedirectConfig;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.UUID;
import org.broadsheet.testsupport.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way of a gift with the demonstration provider, which takes the steps of a real one. */
@QuarkusTest
class DonationResourceTest extends ApiTest {
    @Inject
    DonationWork work;

    @Test
    void what_can_be_given_is_told_with_amounts_by_currency_and_frequency() {
        api().get("/v1/support")
                .then()
                .statusCode(200)
                .body("enabled", equalTo(true))
                .body("provider.mode", equalTo("demo"))
                .body("securedBy", nullValue())
                .body("defaultCurrency", equalTo("EUR"))
                .body("currencies.find { it.code == 'JPY' }.suggested.once[0]", equalTo("1000"))
                .body("currencies.find { it.code == 'EUR' }.suggested.monthly[0]", equalTo("3.00"))
                .body("currencies.code", hasItems("EUR", "USD"));
        api().get("/v1/support?campaign=none").then().statusCode(400);
    }

    @Test
    void a_gift_is_agreed_to_captured_and_in_the_books_to_the_cent() {
        Given gift = give("12.50", "EUR", "once");

        String back = choose(gift.approvalUrl, "approve");
        assertThat(follow(back)).endsWith("/support/thanks?donation=" + gift.id);

        gift.told()
                .body("status", equalTo("paid"))
                .body("amount", equalTo("12.50"))
                .body("paidAt", notNullValue())
                .body("next.action", equalTo("none"));
        assertThat(newsroom.number("select sum(amount_minor) from entry where account = 'clearing'"))
                .isEqualTo(1250 - 71);
        assertThat(newsroom.number("select -sum(amount_minor) from entry where account = 'income'"))
                .isEqualTo(1250);
        assertThat(newsroom.number("select sum(amount_minor) from entry")).isZero();
    }

    @Test
    void play_money_is_never_in_public_totals() {
        follow(choose(give("12.50", "EUR", "once").approvalUrl, "approve"));

        api().get("/v1/support").then().body("campaign.raised", nullValue()).body("campaign.supporters", equalTo(0));
    }

    @Test
    void whoever_closes_the_browser_after_agreeing_has_given() {
        Given gift = give("10", "EUR", "once");

        choose(gift.approvalUrl, "close");
        work.turn();

        gift.told().body("status", equalTo("paid"));
    }

    @Test
    void a_declined_payment_takes_nothing() {
        Given gift = give("10", "EUR", "once");

        follow(choose(gift.approvalUrl, "decline"));

        gift.told().body("status", equalTo("declined")).body("next.action", equalTo("retry"));
        assertThat(newsroom.number("select count(*) from entry")).isZero();
    }

    @Test
    void who_cancels_at_the_provider_can_still_go_back_or_give_up() {
        Given gift = give("10", "EUR", "once");

        assertThat(follow(choose(gift.approvalUrl, "cancel"))).endsWith("/support/cancelled?donation=" + gift.id);
        gift.told().body("status", equalTo("awaiting_payer")).body("next.url", equalTo(gift.approvalUrl));

        gift.asked().post("/v1/donations/" + gift.id + "/cancel").then().body("status", equalTo("cancelled"));
        gift.asked().post("/v1/donations/" + gift.id + "/cancel").then().statusCode(200);
    }

    @Test
    void what_was_given_up_is_not_taken_though_it_is_agreed_to_afterwards() {
        Given gift = give("10", "EUR", "once");
        gift.asked().post("/v1/donations/" + gift.id + "/cancel").then().statusCode(200);

        follow(choose(gift.approvalUrl, "approve"));

        gift.told().body("status", equalTo("cancelled"));
    }

    @Test
    void what_the_provider_looks_into_is_pending_and_then_paid() {
        Given gift = give("10", "EUR", "once");

        follow(choose(gift.approvalUrl, "pending"));
        gift.told().body("status", equalTo("pending")).body("next.action", equalTo("wait"));
        assertThat(newsroom.number("select count(*) from entry")).isZero();

        newsroom.change("update demo_payment set happened_at = happened_at - interval '1 minute'");
        newsroom.change("update donation set next_check_at = now()");
        work.turn();
        gift.told().body("status", equalTo("paid"));
    }

    @Test
    void a_monthly_gift_runs_until_its_donor_ends_it() {
        Given gift = give("5", "GBP", "monthly");

        follow(choose(gift.approvalUrl, "approve"));
        gift.told().body("status", equalTo("active")).body("nextPaymentAt", notNullValue());

        gift.asked()
                .post("/v1/donations/" + gift.id + "/cancel")
                .then()
                .statusCode(200)
                .body("status", equalTo("cancelled"));
        assertThat(newsroom.number("select count(*) from booking where kind = 'gross'"))
                .isEqualTo(1);
    }

    @Test
    void the_same_key_gives_the_same_gift_and_never_another() {
        String key = UUID.randomUUID().toString();
        Response first = post(key, body("12.50", "EUR", "once"));
        Response again = post(key, body("12.50", "EUR", "once"));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.jsonPath().getString("id")).isEqualTo(first.jsonPath().getString("id"));
        assertThat(again.jsonPath().getString("token"))
                .isEqualTo(first.jsonPath().getString("token"));
        post(key, body("13", "EUR", "once")).then().statusCode(422).body("type", endsWith("key-reused"));
        assertThat(newsroom.number("select count(*) from donation")).isEqualTo(1);
        assertThat(newsroom.number("select count(*) from demo_order")).isEqualTo(1);
    }

    @Test
    void a_double_click_is_one_gift() throws Exception {
        String key = UUID.randomUUID().toString();
        Thread[] clicks = new Thread[8];
        for (int i = 0; i < clicks.length; i++) {
            clicks[i] = Thread.ofVirtual().start(() -> post(key, body("12.50", "EUR", "once")));
        }
        for (Thread click : clicks) {
            click.join();
        }

        assertThat(newsroom.number("select count(*) from donation")).isEqualTo(1);
        assertThat(newsroom.number("select count(*) from demo_order")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"0\"",
                "\"-1\"",
                "\"1e9\"",
                "\"NaN\"",
                "\"5.999\"",
                "\"5,00\"",
                "\" 5\"",
                "5.00",
                "\"\"",
                "null",
                "\"1234567890123456789012345678901234567890\"",
                "\"1.99\"",
                "\"10000.01\"",
                "\"0x10\"",
                "\"١٠\""
            })
    void amounts_that_are_none_are_refused_with_what_would_be_right(String amount) {
        post(
                        UUID.randomUUID().toString(),
                        "{\"amount\":%s,\"currency\":\"EUR\",\"frequency\":\"once\"}".formatted(amount))
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("/amount"));
        assertThat(newsroom.number("select count(*) from donation")).isZero();
    }

    @Test
    void every_fault_of_a_form_is_told_at_once() {
        post(UUID.randomUUID().toString(), """
                        {"amount":"5","currency":"XXX","frequency":"daily","email":"nobody","locale":"english",
                        "returnTo":"//evil.example","article":"7","message":"%s","colour":"red"}""".formatted("x".repeat(281)))
                .then()
                .statusCode(400)
                .body(
                        "errors.pointer",
                        hasItems(
                                "/currency",
                                "/frequency",
                                "/email",
                                "/locale",
                                "/returnTo",
                                "/article",
                                "/message",
                                "/colour"));
        post("short", body("5", "EUR", "once"))
                .then()
                .statusCode(400)
                .body("detail", containsString("Idempotency-Key"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/\\\\evil.example",
                "javascript:alert(1)",
                "/a?b=https://c",
                "support",
                "/%2f/evil.example",
                "/sup port"
            })
    void nobody_is_led_elsewhere(String target) {
        post(
                        UUID.randomUUID().toString(),
                        "{\"amount\":\"5\",\"currency\":\"EUR\",\"frequency\":\"once\",\"returnTo\":\"%s\"}"
                                .formatted(target))
                .then()
                .statusCode(400);
    }

    @Test
    void without_its_token_a_gift_is_not_there() {
        Given gift = give("10", "EUR", "once");

        api().header("Authorization", "Bearer " + "x".repeat(43))
                .get("/v1/donations/" + gift.id)
                .then()
                .statusCode(404);
        gift.asked().get("/v1/donations/" + UUID.randomUUID()).then().statusCode(404);
        api().get("/v1/donations/" + gift.id).then().statusCode(401);
        plain().get("/v1/donations/" + gift.id + "/return?s=guess").then().statusCode(404);
        plain().get("/v1/donations/" + gift.id + "/return").then().statusCode(404);
    }

    @Test
    void a_forged_return_has_a_look_made_and_moves_nothing() {
        Given gift = give("10", "EUR", "once");
        String returnUrl = newsroom.text("select return_url from demo_order");

        follow(returnUrl + "&token=EC-FORGED&PayerID=X");

        gift.told().body("status", equalTo("awaiting_payer"));
    }

    @Test
    void supporters_are_those_who_agreed_and_paid() {
        post(
                        UUID.randomUUID().toString(),
                        "{\"amount\":\"5\",\"currency\":\"EUR\",\"frequency\":\"once\",\"publicName\":\"Not paid\"}")
                .then()
                .statusCode(201);
        Given paid = new Given(
                post(
                        UUID.randomUUID().toString(),
                        "{\"amount\":\"5\",\"currency\":\"EUR\",\"frequency\":\"once\",\"publicName\":\"Ada & Sons\",\"message\":\"Keep on\",\"email\":\"ada@example.org\"}"));
        follow(choose(paid.approvalUrl, "approve"));
        follow(choose(give("5", "EUR", "once").approvalUrl, "approve"));

        String all = api().get("/v1/support/supporters")
                .then()
                .body("items.name", everyItem(equalTo("Ada & Sons")))
                .body("items.size()", equalTo(1))
                .extract()
                .asString();
        assertThat(all).doesNotContain("ada@example.org");
    }

    private static String body(String amount, String currency, String frequency) {
        return "{\"amount\":\"%s\",\"currency\":\"%s\",\"frequency\":\"%s\"}".formatted(amount, currency, frequency);
    }

    private static Response post(String key, String body) {
        return api().header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/v1/donations");
    }

    private static Given give(String amount, String currency, String frequency) {
        return new Given(post(UUID.randomUUID().toString(), body(amount, currency, frequency)));
    }

    /** What the donor's page knows of a gift. */
    private static final class Given {
        private final String id;
        private final String token;
        private final String approvalUrl;

        private Given(Response answer) {
            answer.then().statusCode(201).header("Cache-Control", "no-store");
            id = answer.jsonPath().getString("id");
            token = answer.jsonPath().getString("token");
            approvalUrl = answer.jsonPath().getString("approvalUrl");
        }

        private RequestSpecification asked() {
            return api().header("Authorization", "Bearer " + token);
        }

        private ValidatableResponse told() {
            return asked().get("/v1/donations/" + id).then().statusCode(200).header("Cache-Control", "no-store");
        }
    }

    /** Presses a button of the demonstration's page. @return where it leads; empty when it stays */
    private static String choose(String approvalUrl, String choice) {
        plain().get(path(approvalUrl)).then().statusCode(200).body(containsString("no money moves"));
        String location = plain().contentType("application/x-www-form-urlencoded")
                .formParam("choice", choice)
                .post(path(approvalUrl))
                .header("Location");
        return location == null ? "" : location;
    }

    /** Goes where the provider sends the browser. @return where the site takes over */
    private static String follow(String address) {
        return plain().get(path(address)).then().statusCode(303).extract().header("Location");
    }

    private static String path(String address) {
        URI uri = URI.create(address);
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : '?' + uri.getRawQuery());
    }

    /** What the contract does not speak of: pages that a browser is led through. */
    private static RequestSpecification plain() {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .config(RestAssured.config()
                        .redirect(RedirectConfig.redirectConfig().followRedirects(false)));
    }
}
