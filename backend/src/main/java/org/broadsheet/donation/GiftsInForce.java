package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.broadsheet.shared.InForce;
import org.broadsheet.shared.Setting;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How gifts are taken. */
@ApplicationScoped
class GiftsInForce implements InForce {
    private final DonationSettings settings;
    private final Provider provider;
    private final boolean hasPayPal;
    private final boolean hasMail;

    GiftsInForce(
            DonationSettings settings,
            Provider provider,
            @ConfigProperty(name = "broadsheet.paypal.client-secret") Optional<String> secret,
            @ConfigProperty(name = "broadsheet.mail.host") Optional<String> host) {
        this.settings = settings;
        this.provider = provider;
        this.hasPayPal = secret.isPresent();
        this.hasMail = host.isPresent();
    }

    @Override
    public Group inForce() {
        String by = provider.chosen().map(PaymentProvider::id).orElse("off");
        return new Group(
                "donations",
                List.of(
                        Setting.text("provider", by, "Who moves the money; demo moves none")
                                .by("BROADSHEET_DONATIONS"),
                        Setting.flag("open", settings.open(), "New gifts are taken")
                                .by("BROADSHEET_DONATIONS_OPEN"),
                        Setting.flag("live", settings.live(), "Nothing but live money is taken")
                                .by("BROADSHEET_DONATIONS_LIVE"),
                        Setting.flag("payPal", hasPayPal, "PayPal’s secret is set")
                                .by("BROADSHEET_PAYPAL_CLIENT_SECRET"),
                        Setting.text(
                                        "currencies",
                                        String.join(", ", settings.currencies()),
                                        "The currencies that are offered, the usual one first")
                                .by("BROADSHEET_DONATIONS_CURRENCIES"),
                        Setting.number(
                                        "secondPersonFrom",
                                        settings.secondPersonFrom(),
                                        "From so much on, in the smallest unit, a refund needs a second person; 0 is never")
                                .by("BROADSHEET_DONATIONS_SECOND_PERSON_FROM"),
                        Setting.number(
                                        "perAddress",
                                        settings.perAddress(),
                                        "Gifts one address may begin in ten minutes")
                                .by("BROADSHEET_DONATIONS_PER_ADDRESS"),
                        Setting.number("perMinute", settings.perMinute(), "Gifts all together may begin in a minute")
                                .by("BROADSHEET_DONATIONS_PER_MINUTE"),
                        Setting.flag("receipts", hasMail, "Receipts go out by a mail server")
                                .by("BROADSHEET_MAIL_HOST")));
    }
}
