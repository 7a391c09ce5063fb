package org.broadsheet.donation.paypal;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** A site that could not take gifts, or would believe forged ones, does not start. */
@ApplicationScoped
class PayPalStart {
    private static final Logger LOG = Logger.getLogger(PayPalStart.class);

    private final boolean isChosen;
    private final PayPalSettings settings;

    PayPalStart(
            @ConfigProperty(name = "broadsheet.donations.provider", defaultValue = "demo") String provider,
            PayPalSettings settings) {
        this.isChosen = provider.equals(PayPal.ID);
        this.settings = settings;
    }

    /** Before anything else begins its work. */
    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        if (isChosen) {
            PayPalAccount account = PayPalAccount.of(settings);
            LOG.infof(
                    "Donations by PayPal, %s, at %s",
                    account.mode(), account.base().getHost());
        }
    }
}
