package org.broadsheet.donation.standin;

/** A page for people: every payment and subscription, with a button for each thing that happens inside PayPal. */
final class Desk {
    private Desk() {}

    static String page(PayPalStandIn standIn) {
        StringBuilder body = new StringBuilder("<h1>What PayPal would know</h1>");
        body.append("<p>It is ").append(standIn.clock().second()).append(". ");
        body.append("Balance: ").append(standIn.books().balances()).append(" in the smallest units.</p>");
        body.append("<div>").append(button("clock/PT3H", "3 hours later")).append(button("clock/P1D", "1 day later"));
        body.append(button("clock/P31D", "31 days later"))
                .append(button("reset", "Forget everything"))
                .append("</div>");
        orders(standIn, body);
        payments(standIn, body);
        subscriptions(standIn, body);
        standIn.books()
                .failures()
                .forEach(f -> body.append("<p role=\"alert\">")
                        .append(Html.escaped(f))
                        .append("</p>"));
        return Html.page("What PayPal would know", body.toString());
    }

    private static void orders(PayPalStandIn standIn, StringBuilder body) {
        table(body, "Orders");
        for (Order order : standIn.orders().all().reversed()) {
            String at = "orders/" + order.id + "/";
            row(
                    body,
                    order.id,
                    order.amount,
                    order.status,
                    order.status.equals("COMPLETED")
                            ? ""
                            : button(at + "approve", "Approve")
                                    + button(at + "pending", "Approve, then pending")
                                    + button(at + "refuse", "Approve, then refuse")
                                    + button(at + "void", "Void"));
        }
        body.append("</tbody></table>");
    }

    private static void payments(PayPalStandIn standIn, StringBuilder body) {
        table(body, "Payments");
        for (Payment payment : standIn.payments().all().reversed()) {
            String at = "payments/" + payment.id + "/";
            String buttons = payment.status.equals("PENDING")
                    ? button(at + "complete", "Complete") + button(at + "deny", "Deny")
                    : payment.left().minor() > 0 && payment.isPaid()
                            ? button(at + "refund", "Refund")
                                    + button(at + "reverse", "Chargeback")
                                    + button(at + "dispute", "Dispute")
                            : "";
            row(body, payment.id, payment.gross, payment.status, buttons);
        }
        body.append("</tbody></table>");
    }

    private static void subscriptions(PayPalStandIn standIn, StringBuilder body) {
        table(body, "Subscriptions");
        for (Subscription subscription : standIn.billing().all().reversed()) {
            String at = "subscriptions/" + subscription.id + "/";
            String buttons = switch (subscription.status) {
                case "APPROVAL_PENDING" -> button(at + "approve", "Approve");
                case "ACTIVE" ->
                    button(at + "bill", "Bill now")
                            + button(at + "fail", "Fail a billing")
                            + button(at + "cancel", "Donor cancels");
                default -> "";
            };
            row(body, subscription.id, subscription.price, subscription.status, buttons);
        }
        body.append("</tbody></table>");
    }

    private static void table(StringBuilder body, String title) {
        body.append("<h2>").append(title).append("</h2><table><thead><tr><th scope=\"col\">Id</th>");
        body.append("<th scope=\"col\">Amount</th><th scope=\"col\">Status</th><th scope=\"col\">Make happen</th>");
        body.append("</tr></thead><tbody>");
    }

    private static void row(StringBuilder body, String id, Money amount, String status, String buttons) {
        body.append("<tr><th scope=\"row\">")
                .append(id)
                .append("</th><td>")
                .append(amount.text())
                .append(' ');
        body.append(amount.currency())
                .append("</td><td>")
                .append(status)
                .append("</td><td>")
                .append(buttons);
        body.append("</td></tr>");
    }

    private static String button(String action, String label) {
        return "<form method=\"post\" action=\"/standin/%s\"><button>%s</button></form>".formatted(action, label);
    }
}
