package org.broadsheet.donation.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.broadsheet.donation.PaymentProvider.Done;
import org.broadsheet.donation.PaymentProvider.Gift;
import org.broadsheet.donation.PaymentProvider.Started;
import org.broadsheet.donation.Reply;
import org.broadsheet.donation.Reply.Refusal;
import org.broadsheet.donation.Truth;

/** Gifts again and again, by Subscriptions v1. */
final class Subscriptions {
    private static final String PATH = "/v1/billing/subscriptions";
    private static final Set<String> ENDED = Set.of("CANCELLED", "EXPIRED");

    /** Clocks differ, and what was paid just now is to be in the list. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final PayPalCalls calls;
    private final PayPalAccount account;
    private final Plans plans;
    private final Events events;
    private final Clock clock;

    Subscriptions(PayPalCalls calls, PayPalAccount account, Plans plans, Events events, Clock clock) {
        this.calls = calls;
        this.account = account;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    Reply<Started> start(Gift gift, String requestId) {
        return Replies.then(plans.plan(gift), plan -> {
            Reply<JsonNode> created = calls.post(PATH, SubscriptionRequest.of(gift, plan), requestId);
            if (created instanceof Reply.Refused<JsonNode>(Refusal refusal, String issue, var debugId)
                    && refusal == Refusal.GONE) {
                // The plan is, not the gift: somebody removed it at PayPal.
                return new Reply.Refused<>(Refusal.MERCHANT, issue, debugId);
            }
            return Replies.read(created, found -> Approval.of(found, account, clock.instant()));
        });
    }

    /** Payments are read from the list alone: events that tell of them come in any order, and their times are stale. */
    Reply<Truth> fetch(String subscription, Instant since) {
        return Replies.then(
                calls.get(PATH + "/" + subscription, Map.of("fields", "plan")),
                found -> Replies.then(
                        SubscriptionTruth.isWaiting(found)
                                ? new Reply.Done<>(MissingNode.getInstance(), null)
                                : transactions(subscription, since),
                        paid -> Replies.read(
                                SubscriptionTruth.hasGivenBack(paid)
                                        ? GivenBack.read(events, Json.text(found.path("custom_id")), since, clock)
                                        : new Reply.Done<>(GivenBack.NOTHING, null),
                                back -> SubscriptionTruth.of(found, paid, back, clock.instant()))));
    }

    private Reply<JsonNode> transactions(String subscription, Instant since) {
        Instant until = clock.instant().plus(AHEAD);
        Instant from = since.isBefore(until) ? since : until.minus(Duration.ofDays(1));
        return calls.get(
                PATH + "/" + subscription + "/transactions",
                Map.of("start_time", written(from), "end_time", written(until)));
    }

    /** PayPal knows no repetition of this call: its status is read first, and again when it is refused. */
    Reply<Done> cancel(String subscription, String reason) {
        return Replies.then(calls.get(PATH + "/" + subscription), found -> {
            if (hasEnded(found)) {
                return new Reply.Done<>(new Done(), null);
            }
            Map<String, String> body =
                    Map.of("reason", Objects.requireNonNullElse(Wording.cut(reason, Wording.REASON), "Cancelled"));
            Reply<JsonNode> cancelled = calls.post(PATH + "/" + subscription + "/cancel", body, null);
            if (Replies.isRefused(cancelled, Refusal.ALREADY_DONE)) {
                return afterRefusal(subscription, cancelled);
            }
            return Replies.then(cancelled, ended -> new Reply.Done<>(new Done(), null));
        });
    }

    private Reply<Done> afterRefusal(String subscription, Reply<JsonNode> refused) {
        return Replies.then(calls.get(PATH + "/" + subscription), found -> {
            if (hasEnded(found)) {
                return new Reply.Done<>(new Done(), null);
            }
            // Such as one that the donor has not approved: there is nothing to end.
            return refused instanceof Reply.Refused<JsonNode>(var refusal, var issue, var debugId)
                    ? new Reply.Refused<>(Refusal.NOT_READY, issue, debugId)
                    : Replies.then(refused, ended -> new Reply.Done<>(new Done(), null));
        });
    }

    private static boolean hasEnded(JsonNode subscription) {
        return ENDED.contains(subscription.path("status").asText(""));
    }

    private static String written(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
