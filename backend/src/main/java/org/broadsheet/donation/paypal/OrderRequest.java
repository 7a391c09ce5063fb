package org.broadsheet.donation.paypal;

import java.util.List;
import org.broadsheet.donation.PaymentProvider.Gift;
import org.broadsheet.donation.paypal.Currencies.Amount;
import org.broadsheet.donation.paypal.PayPalSettings.ItemCategory;
import org.jspecify.annotations.Nullable;

/** An order as Orders v2 takes it. */
record OrderRequest(String intent, List<Unit> purchaseUnits, Source paymentSource) {

    /** @param invoiceId ours as well: an account that blocks repeated ones cannot be paid twice for one donation */
    record Unit(
            String referenceId,
            String customId,
            String invoiceId,
            @Nullable String description,
            Total amount,
            @Nullable List<Item> items) {}

    record Total(
            String currencyCode, String value, @Nullable Breakdown breakdown) {}

    record Breakdown(Amount itemTotal) {}

    record Item(String name, String quantity, String category, Amount unitAmount) {}

    record Source(Wallet paypal) {}

    record Wallet(Experience experienceContext) {}

    record Experience(
            @Nullable String brandName,
            @Nullable String locale,
            String landingPage,
            String shippingPreference,
            String userAction,
            String paymentMethodPreference,
            String returnUrl,
            String cancelUrl) {}

    static OrderRequest of(Gift gift, ItemCategory category) {
        Amount amount = Amount.of(gift.amount());
        boolean isItem = category == ItemCategory.DONATION;
        Unit unit = new Unit(
                "default",
                gift.donation(),
                gift.donation(),
                Wording.cut(gift.description(), Wording.LINE),
                new Total(amount.currencyCode(), amount.value(), isItem ? new Breakdown(amount) : null),
                isItem ? List.of(new Item("Donation", "1", "DONATION", amount)) : null);
        Experience experience = new Experience(
                Wording.cut(gift.brand(), Wording.LINE),
                Locales.of(gift.locale()),
                "NO_PREFERENCE",
                // The default asks donors for an address.
                "NO_SHIPPING",
                "PAY_NOW",
                // Keeps electronic cheques out, which take days.
                "IMMEDIATE_PAYMENT_REQUIRED",
                gift.returnUrl(),
                gift.cancelUrl());
        return new OrderRequest("CAPTURE", List.of(unit), new Source(new Wallet(experience)));
    }
}
