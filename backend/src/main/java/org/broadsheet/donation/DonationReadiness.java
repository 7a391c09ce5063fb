package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells of donations beside the site's readiness, and never makes it unready: it is read by far more than give. */
@Readiness
@ApplicationScoped
class DonationReadiness implements HealthCheck {
    private final Provider provider;
    private final DonationHealth health;

    DonationReadiness(Provider provider, DonationHealth health) {
        this.provider = provider;
        this.health = health;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("donations")
                .up()
                .withData("provider", provider.chosen().map(PaymentProvider::id).orElse("off"))
                .withData("said", health.said())
                .build();
    }
}
