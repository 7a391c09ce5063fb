package org.broadsheet.donation.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.broadsheet.donation.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayPalMoneyTest {

    @ParameterizedTest
    @CsvSource({
        "AUD, 12.50", "BRL, 12.50", "CAD, 12.50", "CHF, 12.50", "CNY, 12.50",
        "CZK, 12.50", "DKK, 12.50", "EUR, 12.50", "GBP, 12.50", "HKD, 12.50",
        "HUF, 1250", "ILS, 12.50", "JPY, 1250", "MXN, 12.50", "MYR, 12.50",
        "NOK, 12.50", "NZD, 12.50", "PHP, 12.50", "PLN, 12.50", "RUB, 12.50",
        "SEK, 12.50", "SGD, 12.50", "THB, 12.50", "TWD, 1250", "USD, 12.50"
    })
    void writes_and_reads_1250_of_the_smallest_unit_of_every_currency(String currency, String written) {
        Money money = new Money(1250, currency);

        assertThat(Currencies.text(money)).isEqualTo(written);
        assertThat(Currencies.money(amount(written, currency))).isEqualTo(money);
    }

    @Test
    void knows_twenty_five_currencies() {
        assertThat(Currencies.DECIMALS).hasSize(25);
    }

    @ParameterizedTest
    @CsvSource({"0.01, 1", "0.10, 10", "1.00, 100", "999999999999.99, 99999999999999"})
    void neither_loses_nor_makes_a_cent(String written, long minor) {
        assertThat(Currencies.money(amount(written, "EUR")).minor()).isEqualTo(minor);
        assertThat(Currencies.text(new Money(minor, "EUR"))).isEqualTo(written);
    }

    @Test
    void reads_decimals_that_say_nothing() {
        assertThat(Currencies.money(amount("500.00", "HUF"))).isEqualTo(new Money(500, "HUF"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12,50", "1e3", "-1.00", "12.505", " 12.50", "+1", "01.00", "NaN", "0x10"})
    void refuses_what_is_no_money(String written) {
        assertThatThrownBy(() -> Currencies.money(amount(written, "EUR"))).isInstanceOf(Replies.Unreadable.class);
    }

    @Test
    void a_number_is_no_money_as_paypal_writes_it() {
        JsonNode number = JsonNodeFactory.instance
                .objectNode()
                .put("currency_code", "EUR")
                .put("value", 12.5);

        assertThatThrownBy(() -> Currencies.money(number)).isInstanceOf(Replies.Unreadable.class);
    }

    @Test
    void a_fee_in_another_currency_is_no_fee_that_is_known() {
        assertThat(Currencies.moneyIn("EUR", amount("1.05", "USD"))).isNull();
        assertThat(Currencies.moneyIn("EUR", amount("0.97", "EUR"))).isEqualTo(new Money(97, "EUR"));
    }

    private static JsonNode amount(String value, String currency) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("currency_code", currency)
                .put("value", value);
    }
}
