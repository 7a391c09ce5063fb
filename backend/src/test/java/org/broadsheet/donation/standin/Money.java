package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** An amount of one currency, with as many decimals as PayPal gives that currency: none for HUF, JPY and TWD. */
public record Money(String currency, BigDecimal value) {
    static final Set<String> CURRENCIES = Set.of(
            "AUD", "BRL", "CAD", "CNY", "CZK", "DKK", "EUR", "HKD", "HUF", "ILS", "JPY", "MYR", "MXN", "TWD", "NZD",
            "NOK", "PHP", "PLN", "GBP", "SGD", "SEK", "CHF", "THB", "USD");
    private static final Set<String> WITHOUT_DECIMALS = Set.of("HUF", "JPY", "TWD");
    private static final Pattern SYNTAX = Pattern.compile("((-?[0-9]+)|(-?([0-9]+)?[.][0-9]+))");
    private static final BigDecimal MOST = new BigDecimal("999999999999999.99");
    private static final BigDecimal RATE = new BigDecimal("0.0249");
    private static final Map<String, String> FIXED_FEES = Map.of("HUF", "90", "JPY", "40", "TWD", "10");

    public Money {
        value = value.setScale(exponent(currency), RoundingMode.UNNECESSARY);
    }

    static Money zero(String currency) {
        return new Money(currency, BigDecimal.ZERO);
    }

    /** Reads and judges {@code {"currency_code","value"}}. @throws Refusal 400 for a bad shape, 422 for a bad amount */
    static Money read(JsonNode node, String pointer) {
        Money money = readAny(node, pointer);
        if (money.value.signum() <= 0) {
            throw Refusal.of(422, "CANNOT_BE_ZERO_OR_NEGATIVE").at(pointer + "/value", money.text());
        }
        return money;
    }

    private static Money readAny(JsonNode node, String pointer) {
        String currency = Json.need(node, "/currency_code");
        String given = Json.need(node, "/value");
        if (!SYNTAX.matcher(given).matches() || given.length() > 32) {
            throw Refusal.of(400, "INVALID_PARAMETER_SYNTAX").at(pointer + "/value", given);
        }
        if (!CURRENCIES.contains(currency)) {
            throw Refusal.of(422, "INVALID_CURRENCY_CODE").at(pointer + "/currency_code", currency);
        }
        BigDecimal value = new BigDecimal(given);
        if (value.scale() > exponent(currency)) {
            throw Refusal.of(422, "DECIMAL_PRECISION").at(pointer + "/value", given);
        }
        if (value.compareTo(MOST) > 0) {
            throw Refusal.of(422, "MAX_VALUE_EXCEEDED").at(pointer + "/value", given);
        }
        return new Money(currency, value);
    }

    static int exponent(String currency) {
        return WITHOUT_DECIMALS.contains(currency) ? 0 : 2;
    }

    Money plus(Money other) {
        return new Money(currency, value.add(other.value));
    }

    Money minus(Money other) {
        return new Money(currency, value.subtract(other.value));
    }

    Money times(long quantity) {
        return new Money(currency, value.multiply(BigDecimal.valueOf(quantity)));
    }

    /** What PayPal would keep: 2.49 % and a fixed part, never more than the amount. An invention, see STANDIN.md. */
    Money fee() {
        BigDecimal fee = value.multiply(RATE)
                .add(new BigDecimal(FIXED_FEES.getOrDefault(currency, "0.35")))
                .setScale(exponent(currency), RoundingMode.HALF_UP);
        return new Money(currency, fee.min(value));
    }

    /** The amount in the smallest unit PayPal knows. */
    public long minor() {
        return value.movePointRight(exponent(currency)).longValueExact();
    }

    String text() {
        return value.toPlainString();
    }

    ObjectNode json() {
        return Json.object().put("currency_code", currency).put("value", text());
    }
}
