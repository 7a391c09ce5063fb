package org.broadsheet.donation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.donation.PaymentProvider.Event;
import org.broadsheet.donation.standin.Books;
import org.broadsheet.donation.standin.Disturbance;
import org.broadsheet.donation.standin.Fault;
import org.broadsheet.donation.standin.Operation;
import org.junit.jupiter.api.Test;

/** What becomes of gifts when events are lost, fit nothing, or cannot be looked into; and how often PayPal is asked. */
@QuarkusTest
@TestProfile(OverPayPal.class)
class LostEventsTest extends OverPayPalTest {
    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @Inject
    Accounting accounting;

    @Inject
    DailyWork daily;

    @Inject
    Inbox inbox;

    @Test
    void lost_events_are_asked_for_since_the_last_look_that_came_to_its_end() {
        listen();
        Gift gift = running();
        hear();
        work.gap();
        payPal.webhooks().with(Disturbance.DROP);
        later(Duration.ofDays(5));
        payPal.dashboard().bill(gift.order());
        nobodyLooks();
        later(Duration.ofDays(4));
        payPal.faults().next(Operation.EVENTS_LIST, Fault.RESET_BEFORE);
        work.gap();
        later(Duration.ofMinutes(6));

        work.gap();
        work.turn();

        assertThat(gift.booked("income")).isEqualTo(-1000);
        gift.isBookedAsPayPalHasIt();
    }

    @Test
    void lost_events_are_asked_for_a_day_at_a_time_and_not_beyond_what_paypal_keeps() {
        paid();
        work.gap();
        later(Duration.ofDays(200));
        int before = payPal.books().calls(Operation.EVENTS_LIST).size();

        work.gap();

        List<Books.Entry> calls = payPal.books().calls(Operation.EVENTS_LIST).stream()
                .skip(before)
                .filter(call -> call.status() == 200)
                .toList();
        assertThat(calls).hasSize(30);
        Instant furthest = payPal.clock().instant().minus(Duration.ofDays(30));
        assertThat(since(calls.getFirst())).isBetween(furthest, furthest.plus(Duration.ofHours(2)));
    }

    @Test
    void a_look_that_breaks_off_goes_on_where_it_was() {
        paid();
        work.gap();
        later(Duration.ofDays(10));
        payPal.faults().next(Operation.EVENTS_LIST, Fault.slow(Duration.ZERO), 3);
        payPal.faults().next(Operation.EVENTS_LIST, Fault.RESET_BEFORE);
        work.gap();
        int before = payPal.books().calls(Operation.EVENTS_LIST).size();
        later(Duration.ofMinutes(6));

        work.gap();

        Instant expected = payPal.clock().instant().minus(Duration.ofDays(7));
        assertThat(since(payPal.books().calls(Operation.EVENTS_LIST).get(before)))
                .isBefore(expected);
        assertThat(since(payPal.books().calls(Operation.EVENTS_LIST).get(before)))
                .isAfter(expected.minus(Duration.ofHours(30)));
    }

    @Test
    void without_gifts_nothing_older_than_some_hours_is_asked_for() {
        work.gap();

        assertThat(payPal.books().calls(Operation.EVENTS_LIST))
                .filteredOn(call -> call.status() == 200)
                .singleElement()
                .satisfies(call ->
                        assertThat(since(call)).isAfter(payPal.clock().instant().minus(Duration.ofHours(3))));
    }

    @Test
    void a_refund_at_paypal_is_found_by_the_daily_look_half_a_year_later() {
        Gift gift = paid();
        later(Duration.ofDays(150));
        work.turn();
        payPal.dashboard().refund(gift.payment(), "4.00");
        work.turn();
        assertThat(gift.state()).isEqualTo("paid");

        later(Duration.ofDays(1));
        work.turn();

        assertThat(gift.state()).isEqualTo("part_refunded");
        gift.isBookedAsPayPalHasIt();
    }

    @Test
    void after_half_a_year_it_is_looked_at_weekly_and_after_a_year_no_more() {
        Gift gift = paid();
        later(Duration.ofDays(200));
        work.turn();
        assertThat(dueInDays(gift)).isEqualTo(7);
        payPal.dashboard().reverse(gift.payment());
        later(Duration.ofDays(7));
        work.turn();
        assertThat(gift.state()).isEqualTo("reversed");

        later(Duration.ofDays(170));
        work.turn();

        assertThat(newsroom.number("select count(*) from donation where next_check_at is not null"))
                .isZero();
    }

    @Test
    void payments_of_a_monthly_gift_that_ended_are_looked_at_as_long() {
        Gift gift = running();
        payPal.dashboard().cancelSubscription(gift.order());
        later(Duration.ofDays(1));
        work.turn();
        assertThat(gift.state()).isEqualTo("cancelled");
        later(Duration.ofDays(100));
        work.turn();
        assertThat(dueInDays(gift)).isEqualTo(1);
        payPal.dashboard().reverse(gift.payment());

        later(Duration.ofDays(1));
        work.turn();

        assertThat(gift.booked("reversals")).isEqualTo(500);
        gift.isBookedAsPayPalHasIt();
        later(Duration.ofDays(120));
        work.turn();
        assertThat(dueInDays(gift)).isEqualTo(7);
        later(Duration.ofDays(160));
        work.turn();
        assertThat(newsroom.number("select count(*) from donation where next_check_at is not null"))
                .isZero();
    }

    @Test
    void a_payment_of_a_running_gift_that_is_taken_back_after_ten_months_is_found_within_a_week() {
        Gift gift = running();
        String first = gift.payment();
        later(Duration.ofDays(300));
        look();
        payPal.dashboard().reverse(first);

        for (int day = 0; day < 7; day++) {
            later(Duration.ofDays(1));
            work.turn();
        }

        assertThat(gift.booked("reversals")).isEqualTo(500);
        gift.isBookedAsPayPalHasIt();
    }

    @Test
    void an_event_of_another_shop_is_tried_for_hours_and_ends_ignored_with_one_finding() {
        keep("WH-1", "PAYMENT.CAPTURE.COMPLETED", "5AB11111AB1111111");
        keep("WH-2", "PAYMENT.CAPTURE.REFUNDED", "5AB11111AB1111111");

        work.turn();
        for (Duration pause :
                List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2))) {
            later(pause.minusSeconds(10));
            assertThat(inbox.work(10)).isZero();
            later(Duration.ofSeconds(11));
            assertThat(inbox.work(10)).isEqualTo(2);
        }

        assertThat(accounting.events("ignored", 10)).hasSize(2).allMatch(event -> event.attempts() == 5);
        assertThat(accounting.findings(10))
                .singleElement()
                .satisfies(finding -> assertThat(finding.kind()).isEqualTo("stray_event"));
        assertThat(payPal.books().calls()).isEmpty();
    }

    @Test
    void an_event_that_fits_after_all_closes_its_finding_when_it_is_replayed() {
        Gift gift = paid();
        keep("WH-1", "PAYMENT.CAPTURE.COMPLETED", "5AB11111AB1111111");
        newsroom.change("update webhook_event set attempts = 4");
        work.turn();
        assertThat(findings("stray_event")).isEqualTo(1);
        newsroom.change("update payment set provider_id = '5AB11111AB1111111'");

        assertThat(accounting.replay("paypal", "WH-1", Mira.HERSELF)).isTrue();
        work.turn();

        assertThat(accounting.events("done", 10)).hasSize(1);
        assertThat(accounting.findings(10)).noneMatch(finding -> finding.kind().equals("stray_event"));
        assertThat(accounting.replay("paypal", "WH-1", Mira.HERSELF)).isFalse();
        assertThat(gift.status()).isEqualTo("paid");
    }

    @Test
    void an_event_that_cannot_be_looked_into_dies_after_ten_tries_and_can_be_replayed() {
        listen();
        Gift gift = give();
        payPal.faults().always(Operation.ORDERS_GET, Fault.RESET_BEFORE);
        payPal.approve(gift.order());
        hear();
        for (int tries = 0; tries < 12; tries++) {
            newsroom.change("update webhook_event set next_try_at = now()");
            work.events();
        }
        assertThat(accounting.events("dead", 10))
                .singleElement()
                .satisfies(event -> assertThat(event.attempts()).isEqualTo(10));
        assertThat(accounting.findings(10)).extracting(Accounting.Finding::kind).contains("dead_event");

        payPal.faults().clear();
        assertThat(accounting.replay(
                        "paypal", accounting.events("dead", 1).getFirst().id(), Mira.HERSELF))
                .isTrue();
        work.turn();

        assertThat(accounting.events("dead", 10)).isEmpty();
        assertThat(accounting.findings(10)).isEmpty();
        assertThat(gift.state()).isEqualTo("paid");
    }

    @Test
    void a_gift_that_cannot_be_begun_is_tried_ever_more_seldom() {
        payPal.faults().always(Operation.ORDERS_CREATE, Fault.RESET_BEFORE);
        give();
        int calls = 1;
        assertThat(payPal.books().calls(Operation.ORDERS_CREATE)).hasSize(calls);

        for (Duration pause : List.of(
                Duration.ofSeconds(20),
                Duration.ofMinutes(1),
                Duration.ofMinutes(3),
                Duration.ofMinutes(10),
                Duration.ofMinutes(30),
                Duration.ofHours(1),
                Duration.ofHours(1))) {
            later(pause.minusSeconds(10));
            work.turn();
            assertThat(payPal.books().calls(Operation.ORDERS_CREATE))
                    .as("before %s", pause)
                    .hasSize(calls);
            later(Duration.ofSeconds(11));
            work.turn();
            assertThat(payPal.books().calls(Operation.ORDERS_CREATE))
                    .as("after %s", pause)
                    .hasSize(++calls);
        }
        assertThat(payPal.books().calls(Operation.ORDERS_CREATE))
                .extracting(Books.Entry::requestId)
                .containsOnly(
                        payPal.books().calls(Operation.ORDERS_CREATE).getFirst().requestId());
    }

    @Test
    void many_events_of_one_gift_are_one_question() {
        Gift gift = paid();
        int before = payPal.books().calls(Operation.ORDERS_GET).size();
        for (int i = 0; i < 15; i++) {
            keep("WH-" + i, "PAYMENT.CAPTURE.COMPLETED", gift.order());
        }

        work.turn();

        assertThat(payPal.books().calls(Operation.ORDERS_GET)).hasSize(before + 1);
        assertThat(accounting.events("done", 20)).hasSize(15);
    }

    @Test
    void a_dispute_is_copied_and_its_end_too() {
        listen();
        Gift gift = paid();
        String dispute = payPal.dashboard().dispute(gift.payment(), "UNAUTHORISED");
        hear();

        assertThat(accounting.disputes(10)).singleElement().satisfies(open -> {
            assertThat(open.id()).isEqualTo(dispute);
            assertThat(open.donation()).isEqualTo(UUID.fromString(gift.id));
            assertThat(open.status()).isEqualTo("WAITING_FOR_SELLER_RESPONSE");
            assertThat(open.stage()).isEqualTo("CHARGEBACK");
            assertThat(open.reason()).isEqualTo("UNAUTHORISED");
            assertThat(open.amountMinor()).isEqualTo(1000);
            assertThat(open.dueAt()).isAfter(payPal.clock().instant().plus(Duration.ofDays(9)));
            assertThat(open.isOver()).isFalse();
        });
        assertThat(accounting.findings(10)).extracting(Accounting.Finding::kind).containsExactly("dispute");
        assertThat(accounting.history(UUID.fromString(gift.id)))
                .anySatisfy(line -> assertThat(line.what()).contains("WAITING_FOR_SELLER_RESPONSE", "1000 EUR"));

        payPal.dashboard().resolve(dispute, true);
        hear();

        assertThat(accounting.disputes(10))
                .singleElement()
                .satisfies(over -> assertThat(over.outcome()).isEqualTo("RESOLVED_BUYER_FAVOUR"));
        assertThat(accounting.findings(10)).isEmpty();
        assertThat(gift.state()).isEqualTo("reversed");
        gift.isBookedAsPayPalHasIt();
    }

    @Test
    void the_end_of_a_dispute_is_seen_though_its_event_is_lost() {
        listen();
        Gift gift = paid();
        String dispute = payPal.dashboard().dispute(gift.payment(), "UNAUTHORISED");
        hear();
        payPal.webhooks().with(Disturbance.DROP);
        payPal.dashboard().resolve(dispute, false);

        daily.turn();

        assertThat(accounting.disputes(10))
                .singleElement()
                .satisfies(over -> assertThat(over.outcome()).isEqualTo("RESOLVED_SELLER_FAVOUR"));
        assertThat(accounting.findings(10)).isEmpty();
        assertThat(gift.state()).isEqualTo("paid");
    }

    @Test
    void a_dispute_that_may_not_be_read_is_a_finding_and_the_event_is_done() {
        listen();
        Gift gift = paid();
        payPal.faults().always(Operation.DISPUTES_GET, Fault.refuse("NOT_AUTHORIZED"));
        payPal.dashboard().dispute(gift.payment(), "UNAUTHORISED");
        hear();

        assertThat(accounting.disputes(10)).isEmpty();
        assertThat(accounting.findings(10)).extracting(Accounting.Finding::kind).containsExactly("dispute");
        assertThat(accounting.events("received", 10)).isEmpty();
    }

    @Test
    void a_failed_self_test_is_one_sentence_of_readiness_and_the_site_stays_ready() {
        payPal.account().scopes(Set.of("https://uri.paypal.com/services/payments/payment"));
        payPal.tokens().revokeAll();
        // The token of before is let go with the first call that it is not taken for.
        give();

        assertThat(accounting.selfTest()).anyMatch(check -> !check.isSo());

        RestAssured.given()
                .get(readiness)
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'donations' }.status", equalTo("UP"))
                .body(
                        "checks.find { it.name == 'donations' }.data.said",
                        containsString("“Gifts can be given back” (and 5 more). Switch on"));
    }

    private void keep(String id, String type, String reference) {
        inbox.keep("paypal", new Event(id, type, null, List.of(reference)), null);
    }

    private void nobodyLooks() {
        newsroom.change("update donation set next_check_at = null");
    }

    private long dueInDays(Gift gift) {
        return newsroom.number(
                "select round(extract(epoch from next_check_at - now()) / 86400) from donation where id = '" + gift.id
                        + "'");
    }

    private static Instant since(Books.Entry call) {
        String start = call.path().replaceFirst(".*start_time=", "").replaceFirst("&.*", "");
        return Instant.parse(URLDecoder.decode(start, StandardCharsets.UTF_8));
    }
}
