package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An order: what was asked for, who approved it, and what its capture will come to. */
final class Order {
    private static final Duration WINDOW = Duration.ofHours(3);

    final String id;
    final JsonNode request;
    Money amount;
    final Instant createdAt;
    Instant redirectedAt;
    String status;
    Payer payer;
    /** What capturing comes to: COMPLETED, PENDING, DECLINED, or an issue code that refuses it. */
    String outcome = "COMPLETED";

    Order(String id, JsonNode request, Money amount, Instant createdAt) {
        this.id = id;
        this.request = request.deepCopy();
        this.amount = amount;
        this.createdAt = createdAt;
        status = hasSource() ? "PAYER_ACTION_REQUIRED" : "CREATED";
    }

    boolean hasSource() {
        return request.has("payment_source");
    }

    JsonNode unit() {
        return request.at("/purchase_units/0");
    }

    boolean hasDonationItems() {
        for (JsonNode item : unit().path("items")) {
            if (item.path("category").asText().equals("DONATION")) {
                return true;
            }
        }
        return false;
    }

    void misreport(Money other) {
        amount = other;
        ((ObjectNode) unit()).set("amount", other.json());
    }

    void misreport(String customId) {
        ((ObjectNode) unit()).put("custom_id", customId);
    }

    /** Three hours to be redirected, then three more to approve and capture. */
    boolean isExpired(Instant now) {
        Instant since = redirectedAt == null ? createdAt : redirectedAt;
        return !status.equals("COMPLETED") && now.isAfter(since.plus(WINDOW));
    }

    String returnUrl() {
        return context("return_url");
    }

    String cancelUrl() {
        return context("cancel_url");
    }

    String brand() {
        return context("brand_name");
    }

    private String context(String field) {
        JsonNode source = request.at("/payment_source/paypal/experience_context/" + field);
        return source.isMissingNode()
                ? request.at("/application_context/" + field).asText("")
                : source.asText();
    }

    ObjectNode json(World world, List<Payment> captures, List<Refund> refunds, boolean full) {
        ObjectNode order = Json.object().put("id", id).put("status", status);
        if (full) {
            order.set("intent", request.get("intent"));
            order.put("create_time", createdAt.toString());
        }
        if (hasSource() || payer != null) {
            order.putObject("payment_source").set("paypal", payer == null ? Json.object() : payer.source());
        }
        if (payer != null && full) {
            order.set("payer", payer.payer());
        }
        if (full) {
            units(order.putArray("purchase_units"), world, captures, refunds);
        }
        links(order.putArray("links"), world);
        return order;
    }

    private void units(ArrayNode units, World world, List<Payment> captures, List<Refund> refunds) {
        for (JsonNode asked : request.path("purchase_units")) {
            ObjectNode unit = units.addObject();
            unit.put("reference_id", asked.path("reference_id").asText("default"));
            for (String field : List.of("amount", "description", "custom_id", "invoice_id", "items")) {
                if (asked.has(field)) {
                    unit.set(field, asked.get(field));
                }
            }
            unit.putObject("payee")
                    .put("email_address", world.account.email)
                    .put("merchant_id", world.account.merchantId);
            if (!captures.isEmpty()) {
                ObjectNode payments = unit.putObject("payments");
                captures.forEach(c -> payments.withArray("captures").add(c.capture(world.apiUrl, false)));
                refunds.forEach(r -> payments.withArray("refunds").add(r.json(world.apiUrl, true)));
            }
        }
    }

    private void links(ArrayNode links, World world) {
        String self = world.apiUrl + "/v2/checkout/orders/" + id;
        links.add(Json.link(self, "self", "GET"));
        switch (status) {
            case "PAYER_ACTION_REQUIRED" -> links.add(Json.link(approvalUrl(world), "payer-action", "GET"));
            case "CREATED" -> links.add(Json.link(approvalUrl(world), "approve", "GET"));
            case "APPROVED" -> links.add(Json.link(self + "/capture", "capture", "POST"));
            default -> {}
        }
    }

    String approvalUrl(World world) {
        return world.payerUrl + "/checkoutnow?token=" + id;
    }
}
