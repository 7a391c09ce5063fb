package org.broadsheet.donation.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.donation.PaymentProvider.Event;
import org.broadsheet.donation.Reply;
import org.jspecify.annotations.Nullable;

/** PayPal's events: what each names of ours, and those that were sent since some time. */
final class Events {
    private static final String PATH = "/v1/notifications/webhooks-events";
    private static final int MOST_PAGES = 100;
    private static final int MOST_REFERENCES = 10;

    /** All that change what we know; a webhook is registered for these. */
    static final List<String> TYPES = List.of(
            "CHECKOUT.ORDER.APPROVED",
            "CHECKOUT.PAYMENT-APPROVAL.REVERSED",
            "PAYMENT.CAPTURE.COMPLETED",
            "PAYMENT.CAPTURE.PENDING",
            "PAYMENT.CAPTURE.DENIED",
            "PAYMENT.CAPTURE.DECLINED",
            "PAYMENT.CAPTURE.REFUNDED",
            "PAYMENT.CAPTURE.REVERSED",
            "PAYMENT.SALE.COMPLETED",
            "PAYMENT.SALE.PENDING",
            "PAYMENT.SALE.DENIED",
            "PAYMENT.SALE.REFUNDED",
            "PAYMENT.SALE.REVERSED",
            "BILLING.SUBSCRIPTION.ACTIVATED",
            "BILLING.SUBSCRIPTION.UPDATED",
            "BILLING.SUBSCRIPTION.SUSPENDED",
            "BILLING.SUBSCRIPTION.CANCELLED",
            "BILLING.SUBSCRIPTION.EXPIRED",
            "BILLING.SUBSCRIPTION.PAYMENT.FAILED",
            "CUSTOMER.DISPUTE.CREATED",
            "CUSTOMER.DISPUTE.UPDATED",
            "CUSTOMER.DISPUTE.RESOLVED");

    private final PayPalCalls calls;
    private final Clock clock;

    Events(PayPalCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    Reply<List<Event>> between(Instant since, Instant until) {
        return Replies.then(list(since, until, Map.of()), found -> {
            List<Event> events = new ArrayList<>();
            found.forEach(envelope -> event(envelope).ifPresent(events::add));
            return new Reply.Done<>(List.copyOf(events), null);
        });
    }

    /** What events of one type tell of; PayPal forgets them after some weeks. */
    Reply<List<JsonNode>> resources(String type, Instant since) {
        return Replies.then(
                list(since, clock.instant(), Map.of("event_type", type)),
                found -> new Reply.Done<>(
                        found.stream().map(event -> event.path("resource")).toList(), null));
    }

    /** All of them: some alone would be taken for all. */
    private Reply<List<JsonNode>> list(Instant since, Instant until, Map<String, String> filter) {
        Map<String, String> query = new HashMap<>(filter);
        query.put("start_time", since.truncatedTo(ChronoUnit.SECONDS).toString());
        query.put(
                "end_time", until.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1).toString());
        query.put("page_size", "100");
        List<JsonNode> events = new ArrayList<>();
        Reply<JsonNode> page = calls.get(PATH, query);
        for (int pages = 1; page instanceof Reply.Done<JsonNode> done; pages++) {
            done.value().path("events").forEach(events::add);
            Optional<String> next = Json.link(done.value(), "next").flatMap(Events::query);
            if (next.isEmpty()) {
                return new Reply.Done<>(List.copyOf(events), done.debugId());
            }
            if (pages == MOST_PAGES) {
                return new Reply.Unknown<>("more events than are read at once", done.debugId());
            }
            page = calls.get(PATH + "?" + next.get());
        }
        return Replies.then(page, never -> new Reply.Done<>(List.copyOf(events), null));
    }

    /** Of a link only what it asks for: the address is ours. */
    private static Optional<String> query(String link) {
        try {
            return Optional.ofNullable(URI.create(link).getRawQuery());
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** Empty when it has no id or no type. */
    static Optional<Event> event(JsonNode envelope) {
        String id = Json.text(envelope.path("id"));
        String type = Json.text(envelope.path("event_type"));
        if (id == null || id.length() > 100 || type == null || type.length() > 100) {
            return Optional.empty();
        }
        JsonNode resource = envelope.path("resource");
        return Optional.of(
                new Event(id, type, donation(type, resource), references(resource), dispute(type, resource)));
    }

    private static @Nullable String donation(String type, JsonNode resource) {
        // The id in a refund is the refund's own, or inherited: the payment that it names is surer.
        if (type.endsWith(".REFUNDED") || type.endsWith(".REVERSED")) {
            return null;
        }
        return Json.optional(resource.path("custom_id"))
                .or(() -> Json.optional(resource.path("custom")))
                .or(() -> Json.optional(resource.path("purchase_units").path(0).path("custom_id")))
                .or(() -> Json.optional(
                        resource.path("disputed_transactions").path(0).path("custom")))
                .filter(donation -> donation.length() <= 127)
                .orElse(null);
    }

    private static @Nullable String dispute(String type, JsonNode resource) {
        return type.startsWith("CUSTOMER.DISPUTE.")
                ? Json.optional(resource.path("dispute_id")).filter(Json::isId).orElse(null)
                : null;
    }

    /** What the donation is known by, before what only one of its payments is. */
    private static List<String> references(JsonNode resource) {
        JsonNode related = resource.path("supplementary_data").path("related_ids");
        Set<String> found = new LinkedHashSet<>();
        add(found, related.path("order_id"));
        add(found, resource.path("order_id"));
        add(found, resource.path("billing_agreement_id"));
        Json.parentId(resource).ifPresent(found::add);
        add(found, resource.path("id"));
        add(found, related.path("capture_id"));
        add(found, resource.path("capture_id"));
        add(found, resource.path("sale_id"));
        resource.path("disputed_transactions")
                .forEach(transaction -> add(found, transaction.path("seller_transaction_id")));
        add(found, resource.path("dispute_id"));
        return found.stream().limit(MOST_REFERENCES).toList();
    }

    private static void add(Set<String> found, JsonNode id) {
        Json.optional(id).filter(Json::isId).ifPresent(found::add);
    }
}
