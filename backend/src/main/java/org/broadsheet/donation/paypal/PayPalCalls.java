package org.broadsheet.donation.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.broadsheet.donation.Reply;
import org.broadsheet.donation.Reply.Refusal;
import org.broadsheet.donation.paypal.Wire.Answer;
import org.broadsheet.donation.paypal.Wire.Ask;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Calls in the newsroom's name. A call whose token is no longer taken had no effect: it alone is made again, once, with
 * a new one.
 */
final class PayPalCalls {
    private static final Logger LOG = Logger.getLogger(PayPalCalls.class);
    private static final String JSON = "application/json";

    private final PayPalAccount account;
    private final Wire wire;
    private final Clock clock;
    private final Tokens tokens;

    PayPalCalls(PayPalAccount account, Wire wire, Clock clock) {
        this.account = account;
        this.wire = wire;
        this.clock = clock;
        this.tokens = new Tokens(this::fetchToken, System::nanoTime);
    }

    Reply<JsonNode> get(String path) {
        return get(path, Map.of());
    }

    Reply<JsonNode> get(String path, Map<String, String> query) {
        String text = query.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
        return call(new Ask(at(text.isEmpty() ? path : path + "?" + text), null, null, null, JSON, Wire.MAX_BYTES));
    }

    /** @param requestId null only where PayPal takes none */
    Reply<JsonNode> post(String path, Object body, @Nullable String requestId) {
        return postBytes(path, Json.write(body), requestId);
    }

    Reply<JsonNode> postBytes(String path, byte[] body, @Nullable String requestId) {
        return call(new Ask(at(path), null, requestId, body, JSON, Wire.MAX_BYTES));
    }

    Reply<Tokens.Token> token() {
        return tokens.current();
    }

    private URI at(String path) {
        return URI.create(account.base() + path);
    }

    private Reply<JsonNode> call(Ask ask) {
        return Replies.then(tokens.current(), token -> {
            Answer answer = send(ask, token);
            if (answer.status() != 401) {
                return classified(ask, answer);
            }
            tokens.drop(token);
            return Replies.then(tokens.current(), fresh -> classified(ask, send(ask, fresh)));
        });
    }

    private Answer send(Ask ask, Tokens.Token token) {
        return wire.send(new Ask(
                ask.address(),
                "Bearer " + token.value(),
                ask.requestId(),
                ask.body(),
                ask.contentType(),
                ask.maxBytes()));
    }

    private Reply<JsonNode> classified(Ask ask, Answer answer) {
        Reply<JsonNode> reply = Classification.of(answer, clock.instant());
        switch (reply) {
            case Reply.Done<JsonNode> done -> LOG.debugf("PayPal did %s, debug id %s", ask, done.debugId());
            case Reply.Refused<JsonNode> refused ->
                LOG.logf(
                        refused.refusal() == Refusal.OUR_FAULT || refused.refusal() == Refusal.MERCHANT
                                ? Logger.Level.WARN
                                : Logger.Level.DEBUG,
                        "PayPal refused %s, %s, %s, debug id %s",
                        ask,
                        answer,
                        refused.issue(),
                        refused.debugId());
            case Reply.Unknown<JsonNode> unknown ->
                LOG.warnf("Nobody knows what came of %s: %s, debug id %s", ask, unknown.why(), unknown.debugId());
            case Reply.Throttled<JsonNode> throttled ->
                LOG.warnf("PayPal asks for a pause of %d s", throttled.pause().toSeconds());
        }
        return reply;
    }

    private Reply<Tokens.Token> fetchToken() {
        String basic = Base64.getEncoder()
                .encodeToString((account.clientId() + ":" + account.secret().text()).getBytes(StandardCharsets.UTF_8));
        Ask ask = new Ask(
                at("/v1/oauth2/token"),
                "Basic " + basic,
                null,
                "grant_type=client_credentials".getBytes(StandardCharsets.US_ASCII),
                "application/x-www-form-urlencoded",
                Wire.MAX_BYTES);
        return Replies.read(
                classified(ask, wire.send(ask)),
                token -> new Tokens.Token(
                        Json.needed(token, "access_token"),
                        token.path("scope").asText(""),
                        Duration.ofSeconds(Math.max(0, token.path("expires_in").asLong(0)))));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
