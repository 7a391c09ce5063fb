package org.broadsheet.donation.paypal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** An authority and what it vouches for: the JDK reads certificates, but writes none. */
final class TestSigner {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final byte[] SHA256_WITH_RSA = der(0x30, HexFormat.of().parseHex("06092a864886f70d01010b0500"));

    private final String name;
    private final KeyPair authority = keys(2048);
    private final X509Certificate certificate;
    final KeyPair leafKeys = keys(2048);

    TestSigner(String name) {
        this.name = name;
        Instant now = Instant.now();
        certificate = certificate(name, authority, true, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(400)));
    }

    TrustAnchor anchor() {
        return new TrustAnchor(certificate, null);
    }

    /** A certificate in PEM form, made out to somebody. */
    String leaf(String commonName) {
        Instant now = Instant.now();
        return leaf(commonName, leafKeys, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(300)));
    }

    String leaf(String commonName, KeyPair keys, Instant from, Instant until) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder()
                            .encodeToString(certificate(commonName, keys, false, from, until)
                                    .getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** As PayPal signs: id, time, webhook and the body's checksum. */
    String sign(String algorithm, String id, String time, String webhookId, byte[] body) {
        CRC32 checksum = new CRC32();
        checksum.update(body);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(leafKeys.getPrivate());
            signature.update((id + "|" + time + "|" + webhookId + "|" + checksum.getValue())
                    .getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static KeyPair keys(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private X509Certificate certificate(
            String subject, KeyPair keys, boolean isAuthority, Instant from, Instant until) {
        byte[] constraints = isAuthority ? der(0x30, der(0x01, new byte[] {-1})) : der(0x30);
        byte[] basicConstraints =
                der(0x30, HexFormat.of().parseHex("0603551d13"), der(0x01, new byte[] {-1}), der(0x04, constraints));
        byte[] body = der(
                0x30,
                der(0xa0, der(0x02, new byte[] {2})),
                der(0x02, BigInteger.valueOf(System.nanoTime()).toByteArray()),
                SHA256_WITH_RSA,
                commonName(name),
                der(0x30, time(from), time(until)),
                commonName(subject),
                keys.getPublic().getEncoded(),
                der(0xa3, der(0x30, basicConstraints)));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(authority.getPrivate());
            signature.update(body);
            byte[] whole = der(0x30, body, SHA256_WITH_RSA, der(0x03, new byte[] {0}, signature.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static byte[] time(Instant time) {
        return der(0x18, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] commonName(String text) {
        return der(
                0x30,
                der(
                        0x31,
                        der(
                                0x30,
                                HexFormat.of().parseHex("0603550403"),
                                der(0x0c, text.getBytes(StandardCharsets.UTF_8)))));
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.size() > 0xff) {
            out.write(0x82);
            out.write(content.size() >> 8);
        } else if (content.size() > 0x7f) {
            out.write(0x81);
        }
        out.write(content.size());
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
