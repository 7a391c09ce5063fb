package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One HTTP exchange: read once, answered once. */
final class Wire {
    private static final int MOST_BYTES = 1 << 20;

    private final HttpExchange exchange;
    private final String debugId;
    private final byte[] body;
    private int status;

    Wire(HttpExchange exchange, String debugId) throws IOException {
        this.exchange = exchange;
        this.debugId = debugId;
        body = exchange.getRequestBody().readNBytes(MOST_BYTES);
    }

    String method() {
        return exchange.getRequestMethod();
    }

    String path() {
        return exchange.getRequestURI().getPath();
    }

    String pathAndQuery() {
        return exchange.getRequestURI().toString();
    }

    byte[] body() {
        return body;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    String debugId() {
        return debugId;
    }

    /** What was answered, 0 for nothing. */
    int status() {
        return status;
    }

    String header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    Map<String, String> query() {
        return pairs(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
    }

    Map<String, String> form() {
        return pairs(text());
    }

    void send(int code, JsonNode json) throws IOException {
        send(code, "application/json", json == null ? new byte[0] : Json.bytes(json));
    }

    void send(int code, String type, byte[] bytes) throws IOException {
        start(code, type, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    void html(int code, String page) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        send(code, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    void redirect(String url) throws IOException {
        exchange.getResponseHeaders().set("Location", url);
        send(303, "text/plain", new byte[0]);
    }

    void header(String name, String value) {
        exchange.getResponseHeaders().set(name, value);
    }

    /** Sends the head only; the caller writes the body. */
    OutputStream start(int code, String type, long length) throws IOException {
        status = code;
        exchange.getResponseHeaders().set("Paypal-Debug-Id", debugId);
        if (length > 0) {
            exchange.getResponseHeaders().set("Content-Type", type);
        }
        exchange.sendResponseHeaders(code, length == 0 ? -1 : length);
        return exchange.getResponseBody();
    }

    /** Ends the connection without an answer. */
    void cut() {
        exchange.close();
    }

    private static Map<String, String> pairs(String encoded) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return pairs;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
