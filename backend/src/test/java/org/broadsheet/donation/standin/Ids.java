package org.broadsheet.donation.standin;

import java.util.Locale;
import java.util.Random;

/** Identifiers in PayPal's shapes; the same seed gives the same ones in the same order. */
final class Ids {
    private static final String LETTERS = "0123456789ABCDEFGHJKLMNPRSTUVWXY";
    private final Random random;

    Ids(long seed) {
        random = new Random(seed);
    }

    /** Seventeen characters: orders, captures, sales, refunds, webhooks. */
    String transaction() {
        return some(17);
    }

    String subscription() {
        return "I-" + some(12);
    }

    String plan() {
        return "P-" + some(24);
    }

    String product() {
        return "PROD-" + some(17);
    }

    String event() {
        return "WH-" + some(17) + "-" + some(17);
    }

    String billingToken() {
        return "BA-" + some(17);
    }

    String dispute() {
        return "PP-R-" + some(3) + "-" + some(9);
    }

    String certificate() {
        return "CERT-" + some(8).toLowerCase(Locale.ROOT) + "-" + some(8).toLowerCase(Locale.ROOT) + "-standin";
    }

    String debug() {
        return "f" + some(12).toLowerCase(Locale.ROOT);
    }

    String token() {
        return "A21AA" + some(60);
    }

    private synchronized String some(int length) {
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
