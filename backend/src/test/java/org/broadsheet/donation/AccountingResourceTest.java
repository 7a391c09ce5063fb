package org.broadsheet.donation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Gifts;
import org.broadsheet.testsupport.Staff;
import org.broadsheet.testsupport.Staff.Somebody;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How those who may look after gifts, by their doors. Who may not is tried for all doors of staff at once, elsewhere. */
@QuarkusTest
class AccountingResourceTest extends ApiTest {
    private static final String GIFTS = "/v1/staff/donations";
    private static final String BOOKS = "/v1/staff/donation-books";
    private static final String CAMPAIGNS = "/v1/staff/campaigns";

    @Inject
    Staff staff;

    private Somebody mira;

    @BeforeEach
    void begin_with_mira() {
        mira = staff.with("publisher");
    }

    private String payment(UUID gift) {
        return newsroom.text("select cast(id as text) from payment where donation_id = '" + gift + "'");
    }

    private Response refund(Somebody by, UUID gift, String payment, String amount, String key) {
        String much = amount == null ? "" : ", \"amountMinor\": " + amount;
        return by.asks()
                .header("Idempotency-Key", key)
                .body("{\"payment\": \"" + payment + "\", \"reason\": \"Asked for.\"" + much + "}")
                .post(GIFTS + "/" + gift + "/refunds");
    }

    private List<String> acts() {
        return List.of(newsroom.text("select coalesce(string_agg(action, ',' order by id), '') from audit")
                .split(",", -1));
    }

    @Test
    void gifts_are_listed_newest_first_page_by_page_and_filtered() {
        UUID first = Gifts.paid("20", "once");
        UUID second = Gifts.paid("5", "monthly");
        UUID third = Gifts.paid("7", "once");

        String next = mira.asks()
                .get(GIFTS + "?limit=2")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(third.toString(), second.toString())))
                .body("items[0].amountMinor", equalTo(700))
                .body("items[0].mode", equalTo("demo"))
                .extract()
                .path("next");
        mira.asks()
                .get(GIFTS + "?limit=2&cursor=" + next)
                .then()
                .body("items.id", equalTo(List.of(first.toString())))
                .body("next", nullValue());
        mira.asks().get(GIFTS + "?state=active").then().body("items.id", equalTo(List.of(second.toString())));
        mira.asks()
                .get(GIFTS + "?email=ADA@example.org&campaign=general&mode=demo")
                .then()
                .body("items", hasSize(3));
        mira.asks().get(GIFTS + "?email=bob@example.org").then().body("items", empty());
        mira.asks().get(GIFTS + "?mode=live").then().body("items", empty());
        mira.asks().get(GIFTS + "?to=2020-01-01T00:00:00Z").then().body("items", empty());
        mira.asks().get(GIFTS + "?from=2020-01-01T00:00:00Z").then().body("items", hasSize(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=nonsense", "mode=play", "from=yesterday", "limit=0", "cursor=none", "sate=paid"})
    void a_filter_that_means_nothing_is_refused(String filter) {
        mira.asks().get(GIFTS + "?" + filter).then().statusCode(400);
        if (!filter.startsWith("limit") && !filter.startsWith("cursor")) {
            mira.asks().get(GIFTS + "/export?" + filter).then().statusCode(400);
        }
    }

    @Test
    void the_file_of_a_gift_holds_all_that_is_known_of_it() {
        UUID gift = Gifts.paid("20", "once");

        Response file = mira.asks().get(GIFTS + "/" + gift);

        file.then()
                .statusCode(200)
                .body("donation.state", equalTo("paid"))
                .body("contact.email", equalTo("ada@example.org"))
                .body("payments", hasSize(1))
                .body("payments[0].state", equalTo("completed"))
                .body("payments[0].leftMinor", equalTo(2000))
                .body("refunds", empty())
                .body("history.kind", hasItem("booking"));
        assertThat(file.getHeader("Cache-Control")).contains("no-store");
        mira.asks().get(GIFTS + "/" + UUID.randomUUID()).then().statusCode(404);
        mira.asks().get(GIFTS + "/nonsense").then().statusCode(404);
    }

    @Test
    void money_is_given_back_in_parts_and_each_click_counts_once() {
        UUID gift = Gifts.paid("20", "once");
        String payment = payment(gift);

        String id = refund(mira, gift, payment, "500", "click-one")
                .then()
                .statusCode(201)
                .body("state", equalTo("completed"))
                .body("amountMinor", equalTo(500))
                .extract()
                .path("id");
        refund(mira, gift, payment, "500", "click-one").then().statusCode(201).body("id", equalTo(id));
        refund(mira, gift, payment, "400", "click-one").then().statusCode(422);
        refund(mira, gift, payment, "1501", "click-two").then().statusCode(409).body("detail", containsString("1500"));
        refund(mira, gift, payment, null, "click-three").then().statusCode(201).body("amountMinor", equalTo(1500));

        mira.asks()
                .get(GIFTS + "/" + gift)
                .then()
                .body("donation.state", equalTo("refunded"))
                .body("payments[0].leftMinor", equalTo(0))
                .body("refunds.requestedBy", everyItem(equalTo("publisher")));
        assertThat(acts()).containsExactly("refund.requested", "refund.requested");
        assertThat(newsroom.text("select subject_id || ' ' || member_id || ' ' || via from audit order by id limit 1"))
                .isEqualTo(gift + " " + mira.id() + " session");
        assertThat(newsroom.number("select sum(amount_minor) from entry where account = 'refunds'"))
                .isEqualTo(2000);
    }

    @Test
    void a_refund_needs_a_key_a_reason_and_a_payment_of_this_gift() {
        UUID gift = Gifts.paid("20", "once");
        UUID other = Gifts.paid("20", "once");

        mira.asks()
                .body("{\"payment\": \"" + payment(gift) + "\", \"reason\": \"Asked for.\"}")
                .post(GIFTS + "/" + gift + "/refunds")
                .then()
                .statusCode(400)
                .body("detail", containsString("Idempotency-Key"));
        mira.asks()
                .header("Idempotency-Key", "click-one")
                .body("{\"amountMinor\": 0}")
                .post(GIFTS + "/" + gift + "/refunds")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/amountMinor"))
                .body("errors.pointer", hasItem("/payment"))
                .body("errors.pointer", hasItem("/reason"));
        refund(mira, gift, payment(other), null, "click-one").then().statusCode(404);
        refund(mira, UUID.randomUUID(), payment(gift), null, "click-one").then().statusCode(404);

        assertThat(newsroom.number("select count(*) from refund")).isZero();
        assertThat(acts()).containsExactly("");
    }

    private String waiting(UUID gift, Somebody by) {
        String id = UUID.randomUUID().toString();
        newsroom.change(
                "insert into refund (id, payment_id, provider, state, amount_minor, currency, reason, requested_by) values ('"
                        + id + "', '" + payment(gift) + "', 'demo', 'requested', 2000, 'EUR', 'Asked for.', '" + by.id()
                        + "')");
        return GIFTS + "/" + gift + "/refunds/" + id;
    }

    @Test
    void a_second_person_agrees_and_never_the_first_not_even_by_a_script() {
        UUID gift = Gifts.paid("20", "once");
        String refund = waiting(gift, mira);
        Somebody second = staff.with("publisher");

        mira.asks().post(refund + "/approval").then().statusCode(409);
        Staff.script(staff.token(mira, "donations"))
                .post(refund + "/approval")
                .then()
                .statusCode(409);
        second.asks()
                .post(GIFTS + "/" + UUID.randomUUID() + refund.substring(refund.indexOf("/refunds")) + "/approval")
                .then()
                .statusCode(404);
        assertThat(newsroom.text("select state from refund")).isEqualTo("requested");
        second.asks().post(refund + "/approval").then().statusCode(200).body("state", equalTo("completed"));
        second.asks().post(refund + "/approval").then().statusCode(409);

        assertThat(newsroom.text("select state from donation")).isEqualTo("refunded");
        assertThat(acts()).containsExactly("refund.approved");
    }

    @Test
    void a_refund_that_waits_can_be_refused_and_then_all_is_left_again() {
        UUID gift = Gifts.paid("20", "once");
        String refund = waiting(gift, mira);

        mira.asks().get(GIFTS + "/" + gift).then().body("payments[0].leftMinor", equalTo(0));
        mira.asks().post(refund + "/refusal").then().statusCode(200).body("state", equalTo("failed"));
        mira.asks().post(refund + "/refusal").then().statusCode(409);
        staff.with("publisher").asks().post(refund + "/approval").then().statusCode(409);

        mira.asks().get(GIFTS + "/" + gift).then().body("payments[0].leftMinor", equalTo(2000));
        assertThat(acts()).containsExactly("refund.declined");
    }

    @Test
    void the_provider_is_asked_how_a_gift_stands() {
        UUID gift = Gifts.paid("20", "once");
        newsroom.change("update donation set state = 'pending_review'");

        mira.asks()
                .post(GIFTS + "/" + gift + "/sync")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("settled"))
                .body("file.donation.state", equalTo("paid"))
                .body("file.history.who", hasItem("staff:" + mira.id()));

        assertThat(acts()).containsExactly("donation.synced");
    }

    @Test
    void all_gifts_are_exported_and_nothing_is_taken_for_a_formula() {
        UUID gift = Gifts.paid("20", "once");
        Gifts.paid("5", "monthly");
        newsroom.change("update donation set reason = '=cmd' where id = '" + gift + "'");

        Response table = mira.asks().get(GIFTS + "/export");

        table.then().statusCode(200).header("Content-Type", startsWith("text/csv"));
        assertThat(table.getHeader("Content-Disposition")).contains("attachment");
        assertThat(table.asString().lines()).hasSize(3).last().asString().contains("\"'=cmd\"");
        assertThat(table.asString()).doesNotContain("ada@example.org");
        mira.asks().get(GIFTS + "/export?state=active").then().body(not(containsString("=cmd")));
        assertThat(acts()).containsExactly("donation.exported", "donation.exported");
    }

    @Test
    void a_donor_is_erased_and_the_log_does_not_say_who() {
        UUID gift = Gifts.paid("20", "once");

        mira.asks()
                .body("{\"email\": \"Ada@Example.org\"}")
                .post(GIFTS + "/erasures")
                .then()
                .statusCode(200)
                .body("donations", equalTo(1));

        mira.asks().get(GIFTS + "/" + gift).then().body("contact", nullValue()).body("payments", hasSize(1));
        assertThat(acts()).containsExactly("donor.erased");
        assertThat(newsroom.text("select cast(detail as text) from audit")).isEqualTo("{\"donations\": 1}");
    }

    @Test
    void findings_are_listed_and_closed_once() {
        UUID finding = UUID.randomUUID();
        newsroom.change("insert into finding (id, kind, detail) values ('" + finding + "', 'mismatch', 'Look.')");

        mira.asks()
                .get(BOOKS + "/findings")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(finding.toString())));
        mira.asks().post(BOOKS + "/findings/" + finding + "/resolution").then().statusCode(204);
        mira.asks().post(BOOKS + "/findings/" + finding + "/resolution").then().statusCode(404);

        mira.asks().get(BOOKS + "/findings").then().body("items", empty());
        assertThat(acts()).containsExactly("finding.resolved");
    }

    @Test
    void the_closing_word_on_a_finding_stays_in_the_log() {
        UUID finding = UUID.randomUUID();
        newsroom.change("insert into finding (id, kind, detail) values ('" + finding + "', 'fee', 'Look.')");
        String path = BOOKS + "/findings/" + finding + "/resolution";

        mira.asks()
                .body("{\"word\": \"" + "x".repeat(501) + "\"}")
                .post(path)
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/word")));
        mira.asks()
                .body("{\"word\": \"The statement is right.\"}")
                .post(path)
                .then()
                .statusCode(204);

        assertThat(newsroom.text("select cast(detail as text) from audit"))
                .isEqualTo("{\"word\": \"The statement is right.\"}");
    }

    @Test
    void the_books_are_compared_when_somebody_asks() {
        Gifts.paid("20", "once");
        newsroom.change("update demo_payment set happened_at = happened_at - interval '4 hours'");

        mira.asks().get(BOOKS + "/comparison").then().statusCode(200).body("comparison", nullValue());
        mira.asks()
                .post(BOOKS + "/comparison")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("balanced"))
                .body("lines", equalTo(1));
        mira.asks().get(BOOKS + "/comparison").then().body("comparison.outcome", equalTo("balanced"));

        assertThat(acts()).containsExactly("statement.compared");
    }

    @Test
    void disputes_events_balances_and_checks_are_told() {
        UUID gift = Gifts.paid("20", "once");
        newsroom.change(
                "insert into dispute (provider, provider_id, donation_id, status, opened_at, changed_at, is_over) values"
                        + " ('paypal', 'PP-D-1', '" + gift + "', 'open', now(), now(), false)");
        newsroom.change("insert into webhook_event (provider, event_id, type, refs, state) values"
                + " ('paypal', 'WH-1', 'test', '{}', 'dead'), ('paypal', 'WH-2', 'test', '{}', 'done')");

        mira.asks().get(BOOKS + "/disputes").then().statusCode(200).body("items.id", equalTo(List.of("PP-D-1")));
        mira.asks().get(BOOKS + "/events").then().statusCode(200).body("items.id", hasItems("WH-1", "WH-2"));
        mira.asks().get(BOOKS + "/events?state=dead").then().body("items.id", equalTo(List.of("WH-1")));
        mira.asks().post(BOOKS + "/events/paypal/WH-1/replay").then().statusCode(204);
        mira.asks().post(BOOKS + "/events/paypal/WH-1/replay").then().statusCode(404);
        mira.asks()
                .get(BOOKS + "/balances")
                .then()
                .statusCode(200)
                .body("faults", empty())
                .body("balances.amountMinor.sum()", equalTo(0));
        mira.asks().get(BOOKS + "/self-test").then().statusCode(200).body("checks.isSo", everyItem(equalTo(true)));
        assertThat(acts()).containsExactly("event.replayed");
    }

    @Test
    void a_campaign_is_made_changed_closed_and_opened() {
        mira.asks()
                .body("""
                        {"slug": "archive", "title": "The archive", "description": "All of it.", "goalMinor": 100000, "goalCurrency": "EUR"}""")
                .post(CAMPAIGNS)
                .then()
                .statusCode(201)
                .body("items.slug", equalTo(List.of("archive", "general")));
        api().get("/v1/support?campaign=archive")
                .then()
                .statusCode(200)
                .body("campaign.goal.amount", startsWith("1000"));
        String closed = """
                {"title": "The old archive", "description": "All of it.", "isOpen": false}""";
        mira.asks()
                .body(closed)
                .put(CAMPAIGNS + "/archive")
                .then()
                .statusCode(200)
                .body("items[1].isOpen", equalTo(false));
        api().get("/v1/support?campaign=archive").then().statusCode(400);
        mira.asks()
                .body(closed.replace("false", "true"))
                .put(CAMPAIGNS + "/archive")
                .then()
                .statusCode(200);
        api().get("/v1/support?campaign=archive").then().body("campaign.title", equalTo("The old archive"));

        assertThat(acts()).containsExactly("campaign.made", "campaign.changed", "campaign.changed");
    }

    @Test
    void a_campaign_keeps_its_slug_and_the_general_one_stays_open() {
        String text = """
                {"slug": "general", "title": "Other", "description": "Other."}""";

        mira.asks().body(text).post(CAMPAIGNS).then().statusCode(409);
        mira.asks()
                .body("{\"title\": \"Other\", \"description\": \"Other.\", \"isOpen\": false}")
                .put(CAMPAIGNS + "/general")
                .then()
                .statusCode(409);
        mira.asks()
                .body("{\"title\": \"Other\", \"description\": \"Other.\", \"goalMinor\": 5}")
                .put(CAMPAIGNS + "/general")
                .then()
                .statusCode(400);
        mira.asks()
                .body("{\"title\": \"Other\", \"description\": \"Other.\"}")
                .put(CAMPAIGNS + "/none")
                .then()
                .statusCode(404);

        assertThat(acts()).containsExactly("");
    }
}
