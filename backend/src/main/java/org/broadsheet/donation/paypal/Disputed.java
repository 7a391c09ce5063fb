package org.broadsheet.donation.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import org.broadsheet.donation.Dispute;
import org.broadsheet.donation.Reply;
import org.jspecify.annotations.Nullable;

/** Disputes of Customer Disputes v1: read, and never answered from here. */
final class Disputed {
    private static final String PATH = "/v1/customer/disputes/";

    private final PayPalCalls calls;
    private final Clock clock;

    Disputed(PayPalCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    Reply<Dispute> read(String id) {
        return Replies.read(calls.get(PATH + id), found -> of(found, clock.instant()));
    }

    private static Dispute of(JsonNode dispute, Instant now) {
        String status = Json.needed(dispute, "status");
        Instant opened = Json.time(dispute.path("create_time"), now);
        return new Dispute(
                Json.needed(dispute, "dispute_id"),
                status,
                Json.text(dispute.path("dispute_life_cycle_stage")),
                Json.text(dispute.path("reason")),
                Currencies.moneyOrNull(dispute.path("dispute_amount")),
                Json.text(dispute.path("dispute_outcome").path("outcome_code")),
                timeOrNull(dispute.path("seller_response_due_date")),
                opened,
                Json.time(dispute.path("update_time"), opened),
                status.equals("RESOLVED"));
    }

    private static @Nullable Instant timeOrNull(JsonNode node) {
        Instant none = Instant.MIN;
        Instant time = Json.time(node, none);
        return time.equals(none) ? null : time;
    }
}
