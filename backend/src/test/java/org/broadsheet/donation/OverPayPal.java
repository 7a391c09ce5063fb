package org.broadsheet.donation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.broadsheet.donation.standin.PayPalStandIn;
import org.eclipse.microprofile.config.ConfigProvider;

/** The service with the stand-in for PayPal, and a clock that goes with the stand-in's. */
public class OverPayPal implements QuarkusTestProfile {
    static final String WEBHOOK = "5GP028458E2496506";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("broadsheet.donations.provider", "paypal", "broadsheet.paypal.webhook-id", WEBHOOK);
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(PayPalsClock.class);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Place.class));
    }

    /** Finds the stand-in a place; those who run it, and those who set the service up, do not share classes. */
    public static class Place implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            try (PayPalStandIn first = PayPalStandIn.start()) {
                Path anchor = Files.createTempFile("authority", ".pem");
                anchor.toFile().deleteOnExit();
                return Map.of(
                        "broadsheet.paypal.base-url", first.url(),
                        "broadsheet.paypal.client-id", first.clientId(),
                        "broadsheet.paypal.client-secret", first.clientSecret(),
                        "broadsheet.paypal.merchant-id", first.account().merchantId(),
                        "broadsheet.paypal.certificates.origin", first.url(),
                        "broadsheet.paypal.certificates.anchor", anchor.toString());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void stop() {
            // Whoever runs there ends with the JVM, as the database does.
        }
    }

    /** Runs the stand-in, a new one for each test at the same address: a clock that was moved never runs back. */
    static final class StandIn {
        private static PayPalStandIn running = first();

        private StandIn() {}

        static synchronized PayPalStandIn running() {
            return running;
        }

        /** @param seed of all ids, and so of the certificate's address */
        static synchronized void renew(long seed) {
            running.close();
            running = PayPalStandIn.start(port(), seed);
        }

        private static PayPalStandIn first() {
            PayPalStandIn standIn = PayPalStandIn.start(port(), 1);
            try {
                byte[] authority = standIn.certificates().authority().getEncoded();
                String text = Base64.getMimeEncoder().encodeToString(authority);
                Files.writeString(
                        Path.of(set("certificates.anchor")),
                        "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n",
                        US_ASCII);
                return standIn;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (CertificateEncodingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private static int port() {
            return URI.create(set("base-url")).getPort();
        }

        private static String set(String name) {
            return ConfigProvider.getConfig().getValue("broadsheet.paypal." + name, String.class);
        }
    }

    /** As late as it is at PayPal. */
    @Alternative
    @Singleton
    public static class PayPalsClock extends Clock {
        PayPalsClock() {
            // Whoever is given the clock finds the stand-in's authority where the settings say.
            StandIn.running();
        }

        @Override
        public Instant instant() {
            return StandIn.running().clock().instant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(instant(), zone);
        }
    }
}
