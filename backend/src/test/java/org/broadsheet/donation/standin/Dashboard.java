package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What happens inside PayPal without the product's doing: people click, banks decide, time bills. */
public final class Dashboard {
    private final World world;
    private final Payments payments;
    private final Billing billing;
    private final Notifications notifications;
    private final Map<String, ObjectNode> disputes = new HashMap<>();

    Dashboard(World world, Payments payments, Billing billing, Notifications notifications) {
        this.world = world;
        this.payments = payments;
        this.billing = billing;
        this.notifications = notifications;
    }

    /** The merchant refunds in PayPal's own pages. @return the refund's id */
    public String refund(String paymentId, String value) {
        return world.alone(() -> {
            Payment payment = payments.find(paymentId);
            Money amount = new Money(payment.gross.currency(), new BigDecimal(value));
            return payments.giveBack(payment, amount, "", "").id();
        });
    }

    /** The merchant refunds all that is left. @return the refund's id */
    public String refund(String paymentId) {
        return world.alone(() -> {
            Payment payment = payments.find(paymentId);
            return payments.giveBack(payment, payment.left(), "", "").id();
        });
    }

    /** A chargeback takes back what is left. @return the reversal's id */
    public String reverse(String paymentId) {
        return world.alone(() -> payments.reverse(payments.find(paymentId)).id());
    }

    /** The chargeback was won. */
    public void undoReversal(String paymentId) {
        world.alone(() -> payments.undoReversal(payments.find(paymentId)));
    }

    /** A pending payment comes through. */
    public void complete(String paymentId) {
        world.alone(() -> payments.complete(pending(paymentId)));
    }

    /** A pending payment is denied. */
    public void deny(String paymentId) {
        world.alone(() -> payments.deny(pending(paymentId), "DENIED"));
    }

    Answer getDispute(Call call) {
        ObjectNode dispute = disputes.get(call.id());
        if (dispute == null) {
            throw Refusal.gone();
        }
        return Answer.ok(dispute.deepCopy());
    }

    /** Somebody buys something of another shop that has the same account. @return the payment's id */
    public String otherSale(String value, String customId) {
        return world.alone(() -> {
            Money gross = new Money("EUR", new BigDecimal(value));
            String id = world.ids.transaction();
            world.books.book(new Books.Movement(
                    Books.Kind.CAPTURE,
                    id,
                    world.ids.transaction(),
                    customId,
                    gross,
                    gross.fee(),
                    world.clock.second()));
            return id;
        });
    }

    /** The payer disputes a payment. @param reason such as {@code UNAUTHORISED} @return the dispute's id */
    public String dispute(String paymentId, String reason) {
        return world.alone(() -> {
            Payment payment = payments.find(paymentId);
            ObjectNode dispute = Json.object()
                    .put("dispute_id", world.ids.dispute())
                    .put("create_time", world.clock.second().toString())
                    .put("update_time", world.clock.second().toString())
                    .put("reason", reason)
                    .put("status", "WAITING_FOR_SELLER_RESPONSE")
                    .put("dispute_life_cycle_stage", "CHARGEBACK")
                    .put("dispute_channel", "INTERNAL")
                    .put(
                            "seller_response_due_date",
                            world.clock.second().plus(Duration.ofDays(10)).toString());
            dispute.putArray("disputed_transactions").addObject().put("seller_transaction_id", payment.id);
            dispute.set("dispute_amount", payment.left().json());
            String id = dispute.path("dispute_id").asText();
            disputes.put(id, dispute);
            tell("CREATED", dispute);
            return id;
        });
    }

    /** The dispute is decided; for the buyer the money goes back. */
    public void resolve(String disputeId, boolean forBuyer) {
        world.alone(() -> {
            ObjectNode dispute = disputes.get(disputeId);
            dispute.put("status", "RESOLVED")
                    .put("update_time", world.clock.second().toString());
            dispute.putObject("dispute_outcome")
                    .put("outcome_code", forBuyer ? "RESOLVED_BUYER_FAVOUR" : "RESOLVED_SELLER_FAVOUR");
            String paymentId =
                    dispute.at("/disputed_transactions/0/seller_transaction_id").asText();
            if (forBuyer) {
                payments.reverse(payments.find(paymentId));
            }
            dispute.remove("seller_response_due_date");
            tell("RESOLVED", dispute);
        });
    }

    /** The donor cancels the subscription in PayPal's own pages. */
    public void cancelSubscription(String subscriptionId) {
        world.alone(() -> billing.cancel(subscriptionId));
    }

    /** The next cycle is billed now, whatever the clock says. */
    public void bill(String subscriptionId) {
        world.alone(() -> billing.bill(billing.find(subscriptionId), "COMPLETED"));
    }

    /** The next cycle is billed now and fails. */
    public void failBilling(String subscriptionId) {
        world.alone(() -> billing.bill(billing.find(subscriptionId), "DECLINED"));
    }

    /** The next cycle that falls due by the clock will fail. */
    public void failNextCycle(String subscriptionId) {
        world.alone(() -> billing.find(subscriptionId).failsNext = true);
    }

    private Payment pending(String paymentId) {
        Payment payment = payments.find(paymentId);
        if (!payment.status.equals("PENDING")) {
            throw new IllegalStateException(paymentId + " is " + payment.status);
        }
        return payment;
    }

    private void tell(String word, ObjectNode dispute) {
        notifications.emit(
                "CUSTOMER.DISPUTE." + word,
                "dispute",
                "1.0",
                "A dispute was " + (word.equals("CREATED") ? "opened" : "resolved"),
                dispute.deepCopy());
    }
}
