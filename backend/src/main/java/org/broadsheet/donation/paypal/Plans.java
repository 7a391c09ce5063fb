package org.broadsheet.donation.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.broadsheet.donation.Frequency;
import org.broadsheet.donation.PaymentProvider.Gift;
import org.broadsheet.donation.PlanBook;
import org.broadsheet.donation.Reply;
import org.broadsheet.donation.paypal.Currencies.Amount;

/** What a subscription needs before it: one product, and a plan for each currency and interval, made when first asked for. */
final class Plans {
    /** An id of our own: to make the product again is to find it there. */
    private static final String PRODUCT = "BROADSHEET-SUPPORT";

    private static final String THERE_ALREADY = "DUPLICATE_RESOURCE_IDENTIFIER";

    private final PayPalCalls calls;
    private final PayPalAccount account;
    private final PlanBook book;

    Plans(PayPalCalls calls, PayPalAccount account, PlanBook book) {
        this.calls = calls;
        this.account = account;
        this.book = book;
    }

    Reply<String> plan(Gift gift) {
        String currency = gift.amount().currency();
        Frequency frequency = gift.frequency();
        Optional<String> known = book.plan(PayPal.ID, account.account(), currency, frequency);
        if (known.isPresent()) {
            return new Reply.Done<>(known.get(), null);
        }
        return Replies.then(product(gift.brand()), product -> {
            Reply<String> made = make(product, currency, frequency);
            if (made instanceof Reply.Done<String> done) {
                book.keep(PayPal.ID, account.account(), currency, frequency, done.value());
            }
            return made;
        });
    }

    private Reply<String> product(String brand) {
        String name = Objects.requireNonNullElse(Wording.cut("Support " + brand, Wording.LINE), "Support");
        Reply<JsonNode> made = calls.post(
                "/v1/catalogs/products",
                new SubscriptionRequest.Product(PRODUCT, name, "SERVICE"),
                // A newsroom may change its name, and an id stands for one text.
                "broadsheet-product-" + Integer.toHexString(name.hashCode()));
        if (made instanceof Reply.Refused<JsonNode> refused && refused.issue().equals(THERE_ALREADY)) {
            return new Reply.Done<>(PRODUCT, refused.debugId());
        }
        return Replies.read(made, product -> Json.needed(product, "id"));
    }

    /** The same request id whoever asks: two nodes at the same time make one plan. */
    private Reply<String> make(String product, String currency, Frequency frequency) {
        // Each subscription has a price of its own: this one is never paid.
        Amount price = new Amount(currency, Currencies.DECIMALS.getOrDefault(currency, 2) == 0 ? "500" : "5.00");
        return Replies.read(
                calls.post(
                        "/v1/billing/plans",
                        SubscriptionRequest.Plan.of(product, frequency, price),
                        "broadsheet-plan-" + currency + "-" + frequency.name().toLowerCase(Locale.ROOT)),
                plan -> Json.needed(plan, "id"));
    }
}
