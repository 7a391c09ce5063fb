package org.broadsheet.donation.standin;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32;

/** One event on its way to one address. */
final class Delivery {
    final String eventId;
    final String eventType;
    final String webhookId;
    final String url;
    final byte[] body;
    final Set<Disturbance> disturbances;
    Instant dueAt;
    int tries;

    private final UUID transmissionId = UUID.randomUUID();

    Delivery(
            String eventId,
            String eventType,
            String webhookId,
            String url,
            byte[] body,
            Set<Disturbance> disturbances,
            Instant dueAt) {
        this.eventId = eventId;
        this.eventType = eventType;
        this.webhookId = webhookId;
        this.url = url;
        this.body = body;
        this.disturbances = disturbances;
        this.dueAt = dueAt;
    }

    boolean is(Disturbance disturbance) {
        return disturbances.contains(disturbance);
    }

    /** The request as PayPal signs it, with everything wrong that shall be wrong. */
    HttpRequest request(String apiUrl, CertificateShelf shelf, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        String id = is(Disturbance.WRONG_WEBHOOK_ID) ? "0WRONG0WEBHOOK0ID" : webhookId;
        String signature = Certificates.get().sign(message(transmissionId.toString(), time, id, body));
        if (is(Disturbance.CORRUPT_SIGNATURE)) {
            signature = (signature.charAt(0) == 'A' ? 'B' : 'A') + signature.substring(1);
        }
        String certificate = is(Disturbance.EXPIRED_CERTIFICATE) ? shelf.expiredPath() : shelf.path();
        String host = is(Disturbance.FOREIGN_CERT_HOST) ? "https://api.sandbox.paypal.com.certs.example" : apiUrl;
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("User-Agent", "PayPal/AUHR-214.0-stand-in")
                .header("Paypal-Transmission-Id", transmissionId.toString())
                .header("Paypal-Transmission-Time", time)
                .header("Paypal-Transmission-Sig", signature)
                .header("Paypal-Cert-Url", host + certificate)
                .header("Paypal-Auth-Algo", "SHA256withRSA")
                .POST(HttpRequest.BodyPublishers.ofByteArray(sent()))
                .build();
    }

    private byte[] sent() {
        if (!is(Disturbance.ALTERED_BODY)) {
            return body;
        }
        return new String(body, StandardCharsets.UTF_8)
                .replace("\"event_version\"", "\"Event_version\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    static String message(String transmissionId, String time, String webhookId, byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        return transmissionId + "|" + time + "|" + webhookId + "|" + crc.getValue();
    }
}
