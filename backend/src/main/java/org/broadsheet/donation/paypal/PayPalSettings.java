package org.broadsheet.donation.paypal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** The newsroom's account at PayPal, as configured; what may not be so is found by {@link PayPalAccount#of}. */
@ConfigMapping(prefix = "broadsheet.paypal")
interface PayPalSettings {

    /** Of the REST app that the newsroom made at developer.paypal.com. */
    Optional<String> clientId();

    /** A secret. */
    Optional<String> clientSecret();

    /** What PayPal calls the webhook that was registered for this site: every signature is made for it. */
    Optional<String> webhookId();

    /** {@code live} or {@code sandbox}. */
    @WithDefault("sandbox")
    Kind mode();

    /** Only for a stand-in of PayPal, and only in the sandbox mode; otherwise the mode says it. */
    Optional<URI> baseUrl();

    /** The account that gifts go to, thirteen letters and digits: each payment's payee is compared with it. */
    Optional<String> merchantId();

    /**
     * {@code donation} tells PayPal that it is one, which the account must be allowed to: PayPal says no only after the
     * donor has approved. {@code none} always works.
     */
    @WithDefault("none")
    ItemCategory itemCategory();

    @WithDefault("offline")
    Verification verification();

    Certificates certificates();

    /** Where signing certificates come from when it is a stand-in that signs. */
    interface Certificates {

        /** Scheme, host and port; only in the sandbox mode. When empty, that of the base address. */
        Optional<URI> origin();

        /** A file with a certificate in PEM form that is believed besides those of the JVM; only in the sandbox mode. */
        Optional<String> anchor();
    }

    enum Kind {
        LIVE,
        SANDBOX
    }

    enum ItemCategory {
        NONE,
        DONATION
    }

    /** How it is told whether a webhook is PayPal's. */
    enum Verification {
        /** By its signature, here. */
        OFFLINE,
        /** By asking PayPal. */
        POSTBACK,
        /** By asking PayPal where the certificate cannot be had. */
        OFFLINE_THEN_POSTBACK
    }
}
