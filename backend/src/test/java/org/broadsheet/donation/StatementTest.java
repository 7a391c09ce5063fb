package org.broadsheet.donation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.donation.standin.Fault;
import org.broadsheet.donation.standin.Operation;
import org.junit.jupiter.api.Test;

/** The books compared with PayPal's statement. PayPal is three hours behind, so that each test lets time pass first. */
@QuarkusTest
@TestProfile(OverPayPal.class)
class StatementTest extends OverPayPalTest {
    @Inject
    Accounting accounting;

    @Inject
    DailyWork daily;

    @Inject
    Provider provider;

    @Test
    void books_that_agree_balance_whatever_happened() {
        Gift refunded = paid();
        payPal.dashboard().refund(refunded.payment(), "4.00");
        Gift reversed = paid();
        payPal.dashboard().reverse(reversed.payment());
        Gift won = paid();
        payPal.dashboard().reverse(won.payment());
        look();
        payPal.dashboard().undoReversal(won.payment());
        running();
        payPal.dashboard().otherSale("99.00", "ORDER-4711");
        look();
        later(Duration.ofHours(4));

        Comparison comparison = accounting.compare().orElseThrow();

        assertThat(accounting.findings(10)).isEmpty();
        assertThat(comparison.isBalanced()).isTrue();
        assertThat(comparison.lines()).isEqualTo(9);
        assertThat(comparison.strangers()).isEqualTo(1);
        assertThat(comparison.upTo())
                .isBetween(
                        payPal.clock().instant().minus(Duration.ofMinutes(181)),
                        payPal.clock().instant().minus(Duration.ofMinutes(179)));
        assertThat(accounting.lastCompared()).contains(comparison);
    }

    @Test
    void what_is_newer_than_three_hours_is_not_compared() {
        payPal.statement().hide(paid().payment());

        assertThat(accounting.compare().orElseThrow().isBalanced()).isTrue();
        assertThat(accounting.findings(10)).isEmpty();
    }

    @Test
    void money_that_never_came_here_is_found_looked_for_and_closed() {
        Gift gift = lost();
        later(Duration.ofHours(4));

        assertThat(accounting.compare().orElseThrow().outcome()).isEqualTo("differs");
        accounting.compare();
        assertThat(accounting.findings(10)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("missing_here");
            assertThat(finding.donation()).isEqualTo(UUID.fromString(gift.id));
            assertThat(finding.detail()).contains("1000 minor EUR");
        });

        work.turn();
        gift.isPaidOnce();
        assertThat(accounting.compare().orElseThrow().isBalanced()).isTrue();
        assertThat(accounting.findings(10)).isEmpty();
        assertThat(findings("missing_here")).isEqualTo(1);
    }

    @Test
    void a_payment_that_the_statement_does_not_have_is_found_until_it_has_it() {
        Gift gift = paid();
        payPal.statement().hide(gift.payment());
        later(Duration.ofHours(4));

        accounting.compare();
        assertThat(open()).containsExactly("missing_there");

        payPal.statement().heal();
        assertThat(accounting.compare().orElseThrow().isBalanced()).isTrue();
        payPal.statement().hide(gift.payment());
        accounting.compare();

        assertThat(open()).containsExactly("missing_there");
        assertThat(findings("missing_there")).isEqualTo(1);
    }

    @Test
    void another_amount_and_another_fee_are_found_each_as_what_it_is() {
        Gift dearer = paid();
        Gift costlier = paid();
        payPal.statement().amount(dearer.payment(), "12.00");
        payPal.statement().fee(costlier.payment(), "0.75");
        later(Duration.ofHours(4));

        accounting.compare();

        assertThat(accounting.findings(10))
                .extracting(Accounting.Finding::kind, Accounting.Finding::donation)
                .containsExactlyInAnyOrder(
                        tuple("amount", UUID.fromString(dearer.id)), tuple("fee", UUID.fromString(costlier.id)));
        assertThat(newsroom.text("select detail from finding where kind = 'fee'"))
                .contains("75 minor EUR by the statement", "60 minor EUR by the books");
    }

    @Test
    void refunds_and_reversals_are_found_on_the_side_where_they_miss() {
        Gift refundedThere = paid();
        payPal.dashboard().refund(refundedThere.payment(), "4.00");
        Gift reversedThere = paid();
        payPal.dashboard().reverse(reversedThere.payment());
        newsroom.change("update donation set next_check_at = null");
        Gift refundedHere = paid();
        payPal.statement().hide(payPal.dashboard().refund(refundedHere.payment(), "4.00"));
        Gift reversedHere = paid();
        payPal.statement().hide(payPal.dashboard().reverse(reversedHere.payment()));
        look();
        later(Duration.ofHours(4));

        accounting.compare();

        assertThat(accounting.findings(10))
                .extracting(finding -> finding.kind() + " " + finding.donation())
                .containsExactlyInAnyOrder(
                        "missing_here " + refundedThere.id,
                        "missing_here " + reversedThere.id,
                        "missing_there " + refundedHere.id,
                        "missing_there " + reversedHere.id);
        work.turn();
        payPal.statement().heal();
        assertThat(accounting.compare().orElseThrow().isBalanced()).isTrue();
    }

    @Test
    void what_staff_closed_stays_closed_and_does_not_count_until_it_changes() {
        Gift gift = paid();
        payPal.statement().fee(gift.payment(), "0.75");
        later(Duration.ofHours(4));
        accounting.compare();
        accounting.resolve(accounting.findings(10).getFirst().id(), null, Mira.HERSELF);

        assertThat(accounting.compare().orElseThrow().isBalanced()).isTrue();
        assertThat(accounting.findings(10)).isEmpty();

        payPal.statement().fee(gift.payment(), "0.80");
        accounting.compare();
        assertThat(open()).containsExactly("fee");
    }

    @Test
    void other_shops_on_the_account_are_no_findings_even_with_ids_like_ours() {
        payPal.dashboard().otherSale("10.00", UUID.randomUUID().toString());
        payPal.dashboard().otherSale("10.00", "");
        String refunded = payPal.dashboard().otherSale("10.00", "INV-1");
        payPal.statement().fee(refunded, "3.00");
        later(Duration.ofHours(4));

        Comparison comparison = accounting.compare().orElseThrow();

        assertThat(comparison.isBalanced()).isTrue();
        assertThat(comparison.strangers()).isEqualTo(3);
        assertThat(accounting.findings(10)).isEmpty();
    }

    @Test
    void months_are_read_31_days_at_a_time_by_pages_and_halves() {
        Gift gift = running();
        later(Duration.ofDays(100));
        look();
        for (int i = 0; i < 7; i++) {
            paid();
            later(Duration.ofDays(2));
        }
        payPal.statement().limits(2, 5);

        Comparison comparison = accounting.compare().orElseThrow();

        assertThat(accounting.findings(10)).isEmpty();
        assertThat(comparison.isBalanced()).isTrue();
        assertThat(comparison.lines()).isEqualTo(11);
        assertThat(comparison.upTo())
                .isAfter(payPal.clock().instant().minus(Duration.ofHours(3).plusMinutes(1)));
        gift.isBookedAsPayPalHasIt();
        assertThat(payPal.books().calls(Operation.TRANSACTIONS_SEARCH))
                .hasSizeGreaterThan(6)
                .anyMatch(call -> call.status() == 400);
    }

    @Test
    void what_is_open_is_compared_again_however_old_it_is() {
        Gift gift = paid();
        payPal.statement().hide(gift.payment());
        later(Duration.ofHours(4));
        accounting.compare();
        later(Duration.ofDays(60));
        look();
        accounting.compare();
        assertThat(open()).containsExactly("missing_there");

        payPal.statement().heal();
        accounting.compare();

        assertThat(open()).isEmpty();
    }

    @Test
    void a_statement_that_may_not_be_read_is_told_once_and_breaks_nothing() {
        payPal.account().scopes(Set.of("https://uri.paypal.com/services/payments/payment"));
        payPal.tokens().revokeAll();
        Gift gift = paid();
        later(Duration.ofHours(4));

        accounting.compare();
        assertThat(accounting.compare().orElseThrow().outcome()).isEqualTo("not_granted");
        assertThat(open()).containsExactly("not_granted");
        gift.isPaidOnce();

        payPal.account().allScopes();
        payPal.tokens().revokeAll();
        assertThat(accounting.compare().orElseThrow().outcome()).isEqualTo("balanced");
        assertThat(open()).isEmpty();
    }

    @Test
    void a_statement_without_an_answer_is_asked_for_again_and_closes_nothing() {
        payPal.statement().hide(paid().payment());
        later(Duration.ofHours(4));
        accounting.compare();
        payPal.faults().next(Operation.TRANSACTIONS_SEARCH, Fault.RESET_BEFORE);

        assertThat(accounting.compare().orElseThrow().outcome()).isEqualTo("unknown");

        assertThat(open()).containsExactly("missing_there");
    }

    @Test
    void it_is_compared_once_a_day_by_whichever_node() {
        paid();
        later(Duration.ofHours(4));
        daily.turn();
        daily.turn();
        assertThat(newsroom.number("select count(*) from statement_comparison")).isEqualTo(1);

        later(Duration.ofHours(25));
        daily.turn();

        assertThat(newsroom.number("select count(*) from statement_comparison")).isEqualTo(2);
        assertThat(accounting.lastCompared().orElseThrow().isBalanced()).isTrue();
    }

    @Test
    void another_node_that_is_at_it_is_left_to_it_until_it_dies() {
        newsroom.change("insert into donation_chore (name, leased_until) values ('statement of "
                + Provider.name(provider.chosen().orElseThrow()) + "', now() + interval '30 minutes')");
        daily.turn();
        assertThat(accounting.lastCompared()).isEmpty();

        later(Duration.ofMinutes(31));
        daily.turn();

        assertThat(accounting.lastCompared()).isPresent();
    }

    /** Approved, captured, and no answer came; nobody looks again. */
    private Gift lost() {
        Gift gift = give();
        payPal.approve(gift.order());
        payPal.faults().next(Operation.ORDERS_CAPTURE, Fault.RESET_AFTER);
        gift.comesBack();
        newsroom.change("update donation set next_check_at = null");
        return gift;
    }

    private List<String> open() {
        return accounting.findings(10).stream().map(Accounting.Finding::kind).toList();
    }
}
