package org.broadsheet.donation.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.donation.Money;
import org.broadsheet.donation.Truth;
import org.broadsheet.donation.Truth.Agreement;
import org.broadsheet.donation.Truth.Payment;
import org.broadsheet.donation.Truth.PaymentState;
import org.broadsheet.donation.Truth.Refund;
import org.broadsheet.donation.Truth.RefundState;
import org.broadsheet.donation.paypal.Replies.Unreadable;
import org.jspecify.annotations.Nullable;

/** An order of Orders v2 with its captures and refunds, read. */
final class OrderTruth {
    private OrderTruth() {}

    /** @param now for what has no time of its own */
    static Truth of(JsonNode order, Instant now) {
        JsonNode unit = order.path("purchase_units").path(0);
        JsonNode captures = unit.path("payments").path("captures");
        String payee = Json.text(unit.path("payee").path("merchant_id"));
        List<Payment> payments = new ArrayList<>();
        String donation = Json.text(unit.path("custom_id"));
        for (JsonNode capture : captures) {
            if (donation == null) {
                donation = Json.text(capture.path("custom_id"));
            }
            payments.add(payment(capture, payee, refunds(unit, capture, captures.size() == 1, donation, now), now));
        }
        payments.sort(Comparator.comparing(Payment::at));
        return new Truth(
                Json.needed(order, "id"),
                agreement(Json.needed(order, "status")),
                donation,
                Currencies.moneyOrNull(unit.path("amount")),
                payments,
                null);
    }

    private static Agreement agreement(String status) {
        return switch (status) {
            case "CREATED", "SAVED", "PAYER_ACTION_REQUIRED" -> Agreement.WAITING;
            case "APPROVED" -> Agreement.APPROVED;
            case "COMPLETED" -> Agreement.COMPLETED;
            case "VOIDED" -> Agreement.OVER;
            default -> throw new Unreadable("status of an order");
        };
    }

    /** A capture: an order may be completed while the capture within is pending or declined. */
    private static Payment payment(JsonNode capture, @Nullable String payee, List<Refund> refunds, Instant now) {
        Money gross = Currencies.money(capture.path("amount"));
        String reason = Json.text(capture.path("status_details").path("reason"));
        PaymentState state = state(Json.needed(capture, "status"), reason);
        String own = Json.text(capture.path("payee").path("merchant_id"));
        return new Payment(
                Json.needed(capture, "id"),
                state,
                gross,
                Currencies.moneyIn(
                        gross.currency(),
                        capture.path("seller_receivable_breakdown").path("paypal_fee")),
                own == null ? payee : own,
                state == PaymentState.COMPLETED ? null : reason,
                Json.time(capture.path("create_time"), now),
                refunds);
    }

    static PaymentState state(String status, @Nullable String reason) {
        return switch (status) {
            case "COMPLETED" -> PaymentState.COMPLETED;
            // No status of its own is published for money that was taken back; its reason is.
            case "REFUNDED", "PARTIALLY_REFUNDED" ->
                "CHARGEBACK".equals(reason) || "BUYER_COMPLAINT".equals(reason)
                        ? PaymentState.REVERSED
                        : PaymentState.COMPLETED;
            case "REVERSED" -> PaymentState.REVERSED;
            case "PENDING" -> PaymentState.PENDING;
            case "DECLINED", "DENIED", "FAILED" -> PaymentState.DECLINED;
            default -> throw new Unreadable("status of a payment");
        };
    }

    private static List<Refund> refunds(
            JsonNode unit, JsonNode capture, boolean isOnly, @Nullable String donation, Instant now) {
        List<Refund> refunds = new ArrayList<>();
        for (JsonNode refund : unit.path("payments").path("refunds")) {
            String parent = Json.parentId(refund).orElse(null);
            if (parent == null ? isOnly : parent.equals(Json.text(capture.path("id")))) {
                refunds.add(refund(refund, donation, now));
            }
        }
        refunds.sort(Comparator.comparing(Refund::at));
        return refunds;
    }

    /** @param donation whose id a refund may have inherited; null when it is not known */
    static Refund refund(JsonNode refund, @Nullable String donation, Instant now) {
        Money amount = Currencies.money(refund.path("amount"));
        String ours = Json.text(refund.path("custom_id"));
        Money feeBack = Currencies.moneyIn(
                amount.currency(), refund.path("seller_payable_breakdown").path("paypal_fee"));
        return new Refund(
                Json.needed(refund, "id"),
                ours == null || ours.equals(donation) ? null : ours,
                refundState(Json.needed(refund, "status")),
                amount,
                feeBack == null || feeBack.minor() == 0 ? null : feeBack,
                Json.time(refund.path("create_time"), now));
    }

    private static RefundState refundState(String status) {
        return switch (status) {
            case "COMPLETED" -> RefundState.COMPLETED;
            case "PENDING" -> RefundState.PENDING;
            case "FAILED", "CANCELLED" -> RefundState.FAILED;
            default -> throw new Unreadable("status of a refund");
        };
    }
}
