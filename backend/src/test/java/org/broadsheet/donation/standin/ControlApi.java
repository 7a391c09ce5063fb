package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The same switches over HTTP under {@code /standin/}, for browsers' tests and for people. */
final class ControlApi {
    private final PayPalStandIn standIn;

    ControlApi(PayPalStandIn standIn) {
        this.standIn = standIn;
    }

    void handle(Wire wire) throws IOException {
        if (wire.path().equals("/standin/ca.pem")) {
            byte[] pem = Certificates.pem(Certificates.get().authority()).getBytes(StandardCharsets.US_ASCII);
            wire.send(200, "application/x-pem-file", pem);
            return;
        }
        if (wire.method().equals("GET")
                && (wire.path().equals("/") || wire.path().matches("/standin/?"))) {
            wire.html(200, standIn.world().alone(() -> Desk.page(standIn)));
            return;
        }
        String[] parts = wire.path().substring(1).split("/");
        try {
            JsonNode answer = wire.method().equals("GET") ? read(parts[1]) : act(parts, body(wire));
            if (wire.header("Accept").contains("text/html")) {
                wire.redirect("/standin/");
            } else {
                wire.send(200, answer);
            }
        } catch (RuntimeException wrong) {
            wire.send(400, Json.object().put("error", String.valueOf(wrong.getMessage())));
        }
    }

    private static JsonNode body(Wire wire) throws IOException {
        return !wire.text().startsWith("{") ? Json.object() : Json.MAPPER.readTree(wire.body());
    }

    private JsonNode read(String what) {
        return switch (what) {
            case "config" -> config();
            case "books" -> books();
            case "calls" -> standIn.books().callsJson();
            case "state" -> standIn.world().alone(this::state);
            default -> throw new IllegalArgumentException("nothing to read called " + what);
        };
    }

    private ObjectNode config() {
        return Json.object()
                .put("url", standIn.url())
                .put("clientId", standIn.clientId())
                .put("clientSecret", standIn.clientSecret())
                .put("merchantId", standIn.account().merchantId())
                .put("certificateUrl", standIn.certificateUrl())
                .put("now", standIn.clock().instant().toString())
                .put("judged", standIn.schemas().arePresent());
    }

    private ObjectNode books() {
        ObjectNode books = Json.object();
        books.set("movements", standIn.books().movementsJson());
        ObjectNode balances = books.putObject("balances");
        standIn.books().balances().forEach(balances::put);
        ArrayNode failures = books.putArray("failures");
        standIn.books().failures().forEach(failures::add);
        return books.put("tokens", standIn.tokens().issued());
    }

    private ObjectNode state() {
        ObjectNode state = Json.object();
        ArrayNode orders = state.putArray("orders");
        standIn.orders()
                .all()
                .forEach(o -> orders.addObject()
                        .put("id", o.id)
                        .put("status", o.status)
                        .put("customId", o.unit().path("custom_id").asText("")));
        ArrayNode subscriptions = state.putArray("subscriptions");
        standIn.billing()
                .all()
                .forEach(s -> subscriptions
                        .addObject()
                        .put("id", s.id)
                        .put("status", s.status)
                        .put("customId", s.customId()));
        ArrayNode attempts = state.putArray("deliveries");
        standIn.webhooks()
                .attempts()
                .forEach(a -> attempts.addObject()
                        .put("eventId", a.eventId())
                        .put("eventType", a.eventType())
                        .put("status", a.status()));
        return state;
    }

    private JsonNode act(String[] parts, JsonNode body) {
        String id = parts.length > 2 ? parts[2] : "";
        String verb = parts.length > 3 ? parts[3] : "";
        switch (parts[1]) {
            case "orders" -> order(id, verb, body);
            case "payments" -> payment(id, verb, body);
            case "subscriptions" -> subscription(id, verb);
            case "disputes" -> standIn.dashboard().resolve(id, verb.equals("lose"));
            case "clock" ->
                standIn.clock().forward(Duration.parse(body.path("forward").asText(id)));
            case "faults" -> fault(body);
            case "webhooks" -> webhooks(id, body);
            case "tokens" -> standIn.tokens().revokeAll();
            case "reset" -> standIn.reset();
            default -> throw new IllegalArgumentException("nothing to do called " + parts[1]);
        }
        return Json.object().put("done", true);
    }

    private void order(String id, String verb, JsonNode body) {
        switch (verb) {
            case "approve" -> standIn.approve(id);
            case "pending" -> standIn.approveThenPending(id, body.path("reason").asText("PENDING_REVIEW"));
            case "refuse" -> standIn.approveThenRefuse(id, body.path("issue").asText("INSTRUMENT_DECLINED"));
            case "decline" -> standIn.approveThenDecline(id);
            case "void" -> standIn.voidOrder(id);
            default -> throw new IllegalArgumentException("an order cannot " + verb);
        }
    }

    private void payment(String id, String verb, JsonNode body) {
        Dashboard dashboard = standIn.dashboard();
        switch (verb) {
            case "refund" -> {
                if (body.has("value")) {
                    dashboard.refund(id, body.path("value").asText());
                } else {
                    dashboard.refund(id);
                }
            }
            case "reverse" -> dashboard.reverse(id);
            case "undo-reversal" -> dashboard.undoReversal(id);
            case "complete" -> dashboard.complete(id);
            case "deny" -> dashboard.deny(id);
            case "dispute" -> dashboard.dispute(id, body.path("reason").asText("UNAUTHORISED"));
            default -> throw new IllegalArgumentException("a payment cannot " + verb);
        }
    }

    private void subscription(String id, String verb) {
        switch (verb) {
            case "approve" -> standIn.approveSubscription(id);
            case "cancel" -> standIn.dashboard().cancelSubscription(id);
            case "bill" -> standIn.dashboard().bill(id);
            case "fail" -> standIn.dashboard().failBilling(id);
            default -> throw new IllegalArgumentException("a subscription cannot " + verb);
        }
    }

    private void fault(JsonNode body) {
        if (body.path("clear").asBoolean()) {
            standIn.faults().clear();
            return;
        }
        String operation = body.path("operation").asText("");
        Fault fault = Fault.named(body.path("fault").asText());
        standIn.faults()
                .next(
                        operation.isEmpty() ? null : Operation.named(operation),
                        fault,
                        body.path("times").asInt(1));
    }

    private void webhooks(String verb, JsonNode body) {
        Notifications webhooks = standIn.webhooks();
        switch (verb) {
            case "calm" -> webhooks.calm();
            case "hold" -> webhooks.hold();
            case "release" -> webhooks.release();
            case "resend" -> webhooks.resendAll();
            case "register" -> webhooks.register(body.path("url").asText(), "*");
            case "with" -> body.path("disturbances").forEach(d -> webhooks.with(Disturbance.valueOf(d.asText())));
            case "next" -> body.path("disturbances").forEach(d -> webhooks.next(Disturbance.valueOf(d.asText())));
            case "quiet" -> webhooks.awaitQuiet(Duration.ofSeconds(10));
            default -> throw new IllegalArgumentException("webhooks cannot " + verb);
        }
    }
}
