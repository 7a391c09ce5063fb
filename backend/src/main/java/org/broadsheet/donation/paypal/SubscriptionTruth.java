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
import org.broadsheet.donation.paypal.Replies.Unreadable;
import org.jspecify.annotations.Nullable;

/** A subscription of Subscriptions v1 with its payments, read. */
final class SubscriptionTruth {
    private SubscriptionTruth() {}

    /** Whether nothing can have been paid yet, so that there is nothing to ask for. */
    static boolean isWaiting(JsonNode subscription) {
        return subscription.path("status").asText("").equals("APPROVAL_PENDING");
    }

    /** Whether a payment says that some of it went back, but not what. */
    static boolean hasGivenBack(JsonNode transactions) {
        for (JsonNode transaction : transactions.path("transactions")) {
            if (isGivenBack(transaction)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGivenBack(JsonNode transaction) {
        return transaction.path("status").asText("").endsWith("REFUNDED");
    }

    /** @param transactions as PayPal lists them; missing when there can be none */
    static Truth of(JsonNode subscription, JsonNode transactions, GivenBack back, Instant now) {
        Agreement agreement = agreement(Json.needed(subscription, "status"));
        JsonNode next = subscription.path("billing_info").path("next_billing_time");
        boolean isRunning = agreement == Agreement.ACTIVE && Json.text(next) != null;
        return new Truth(
                Json.needed(subscription, "id"),
                agreement,
                Json.text(subscription.path("custom_id")),
                price(subscription),
                payments(transactions, back, now),
                isRunning ? Json.time(next, now) : null);
    }

    private static Agreement agreement(String status) {
        return switch (status) {
            // Approved is not yet active, which it becomes by itself.
            case "APPROVAL_PENDING", "APPROVED" -> Agreement.WAITING;
            case "ACTIVE" -> Agreement.ACTIVE;
            case "SUSPENDED" -> Agreement.SUSPENDED;
            case "CANCELLED" -> Agreement.CANCELLED;
            case "EXPIRED" -> Agreement.OVER;
            default -> throw new Unreadable("status of a subscription");
        };
    }

    private static @Nullable Money price(JsonNode subscription) {
        for (JsonNode cycle : subscription.path("plan").path("billing_cycles")) {
            Money price = Currencies.moneyOrNull(cycle.path("pricing_scheme").path("fixed_price"));
            if (price != null) {
                return price;
            }
        }
        return null;
    }

    private static List<Payment> payments(JsonNode list, GivenBack back, Instant now) {
        List<Payment> payments = new ArrayList<>();
        for (JsonNode transaction : list.path("transactions")) {
            JsonNode amounts = transaction.path("amount_with_breakdown");
            // Money that goes back is listed by some accounts as a row of its own; it is not a payment.
            if (!amounts.path("gross_amount").path("value").asText("").startsWith("-")) {
                payments.add(payment(transaction, amounts, back, now));
            }
        }
        payments.sort(Comparator.comparing(Payment::at));
        return payments;
    }

    private static Payment payment(JsonNode transaction, JsonNode amounts, GivenBack back, Instant now) {
        String id = Json.needed(transaction, "id");
        Money gross = Currencies.money(amounts.path("gross_amount"));
        String reason = Json.text(transaction.path("status_details").path("reason"));
        PaymentState state = isGivenBack(transaction) && back.reversed().contains(id)
                ? PaymentState.REVERSED
                : OrderTruth.state(Json.needed(transaction, "status"), reason);
        return new Payment(
                id,
                state,
                gross,
                Currencies.moneyIn(gross.currency(), amounts.path("fee_amount")),
                null,
                state == PaymentState.COMPLETED ? null : reason,
                Json.time(transaction.path("time"), now),
                back.of(id));
    }
}
