package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Captures, sales and refunds, and what becomes of them. */
final class Payments {
    private static final Duration REFUND_WINDOW = Duration.ofDays(180);

    private final World world;
    private final Notifications notifications;
    private final Map<String, Payment> payments = new LinkedHashMap<>();
    private final Map<String, List<Payment>> byParent = new HashMap<>();
    private final Set<String> paidInvoices = new HashSet<>();
    private final Map<String, Refund> refunds = new LinkedHashMap<>();

    Payments(World world, Notifications notifications) {
        this.world = world;
        this.notifications = notifications;
    }

    Payment take(String parentId, boolean isSale, String customId, String invoiceId, Money gross) {
        Payment payment = new Payment(
                world.ids.transaction(), parentId, isSale, customId, invoiceId, gross, world.clock.second());
        payments.put(payment.id, payment);
        byParent.computeIfAbsent(parentId, p -> new ArrayList<>()).add(payment);
        return payment;
    }

    /** Books a payment that is complete and tells the world. */
    void complete(Payment payment) {
        payment.status = "COMPLETED";
        payment.reason = "";
        if (!payment.invoiceId.isEmpty()) {
            paidInvoices.add(payment.invoiceId);
        }
        payment.updatedAt = world.clock.second();
        Books.Kind kind = payment.isSale ? Books.Kind.SALE : Books.Kind.CAPTURE;
        world.books.book(new Books.Movement(
                kind, payment.id, payment.parentId, payment.customId, payment.gross, payment.fee, payment.updatedAt));
        announce(payment, "COMPLETED", "Payment completed for " + worth(payment.gross));
    }

    void pending(Payment payment, String reason) {
        payment.status = "PENDING";
        payment.reason = reason;
        announce(payment, "PENDING", "Payment pending for " + worth(payment.gross));
    }

    void deny(Payment payment, String event) {
        payment.status = "DECLINED";
        payment.reason = "";
        payment.updatedAt = world.clock.second();
        announce(payment, event, "Payment denied for " + worth(payment.gross));
    }

    boolean isInvoicePaid(String invoiceId) {
        return paidInvoices.contains(invoiceId);
    }

    Payment find(String id) {
        Payment payment = payments.get(id);
        if (payment == null) {
            throw Refusal.gone();
        }
        return payment;
    }

    List<Payment> of(String parentId) {
        return List.copyOf(byParent.getOrDefault(parentId, List.of()));
    }

    /** The refunds of a payment; a reversal is none. */
    List<Refund> refundsOf(Payment payment) {
        return payment.refunds.stream().filter(r -> !r.isReversal()).toList();
    }

    List<Payment> all() {
        return List.copyOf(payments.values());
    }

    Answer get(Call call) {
        Payment payment = find(call.id());
        if (payment.isSale && !world.account.saleRefundsByV2) {
            throw Refusal.gone();
        }
        return Answer.ok(payment.capture(world.apiUrl, true));
    }

    Answer getSale(Call call) {
        return Answer.ok(find(call.id()).sale(world.apiUrl));
    }

    Answer getRefund(Call call) {
        return Answer.ok(showRefund(call.id(), true));
    }

    JsonNode showRefund(String id, boolean full) {
        Refund refund = refunds.get(id);
        if (refund == null) {
            throw Refusal.gone();
        }
        return refund.json(world.apiUrl, full);
    }

    JsonNode showSaleRefund(String id) {
        return refunds.get(id).saleRefund(world.apiUrl);
    }

    Answer refund(Call call) {
        Payment payment = find(call.id());
        if (payment.isSale && !world.account.saleRefundsByV2) {
            throw Refusal.gone();
        }
        JsonNode given = call.body().path("amount");
        Money amount = given.isMissingNode() ? payment.left() : Money.read(given, "/amount");
        Refund refund = giveBack(
                payment,
                amount,
                call.body().path("custom_id").asText(""),
                call.body().path("note_to_payer").asText(""));
        return Answer.created(refund.json(world.apiUrl, call.full()), refund.id());
    }

    Answer refundSale(Call call) {
        Payment payment = find(call.id());
        JsonNode given = call.body().path("amount");
        Money amount = payment.left();
        if (!given.isMissingNode()) {
            ObjectNode inV2Words = Json.object();
            inV2Words.set("currency_code", given.path("currency"));
            inV2Words.set("value", given.path("total"));
            amount = Money.read(inV2Words, "/amount");
        }
        Refund refund = giveBack(payment, amount, call.body().path("custom").asText(""), "");
        return Answer.created(refund.saleRefund(world.apiUrl), refund.id());
    }

    Refund giveBack(Payment payment, Money amount, String customId, String note) {
        if (!payment.isPaid()) {
            throw Refusal.of(422, "PENDING_CAPTURE");
        }
        if (payment.reversed.minor() > 0) {
            throw Refusal.of(422, "REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK");
        }
        if (payment.left().minor() == 0) {
            throw Refusal.of(422, "CAPTURE_FULLY_REFUNDED");
        }
        if (!amount.currency().equals(payment.gross.currency())) {
            throw Refusal.of(422, "REFUND_CAPTURE_CURRENCY_MISMATCH").at("/amount/currency_code", amount.currency());
        }
        if (amount.minor() > payment.left().minor()) {
            throw Refusal.of(422, "REFUND_AMOUNT_EXCEEDED").at("/amount/value", amount.text());
        }
        if (world.clock.instant().isAfter(payment.createdAt.plus(REFUND_WINDOW))) {
            throw Refusal.of(422, "REFUND_TIME_LIMIT_EXCEEDED");
        }
        payment.refunded = payment.refunded.plus(amount);
        payment.updatedAt = world.clock.second();
        payment.settleStatus();
        return record(payment, amount, customId, note, Books.Kind.REFUND);
    }

    /** The bank takes back what is left. */
    Refund reverse(Payment payment) {
        Money left = payment.left();
        payment.reversed = left;
        payment.updatedAt = world.clock.second();
        payment.settleStatus();
        return record(payment, left, "", "", Books.Kind.REVERSAL);
    }

    /** The dispute was won: the reversal is undone. */
    void undoReversal(Payment payment) {
        Money back = payment.reversed;
        payment.reversed = Money.zero(back.currency());
        payment.updatedAt = world.clock.second();
        payment.settleStatus();
        world.books.book(new Books.Movement(
                Books.Kind.REVERSAL_BACK,
                world.ids.transaction(),
                payment.id,
                payment.customId,
                back,
                Money.zero(back.currency()),
                payment.updatedAt));
        announce(payment, "COMPLETED", "Reversal cancelled for " + worth(back));
    }

    private Refund record(Payment payment, Money amount, String customId, String note, Books.Kind kind) {
        boolean isReversal = kind == Books.Kind.REVERSAL;
        Refund refund = new Refund(
                world.ids.transaction(),
                payment,
                amount,
                payment.refunded.plus(payment.reversed),
                customId,
                note,
                isReversal,
                world.clock.second());
        refunds.put(refund.id(), refund);
        payment.refunds.add(refund);
        world.books.book(new Books.Movement(
                kind, refund.id(), payment.id, payment.customId, amount, Money.zero(amount.currency()), refund.at()));
        String word = isReversal ? "REVERSED" : "REFUNDED";
        String summary = "A " + worth(amount) + " payment was " + (isReversal ? "reversed" : "refunded");
        if (payment.isSale) {
            notifications.emit("PAYMENT.SALE." + word, "refund", "1.0", summary, refund.saleRefund(world.apiUrl));
        } else {
            notifications.emit("PAYMENT.CAPTURE." + word, "refund", "2.0", summary, refund.json(world.apiUrl, true));
        }
        return refund;
    }

    private void announce(Payment payment, String word, String summary) {
        if (payment.isSale) {
            notifications.emit("PAYMENT.SALE." + word, "sale", "1.0", summary, payment.sale(world.apiUrl));
        } else {
            notifications.emit(
                    "PAYMENT.CAPTURE." + word, "capture", "2.0", summary, payment.capture(world.apiUrl, true));
        }
    }

    void clear() {
        payments.clear();
        byParent.clear();
        paidInvoices.clear();
        refunds.clear();
    }

    private static String worth(Money money) {
        return money.currency() + " " + money.text() + " " + money.currency();
    }
}
