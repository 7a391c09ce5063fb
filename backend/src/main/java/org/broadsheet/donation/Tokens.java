package org.broadsheet.donation;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secrets of donations; the database has hashes of them alone. */
final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private Tokens() {}

    /** Of a link in a letter. */
    static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return TEXT.encodeToString(bytes);
    }

    /**
     * The token of a new donation, made of the client's key: a repetition with that key is given the same one, though
     * nothing here keeps it.
     */
    static String ofCreation(String idempotencyKey, UUID donation) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(idempotencyKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return TEXT.encodeToString(mac.doFinal(("token " + donation).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("Every JDK has HMAC with SHA-256", impossible);
        }
    }

    /** In the addresses that the provider sends the donor back to: good for having a look made, and nothing else. */
    static String ofReturn(Donation donation) {
        return TEXT.encodeToString(hash("return " + HexFormat.of().formatHex(donation.tokenHash())))
                .substring(0, 22);
    }

    static boolean isOfReturn(Donation donation, String given) {
        return MessageDigest.isEqual(
                ofReturn(donation).getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    static String hexHash(String text) {
        return HexFormat.of().formatHex(hash(text));
    }
}
