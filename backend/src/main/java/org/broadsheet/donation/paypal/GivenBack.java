package org.broadsheet.donation.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.broadsheet.donation.Reply;
import org.broadsheet.donation.Truth.Refund;
import org.jspecify.annotations.Nullable;

/**
 * What went back of a subscription's payments. Its list says that something did, and neither how much nor when; nothing
 * but the events that PayPal keeps tells.
 *
 * @param refunds by the payment's id, by their own
 * @param reversed the payments that a bank or PayPal took back
 */
record GivenBack(Map<String, Map<String, Refund>> refunds, Set<String> reversed) {
    static final GivenBack NOTHING = new GivenBack(Map.of(), Set.of());

    List<Refund> of(String payment) {
        return List.copyOf(refunds.getOrDefault(payment, Map.of()).values());
    }

    /**
     * Reads PayPal's events since then. What it refuses to tell is as if there were none.
     *
     * @param donation whose id a refund may have inherited
     */
    static Reply<GivenBack> read(Events events, @Nullable String donation, Instant since, Clock clock) {
        return Replies.then(
                all(events, since, ".REFUNDED"),
                refunded -> Replies.then(
                        all(events, since, ".REVERSED"),
                        reversed -> Replies.read(
                                new Reply.Done<>(refunded, null),
                                found -> of(found, reversed, donation, clock.instant()))));
    }

    /** Sales may be given back as captures, and are then told of as such. */
    private static Reply<List<JsonNode>> all(Events events, Instant since, String what) {
        return Replies.then(
                told(events.resources("PAYMENT.SALE" + what, since)),
                sales -> Replies.then(told(events.resources("PAYMENT.CAPTURE" + what, since)), captures -> {
                    List<JsonNode> all = new ArrayList<>(sales);
                    all.addAll(captures);
                    return new Reply.Done<>(all, null);
                }));
    }

    private static Reply<List<JsonNode>> told(Reply<List<JsonNode>> reply) {
        return reply instanceof Reply.Refused ? new Reply.Done<>(List.of(), null) : reply;
    }

    private static GivenBack of(
            List<JsonNode> refunded, List<JsonNode> reversed, @Nullable String donation, Instant now) {
        Map<String, Map<String, Refund>> refunds = new HashMap<>();
        for (JsonNode resource : refunded) {
            String sale = Json.text(resource.path("sale_id"));
            String payment = sale == null ? Json.parentId(resource).orElse(null) : sale;
            if (payment != null) {
                Refund refund =
                        sale == null ? OrderTruth.refund(resource, donation, now) : Sales.refund(resource, null, now);
                refunds.computeIfAbsent(payment, none -> new LinkedHashMap<>()).put(refund.id(), refund);
            }
        }
        Set<String> taken = new HashSet<>();
        for (JsonNode resource : reversed) {
            Json.optional(resource.path("sale_id"))
                    .or(() -> Json.parentId(resource))
                    .or(() -> Json.optional(resource.path("id")))
                    .ifPresent(taken::add);
        }
        return new GivenBack(refunds, taken);
    }
}
