package org.broadsheet.donation.paypal;

import java.util.List;
import org.broadsheet.donation.Frequency;
import org.broadsheet.donation.PaymentProvider.Gift;
import org.broadsheet.donation.paypal.Currencies.Amount;
import org.jspecify.annotations.Nullable;

/** A subscription as Subscriptions v1 takes it, with its own price in place of the plan's. */
record SubscriptionRequest(String planId, String customId, OwnPrice plan, Context applicationContext) {
    /** Until it is cancelled. The default is one: a monthly gift would come a single time. */
    private static final int FOR_EVER = 0;

    record OwnPrice(List<Cycle> billingCycles) {}

    record Cycle(int sequence, int totalCycles, Pricing pricingScheme) {}

    record Pricing(Amount fixedPrice) {}

    record Context(
            @Nullable String brandName,
            @Nullable String locale,
            String shippingPreference,
            String userAction,
            Method paymentMethod,
            String returnUrl,
            String cancelUrl) {}

    record Method(String payerSelected, String payeePreferred) {}

    static SubscriptionRequest of(Gift gift, String plan) {
        return new SubscriptionRequest(
                plan,
                gift.donation(),
                new OwnPrice(List.of(new Cycle(1, FOR_EVER, new Pricing(Amount.of(gift.amount()))))),
                new Context(
                        Wording.cut(gift.brand(), Wording.LINE),
                        Locales.of(gift.locale()),
                        "NO_SHIPPING",
                        "SUBSCRIBE_NOW",
                        new Method("PAYPAL", "IMMEDIATE_PAYMENT_REQUIRED"),
                        gift.returnUrl(),
                        gift.cancelUrl()));
    }

    record Product(String id, String name, String type) {}

    /** One for each currency and interval serves every amount. */
    record Plan(
            String productId,
            String name,
            String status,
            List<PlanCycle> billingCycles,
            Preferences paymentPreferences) {

        static Plan of(String product, Frequency frequency, Amount price) {
            boolean isMonthly = frequency == Frequency.MONTHLY;
            return new Plan(
                    product,
                    (isMonthly ? "Monthly" : "Yearly") + " support " + price.currencyCode(),
                    "ACTIVE",
                    List.of(new PlanCycle(
                            new Interval(isMonthly ? "MONTH" : "YEAR", 1), "REGULAR", 1, FOR_EVER, new Pricing(price))),
                    // Otherwise a card that is gone is tried for ever.
                    new Preferences(false, 2));
        }
    }

    record PlanCycle(Interval frequency, String tenureType, int sequence, int totalCycles, Pricing pricingScheme) {}

    record Interval(String intervalUnit, int intervalCount) {}

    record Preferences(boolean autoBillOutstanding, int paymentFailureThreshold) {}
}
