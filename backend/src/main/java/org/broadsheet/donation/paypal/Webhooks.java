package org.broadsheet.donation.paypal;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Optional;
import org.broadsheet.donation.PaymentProvider.Verdict;
import org.broadsheet.donation.PaymentProvider.WebhookCall;
import org.broadsheet.donation.paypal.PayPalSettings.Verification;
import org.jboss.logging.Logger;

/** Whether a webhook is PayPal's, told by its bytes as they came: nothing in them is read before that is known. */
final class Webhooks {
    static final int MAX_BYTES = 256 * 1024;

    private static final Logger LOG = Logger.getLogger(Webhooks.class);
    private static final String ALGORITHM = "SHA256withRSA";

    /** PayPal tries for three days. Older ones are not refused: repetitions do no harm, their ids are known. */
    private static final Duration USUAL_DELAY = Duration.ofDays(4);

    private final PayPalAccount account;
    private final Certificates certificates;
    private final Postback postback;
    private final Clock clock;

    Webhooks(PayPalAccount account, Certificates certificates, Postback postback, Clock clock) {
        this.account = account;
        this.certificates = certificates;
        this.postback = postback;
        this.clock = clock;
    }

    Verdict verify(WebhookCall call) {
        if (call.body().length > MAX_BYTES) {
            return new Verdict.Forged("more than " + MAX_BYTES + " bytes");
        }
        if (account.webhookId().isEmpty()) {
            return new Verdict.CannotTell("BROADSHEET_PAYPAL_WEBHOOK_ID is not set");
        }
        Optional<Transmission> headers = Transmission.of(call);
        if (headers.isEmpty()) {
            return new Verdict.Forged("its headers are not PayPal's");
        }
        Transmission transmission = headers.get();
        // Compared, and never asked for by this name: a sender does not choose how he is checked.
        if (!transmission.algorithm().equals(ALGORITHM)) {
            return new Verdict.Forged("another algorithm");
        }
        Optional<URI> certificate = transmission.certificateAt(account.certificateOrigins());
        if (certificate.isEmpty()) {
            return new Verdict.Forged("the certificate's address is not PayPal's");
        }
        tellOfDelay(transmission);
        return account.verification() == Verification.POSTBACK
                ? postback.verify(transmission, call.body())
                : offline(transmission, certificate.get(), call.body());
    }

    private Verdict offline(Transmission transmission, URI certificate, byte[] body) {
        return switch (certificates.at(certificate)) {
            case Certificates.Found.Wrong(String why) -> new Verdict.Forged(why);
            case Certificates.Found.NotNow(String why) ->
                account.verification() == Verification.OFFLINE_THEN_POSTBACK
                        ? postback.verify(transmission, body)
                        : new Verdict.CannotTell(why);
            case Certificates.Found.Key(PublicKey key) ->
                isSigned(transmission, key, body) ? genuine(body) : new Verdict.Forged("the signature is not right");
        };
    }

    private boolean isSigned(Transmission transmission, PublicKey key, byte[] body) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(transmission.signedText(account.webhookId(), body));
            return signature.verify(Base64.getDecoder().decode(transmission.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException garbled) {
            return false;
        }
    }

    static Verdict genuine(byte[] body) {
        try {
            return Events.event(Json.read(body))
                    .<Verdict>map(Verdict.Genuine::new)
                    .orElseGet(() -> new Verdict.Forged("it is no event"));
        } catch (IOException notJson) {
            return new Verdict.Forged("it is not JSON");
        }
    }

    private void tellOfDelay(Transmission transmission) {
        try {
            Duration age =
                    Duration.between(OffsetDateTime.parse(transmission.time()).toInstant(), clock.instant());
            if (age.abs().compareTo(USUAL_DELAY) > 0) {
                LOG.warnf("A webhook was sent %d h ago by its own account: are the clocks right?", age.toHours());
            }
        } catch (DateTimeException notATime) {
            LOG.debug("A webhook whose time cannot be read");
        }
    }
}
