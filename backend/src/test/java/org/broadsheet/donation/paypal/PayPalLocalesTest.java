package org.broadsheet.donation.paypal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayPalLocalesTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "en, en",
                "en-GB, en-GB",
                "en_GB, en-GB",
                "en-gb, en-GB",
                "EN-gb, en-GB",
                "' de-DE ', de-DE",
                "pt-BR, pt-BR",
                "zh-Hant-TW, zh-Hant-TW",
                "zh-hant-tw, zh-Hant-TW",
                "sr-Latn, sr-Latn",
                "es-419, es-419",
                "de-DE-1996, de",
                "ca-ES-valencia, ca",
                "en-US-u-ca-gregory, en",
                "ar-EG-u-nu-latn, ar",
                "ast-ES, none",
                "gsw, none",
                "en-, none",
                "'', none",
                "x-private, none",
                "../../etc, none",
                "'en GB', none"
            })
    void is_written_as_paypal_takes_it_or_not_at_all(String tag, String written) {
        assertThat(Locales.of(tag)).isEqualTo(written);
    }
}
