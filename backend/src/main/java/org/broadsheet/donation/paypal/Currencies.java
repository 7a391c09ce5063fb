package org.broadsheet.donation.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.donation.Money;
import org.jspecify.annotations.Nullable;

/**
 * The currencies that PayPal takes, with its own number of decimals: it has none of the forint and the Taiwan dollar,
 * though ISO 4217 has two. See https://developer.paypal.com/docs/reports/reference/paypal-supported-currencies/. Real,
 * renminbi and ringgit work only within their countries.
 */
final class Currencies {
    private static final int USUAL = 2;

    private static final List<String> WITH_TWO = List.of(
            "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "ILS", "MXN", "MYR", "NOK", "NZD",
            "PHP", "PLN", "RUB", "SEK", "SGD", "THB", "USD");

    private static final List<String> WITH_NONE = List.of("HUF", "JPY", "TWD");

    static final Map<String, Integer> DECIMALS = decimals();

    private Currencies() {}

    private static Map<String, Integer> decimals() {
        Map<String, Integer> decimals = new HashMap<>();
        WITH_TWO.forEach(currency -> decimals.put(currency, USUAL));
        WITH_NONE.forEach(currency -> decimals.put(currency, 0));
        return Map.copyOf(decimals);
    }

    /** Money as PayPal writes it. */
    record Amount(String currencyCode, String value) {
        static Amount of(Money money) {
            return new Amount(money.currency(), text(money));
        }
    }

    static String text(Money money) {
        return money.text(decimals(money.currency()));
    }

    /** @throws Replies.Unreadable when there is no money, or more precise money than there is */
    static Money money(JsonNode amount) {
        Money money = moneyOrNull(amount);
        if (money == null) {
            throw new Replies.Unreadable("no amount of money");
        }
        return money;
    }

    static @Nullable Money moneyOrNull(JsonNode amount) {
        String value = Json.text(amount.path("value"));
        String currency = Json.text(amount.path("currency_code"));
        return value == null || currency == null ? null : parsed(value, currency);
    }

    /** Null when it is in another currency, or not said: it is never computed. */
    static @Nullable Money moneyIn(String currency, JsonNode amount) {
        Money money = moneyOrNull(amount);
        return money != null && money.currency().equals(currency) ? money : null;
    }

    static @Nullable Money parsed(String value, String currency) {
        return Money.parse(value, currency, decimals(currency)).orElse(null);
    }

    /** Of a currency that is not PayPal's, enough to tell that it is another than ours. */
    private static int decimals(String currency) {
        return DECIMALS.getOrDefault(currency, USUAL);
    }
}
