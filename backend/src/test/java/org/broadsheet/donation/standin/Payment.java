package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Money taken once: the capture of an order, or one cycle of a subscription (which v1 calls a sale). */
final class Payment {
    final String id;
    final String parentId;
    final boolean isSale;
    final String customId;
    final String invoiceId;
    final Money gross;
    final Money fee;
    final Instant createdAt;
    Instant updatedAt;
    String status = "COMPLETED";
    String reason = "";
    Money refunded;
    /** What was given or taken back, oldest first. */
    final List<Refund> refunds = new ArrayList<>();

    Money reversed;

    Payment(String id, String parentId, boolean isSale, String customId, String invoiceId, Money gross, Instant now) {
        this.id = id;
        this.parentId = parentId;
        this.isSale = isSale;
        this.customId = customId;
        this.invoiceId = invoiceId;
        this.gross = gross;
        fee = gross.fee();
        createdAt = now;
        updatedAt = now;
        refunded = Money.zero(gross.currency());
        reversed = refunded;
    }

    boolean isPaid() {
        return !status.equals("PENDING") && !status.equals("DECLINED") && !status.equals("FAILED");
    }

    /** What is left to give back. */
    Money left() {
        return gross.minus(refunded).minus(reversed);
    }

    void settleStatus() {
        Money back = refunded.plus(reversed);
        status = back.minor() == 0 ? "COMPLETED" : left().minor() == 0 ? "REFUNDED" : "PARTIALLY_REFUNDED";
        reason = reversed.minor() == 0 ? "" : "CHARGEBACK";
    }

    /** As Payments v2 shows a capture. @param alone whether it stands by itself and not within its order */
    ObjectNode capture(String apiUrl, boolean alone) {
        ObjectNode capture = Json.object().put("id", id).put("status", status);
        if (!reason.isEmpty()) {
            capture.putObject("status_details").put("reason", reason);
        }
        capture.set("amount", gross.json());
        capture.put("final_capture", true);
        if (!customId.isEmpty()) {
            capture.put("custom_id", customId);
        }
        if (!invoiceId.isEmpty()) {
            capture.put("invoice_id", invoiceId);
        }
        capture.putObject("seller_protection").put("status", "NOT_ELIGIBLE");
        if (isPaid()) {
            ObjectNode split = capture.putObject("seller_receivable_breakdown");
            split.set("gross_amount", gross.json());
            split.set("paypal_fee", fee.json());
            split.set("net_amount", gross.minus(fee).json());
        }
        capture.put("create_time", createdAt.toString()).put("update_time", updatedAt.toString());
        capture.putArray("links")
                .add(Json.link(apiUrl + "/v2/payments/captures/" + id, "self", "GET"))
                .add(Json.link(apiUrl + "/v2/payments/captures/" + id + "/refund", "refund", "POST"))
                .add(Json.link(
                        apiUrl + (isSale ? "/v1/billing/subscriptions/" : "/v2/checkout/orders/") + parentId,
                        "up",
                        "GET"));
        if (alone && !isSale) {
            capture.putObject("supplementary_data").putObject("related_ids").put("order_id", parentId);
        }
        return capture;
    }

    /** As Payments v1 shows a sale, with its own names for amounts. */
    ObjectNode sale(String apiUrl) {
        ObjectNode sale = Json.object().put("id", id).put("state", saleState());
        sale.putObject("amount")
                .put("total", gross.text())
                .put("currency", gross.currency())
                .putObject("details")
                .put("subtotal", gross.text());
        sale.put("payment_mode", "INSTANT_TRANSFER").put("protection_eligibility", "INELIGIBLE");
        if (isPaid()) {
            sale.putObject("transaction_fee").put("value", fee.text()).put("currency", fee.currency());
        }
        sale.put("billing_agreement_id", parentId);
        if (!customId.isEmpty()) {
            sale.put("custom", customId);
        }
        sale.put("create_time", createdAt.toString()).put("update_time", updatedAt.toString());
        sale.putArray("links")
                .add(Json.link(apiUrl + "/v1/payments/sale/" + id, "self", "GET"))
                .add(Json.link(apiUrl + "/v1/payments/sale/" + id + "/refund", "refund", "POST"));
        return sale;
    }

    /** As a subscription's list of transactions shows it. */
    ObjectNode transaction(Payer payer) {
        ObjectNode row = Json.object().put("id", id).put("status", status).put("payer_email", payer.email());
        if (!reason.isEmpty()) {
            row.putObject("status_details").put("reason", reason);
        }
        row.set("payer_name", payer.name());
        ObjectNode split = row.putObject("amount_with_breakdown");
        split.set("gross_amount", gross.json());
        if (isPaid()) {
            split.set("fee_amount", fee.json());
            split.set("net_amount", gross.minus(fee).json());
        }
        row.put("time", createdAt.toString());
        return row;
    }

    private String saleState() {
        return status.equals("DECLINED") ? "denied" : status.toLowerCase(Locale.ROOT);
    }
}
