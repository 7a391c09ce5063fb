package org.broadsheet.donation.standin;

import java.util.Set;

/** The merchant's account at PayPal and what it is allowed to do; all of it may be changed while the stand-in runs. */
public final class Account {
    volatile String clientId = "standin-client";
    volatile String clientSecret = "standin-secret";
    volatile String merchantId = "K7QXN4HBRTD2W";
    volatile String email = "treasurer@newsroom.example";
    volatile Set<String> scopes = World.ALL_SCOPES;
    volatile boolean donationItems;
    volatile boolean uniqueInvoices = true;
    volatile boolean saleRefundsByV2 = true;
    volatile boolean strictKeys = true;

    /** The credentials of the app. */
    public void client(String id, String secret) {
        clientId = id;
        clientSecret = secret;
    }

    /** What the app behind the client id may do; narrower than all for tests of the self-test. */
    public void scopes(Set<String> granted) {
        scopes = Set.copyOf(granted);
    }

    /** The app may do all that the product can use. */
    public void allScopes() {
        scopes = World.ALL_SCOPES;
    }

    /** Whether the account may sell items of category DONATION; refused at capture otherwise. */
    public void donationItems(boolean permitted) {
        donationItems = permitted;
    }

    /** Whether a second capture with an invoice id already paid is refused. */
    public void uniqueInvoices(boolean blocked) {
        uniqueInvoices = blocked;
    }

    /** Whether a subscription's payment can be read and refunded as a v2 capture; else only as a v1 sale. */
    public void saleRefundsByV2(boolean possible) {
        saleRefundsByV2 = possible;
    }

    /** Whether one request id with another body is refused; else it gets the first answer. */
    public void strictKeys(boolean refused) {
        strictKeys = refused;
    }

    /** Payments name this merchant as payee. */
    public void merchantId(String id) {
        merchantId = id;
    }

    public String merchantId() {
        return merchantId;
    }
}
