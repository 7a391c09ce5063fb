package org.broadsheet.donation.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Map;
import org.broadsheet.donation.PaymentProvider.Gift;
import org.broadsheet.donation.PaymentProvider.Started;
import org.broadsheet.donation.Reply;
import org.broadsheet.donation.Truth;

/** Gifts once, by Orders v2. */
final class Orders {
    private static final String PATH = "/v2/checkout/orders";

    private final PayPalCalls calls;
    private final PayPalAccount account;
    private final Clock clock;

    Orders(PayPalCalls calls, PayPalAccount account, Clock clock) {
        this.calls = calls;
        this.account = account;
        this.clock = clock;
    }

    Reply<Started> start(Gift gift, String requestId) {
        Reply<JsonNode> created = calls.post(PATH, OrderRequest.of(gift, account.itemCategory()), requestId);
        return Replies.read(created, order -> Approval.of(order, account, clock.instant()));
    }

    Reply<Truth> fetch(String order) {
        return Replies.read(calls.get(PATH + "/" + order), found -> OrderTruth.of(found, clock.instant()));
    }

    Reply<Truth> capture(String order, String requestId) {
        Reply<JsonNode> captured = calls.post(PATH + "/" + order + "/capture", Map.of(), requestId);
        Reply<Truth> truth = Replies.read(captured, found -> OrderTruth.of(found, clock.instant()));
        if (!(truth instanceof Reply.Done<Truth>(Truth told, var debugId)) || isWhole(told)) {
            return truth;
        }
        // The money is taken. What the answer leaves out, such as whose account it went to, the order tells.
        return fetch(order) instanceof Reply.Done<Truth>(Truth whole, var ignored)
                ? new Reply.Done<>(whole, debugId)
                : truth;
    }

    private static boolean isWhole(Truth truth) {
        return truth.amount() != null
                && truth.donation() != null
                && !truth.payments().isEmpty()
                && truth.payments().stream().allMatch(payment -> payment.payee() != null);
    }
}
