package org.broadsheet.donation.standin;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/**
 * The stand-in's own authority and the certificate it signs webhooks with: a verifier trusts it only where its
 * configuration names this authority.
 */
public final class Certificates {
    private static final String LEAF_NAME = "messageverificationcerts.sandbox.paypal.com";
    private static final String AUTHORITY_NAME = "Broadsheet PayPal stand-in, for tests only";
    private static final Duration YEARS = Duration.ofDays(3650);
    private static final byte[] SHA256_WITH_RSA =
            Der.sequence(Der.oid(1, 2, 840, 113549, 1, 1, 11), new byte[] {0x05, 0x00});

    // Two RSA keys take a good part of a second: made once a process, while the server starts.
    private static final CompletableFuture<Certificates> MADE = CompletableFuture.supplyAsync(Certificates::make);

    private final KeyPair leafKey;
    private final X509Certificate authority;
    private final X509Certificate leaf;
    private final X509Certificate expired;

    private Certificates(KeyPair leafKey, X509Certificate authority, X509Certificate leaf, X509Certificate expired) {
        this.leafKey = leafKey;
        this.authority = authority;
        this.leaf = leaf;
        this.expired = expired;
    }

    /** Begins to make them while the caller goes on: the class is loaded, and that is all. */
    static void begin() {}

    static Certificates get() {
        return MADE.join();
    }

    /** The trust anchor to give to the verifier under test. */
    public X509Certificate authority() {
        return authority;
    }

    public X509Certificate leaf() {
        return leaf;
    }

    X509Certificate expired() {
        return expired;
    }

    String sign(String message) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(leafKey.getPrivate());
            signature.update(message.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    boolean verify(String message, String signed) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(leaf.getPublicKey());
            signature.update(message.getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getDecoder().decode(signed));
        } catch (GeneralSecurityException | IllegalArgumentException forged) {
            return false;
        }
    }

    static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Certificates make() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            KeyPair authorityKey = keys.generateKeyPair();
            KeyPair leafKey = keys.generateKeyPair();
            Instant now = Instant.now();
            Instant yesterday = now.minus(Duration.ofDays(1));
            X509Certificate authority = certificate(
                    AUTHORITY_NAME,
                    authorityKey.getPublic(),
                    true,
                    yesterday,
                    now.plus(YEARS),
                    authorityKey.getPrivate());
            X509Certificate leaf = certificate(
                    LEAF_NAME, leafKey.getPublic(), false, yesterday, now.plus(YEARS), authorityKey.getPrivate());
            X509Certificate expired = certificate(
                    LEAF_NAME, leafKey.getPublic(), false, now.minus(YEARS), yesterday, authorityKey.getPrivate());
            return new Certificates(leafKey, authority, leaf, expired);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static X509Certificate certificate(
            String name, PublicKey key, boolean isAuthority, Instant from, Instant until, PrivateKey signer)
            throws GeneralSecurityException {
        byte[] constraints = isAuthority ? Der.sequence(Der.bool()) : Der.sequence();
        byte[] usage = isAuthority ? Der.bits(new byte[] {0x06}, 1) : Der.bits(new byte[] {(byte) 0x80}, 7);
        byte[] body = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(120, new SecureRandom()).setBit(120)),
                SHA256_WITH_RSA,
                Der.commonName(AUTHORITY_NAME),
                Der.sequence(Der.time(from), Der.time(until)),
                Der.commonName(name),
                key.getEncoded(),
                Der.tagged(
                        0xa3,
                        Der.sequence(
                                Der.sequence(Der.oid(2, 5, 29, 19), Der.bool(), Der.octets(constraints)),
                                Der.sequence(Der.oid(2, 5, 29, 15), Der.bool(), Der.octets(usage)))));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(signer);
        signature.update(body);
        byte[] whole = Der.sequence(body, SHA256_WITH_RSA, Der.bits(signature.sign(), 0));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }
}
