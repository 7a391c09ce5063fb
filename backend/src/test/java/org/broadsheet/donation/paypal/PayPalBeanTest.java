package org.broadsheet.donation.paypal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.donation.Frequency;
import org.broadsheet.donation.Mode;
import org.broadsheet.donation.PaymentProvider;
import org.broadsheet.donation.PlanBook;
import org.broadsheet.testsupport.PostgresForTests;
import org.junit.jupiter.api.Test;

/** The service as a newsroom sets it up. */
@QuarkusTest
@TestProfile(PayPalBeanTest.Chosen.class)
@WithTestResource(PostgresForTests.class)
class PayPalBeanTest {

    @Inject
    @Any
    Instance<PaymentProvider> providers;

    @Test
    void is_there_when_it_is_chosen() {
        PaymentProvider chosen = providers.stream()
                .filter(provider -> provider.id().equals("paypal"))
                .findFirst()
                .orElseThrow();

        assertThat(chosen.mode()).isEqualTo(Mode.SANDBOX);
        assertThat(chosen.account()).isEqualTo("K7QXN4HBRTD2W");
        assertThat(chosen.payee()).contains("K7QXN4HBRTD2W");
        assertThat(chosen.decimals()).containsEntry("HUF", 0).containsEntry("EUR", 2);
    }

    public static class Chosen implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "broadsheet.donations.provider", "paypal",
                    "broadsheet.paypal.client-id", "an-app",
                    "broadsheet.paypal.client-secret", "s3cret",
                    "broadsheet.paypal.merchant-id", "K7QXN4HBRTD2W",
                    "broadsheet.paypal.base-url", "http://127.0.0.1:1");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(NoPlans.class);
        }
    }

    @Alternative
    @ApplicationScoped
    public static class NoPlans implements PlanBook {
        @Override
        public Optional<String> plan(String provider, String account, String currency, Frequency frequency) {
            return Optional.empty();
        }

        @Override
        public void keep(String provider, String account, String currency, Frequency frequency, String plan) {}
    }
}
