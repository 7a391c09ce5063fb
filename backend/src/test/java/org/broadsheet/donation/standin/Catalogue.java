package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Products and plans: what subscriptions are made from. */
final class Catalogue {
    private record Product(JsonNode request, Instant at) {}

    record Plan(JsonNode request, Instant at, String status) {}

    private final World world;
    private final Map<String, Product> products = new LinkedHashMap<>();
    private final Map<String, Plan> plans = new LinkedHashMap<>();

    Catalogue(World world) {
        this.world = world;
    }

    Answer createProduct(Call call) {
        Json.need(call.body(), "/name");
        String id = call.body().path("id").asText(world.ids.product());
        if (products.containsKey(id)) {
            throw Refusal.of(422, "DUPLICATE_RESOURCE_IDENTIFIER").at("/id", id);
        }
        products.put(id, new Product(call.body(), world.clock.second()));
        return Answer.created(showProduct(id, call.full()), id);
    }

    Answer getProduct(Call call) {
        return Answer.ok(showProduct(call.id(), true));
    }

    ObjectNode showProduct(String id, boolean full) {
        Product product = products.get(id);
        if (product == null) {
            throw Refusal.gone();
        }
        ObjectNode body = Json.object();
        if (full) {
            body.setAll((ObjectNode) product.request);
            body.put("update_time", product.at.toString());
        }
        body.put("id", id).put("name", product.request.path("name").asText()).put("create_time", product.at.toString());
        body.putArray("links").add(Json.link(world.apiUrl + "/v1/catalogs/products/" + id, "self", "GET"));
        return body;
    }

    Answer createPlan(Call call) {
        JsonNode body = call.body();
        String product = Json.need(body, "/product_id");
        if (!products.containsKey(product)) {
            throw Refusal.of(404, "INVALID_RESOURCE_ID").at("/product_id", product);
        }
        JsonNode cycle = body.at("/billing_cycles/0");
        Json.need(cycle, "/frequency/interval_unit");
        Money.read(cycle.at("/pricing_scheme/fixed_price"), "/billing_cycles/0/pricing_scheme/fixed_price");
        String id = world.ids.plan();
        plans.put(id, new Plan(body, world.clock.second(), body.path("status").asText("ACTIVE")));
        return Answer.created(showPlan(id, call.full()), id);
    }

    Answer getPlan(Call call) {
        return Answer.ok(showPlan(call.id(), true));
    }

    ObjectNode showPlan(String id, boolean full) {
        Plan plan = plan(id);
        ObjectNode body = Json.object();
        if (full) {
            body.setAll((ObjectNode) plan.request);
            body.put("update_time", plan.at.toString());
        }
        body.put("id", id)
                .put("product_id", plan.request.path("product_id").asText())
                .put("name", plan.request.path("name").asText())
                .put("status", plan.status)
                .put("create_time", plan.at.toString());
        body.putArray("links").add(Json.link(world.apiUrl + "/v1/billing/plans/" + id, "self", "GET"));
        return body;
    }

    /** The plan of a new subscription. @throws Refusal where it cannot be subscribed to as asked */
    Plan forSubscription(JsonNode subscription) {
        Plan plan = plan(Json.need(subscription, "/plan_id"));
        if (!plan.status.equals("ACTIVE")) {
            throw Refusal.of(422, "PLAN_STATUS_INVALID")
                    .at("/plan_id", subscription.path("plan_id").asText());
        }
        JsonNode context = subscription.path("application_context");
        if (!context.isMissingNode()) {
            Json.need(subscription, "/application_context/return_url");
            Json.need(subscription, "/application_context/cancel_url");
        }
        for (JsonNode cycle : subscription.at("/plan/billing_cycles")) {
            if (cycle.path("sequence").asInt()
                    != plan.request.at("/billing_cycles/0/sequence").asInt()) {
                throw Refusal.of(422, "INVALID_BILLING_CYCLE_SEQUENCE").at("/plan/billing_cycles/0/sequence", "");
            }
            if (cycle.has("frequency")) {
                throw Refusal.of(400, "INVALID_PARAMETER_SYNTAX").at("/plan/billing_cycles/0/frequency", "");
            }
        }
        String currency = plan.request
                .at("/billing_cycles/0/pricing_scheme/fixed_price/currency_code")
                .asText();
        if (!price(subscription, plan.request).currency().equals(currency)) {
            throw Refusal.of(422, "CURRENCY_MISMATCH")
                    .at("/plan/billing_cycles/0/pricing_scheme/fixed_price/currency_code", currency);
        }
        return plan;
    }

    /** What one cycle costs: the subscription's own price, else the plan's. */
    static Money price(JsonNode subscription, JsonNode plan) {
        String at = "/billing_cycles/0/pricing_scheme/fixed_price";
        JsonNode own = subscription.at("/plan" + at);
        return own.isMissingNode() ? Money.read(plan.at(at), at) : Money.read(own, "/plan" + at);
    }

    /** Takes a plan out of use, as the dashboard can. */
    void deactivate(String planId) {
        Plan plan = plan(planId);
        plans.put(planId, new Plan(plan.request, plan.at, "INACTIVE"));
    }

    private Plan plan(String id) {
        Plan plan = plans.get(id);
        if (plan == null) {
            throw Refusal.gone();
        }
        return plan;
    }

    void clear() {
        products.clear();
        plans.clear();
    }
}
