package org.broadsheet.donation.standin;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every call the stand-in answers: method, path and scope as the official files state them. */
public enum Operation {
    TOKEN("oauth2.token", "POST", "/v1/oauth2/token", Spec.NONE, "", null),
    CERTIFICATE("certs.get", "GET", "/v1/notifications/certs/{id}", Spec.NONE, "", null),
    ORDERS_CREATE("orders.create", "POST", "/v2/checkout/orders", Spec.ORDERS, "payments/payment", hours(6)),
    ORDERS_GET("orders.get", "GET", "/v2/checkout/orders/{id}", Spec.ORDERS, "payments/payment", null),
    ORDERS_CAPTURE(
            "orders.capture", "POST", "/v2/checkout/orders/{id}/capture", Spec.ORDERS, "payments/payment", hours(6)),
    CAPTURES_GET(
            "captures.get",
            "GET",
            "/v2/payments/captures/{capture_id}",
            Spec.PAYMENTS,
            "payments/payment/authcapture",
            null),
    CAPTURES_REFUND(
            "captures.refund",
            "POST",
            "/v2/payments/captures/{capture_id}/refund",
            Spec.PAYMENTS,
            "payments/refund",
            hours(45 * 24)),
    REFUNDS_GET("refunds.get", "GET", "/v2/payments/refunds/{refund_id}", Spec.PAYMENTS, "payments/refund", null),
    SALES_GET("sale.get", "GET", "/v1/payments/sale/{sale_id}", Spec.NONE, "payments/payment", null),
    SALES_REFUND(
            "sale.refund", "POST", "/v1/payments/sale/{sale_id}/refund", Spec.NONE, "payments/refund", hours(45 * 24)),
    PRODUCTS_CREATE("products.create", "POST", "/v1/catalogs/products", Spec.PRODUCTS, "subscriptions", hours(72)),
    PRODUCTS_GET("products.get", "GET", "/v1/catalogs/products/{product_id}", Spec.PRODUCTS, "subscriptions", null),
    PLANS_CREATE("plans.create", "POST", "/v1/billing/plans", Spec.BILLING, "subscriptions", hours(72)),
    PLANS_GET("plans.get", "GET", "/v1/billing/plans/{id}", Spec.BILLING, "subscriptions", null),
    SUBSCRIPTIONS_CREATE(
            "subscriptions.create", "POST", "/v1/billing/subscriptions", Spec.BILLING, "subscriptions", hours(72)),
    SUBSCRIPTIONS_GET(
            "subscriptions.get", "GET", "/v1/billing/subscriptions/{id}", Spec.BILLING, "subscriptions", null),
    SUBSCRIPTIONS_CANCEL(
            "subscriptions.cancel",
            "POST",
            "/v1/billing/subscriptions/{id}/cancel",
            Spec.BILLING,
            "subscriptions",
            null),
    SUBSCRIPTIONS_SUSPEND(
            "subscriptions.suspend",
            "POST",
            "/v1/billing/subscriptions/{id}/suspend",
            Spec.BILLING,
            "subscriptions",
            null),
    SUBSCRIPTIONS_ACTIVATE(
            "subscriptions.activate",
            "POST",
            "/v1/billing/subscriptions/{id}/activate",
            Spec.BILLING,
            "subscriptions",
            null),
    SUBSCRIPTIONS_TRANSACTIONS(
            "subscriptions.transactions",
            "GET",
            "/v1/billing/subscriptions/{id}/transactions",
            Spec.BILLING,
            "subscriptions",
            null),
    WEBHOOKS_CREATE(
            "webhooks.post", "POST", "/v1/notifications/webhooks", Spec.WEBHOOKS, "applications/webhooks", null),
    WEBHOOKS_LIST("webhooks.list", "GET", "/v1/notifications/webhooks", Spec.WEBHOOKS, "applications/webhooks", null),
    WEBHOOKS_GET(
            "webhooks.get",
            "GET",
            "/v1/notifications/webhooks/{webhook_id}",
            Spec.WEBHOOKS,
            "applications/webhooks",
            null),
    WEBHOOKS_PATCH(
            "webhooks.update",
            "PATCH",
            "/v1/notifications/webhooks/{webhook_id}",
            Spec.WEBHOOKS,
            "applications/webhooks",
            null),
    WEBHOOKS_DELETE(
            "webhooks.delete",
            "DELETE",
            "/v1/notifications/webhooks/{webhook_id}",
            Spec.WEBHOOKS,
            "applications/webhooks",
            null),
    EVENTS_LIST(
            "webhooks-events.list",
            "GET",
            "/v1/notifications/webhooks-events",
            Spec.WEBHOOKS,
            "applications/webhooks",
            null),
    EVENTS_GET(
            "webhooks-events.get",
            "GET",
            "/v1/notifications/webhooks-events/{event_id}",
            Spec.WEBHOOKS,
            "applications/webhooks",
            null),
    EVENTS_RESEND(
            "webhooks-events.resend",
            "POST",
            "/v1/notifications/webhooks-events/{event_id}/resend",
            Spec.WEBHOOKS,
            "applications/webhooks",
            null),
    VERIFY_SIGNATURE(
            "verify-webhook-signature.post",
            "POST",
            "/v1/notifications/verify-webhook-signature",
            Spec.WEBHOOKS,
            "applications/webhooks",
            null),
    TRANSACTIONS_SEARCH(
            "search.get", "GET", "/v1/reporting/transactions", Spec.REPORTING, "reporting/search/read", null),
    DISPUTES_GET("disputes.get", "GET", "/v1/customer/disputes/{id}", Spec.DISPUTES, "disputes/read-seller", null);

    /** The official files, by name. */
    enum Spec {
        ORDERS("checkout_orders_v2.json"),
        PAYMENTS("payments_payment_v2.json"),
        PRODUCTS("catalogs_products_v1.json"),
        BILLING("billing_subscriptions_v1.json"),
        WEBHOOKS("notifications_webhooks_v1.json"),
        DISPUTES("customer_disputes_v1.json"),
        REPORTING("reporting_transactions_v1.json"),
        NONE("");

        final String file;

        Spec(String file) {
            this.file = file;
        }
    }

    private static final String SCOPES = "https://uri.paypal.com/services/";

    final String operationId;
    final String method;
    final String template;
    final Spec spec;
    final String scope;
    /** How long PayPal remembers a request id, null where it takes none. */
    final Duration remembers;

    private final Pattern path;

    Operation(String operationId, String method, String template, Spec spec, String scope, Duration remembers) {
        this.operationId = operationId;
        this.method = method;
        this.template = template;
        this.spec = spec;
        this.scope = SCOPES + scope;
        this.remembers = remembers;
        path = Pattern.compile(template.replaceAll("\\{[a-z_]+}", "([^/]+)"));
    }

    /** The operations at a path, whatever their method. */
    static List<Operation> at(String path) {
        return List.of(values()).stream()
                .filter(o -> o.path.matcher(path).matches())
                .toList();
    }

    static Operation named(String name) {
        for (Operation operation : values()) {
            if (operation.operationId.equals(name) || operation.name().equals(name)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("no operation is called " + name);
    }

    /** Whether a call needs no token. */
    boolean isOpen() {
        return this == TOKEN || this == CERTIFICATE;
    }

    /** The id in the path, or nothing. */
    String idIn(String given) {
        Matcher matcher = path.matcher(given);
        return matcher.matches() && matcher.groupCount() > 0 ? matcher.group(1) : "";
    }

    private static Duration hours(int hours) {
        return Duration.ofHours(hours);
    }
}
