package org.broadsheet.donation.paypal;

import java.net.URI;
import java.util.Optional;

/** Settings as tests want them; complete for the sandbox as they begin. */
record Settings(
        Optional<String> clientId,
        Optional<String> clientSecret,
        Optional<String> webhookId,
        Kind mode,
        Optional<URI> baseUrl,
        Optional<String> merchantId,
        ItemCategory itemCategory,
        Verification verification,
        Certificates certificates)
        implements PayPalSettings {
    static final String WEBHOOK_ID = "3RN13029J36659323";

    record Shelf(Optional<URI> origin, Optional<String> anchor) implements Certificates {}

    static Settings sandbox() {
        return new Settings(
                Optional.of("an-app"),
                Optional.of("s3cret"),
                Optional.of(WEBHOOK_ID),
                Kind.SANDBOX,
                Optional.empty(),
                Optional.empty(),
                ItemCategory.NONE,
                Verification.OFFLINE,
                new Shelf(Optional.empty(), Optional.empty()));
    }

    static Settings live() {
        return sandbox().in(Kind.LIVE);
    }

    Settings in(Kind kind) {
        return new Settings(
                clientId, clientSecret, webhookId, kind, baseUrl, merchantId, itemCategory, verification, certificates);
    }

    Settings with(String id, String secret, String webhook) {
        return new Settings(
                Optional.ofNullable(id),
                Optional.ofNullable(secret),
                Optional.ofNullable(webhook),
                mode,
                baseUrl,
                merchantId,
                itemCategory,
                verification,
                certificates);
    }

    Settings at(String base) {
        return new Settings(
                clientId,
                clientSecret,
                webhookId,
                mode,
                Optional.of(URI.create(base)),
                merchantId,
                itemCategory,
                verification,
                certificates);
    }

    Settings paidTo(String merchant) {
        return new Settings(
                clientId,
                clientSecret,
                webhookId,
                mode,
                baseUrl,
                Optional.of(merchant),
                itemCategory,
                verification,
                certificates);
    }

    Settings verifying(Verification how) {
        return new Settings(
                clientId, clientSecret, webhookId, mode, baseUrl, merchantId, itemCategory, how, certificates);
    }

    Settings trusting(String origin, String anchor) {
        return new Settings(
                clientId,
                clientSecret,
                webhookId,
                mode,
                baseUrl,
                merchantId,
                itemCategory,
                verification,
                new Shelf(Optional.ofNullable(origin).map(URI::create), Optional.ofNullable(anchor)));
    }
}
