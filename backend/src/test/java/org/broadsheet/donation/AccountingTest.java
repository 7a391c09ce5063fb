package org.broadsheet.donation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.RedirectConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.testsupport.ApiTest;
import org.junit.jupiter.api.Test;

/** What staff can do with donations, asked of the rules themselves; their doors have a test of their own. */
@QuarkusTest
class AccountingTest extends ApiTest {
    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @Inject
    Accounting accounting;

    @Inject
    Refunding refunding;

    @Inject
    DonationWork work;

    @Test
    void money_is_given_back_in_parts_and_never_more_than_came() {
        UUID donation = paid("20", "once");
        UUID payment = UUID.fromString(newsroom.text("select cast(id as text) from payment"));

        assertThat(refunding.refund(Mira.wish(payment, 500L), Mira.HERSELF).state())
                .isEqualTo("completed");
        assertThat(newsroom.text("select state from donation")).isEqualTo("part_refunded");
        assertThatThrownBy(() -> refunding.refund(Mira.wish(payment, 1501L), Mira.HERSELF))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("1500");
        refunding.refund(Mira.wish(payment, null), Mira.HERSELF);

        assertThat(newsroom.text("select state from donation")).isEqualTo("refunded");
        assertThat(newsroom.number("select sum(amount_minor) from entry where account = 'refunds'"))
                .isEqualTo(2000);
        assertThat(accounting.faults()).isEmpty();
        assertThat(accounting.history(donation))
                .extracting(Accounting.Happening::kind)
                .contains("booking", "call", "step");
    }

    @Test
    void two_of_the_staff_at_once_give_back_no_more_than_came() throws Exception {
        paid("20", "once");
        UUID payment = UUID.fromString(newsroom.text("select cast(id as text) from payment"));
        Thread[] both = new Thread[4];
        for (int i = 0; i < both.length; i++) {
            both[i] = Thread.ofVirtual().start(() -> {
                try {
                    refunding.refund(Mira.wish(payment, 1500L), Mira.HERSELF);
                } catch (ProblemException second) {
                    assertThat(second).hasMessageContaining("left");
                }
            });
        }
        for (Thread one : both) {
            one.join();
        }

        assertThat(newsroom.number("select sum(amount_minor) from entry where account = 'refunds'"))
                .isEqualTo(1500);
    }

    @Test
    void the_balances_of_all_accounts_add_up_to_zero() {
        paid("20", "once");
        paid("5", "monthly");

        List<Accounting.Balance> balances = accounting.balances();

        assertThat(balances.stream().mapToLong(Accounting.Balance::amountMinor).sum())
                .isZero();
        assertThat(balances)
                .filteredOn(balance -> balance.account().equals("income"))
                .singleElement()
                .satisfies(balance -> assertThat(balance.amountMinor()).isEqualTo(-2500));
    }

    @Test
    void the_books_are_compared_with_the_demonstrations_own() {
        UUID donation = paid("20", "once");
        paid("5", "monthly");
        refunding.refund(
                Mira.wish(
                        UUID.fromString(newsroom.text(
                                "select cast(id as text) from payment where donation_id = '" + donation + "'")),
                        500L),
                Mira.HERSELF);
        newsroom.change("update demo_payment set happened_at = happened_at - interval '4 hours'");
        newsroom.change("update demo_refund set happened_at = happened_at - interval '4 hours'");

        Comparison comparison = accounting.compare().orElseThrow();

        assertThat(accounting.findings(10)).isEmpty();
        assertThat(comparison.isBalanced()).isTrue();
        assertThat(comparison.lines()).isEqualTo(3);
        assertThat(comparison.strangers()).isZero();

        newsroom.change("update demo_order set amount_minor = 2100 where amount_minor = 2000");
        assertThat(accounting.compare().orElseThrow().isBalanced()).isFalse();
        assertThat(accounting.findings(10))
                .extracting(Accounting.Finding::kind)
                .containsExactlyInAnyOrder("amount", "fee");
    }

    @Test
    void the_self_test_is_told_and_readiness_tells_of_it_without_failing() {
        assertThat(accounting.selfTest()).allMatch(PaymentProvider.Check::isSo).isNotEmpty();

        RestAssured.given()
                .get(readiness)
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'donations' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'donations' }.data.provider", equalTo("demo"))
                .body("checks.find { it.name == 'donations' }.data.said", equalTo("All is well."));
    }

    @Test
    void the_books_cannot_be_changed() {
        paid("20", "once");

        assertThatThrownBy(() -> newsroom.change("update entry set amount_minor = 1"))
                .hasStackTraceContaining("only ever added to");
        assertThatThrownBy(() -> newsroom.change("delete from booking")).hasStackTraceContaining("only ever added to");
        assertThatThrownBy(() -> newsroom.change(
                        "insert into entry select booking_id, 'reversals', currency, 7 from entry limit 1"))
                .hasStackTraceContaining("does not balance");
    }

    @Test
    void lists_are_filtered_and_exported_without_formulas() {
        paid("20", "once");
        paid("5", "monthly");

        assertThat(accounting.list(query("paid", null)))
                .singleElement()
                .satisfies(line -> assertThat(line.amountMinor()).isEqualTo(2000));
        assertThat(accounting.list(query(null, "ADA@example.org"))).hasSize(2);
        assertThat(accounting.list(query(null, "bob@example.org"))).isEmpty();
        assertThat(accounting.csv(query(null, null)).lines()).hasSize(3);
        assertThat(Accounting.cell("=HYPERLINK(\"x\")")).isEqualTo("\"'=HYPERLINK(\"\"x\"\")\"");
        assertThat(List.of("+1", "-1", "@a", "\tx", "\rx"))
                .allSatisfy(text -> assertThat(Accounting.cell(text)).startsWith("\"'"));
    }

    @Test
    void a_donor_is_erased_and_the_books_stay() {
        UUID donation = paid("20", "once");

        assertThat(accounting.erase("Ada@Example.org", Mira.HERSELF)).isEqualTo(1);

        assertThat(accounting.contact(donation)).isEmpty();
        assertThat(newsroom.number("select count(*) from donor where email is not null or public_name is not null"))
                .isZero();
        assertThat(newsroom.number("select count(*) from demo_mail")).isZero();
        assertThat(newsroom.number("select count(*) from booking where kind = 'gross'"))
                .isEqualTo(1);
        api().get("/v1/support/supporters").then().body("items.size()", equalTo(0));
    }

    @Test
    void a_receipt_is_written_once_with_a_link_that_ends_a_monthly_gift() {
        UUID donation = paid("5", "monthly");
        work.turn();

        String page = plain().get(
                        "/v1/donations/demo/" + newsroom.text("select reference from demo_order") + "/mailbox")
                .then()
                .statusCode(200)
                .body(containsString("Your receipt from"))
                .body(containsString("5.00 EUR"))
                .body(containsString("no money moved"))
                .body(not(containsString("ada@example.org")))
                .extract()
                .asString();
        Matcher link = Pattern.compile("/support/manage\\?donation=([0-9a-f-]+)&amp;key=([A-Za-z0-9_-]+)")
                .matcher(page);
        assertThat(link.find()).isTrue();
        assertThat(link.group(1)).isEqualTo(donation.toString());
        assertThat(newsroom.number("select count(*) from demo_mail")).isEqualTo(1);

        api().header("Authorization", "Bearer " + link.group(2))
                .post("/v1/donations/" + donation + "/cancel")
                .then()
                .statusCode(200)
                .body("status", equalTo("cancelled"));
    }

    private static Accounting.Query query(String state, String email) {
        return new Accounting.Query(state, null, null, null, null, email, null, 50);
    }

    private UUID paid(String amount, String frequency) {
        Response given = api().header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body("""
                        {"amount":"%s","currency":"EUR","frequency":"%s","publicName":"Ada","email":"ada@example.org"}""".formatted(amount, frequency))
                .post("/v1/donations");
        String page = URI.create(given.jsonPath().getString("approvalUrl")).getRawPath();
        String back = plain().contentType("application/x-www-form-urlencoded")
                .formParam("choice", "approve")
                .post(page)
                .header("Location");
        plain().get(URI.create(back).getRawPath() + '?' + URI.create(back).getRawQuery())
                .then()
                .statusCode(303);
        work.turn();
        return UUID.fromString(given.jsonPath().getString("id"));
    }

    private static RequestSpecification plain() {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .config(RestAssured.config()
                        .redirect(RedirectConfig.redirectConfig().followRedirects(false)));
    }
}
