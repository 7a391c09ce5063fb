package org.broadsheet.donation.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.broadsheet.donation.PaymentProvider.Started;
import org.broadsheet.donation.paypal.Replies.Unreadable;

/** Where a donor is sent to approve: only to an address that is PayPal's own. */
final class Approval {
    /** From the making of an order to the donor's arrival; the same again is left to approve and capture. */
    private static final Duration WINDOW = Duration.ofHours(3);

    private Approval() {}

    /** @throws Unreadable when there is no such address */
    static Started of(JsonNode created, PayPalAccount account, Instant now) {
        String reference = Json.needed(created, "id");
        String address = Json.link(created, "payer-action", "approve")
                .filter(link -> isOurs(link, account))
                .orElseThrow(() -> new Unreadable("no approval address of PayPal's"));
        if (!Json.isId(reference)) {
            throw new Unreadable("id");
        }
        return new Started(
                reference, address, Json.time(created.path("create_time"), now).plus(WINDOW));
    }

    private static boolean isOurs(String link, PayPalAccount account) {
        return address(link)
                .filter(uri -> PayPalAccount.isAt(uri, account.approvalOrigins()))
                .isPresent();
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
    }
}
