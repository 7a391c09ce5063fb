package org.broadsheet.donation.paypal;

import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.broadsheet.donation.paypal.Wire.Answer;
import org.broadsheet.donation.paypal.Wire.Ask;
import org.jspecify.annotations.Nullable;

/**
 * Signing certificates, fetched once and kept until they expire. What failed is not tried again for a minute, and apart
 * from the good ones, so that made-up addresses push none of them out.
 */
final class Certificates {
    private static final int KEPT = 100;
    private static final int MAX_BYTES = 64 * 1024;
    private static final Duration FAILED_FOR = Duration.ofMinutes(1);

    /** Whoever makes addresses up has no more than so many of our connections. */
    private static final int AT_ONCE = 4;

    private final Wire wire;
    private final CertificateChain chain;
    private final Clock clock;
    private final Semaphore fetching = new Semaphore(AT_ONCE);
    private final Map<URI, X509Certificate> good = bounded();
    private final Map<URI, Failure> failed = bounded();

    private record Failure(Found why, Instant at) {}

    /** What became of the search for a key. */
    sealed interface Found {
        record Key(PublicKey key) implements Found {}

        /** It is none of PayPal's. */
        record Wrong(String why) implements Found {}

        /** It may be there another time. */
        record NotNow(String why) implements Found {}
    }

    Certificates(Wire wire, CertificateChain chain, Clock clock) {
        this.wire = wire;
        this.chain = chain;
        this.clock = clock;
    }

    /** @param address one of PayPal's, which the caller has made sure of */
    Found at(URI address) {
        Instant now = clock.instant();
        Found known = known(address, now);
        if (known != null) {
            return known;
        }
        if (!fetching.tryAcquire()) {
            return new Found.NotNow("too many certificates are being fetched");
        }
        try {
            return keep(address, fetch(address, now), now);
        } finally {
            fetching.release();
        }
    }

    private synchronized @Nullable Found known(URI address, Instant now) {
        X509Certificate certificate = good.get(address);
        if (certificate != null && now.isBefore(certificate.getNotAfter().toInstant())) {
            return new Found.Key(certificate.getPublicKey());
        }
        good.remove(address);
        Failure failure = failed.get(address);
        return failure != null && now.isBefore(failure.at().plus(FAILED_FOR)) ? failure.why() : null;
    }

    private sealed interface Fetched {
        record Good(X509Certificate certificate) implements Fetched {}

        record Bad(Found why) implements Fetched {}
    }

    private Fetched fetch(URI address, Instant now) {
        Answer answer = wire.send(new Ask(address, null, null, null, "", MAX_BYTES));
        if (answer.status() == 404) {
            return new Fetched.Bad(new Found.Wrong("there is no such certificate"));
        }
        if (answer.status() != 200) {
            return new Fetched.Bad(new Found.NotNow("the certificate cannot be fetched: "
                    + (answer.status() == 0 ? answer.whyNone() : "status " + answer.status())));
        }
        try {
            return new Fetched.Good(chain.leaf(answer.body(), now));
        } catch (CertificateChain.NotTrusted notTrusted) {
            return new Fetched.Bad(new Found.Wrong(notTrusted.why()));
        }
    }

    private synchronized Found keep(URI address, Fetched fetched, Instant now) {
        return switch (fetched) {
            case Fetched.Good(X509Certificate certificate) -> {
                good.put(address, certificate);
                failed.remove(address);
                yield new Found.Key(certificate.getPublicKey());
            }
            case Fetched.Bad(Found why) -> {
                failed.put(address, new Failure(why, now));
                yield why;
            }
        };
    }

    private static <T> Map<URI, T> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<URI, T> eldest) {
                return size() > KEPT;
            }
        };
    }
}
