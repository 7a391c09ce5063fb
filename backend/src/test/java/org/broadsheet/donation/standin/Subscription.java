package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/** A payer's agreement to be billed each cycle. */
final class Subscription {
    private static final Duration WINDOW = Duration.ofHours(3);

    final String id;
    final String billingToken;
    final String token;
    final JsonNode request;
    final JsonNode plan;
    Money price;
    final Instant createdAt;
    String status = "APPROVAL_PENDING";
    Instant statusAt;
    Payer payer;
    Instant startedAt;
    Instant nextBillingAt;
    Payment lastPayment;
    int cycles;
    int failed;
    boolean failsNext;

    Subscription(
            String id, String billingToken, String token, JsonNode request, JsonNode plan, Money price, Instant now) {
        this.id = id;
        this.billingToken = billingToken;
        this.token = token;
        this.request = request;
        this.plan = plan;
        this.price = price;
        createdAt = now;
        statusAt = now;
    }

    boolean isOpen() {
        return status.equals("APPROVAL_PENDING");
    }

    boolean isExpired(Instant now) {
        return isOpen() && now.isAfter(createdAt.plus(WINDOW));
    }

    boolean isOverridden() {
        return request.has("plan");
    }

    String customId() {
        return request.path("custom_id").asText("");
    }

    String brand() {
        return request.at("/application_context/brand_name").asText("");
    }

    String returnUrl() {
        return request.at("/application_context/return_url").asText("");
    }

    String cancelUrl() {
        return request.at("/application_context/cancel_url").asText("");
    }

    /** Whether approval alone starts it; else the merchant activates it. */
    boolean startsByItself() {
        return request.at("/application_context/user_action")
                .asText("SUBSCRIBE_NOW")
                .equals("SUBSCRIBE_NOW");
    }

    int totalCycles() {
        JsonNode own = request.at("/plan/billing_cycles/0/total_cycles");
        return own.isMissingNode() ? plan.at("/billing_cycles/0/total_cycles").asInt(1) : own.asInt();
    }

    int failureThreshold() {
        return plan.at("/payment_preferences/payment_failure_threshold").asInt(0);
    }

    String everyText() {
        return "every " + unit().toLowerCase(Locale.ROOT) + ", until cancelled";
    }

    Instant after(Instant cycle) {
        int count = plan.at("/billing_cycles/0/frequency/interval_count").asInt(1);
        return (switch (unit()) {
                    case "DAY" -> cycle.atOffset(ZoneOffset.UTC).plusDays(count);
                    case "WEEK" -> cycle.atOffset(ZoneOffset.UTC).plusWeeks(count);
                    case "YEAR" -> cycle.atOffset(ZoneOffset.UTC).plusYears(count);
                    default -> cycle.atOffset(ZoneOffset.UTC).plusMonths(count);
                })
                .toInstant();
    }

    private String unit() {
        return plan.at("/billing_cycles/0/frequency/interval_unit").asText("MONTH");
    }

    ObjectNode json(World world, boolean full) {
        ObjectNode body = Json.object()
                .put("id", id)
                .put("status", status)
                .put("status_update_time", statusAt.toString())
                .put("plan_id", request.path("plan_id").asText())
                .put("plan_overridden", isOverridden())
                .put("create_time", createdAt.toString());
        if (full) {
            details(body);
        }
        String self = world.apiUrl + "/v1/billing/subscriptions/" + id;
        if (isOpen()) {
            String page = world.payerUrl + "/webapps/billing/subscriptions?ba_token=" + billingToken;
            body.withArray("links").add(Json.link(page, "approve", "GET"));
        } else if (status.equals("ACTIVE")) {
            body.withArray("links").add(Json.link(self + "/cancel", "cancel", "POST"));
        }
        body.withArray("links").add(Json.link(self, "self", "GET"));
        return body;
    }

    private void details(ObjectNode body) {
        body.put("quantity", "1");
        if (!customId().isEmpty()) {
            body.put("custom_id", customId());
        }
        if (payer != null) {
            body.set("subscriber", payer.subscriber());
        }
        if (startedAt == null) {
            return;
        }
        body.put("start_time", startedAt.toString());
        ObjectNode info = body.putObject("billing_info");
        info.set("outstanding_balance", Money.zero(price.currency()).json());
        int total = totalCycles();
        info.putArray("cycle_executions")
                .addObject()
                .put("tenure_type", "REGULAR")
                .put("sequence", 1)
                .put("cycles_completed", cycles)
                .put("cycles_remaining", Math.max(0, total - cycles))
                .put("total_cycles", total);
        if (lastPayment != null) {
            ObjectNode last = info.putObject("last_payment");
            last.set("amount", lastPayment.gross.json());
            last.put("time", lastPayment.createdAt.toString());
        }
        if (status.equals("ACTIVE") && nextBillingAt != null) {
            info.put("next_billing_time", nextBillingAt.toString());
        }
        info.put("failed_payments_count", failed);
    }
}
