package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Locale;
import java.util.Optional;

/** The one provider that this newsroom takes donations through, if it takes any. */
@ApplicationScoped
class Provider {
    private final Optional<PaymentProvider> chosen;

    Provider(Instance<PaymentProvider> all, DonationSettings settings) {
        this.chosen = all.stream()
                .filter(provider -> provider.id().equals(settings.provider()))
                .findFirst();
        boolean isKnown = chosen.isPresent() || settings.provider().equals("off");
        if (!isKnown) {
            throw new IllegalStateException(
                    "BROADSHEET_DONATIONS is '" + settings.provider() + "'; it must be paypal, demo or off");
        }
        if (settings.live() && chosen.filter(one -> one.mode() != Mode.LIVE).isPresent()) {
            throw new IllegalStateException("the site is live (BROADSHEET_DONATIONS_LIVE) and its donations are not;"
                    + " set BROADSHEET_DONATIONS to paypal in live mode, or to off");
        }
    }

    Optional<PaymentProvider> chosen() {
        return chosen;
    }

    /** By which what is known of it is kept: another account knows nothing of it. */
    static String name(PaymentProvider one) {
        return one.id() + '/' + one.account() + '/' + one.mode().name().toLowerCase(Locale.ROOT);
    }

    /** The one that a donation was begun with; empty when it was with another, or another account of it. */
    Optional<PaymentProvider> of(Donation donation) {
        return chosen.filter(one -> one.id().equals(donation.provider())
                && one.account().equals(donation.account())
                && one.mode() == donation.mode());
    }
}
