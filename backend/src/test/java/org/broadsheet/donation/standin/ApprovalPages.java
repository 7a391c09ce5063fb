package org.broadsheet.donation.standin;

import java.io.IOException;
import java.util.Map;

/** The pages a payer sees at PayPal: an amount, and the ways to answer. Plain HTML that works without scripts. */
final class ApprovalPages {
    private final World world;
    private final Orders orders;
    private final Billing billing;

    ApprovalPages(World world, Orders orders, Billing billing) {
        this.world = world;
        this.orders = orders;
        this.billing = billing;
    }

    void order(Wire wire) throws IOException {
        String id = wire.query().getOrDefault("token", "");
        try {
            Order order = world.alone(() -> orders.opened(id));
            if (!wire.method().equals("POST")) {
                String done = order.status.equals("COMPLETED") ? "This payment has already been made." : "";
                wire.html(200, Html.choice(order.brand(), order.amount, "once", done));
                return;
            }
            String choice = wire.form().getOrDefault("choice", "");
            switch (choice) {
                case "cancel" -> leave(wire, order.cancelUrl(), Map.of("token", id));
                case "approve" -> approve(wire, order, "COMPLETED", true);
                case "close" -> approve(wire, order, "COMPLETED", false);
                case "pending" -> approve(wire, order, "PENDING", true);
                case "decline" -> approve(wire, order, "INSTRUMENT_DECLINED", true);
                default -> wire.html(400, Html.message("Unknown choice", "Go back and choose again."));
            }
        } catch (Refusal gone) {
            wire.html(404, Html.message("This payment link has expired", "Go back to the site and start again."));
        }
    }

    private void approve(Wire wire, Order order, String outcome, boolean returns) throws IOException {
        world.alone(() -> orders.approve(order.id, outcome, Payer.ADA));
        if (returns) {
            leave(wire, order.returnUrl(), Map.of("token", order.id, "PayerID", Payer.ADA.id()));
        } else {
            wire.html(200, Html.message("Approved", "You may close this page. The site was not told by your browser."));
        }
    }

    void subscription(Wire wire) throws IOException {
        String token = wire.query().getOrDefault("ba_token", "");
        try {
            Subscription subscription = world.alone(() -> billing.byToken(token));
            if (!wire.method().equals("POST")) {
                String done = subscription.isOpen() ? "" : "This agreement has already been answered.";
                wire.html(200, Html.choice(subscription.brand(), subscription.price, subscription.everyText(), done));
                return;
            }
            Map<String, String> back =
                    Map.of("subscription_id", subscription.id, "ba_token", token, "token", subscription.token);
            switch (wire.form().getOrDefault("choice", "")) {
                case "cancel" -> leave(wire, subscription.cancelUrl(), back);
                case "approve" -> approve(wire, subscription, "COMPLETED", back);
                case "close" -> approve(wire, subscription, "COMPLETED", Map.of());
                case "pending" -> approve(wire, subscription, "PENDING", back);
                case "decline" -> approve(wire, subscription, "DECLINED", back);
                default -> wire.html(400, Html.message("Unknown choice", "Go back and choose again."));
            }
        } catch (Refusal gone) {
            wire.html(404, Html.message("This link has expired", "Go back to the site and start again."));
        }
    }

    private void approve(Wire wire, Subscription subscription, String outcome, Map<String, String> back)
            throws IOException {
        world.alone(() -> billing.approve(subscription.id, outcome, Payer.ADA));
        if (back.isEmpty()) {
            wire.html(200, Html.message("Approved", "You may close this page. The site was not told by your browser."));
        } else {
            leave(wire, subscription.returnUrl(), back);
        }
    }

    private static void leave(Wire wire, String url, Map<String, String> added) throws IOException {
        if (url.isEmpty()) {
            wire.html(200, Html.message("Done", "The site named no page to return to."));
            return;
        }
        StringBuilder target = new StringBuilder(url);
        char joint = url.contains("?") ? '&' : '?';
        for (String name : added.keySet().stream().sorted().toList()) {
            target.append(joint).append(name).append('=').append(added.get(name));
            joint = '&';
        }
        wire.redirect(target.toString());
    }
}
