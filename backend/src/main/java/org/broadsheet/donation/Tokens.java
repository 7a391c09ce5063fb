package org.broadsheet.donation;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.broadsheet.shared.Secrets;

/** The secrets of donations; the database has hashes of them alone. */
final class Tokens {
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private Tokens() {}

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

    /** In the letters of a donation, the same in all of them: to see it and to end it. */
    static String ofLetter(Donation donation) {
        return TEXT.encodeToString(hash("letter " + HexFormat.of().formatHex(donation.tokenHash())));
    }

    static boolean isOfReturn(Donation donation, String given) {
        return MessageDigest.isEqual(
                ofReturn(donation).getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hash(String text) {
        return Secrets.hash(text);
    }

    static String hexHash(String text) {
        return HexFormat.of().formatHex(hash(text));
    }
}
