package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** A plain client for the tests of the stand-in: what the product sends, without the product. */
final class Caller implements AutoCloseable {
    record Reply(int status, String text, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return Json.MAPPER.readTree(text);
            } catch (IOException malformed) {
                throw new IllegalStateException(text, malformed);
            }
        }

        String at(String pointer) {
            return json().at(pointer).asText();
        }

        String issue() {
            return at("/details/0/issue");
        }
    }

    static final String ORDER = """
            {"intent":"CAPTURE","purchase_units":[{"reference_id":"default","custom_id":"dn_1","invoice_id":"dn_1",
             "description":"Donation","amount":{"currency_code":"EUR","value":"25.00"}}],
             "payment_source":{"paypal":{"experience_context":{"brand_name":"The Harbour Gazette","locale":"en-GB",
              "shipping_preference":"NO_SHIPPING","user_action":"PAY_NOW",
              "return_url":"http://127.0.0.1:9/back?s=pQ7","cancel_url":"http://127.0.0.1:9/cancel"}}}}""";
    static final String PRODUCT = """
            {"id":"GAZETTE-SUPPORT","name":"Support the Gazette","type":"SERVICE","category":"NONPROFIT"}""";
    static final String PLAN = """
            {"product_id":"GAZETTE-SUPPORT","name":"Monthly EUR","status":"ACTIVE","billing_cycles":[{"frequency":
             {"interval_unit":"MONTH","interval_count":1},"tenure_type":"REGULAR","sequence":1,"total_cycles":0,
             "pricing_scheme":{"fixed_price":{"currency_code":"EUR","value":"5.00"}}}],
             "payment_preferences":{"auto_bill_outstanding":false,"payment_failure_threshold":2}}""";
    static final String SUBSCRIPTION = """
            {"plan_id":"%s","custom_id":"dn_2","plan":{"billing_cycles":[{"sequence":1,"total_cycles":0,
             "pricing_scheme":{"fixed_price":{"currency_code":"EUR","value":"12.50"}}}]},
             "application_context":{"brand_name":"Gazette","locale":"en-GB","shipping_preference":"NO_SHIPPING",
             "user_action":"SUBSCRIBE_NOW","return_url":"http://127.0.0.1:9/back","cancel_url":"http://127.0.0.1:9/no"}}""";

    private final PayPalStandIn standIn;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private String token = "";

    Caller(PayPalStandIn standIn) {
        this.standIn = standIn;
    }

    Reply authenticate() {
        String basic = standIn.clientId() + ":" + standIn.clientSecret();
        Reply reply = send(
                "POST",
                "/v1/oauth2/token",
                "grant_type=client_credentials",
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)),
                "Content-Type",
                "application/x-www-form-urlencoded");
        token = reply.at("/access_token");
        return reply;
    }

    Reply get(String path) {
        return send("GET", path, "", "Authorization", "Bearer " + token());
    }

    /** Posts with a fresh request id and asks for the whole resource. */
    Reply post(String path, String body) {
        return post(path, body, "PayPal-Request-Id", UUID.randomUUID().toString(), "Prefer", "return=representation");
    }

    Reply post(String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", "Bearer " + token(), "Content-Type", "application/json"));
        return send("POST", path, body, all.toArray(String[]::new));
    }

    Reply send(String method, String path, String body, String... headers) {
        String url = path.startsWith("http") ? path : standIn.url() + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** The id of a new order of 25.00 EUR. */
    String order() {
        return post("/v2/checkout/orders", ORDER).at("/id");
    }

    Reply capture(String orderId) {
        return post("/v2/checkout/orders/" + orderId + "/capture", "{}");
    }

    /** The id of the capture of a new order that was approved and paid. */
    String paid() {
        String order = order();
        standIn.approve(order);
        return capture(order).at("/purchase_units/0/payments/captures/0/id");
    }

    /** The id of a new monthly subscription of 12.50 EUR that nobody has approved yet. */
    String subscription() {
        post("/v1/catalogs/products", PRODUCT);
        String plan = post("/v1/billing/plans", PLAN).at("/id");
        return post("/v1/billing/subscriptions", SUBSCRIPTION.formatted(plan)).at("/id");
    }

    void token(String value) {
        token = value;
    }

    private String token() {
        if (token.isEmpty()) {
            authenticate();
        }
        return token;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
