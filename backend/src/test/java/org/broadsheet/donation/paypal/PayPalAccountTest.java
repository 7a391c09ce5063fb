package org.broadsheet.donation.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.util.stream.Stream;
import org.broadsheet.donation.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PayPalAccountTest {

    @ParameterizedTest
    @MethodSource("refused")
    void a_site_that_could_not_take_gifts_or_would_believe_forged_ones_does_not_start(
            Settings settings, String setting) {
        assertThatThrownBy(() -> PayPalAccount.of(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(setting)
                .hasMessageMatching("[^\\n]{20,220}")
                .hasMessageNotContaining("s3cret");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(Settings.live().with(null, "s3cret", "W1"), "BROADSHEET_PAYPAL_CLIENT_ID"),
                arguments(Settings.live().with(" ", "s3cret", "W1"), "BROADSHEET_PAYPAL_CLIENT_ID"),
                arguments(Settings.live().with("id", null, "W1"), "BROADSHEET_PAYPAL_CLIENT_SECRET"),
                arguments(Settings.live().with("id", "", "W1"), "BROADSHEET_PAYPAL_CLIENT_SECRET"),
                arguments(Settings.live().with("id", "s3cret", null), "BROADSHEET_PAYPAL_WEBHOOK_ID"),
                arguments(Settings.live().with("id", "s3cret", ""), "BROADSHEET_PAYPAL_WEBHOOK_ID"),
                arguments(Settings.live().with("id", "s3cret", "WEBHOOK_ID"), "BROADSHEET_PAYPAL_WEBHOOK_ID"),
                arguments(Settings.live().at("http://api-m.paypal.com"), "BROADSHEET_PAYPAL_BASE_URL"),
                arguments(Settings.live().at("https://api-m.sandbox.paypal.com"), "BROADSHEET_PAYPAL_BASE_URL"),
                arguments(Settings.live().at("https://api-m.paypal.com.evil.example"), "BROADSHEET_PAYPAL_BASE_URL"),
                arguments(Settings.live().at("https://api-m.paypal.com:8443"), "BROADSHEET_PAYPAL_BASE_URL"),
                arguments(Settings.live().at("http://localhost:4010"), "BROADSHEET_PAYPAL_BASE_URL"),
                arguments(Settings.live().trusting(null, "/tmp/ca.pem"), "BROADSHEET_PAYPAL_CERTIFICATES"),
                arguments(Settings.live().trusting("http://localhost:4010", null), "BROADSHEET_PAYPAL_CERTIFICATES"),
                arguments(Settings.sandbox().at("https://api-m.paypal.com"), "BROADSHEET_PAYPAL_BASE_URL"),
                arguments(Settings.sandbox().at("ftp://localhost"), "BROADSHEET_PAYPAL_BASE_URL"),
                arguments(Settings.sandbox().at("http://localhost/v1?x=y"), "BROADSHEET_PAYPAL_BASE_URL"),
                arguments(Settings.sandbox().at("https://user@localhost"), "BROADSHEET_PAYPAL_BASE_URL"),
                arguments(Settings.sandbox().with(null, null, null), "BROADSHEET_PAYPAL_CLIENT_ID"));
    }

    @Test
    void live_money_goes_through_paypals_live_hosts_alone() {
        PayPalAccount account = PayPalAccount.of(Settings.live());

        assertThat(account.mode()).isEqualTo(Mode.LIVE);
        assertThat(account.base()).hasToString("https://api-m.paypal.com");
        assertThat(account.approvalOrigins()).containsExactly(URI.create("https://www.paypal.com"));
        assertThat(account.certificateOrigins())
                .extracting(URI::getHost)
                .containsExactlyInAnyOrder("api.paypal.com", "api-m.paypal.com");
        assertThat(account.certificateName()).isEqualTo("messageverificationcerts.paypal.com");
    }

    @Test
    void the_sandbox_believes_no_live_host_and_live_none_of_the_sandbox() {
        PayPalAccount account = PayPalAccount.of(Settings.sandbox());

        assertThat(account.mode()).isEqualTo(Mode.SANDBOX);
        assertThat(account.certificateOrigins())
                .extracting(URI::getHost)
                .containsExactlyInAnyOrder("api.sandbox.paypal.com", "api-m.sandbox.paypal.com");
        assertThat(account.certificateName()).isEqualTo("messageverificationcerts.sandbox.paypal.com");
    }

    @Test
    void a_stand_in_is_believed_and_nobody_else() {
        PayPalAccount account = PayPalAccount.of(Settings.sandbox().at("http://localhost:4010/"));

        assertThat(account.base()).hasToString("http://localhost:4010");
        assertThat(account.approvalOrigins()).containsExactly(account.base());
        assertThat(account.certificateOrigins()).containsExactly(account.base());
    }

    @Test
    void is_named_by_its_merchant_when_that_is_known() {
        assertThat(PayPalAccount.of(Settings.sandbox()).account()).isEqualTo("an-app");
        assertThat(PayPalAccount.of(Settings.sandbox().paidTo("K7QXN4HBRTD2W")).account())
                .isEqualTo("K7QXN4HBRTD2W");
    }

    @Test
    void no_text_of_it_shows_the_secret() {
        assertThat(PayPalAccount.of(Settings.sandbox()).toString()).doesNotContain("s3cret");
    }
}
