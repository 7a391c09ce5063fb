package org.broadsheet.donation.demo;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.donation.Dispute;
import org.broadsheet.donation.Frequency;
import org.broadsheet.donation.Mode;
import org.broadsheet.donation.Money;
import org.broadsheet.donation.PaymentProvider;
import org.broadsheet.donation.Reply;
import org.broadsheet.donation.Reply.Refusal;
import org.broadsheet.donation.Statement;
import org.broadsheet.donation.Truth;
import org.broadsheet.donation.Truth.Agreement;
import org.broadsheet.donation.Truth.Payment;
import org.broadsheet.donation.demo.DemoOrders.Order;
import org.broadsheet.shared.Origins;
import org.jspecify.annotations.Nullable;

/** Behaves as PayPal does, step by step, and moves no money: what is tried here is the way that real gifts take. */
@ApplicationScoped
class DemoProvider implements PaymentProvider {
    private static final String ID = "demo";
    private static final Duration APPROVABLE = Duration.ofHours(3);
    private static final Map<String, Integer> DECIMALS = decimalsOfPayPal();

    private final DemoOrders orders;
    private final Origins origins;

    DemoProvider(DemoOrders orders, Origins origins) {
        this.orders = orders;
        this.origins = origins;
    }

    private static Map<String, Integer> decimalsOfPayPal() {
        Map<String, Integer> decimals = new HashMap<>();
        for (String currency : List.of(
                "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "ILS", "MXN", "MYR", "NOK", "NZD",
                "PHP", "PLN", "SEK", "SGD", "THB", "USD")) {
            decimals.put(currency, 2);
        }
        for (String currency : List.of("HUF", "JPY", "TWD")) {
            decimals.put(currency, 0);
        }
        return Map.copyOf(decimals);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Mode mode() {
        return Mode.DEMO;
    }

    @Override
    public String account() {
        return ID;
    }

    @Override
    public Map<String, Integer> decimals() {
        return DECIMALS;
    }

    @Override
    public Reply<Started> start(Gift gift, String requestId) {
        Order order = orders.begin(gift, requestId);
        return new Reply.Done<>(
                new Started(
                        order.reference(),
                        origins.apiUrl() + "/v1/donations/demo/" + order.reference(),
                        order.createdAt().plus(APPROVABLE)),
                null);
    }

    @Override
    public Reply<Truth> fetch(String reference, Frequency frequency, Instant since) {
        orders.finishReviews(reference);
        return orders.find(reference)
                .<Reply<Truth>>map(order -> new Reply.Done<>(truth(order), null))
                .orElseGet(() -> new Reply.Refused<>(Refusal.GONE, "NO_SUCH_ORDER", null));
    }

    @Override
    public Reply<Truth> capture(String reference, String requestId) {
        Order order = orders.find(reference).orElse(null);
        if (order == null) {
            return new Reply.Refused<>(Refusal.GONE, "NO_SUCH_ORDER", null);
        }
        return switch (order.state()) {
            case "waiting" -> new Reply.Refused<>(Refusal.NOT_READY, "ORDER_NOT_APPROVED", null);
            case "declined" -> new Reply.Refused<>(Refusal.DECLINED, "TRANSACTION_REFUSED", null);
            case "approved", "approved_pending" -> {
                orders.capture(order);
                yield fetch(reference, Frequency.ONCE, Instant.EPOCH);
            }
            default -> new Reply.Refused<>(Refusal.ALREADY_DONE, "ORDER_ALREADY_CAPTURED", null);
        };
    }

    @Override
    public Reply<Truth.Refund> refund(
            String paymentId, @Nullable Money amount, String refundId, String note, String requestId) {
        return orders.refund(paymentId, amount, refundId)
                .<Reply<Truth.Refund>>map(refund -> new Reply.Done<>(refund, null))
                .orElseGet(() -> new Reply.Refused<>(Refusal.OUR_FAULT, "REFUND_AMOUNT_EXCEEDED", null));
    }

    @Override
    public Reply<Done> cancel(String reference, String reason) {
        orders.move(reference, "cancelled");
        return new Reply.Done<>(new Done(), null);
    }

    @Override
    public Verdict verify(WebhookCall call) {
        return new Verdict.Forged("the demonstration sends no webhooks");
    }

    @Override
    public Reply<List<Event>> events(Instant since, Instant until) {
        return new Reply.Done<>(List.of(), null);
    }

    @Override
    public Reply<Dispute> dispute(String id) {
        return new Reply.Refused<>(Refusal.GONE, "NO_SUCH_DISPUTE", null);
    }

    @Override
    public Reply<Statement> statement(Instant from, Instant until) {
        return new Reply.Done<>(new Statement(until, orders.statement(from, until)), null);
    }

    @Override
    public List<Check> selfTest() {
        return List.of(
                new Check("Donations are a demonstration", true, "Set BROADSHEET_DONATIONS=paypal to take real ones"));
    }

    private Truth truth(Order order) {
        List<Payment> payments = orders.payments(order);
        Agreement agreement = switch (order.state()) {
            case "waiting" -> Agreement.WAITING;
            case "approved", "approved_pending" -> Agreement.APPROVED;
            case "declined" ->
                // An order is refused when it is captured; a subscription never runs.
                order.frequency().isRecurring() ? Agreement.OVER : Agreement.APPROVED;
            case "active" -> Agreement.ACTIVE;
            case "cancelled" -> Agreement.CANCELLED;
            default -> Agreement.COMPLETED;
        };
        Instant next = agreement == Agreement.ACTIVE
                ? order.nextAfter(payments.getLast().at())
                : null;
        return new Truth(order.reference(), agreement, order.donation(), order.amount(), payments, next);
    }

    /** As long as what a provider calls its orders, and as hard to guess. */
    static String reference() {
        return "DEMO-" + UUID.randomUUID();
    }
}
