package org.broadsheet.donation.paypal;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.broadsheet.donation.PaymentProvider.WebhookCall;
import org.jspecify.annotations.Nullable;

/** The five headers of a webhook, each there once and no longer than PayPal publishes. */
record Transmission(String id, String time, String signature, String certificateUrl, String algorithm) {
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E]+");
    private static final Pattern CERTIFICATE = Pattern.compile("/v1/notifications/certs/CERT-[A-Za-z0-9-]+");

    /** Empty when one is missing, given twice, too long, or not plain text. */
    static Optional<Transmission> of(WebhookCall call) {
        String id = header(call.headers(), "paypal-transmission-id", 50);
        String time = header(call.headers(), "paypal-transmission-time", 100);
        String signature = header(call.headers(), "paypal-transmission-sig", 500);
        String certificateUrl = header(call.headers(), "paypal-cert-url", 500);
        String algorithm = header(call.headers(), "paypal-auth-algo", 100);
        if (id == null || time == null || signature == null || certificateUrl == null || algorithm == null) {
            return Optional.empty();
        }
        return Optional.of(new Transmission(id, time, signature, certificateUrl, algorithm));
    }

    private static @Nullable String header(Map<String, List<String>> headers, String name, int longest) {
        List<String> values = headers.getOrDefault(name, List.of());
        if (values.size() != 1) {
            return null;
        }
        String value = values.getFirst();
        return value.length() <= longest && PRINTABLE.matcher(value).matches() ? value : null;
    }

    /** What PayPal signs: not the body, but its checksum as an unsigned number. */
    byte[] signedText(String webhookId, byte[] body) {
        CRC32 checksum = new CRC32();
        checksum.update(body);
        return (id + "|" + time + "|" + webhookId + "|" + checksum.getValue()).getBytes(StandardCharsets.US_ASCII);
    }

    /** The certificate's address when it is one of PayPal's; anything else is never asked for anything. */
    Optional<URI> certificateAt(List<URI> origins) {
        try {
            URI address = new URI(certificateUrl);
            boolean isPayPals = PayPalAccount.isAt(address, origins)
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null
                    && address.getRawPath() != null
                    && CERTIFICATE.matcher(address.getRawPath()).matches();
            return isPayPals ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }
}
