package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Money given back, or taken back: a reversal is shown in the same shape. */
record Refund(
        String id,
        Payment payment,
        Money amount,
        Money totalRefunded,
        String customId,
        String note,
        boolean isReversal,
        Instant at) {

    ObjectNode json(String apiUrl, boolean full) {
        ObjectNode refund = Json.object().put("id", id).put("status", "COMPLETED");
        if (full) {
            refund.set("amount", amount.json());
            if (!customId.isEmpty()) {
                refund.put("custom_id", customId);
            }
            if (!note.isEmpty()) {
                refund.put("note_to_payer", note);
            }
            ObjectNode split = refund.putObject("seller_payable_breakdown");
            split.set("gross_amount", amount.json());
            split.set("paypal_fee", Money.zero(amount.currency()).json());
            split.set("net_amount", amount.json());
            split.set("total_refunded_amount", totalRefunded.json());
            refund.put("create_time", at.toString()).put("update_time", at.toString());
        }
        refund.putArray("links")
                .add(Json.link(apiUrl + "/v2/payments/refunds/" + id, "self", "GET"))
                .add(Json.link(apiUrl + "/v2/payments/captures/" + payment.id, "up", "GET"));
        return refund;
    }

    /** As Payments v1 shows the refund of a sale. */
    ObjectNode saleRefund(String apiUrl) {
        ObjectNode refund =
                Json.object().put("id", id).put("state", "completed").put("sale_id", payment.id);
        refund.putObject("amount").put("total", amount.text()).put("currency", amount.currency());
        if (!customId.isEmpty()) {
            refund.put("custom", customId);
        }
        refund.put("create_time", at.toString()).put("update_time", at.toString());
        refund.putArray("links")
                .add(Json.link(apiUrl + "/v1/payments/refund/" + id, "self", "GET"))
                .add(Json.link(apiUrl + "/v1/payments/sale/" + payment.id, "sale", "GET"));
        return refund;
    }
}
