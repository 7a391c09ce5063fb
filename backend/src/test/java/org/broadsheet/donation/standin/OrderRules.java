package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What PayPal's business rules say about a new order, beyond its shape. */
final class OrderRules {
    private static final Pattern QUANTITY = Pattern.compile("[1-9][0-9]{0,9}");

    private OrderRules() {}

    /** The amount of the order. @throws Refusal where a rule is broken */
    static Money check(JsonNode order, String requestId) {
        if (!Json.need(order, "/intent").equals("CAPTURE")) {
            throw Refusal.of(400, "INVALID_PARAMETER_VALUE")
                    .at("/intent", order.path("intent").asText());
        }
        JsonNode units = order.path("purchase_units");
        if (!units.isArray() || units.isEmpty()) {
            throw Refusal.of(400, "MISSING_REQUIRED_PARAMETER").at("/purchase_units", "");
        }
        if (order.has("payment_source") && requestId.isEmpty()) {
            throw Refusal.of(400, "PAYPAL_REQUEST_ID_REQUIRED");
        }
        if (units.size() > 1 && units.findValuesAsText("category").contains("DONATION")) {
            throw Refusal.of(422, "DONATION_ITEMS_NOT_SUPPORTED").at("/purchase_units", "");
        }
        Money amount = null;
        for (int i = 0; i < units.size(); i++) {
            Money unit = checkUnit(units.get(i), "/purchase_units/" + i);
            amount = amount == null ? unit : amount;
        }
        return amount;
    }

    private static Money checkUnit(JsonNode unit, String at) {
        Json.need(unit, "/amount/currency_code");
        Money amount = Money.read(unit.path("amount"), at + "/amount");
        JsonNode breakdown = unit.at("/amount/breakdown");
        JsonNode items = unit.path("items");
        if (items.isArray() && !items.isEmpty()) {
            if (!breakdown.has("item_total")) {
                throw Refusal.of(422, "ITEM_TOTAL_REQUIRED").at(at + "/amount/breakdown/item_total", "");
            }
            checkItems(items, breakdown.get("item_total"), at);
        }
        if (breakdown.has("item_total")) {
            Money total = Money.read(breakdown.get("item_total"), at + "/amount/breakdown/item_total");
            if (breakdown.size() == 1 && !total.equals(amount)) {
                throw Refusal.of(422, "AMOUNT_MISMATCH").at(at + "/amount/value", amount.text());
            }
        }
        return amount;
    }

    private static void checkItems(JsonNode items, JsonNode itemTotal, String at) {
        Money stated = Money.read(itemTotal, at + "/amount/breakdown/item_total");
        Money sum = Money.zero(stated.currency());
        Set<String> categories = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            String quantity = Json.need(item, "/quantity");
            if (!QUANTITY.matcher(quantity).matches()) {
                throw Refusal.of(400, "INVALID_PARAMETER_SYNTAX").at(at + "/items/" + i + "/quantity", quantity);
            }
            Money price = Money.read(item.path("unit_amount"), at + "/items/" + i + "/unit_amount");
            sum = sum.plus(price.times(Long.parseLong(quantity)));
            categories.add(item.path("category").asText("PHYSICAL_GOODS"));
        }
        if (categories.contains("DONATION") && categories.size() > 1) {
            throw Refusal.of(422, "MULTIPLE_ITEM_CATEGORIES").at(at + "/items", "");
        }
        if (!sum.equals(stated)) {
            throw Refusal.of(422, "ITEM_TOTAL_MISMATCH").at(at + "/amount/breakdown/item_total/value", stated.text());
        }
    }
}
