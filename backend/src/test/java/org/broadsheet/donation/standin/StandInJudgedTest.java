package org.broadsheet.donation.standin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stand-in judged by PayPal's official files, where {@code BROADSHEET_PAYPAL_SPECS} names them. */
@EnabledIf(value = "filesAreNamed", disabledReason = "BROADSHEET_PAYPAL_SPECS names no official files")
class StandInJudgedTest extends StandInRules {
    @Override
    Schemas schemas() {
        return Schemas.fromEnvironment();
    }

    static boolean filesAreNamed() {
        return Schemas.fromEnvironment().arePresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "CAPTURE"            | "capture"            | INVALID_PARAMETER_VALUE     | /intent
            "value":"25.00"      | "value":25.00        | INVALID_PARAMETER_SYNTAX    | /purchase_units/0/amount/value
            "value":"25.00"      | "value":"25,00"      | INVALID_PARAMETER_SYNTAX    | /purchase_units/0/amount/value
            "EUR"                | "EURO"               | INVALID_STRING_LENGTH       | /purchase_units/0/amount/currency_code
            "custom_id"          | "custom_Id"          | NOT_SUPPORTED               | /purchase_units/0/custom_Id
            "brand_name"         | "brandName"          | NOT_SUPPORTED               | /payment_source/paypal/experience_context/brandName
            "en-GB"              | "en_GB"              | INVALID_PARAMETER_SYNTAX    | /payment_source/paypal/experience_context/locale
            "currency_code":"EUR",|                     | MISSING_REQUIRED_PARAMETER  | /purchase_units/0/amount/currency_code
            """)
    void a_wrong_request_is_refused_at_its_field(String right, String wrong, String issue, String field) {
        Caller.Reply refused =
                caller.post("/v2/checkout/orders", Caller.ORDER.replace(right, wrong == null ? "" : wrong));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.issue()).isEqualTo(issue);
        assertThat(refused.at("/details/0/field")).isEqualTo(field);
    }

    @Test
    void a_broken_own_answer_is_599_and_stands_in_the_books() {
        standIn.account().merchantId("not a merchant id");
        String order = caller.order();

        assertThat(order).isEmpty();
        assertThat(standIn.books().failures()).hasSize(1);
        standIn.reset();
    }
}
