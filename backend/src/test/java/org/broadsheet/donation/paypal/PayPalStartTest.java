package org.broadsheet.donation.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.broadsheet.donation.paypal.PayPalSettings.ItemCategory;
import org.broadsheet.donation.paypal.PayPalSettings.Kind;
import org.broadsheet.donation.paypal.PayPalSettings.Verification;
import org.junit.jupiter.api.Test;

class PayPalStartTest {

    @Test
    void starts_nothing_that_would_believe_forged_events() {
        Settings unfinished = Settings.live().with("id", "s3cret", null);

        assertThatThrownBy(() -> new PayPalStart("paypal", unfinished).onStart(new StartupEvent()))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void asks_for_no_account_where_another_provider_is_chosen() {
        Settings none = Settings.live().with(null, null, null);

        assertThatCode(() -> new PayPalStart("demo", none).onStart(new StartupEvent()))
                .doesNotThrowAnyException();
    }

    @Test
    void plays_in_the_sandbox_until_it_is_told_otherwise() {
        PayPalSettings settings = settings(Map.of());

        assertThat(settings.mode()).isEqualTo(Kind.SANDBOX);
        assertThat(settings.itemCategory()).isEqualTo(ItemCategory.NONE);
        assertThat(settings.verification()).isEqualTo(Verification.OFFLINE);
        assertThat(settings.clientSecret()).isEmpty();
    }

    @Test
    void reads_what_a_newsroom_sets() {
        PayPalSettings settings = settings(Map.of(
                "broadsheet.paypal.client-id", "id",
                "broadsheet.paypal.mode", "live",
                "broadsheet.paypal.item-category", "donation",
                "broadsheet.paypal.verification", "offline-then-postback",
                "broadsheet.paypal.base-url", "https://api-m.paypal.com",
                "broadsheet.paypal.certificates.anchor", "ca.pem"));

        assertThat(settings.clientId()).contains("id");
        assertThat(settings.mode()).isEqualTo(Kind.LIVE);
        assertThat(settings.itemCategory()).isEqualTo(ItemCategory.DONATION);
        assertThat(settings.verification()).isEqualTo(Verification.OFFLINE_THEN_POSTBACK);
        assertThat(settings.baseUrl()).isPresent();
        assertThat(settings.certificates().anchor()).contains("ca.pem");
    }

    private static PayPalSettings settings(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(PayPalSettings.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(PayPalSettings.class);
    }
}
