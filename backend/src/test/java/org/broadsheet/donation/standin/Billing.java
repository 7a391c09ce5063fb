package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Subscriptions: approved by the payer, billed as time passes, suspended and cancelled by either side. */
final class Billing {
    private final World world;
    private final Payments payments;
    private final Notifications notifications;
    private final Catalogue catalogue;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();

    Billing(World world, Payments payments, Notifications notifications, Catalogue catalogue) {
        this.world = world;
        this.payments = payments;
        this.notifications = notifications;
        this.catalogue = catalogue;
        world.clock.onMove(() -> world.alone(this::billDue));
    }

    Answer create(Call call) {
        Catalogue.Plan plan = catalogue.forSubscription(call.body());
        Subscription subscription = new Subscription(
                world.ids.subscription(),
                world.ids.billingToken(),
                "EC-" + world.ids.transaction(),
                call.body(),
                plan.request(),
                Catalogue.price(call.body(), plan.request()),
                world.clock.second());
        subscriptions.put(subscription.id, subscription);
        emit(subscription, "CREATED", "Subscription created");
        return Answer.created(subscription.json(world, call.full()), subscription.id);
    }

    Answer get(Call call) {
        return Answer.ok(find(call.id()).json(world, true));
    }

    ObjectNode show(String id, boolean full) {
        return find(id).json(world, full);
    }

    Answer cancel(Call call) {
        reason(call);
        Subscription subscription = find(call.id());
        if (!List.of("ACTIVE", "SUSPENDED").contains(subscription.status)) {
            throw Refusal.of(422, "SUBSCRIPTION_STATUS_INVALID");
        }
        cancel(subscription.id);
        return Answer.nothing();
    }

    Answer suspend(Call call) {
        reason(call);
        Subscription subscription = find(call.id());
        if (!subscription.status.equals("ACTIVE")) {
            throw Refusal.of(422, "SUBSCRIPTION_STATUS_INVALID");
        }
        become(subscription, "SUSPENDED", "Subscription suspended");
        return Answer.nothing();
    }

    Answer activate(Call call) {
        Subscription subscription = find(call.id());
        if (!List.of("SUSPENDED", "APPROVED").contains(subscription.status)) {
            throw Refusal.of(422, "SUBSCRIPTION_STATUS_INVALID");
        }
        int threshold = subscription.failureThreshold();
        if (threshold > 0 && subscription.failed >= threshold) {
            throw Refusal.of(422, "SUBSCRIPTION_CANNOT_BE_ACTIVATED");
        }
        start(subscription, "COMPLETED");
        return Answer.nothing();
    }

    Answer transactions(Call call) {
        Subscription subscription = find(call.id());
        Instant from = time(call, "start_time");
        Instant to = time(call, "end_time");
        ObjectNode body = Json.object();
        var list = body.putArray("transactions");
        payments.of(subscription.id).stream()
                .filter(p -> !p.createdAt.isBefore(from) && !p.createdAt.isAfter(to))
                .forEach(p -> list.add(p.transaction(subscription.payer)));
        body.putArray("links")
                .add(Json.link(
                        world.apiUrl + "/v1/billing/subscriptions/" + subscription.id + "/transactions",
                        "self",
                        "GET"));
        return Answer.ok(body);
    }

    Subscription find(String id) {
        Subscription subscription = subscriptions.get(id);
        if (subscription == null) {
            throw Refusal.gone();
        }
        return subscription;
    }

    Subscription byToken(String billingToken) {
        return subscriptions.values().stream()
                .filter(s -> s.billingToken.equals(billingToken) && !s.isExpired(world.clock.instant()))
                .findFirst()
                .orElseThrow(Refusal::gone);
    }

    List<Subscription> all() {
        return List.copyOf(subscriptions.values());
    }

    /** The payer agreed. @param outcome of the first payment: COMPLETED, PENDING or DECLINED */
    Subscription approve(String id, String outcome, Payer payer) {
        Subscription subscription = find(id);
        if (!subscription.isOpen()) {
            return subscription;
        }
        subscription.payer = payer;
        if (subscription.startsByItself()) {
            start(subscription, outcome);
        } else {
            subscription.status = "APPROVED";
            subscription.statusAt = world.clock.second();
        }
        return subscription;
    }

    private void start(Subscription subscription, String outcome) {
        boolean isFirst = subscription.startedAt == null;
        if (isFirst) {
            subscription.startedAt = world.clock.second();
            subscription.nextBillingAt = subscription.startedAt;
        }
        become(subscription, "ACTIVE", "Subscription activated");
        if (isFirst) {
            bill(subscription, outcome);
        }
    }

    /** One billing cycle, now. @param outcome COMPLETED, PENDING or DECLINED */
    void bill(Subscription subscription, String outcome) {
        Instant cycle = subscription.nextBillingAt;
        subscription.nextBillingAt = subscription.after(cycle);
        boolean fails = subscription.failsNext || outcome.equals("DECLINED");
        subscription.failsNext = false;
        if (fails) {
            fail(subscription);
            return;
        }
        Payment payment = payments.take(subscription.id, true, subscription.customId(), "", subscription.price);
        subscription.lastPayment = payment;
        subscription.cycles++;
        if (outcome.equals("PENDING")) {
            payments.pending(payment, "ECHECK");
        } else {
            payments.complete(payment);
        }
        int total = subscription.totalCycles();
        if (total > 0 && subscription.cycles >= total) {
            become(subscription, "EXPIRED", "Subscription expired");
        }
    }

    private void fail(Subscription subscription) {
        subscription.failed++;
        emit(subscription, "PAYMENT.FAILED", "Payment failed for subscription");
        int threshold = subscription.failureThreshold();
        if (threshold > 0 && subscription.failed >= threshold) {
            become(subscription, "SUSPENDED", "Subscription suspended");
        }
    }

    void cancel(String id) {
        become(find(id), "CANCELLED", "Subscription cancelled");
    }

    private void billDue() {
        for (Subscription subscription : all()) {
            while (subscription.status.equals("ACTIVE") && !subscription.nextBillingAt.isAfter(world.clock.instant())) {
                bill(subscription, "COMPLETED");
            }
        }
    }

    private void become(Subscription subscription, String status, String summary) {
        subscription.status = status;
        subscription.statusAt = world.clock.second();
        emit(subscription, status.equals("ACTIVE") ? "ACTIVATED" : status, summary);
    }

    private void emit(Subscription subscription, String word, String summary) {
        notifications.emit(
                "BILLING.SUBSCRIPTION." + word, "subscription", "2.0", summary, subscription.json(world, true));
    }

    void clear() {
        subscriptions.clear();
    }

    private static void reason(Call call) {
        String reason = Json.need(call.body(), "/reason");
        if (reason.isEmpty() || reason.length() > 128) {
            throw Refusal.of(400, "INVALID_STRING_MAX_LENGTH").at("/reason", reason);
        }
    }

    private static Instant time(Call call, String name) {
        String given = call.query().get(name);
        if (given == null) {
            throw Refusal.of(400, "MISSING_REQUIRED_PARAMETER").at(name, "");
        }
        return Times.read(given, name);
    }
}
