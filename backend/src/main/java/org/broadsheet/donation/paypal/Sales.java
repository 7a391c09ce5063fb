package org.broadsheet.donation.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.broadsheet.donation.Money;
import org.broadsheet.donation.Truth.Refund;
import org.broadsheet.donation.Truth.RefundState;
import org.broadsheet.donation.paypal.Replies.Unreadable;
import org.jspecify.annotations.Nullable;

/** The older API's way to write money: {@code total} and {@code currency}, and with a minus what was given back. */
final class Sales {
    private Sales() {}

    static Money amount(JsonNode sale) {
        JsonNode amount = sale.path("amount");
        Money money =
                Currencies.parsed(Json.needed(amount, "total").replaceFirst("^-", ""), Json.needed(amount, "currency"));
        if (money == null) {
            throw new Unreadable("no amount of money");
        }
        return money;
    }

    /** @param ours the id that we gave it; null when it is not known */
    static Refund refund(JsonNode refund, @Nullable String ours, Instant now) {
        return new Refund(
                Json.needed(refund, "id"),
                ours,
                state(Json.needed(refund, "state")),
                amount(refund),
                null,
                Json.time(refund.path("create_time"), now));
    }

    private static RefundState state(String state) {
        return switch (state) {
            case "completed" -> RefundState.COMPLETED;
            case "pending" -> RefundState.PENDING;
            case "failed", "cancelled" -> RefundState.FAILED;
            default -> throw new Unreadable("state of a refund");
        };
    }
}
