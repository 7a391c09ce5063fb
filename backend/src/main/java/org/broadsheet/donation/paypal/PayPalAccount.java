package org.broadsheet.donation.paypal;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.broadsheet.donation.Mode;
import org.broadsheet.donation.paypal.PayPalSettings.ItemCategory;
import org.broadsheet.donation.paypal.PayPalSettings.Kind;
import org.broadsheet.donation.paypal.PayPalSettings.Verification;

/**
 * The settings once they are known to make sense.
 *
 * @param base without path, such as {@code https://api-m.paypal.com}
 * @param approvalOrigins where donors may be sent to approve
 * @param certificateOrigins where signing certificates may be fetched: never of both modes, or else anybody with a free
 *     sandbox account could have his events believed
 * @param certificateName whom they must be made out to
 * @param anchorFile believed besides the JVM's; empty in live mode
 */
record PayPalAccount(
        Mode mode,
        URI base,
        String clientId,
        Secret secret,
        String webhookId,
        Optional<String> merchantId,
        ItemCategory itemCategory,
        Verification verification,
        List<URI> approvalOrigins,
        List<URI> certificateOrigins,
        String certificateName,
        Optional<String> anchorFile) {

    /** The simulator on PayPal's site signs with this, for anybody. */
    private static final String SIMULATED = "WEBHOOK_ID";

    private static final URI LIVE = URI.create("https://api-m.paypal.com");
    private static final List<URI> LIVE_HOSTS = List.of(LIVE, URI.create("https://api.paypal.com"));
    private static final URI SANDBOX = URI.create("https://api-m.sandbox.paypal.com");
    private static final List<URI> SANDBOX_HOSTS = List.of(SANDBOX, URI.create("https://api.sandbox.paypal.com"));

    /** Text that no log shows. */
    record Secret(String text) {
        @Override
        public String toString() {
            return "(secret)";
        }
    }

    /** @throws ConfigurationException in one line that names the remedy */
    static PayPalAccount of(PayPalSettings settings) {
        String clientId = needed(settings.clientId(), "BROADSHEET_PAYPAL_CLIENT_ID", "the client id of your REST app");
        String secret =
                needed(settings.clientSecret(), "BROADSHEET_PAYPAL_CLIENT_SECRET", "the secret of your REST app");
        return settings.mode() == Kind.LIVE
                ? live(settings, clientId, new Secret(secret))
                : sandbox(settings, clientId, new Secret(secret));
    }

    private static PayPalAccount live(PayPalSettings settings, String clientId, Secret secret) {
        String webhookId = needed(
                settings.webhookId(), "BROADSHEET_PAYPAL_WEBHOOK_ID", "the id that PayPal shows for your webhook");
        if (webhookId.equals(SIMULATED)) {
            throw refusal("BROADSHEET_PAYPAL_WEBHOOK_ID is the simulator's WEBHOOK_ID, which anybody can have events"
                    + " signed for: set the id that PayPal shows for your webhook");
        }
        if (settings.certificates().anchor().isPresent()
                || settings.certificates().origin().isPresent()) {
            throw refusal("BROADSHEET_PAYPAL_CERTIFICATES is for stand-ins: remove it, or set BROADSHEET_PAYPAL_MODE to"
                    + " sandbox");
        }
        URI base = settings.baseUrl().orElse(LIVE);
        if (!LIVE_HOSTS.contains(base)) {
            throw refusal("BROADSHEET_PAYPAL_BASE_URL is none of PayPal's, and in live mode it must be: remove it");
        }
        return new PayPalAccount(
                Mode.LIVE,
                base,
                clientId,
                secret,
                webhookId,
                settings.merchantId(),
                settings.itemCategory(),
                settings.verification(),
                List.of(URI.create("https://www.paypal.com")),
                LIVE_HOSTS,
                "messageverificationcerts.paypal.com",
                Optional.empty());
    }

    private static PayPalAccount sandbox(PayPalSettings settings, String clientId, Secret secret) {
        URI base = settings.baseUrl().map(PayPalAccount::origin).orElse(SANDBOX);
        if (LIVE_HOSTS.contains(base)) {
            throw refusal("BROADSHEET_PAYPAL_BASE_URL is PayPal's live one, but the mode is sandbox: remove it, or set"
                    + " BROADSHEET_PAYPAL_MODE to live");
        }
        boolean isStandIn = !SANDBOX_HOSTS.contains(base);
        List<URI> certificates = settings.certificates()
                .origin()
                .map(PayPalAccount::origin)
                .map(List::of)
                .orElse(isStandIn ? List.of(base) : SANDBOX_HOSTS);
        return new PayPalAccount(
                Mode.SANDBOX,
                base,
                clientId,
                secret,
                settings.webhookId().orElse(""),
                settings.merchantId(),
                settings.itemCategory(),
                settings.verification(),
                List.of(isStandIn ? base : URI.create("https://www.sandbox.paypal.com")),
                certificates,
                "messageverificationcerts.sandbox.paypal.com",
                settings.certificates().anchor());
    }

    /** Kept with every donation. The merchant's id outlives a change of the REST app. */
    String account() {
        return merchantId.orElse(clientId);
    }

    /** Whether an address has one of these schemes, hosts and ports, and nobody's name before the host. */
    static boolean isAt(URI address, List<URI> origins) {
        return address.getRawUserInfo() == null
                && origins.stream()
                        .anyMatch(origin -> origin.getScheme().equals(address.getScheme())
                                && origin.getHost().equals(address.getHost())
                                && port(origin) == port(address));
    }

    private static int port(URI address) {
        if (address.getPort() != -1) {
            return address.getPort();
        }
        return "https".equals(address.getScheme()) ? 443 : 80;
    }

    private static URI origin(URI address) {
        boolean isOrigin = ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                && address.getHost() != null
                && address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                && (address.getRawPath().isEmpty() || address.getRawPath().equals("/"));
        if (!isOrigin) {
            throw refusal(
                    "BROADSHEET_PAYPAL_BASE_URL and BROADSHEET_PAYPAL_CERTIFICATES_ORIGIN are a scheme, a host and perhaps a port,"
                            + " such as http://localhost:4010");
        }
        return URI.create(address.getScheme() + "://" + address.getRawAuthority());
    }

    private static String needed(Optional<String> value, String name, String what) {
        return value.filter(text -> !text.isBlank())
                .orElseThrow(() -> refusal(name + " is not set: copy " + what
                        + " from developer.paypal.com, or set BROADSHEET_DONATIONS to demo"));
    }

    private static ConfigurationException refusal(String why) {
        return new ConfigurationException(why);
    }
}
