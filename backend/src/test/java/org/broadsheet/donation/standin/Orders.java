package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Orders v2: created, approved by a payer, captured once, or forgotten when their time is over. */
final class Orders {
    private final World world;
    private final Payments payments;
    private final Notifications notifications;
    private final Map<String, Order> orders = new LinkedHashMap<>();

    Orders(World world, Payments payments, Notifications notifications) {
        this.world = world;
        this.payments = payments;
        this.notifications = notifications;
        world.clock.onMove(() -> world.alone(this::expire));
    }

    Answer create(Call call) {
        Money amount = OrderRules.check(call.body(), call.requestId());
        Order order = new Order(world.ids.transaction(), call.body(), amount, world.clock.second());
        orders.put(order.id, order);
        return Answer.created(show(order, call.full()), order.id);
    }

    Answer get(Call call) {
        return Answer.ok(show(find(call.id()), true));
    }

    Answer capture(Call call) {
        Order order = find(call.id());
        if (order.status.equals("COMPLETED")) {
            throw Refusal.of(422, "ORDER_ALREADY_CAPTURED");
        }
        if (!order.status.equals("APPROVED")) {
            throw Refusal.of(422, "ORDER_NOT_APPROVED").with(Json.link(order.approvalUrl(world), "approve", "GET"));
        }
        if (order.hasDonationItems() && !world.account.donationItems) {
            throw Refusal.of(403, "PERMISSION_DENIED_FOR_DONATION_ITEMS");
        }
        String invoiceId = order.unit().path("invoice_id").asText("");
        if (world.account.uniqueInvoices && payments.isInvoicePaid(invoiceId)) {
            throw Refusal.of(422, "DUPLICATE_INVOICE_ID").at("/purchase_units/0/invoice_id", invoiceId);
        }
        settle(order, invoiceId);
        return Answer.created(show(order, call.full()), order.id);
    }

    private void settle(Order order, String invoiceId) {
        String[] outcome = order.outcome.split(":");
        if (!List.of("COMPLETED", "PENDING", "DECLINED").contains(outcome[0])) {
            // The payer has to choose again on the same page before the order can be captured.
            order.status = order.hasSource() ? "PAYER_ACTION_REQUIRED" : "CREATED";
            order.outcome = "COMPLETED";
            throw Refusal.of(422, outcome[0]).with(Json.link(order.approvalUrl(world), "redirect", "GET"));
        }
        Payment capture =
                payments.take(order.id, false, order.unit().path("custom_id").asText(""), invoiceId, order.amount);
        order.status = "COMPLETED";
        switch (outcome[0]) {
            case "PENDING" -> payments.pending(capture, outcome.length > 1 ? outcome[1] : "PENDING_REVIEW");
            case "DECLINED" -> payments.deny(capture, "DECLINED");
            default -> payments.complete(capture);
        }
    }

    JsonNode show(String id, boolean full) {
        return show(find(id), full);
    }

    private ObjectNode show(Order order, boolean full) {
        List<Payment> captures = payments.of(order.id);
        List<Refund> refunds =
                captures.stream().flatMap(c -> payments.refundsOf(c).stream()).toList();
        return order.json(world, captures, refunds, full);
    }

    /** An order that still exists. @throws Refusal 404 for an unknown or expired one */
    Order find(String id) {
        Order order = orders.get(id);
        if (order == null || order.isExpired(world.clock.instant())) {
            throw Refusal.gone();
        }
        return order;
    }

    /** The payer's browser opened the approval page: the second three hours begin. */
    Order opened(String id) {
        Order order = find(id);
        if (order.redirectedAt == null) {
            order.redirectedAt = world.clock.instant();
        }
        return order;
    }

    /** The payer agreed; capturing will come to the outcome. */
    Order approve(String id, String outcome, Payer payer) {
        Order order = opened(id);
        if (order.status.equals("COMPLETED") || order.status.equals("VOIDED")) {
            return order;
        }
        order.status = "APPROVED";
        order.outcome = outcome;
        order.payer = payer;
        notifications.emit(
                "CHECKOUT.ORDER.APPROVED",
                "checkout-order",
                "2.0",
                "An order has been approved by buyer",
                show(order, true));
        return order;
    }

    /** PayPal or the merchant gives the order up. */
    void cancel(String id) {
        find(id).status = "VOIDED";
    }

    /** All orders ever made, oldest first; also those that the API no longer finds. */
    List<Order> all() {
        return List.copyOf(orders.values());
    }

    private void expire() {
        for (Order order : orders.values()) {
            if (order.status.equals("APPROVED") && order.isExpired(world.clock.instant())) {
                order.status = "VOIDED";
                notifications.emit(
                        "CHECKOUT.PAYMENT-APPROVAL.REVERSED",
                        "payment-approval",
                        "2.0",
                        "A payment has been reversed after approval.",
                        Json.object().put("order_id", order.id));
            }
        }
    }

    void clear() {
        orders.clear();
    }
}
