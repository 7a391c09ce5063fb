package org.broadsheet.donation.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import org.broadsheet.donation.Money;
import org.broadsheet.donation.Reply;
import org.broadsheet.donation.Reply.Refusal;
import org.broadsheet.donation.Truth.Refund;
import org.broadsheet.donation.paypal.Currencies.Amount;
import org.jspecify.annotations.Nullable;

/**
 * Money given back. A subscription's payments are sales of the older API: whether the newer one gives them back is told
 * differently by those who tried, so the older one is asked when the newer does not know them.
 */
final class Refunds {
    private final PayPalCalls calls;
    private final Clock clock;

    Refunds(PayPalCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    private record OfCapture(
            @Nullable Amount amount,
            String customId,
            @Nullable String noteToPayer) {}

    private record OfSale(@Nullable SaleAmount amount) {}

    private record SaleAmount(String total, String currency) {}

    Reply<Refund> refund(String payment, @Nullable Money amount, String refundId, String note, String requestId) {
        Object body =
                new OfCapture(amount == null ? null : Amount.of(amount), refundId, Wording.cut(note, Wording.NOTE));
        Reply<JsonNode> refunded = calls.post("/v2/payments/captures/" + payment + "/refund", body, requestId);
        if (Replies.isRefused(refunded, Refusal.GONE)) {
            return ofSale(payment, amount, refundId, requestId);
        }
        return Replies.then(refunded, answer -> read(answer, refundId));
    }

    /** The answer may be no more than an id, whatever was asked for. */
    private Reply<Refund> read(JsonNode answer, String refundId) {
        String id = Json.text(answer.path("id"));
        if (answer.path("amount").isMissingNode() && id != null && Json.isId(id)) {
            return Replies.read(calls.get("/v2/payments/refunds/" + id), whole -> named(whole, refundId));
        }
        return Replies.read(new Reply.Done<>(answer, null), whole -> named(whole, refundId));
    }

    private Refund named(JsonNode answer, String refundId) {
        Refund refund = OrderTruth.refund(answer, null, clock.instant());
        return new Refund(refund.id(), refundId, refund.state(), refund.amount(), refund.feeBack(), refund.at());
    }

    private Reply<Refund> ofSale(String payment, @Nullable Money amount, String refundId, String requestId) {
        Object body = new OfSale(amount == null ? null : new SaleAmount(Currencies.text(amount), amount.currency()));
        return Replies.read(
                calls.post("/v1/payments/sale/" + payment + "/refund", body, requestId),
                answer -> Sales.refund(answer, refundId, clock.instant()));
    }
}
