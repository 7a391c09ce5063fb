package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Access tokens: issued against the client's id and secret, counted, expired and revoked. */
public final class Tokens {
    private record Token(Instant expiresAt, Set<String> scopes) {}

    private final World world;
    private final Map<String, Token> live = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();
    private volatile Duration life = Duration.ofSeconds(32_400);
    private volatile boolean oauthShape;

    Tokens(World world) {
        this.world = world;
    }

    /** How many tokens were given out; a thrifty client needs one. */
    public int issued() {
        return issued.get();
    }

    /** Makes every token given so far worthless, as PayPal may at any time. */
    public void revokeAll() {
        live.clear();
    }

    /** How long the tokens to come will live; nine hours unless told. */
    public void livesFor(Duration duration) {
        life = duration;
    }

    /** Whether a dead token is refused in OAuth's error shape instead of the REST one; clients must read both. */
    public void deadTokensSpeakOAuth(boolean oauth) {
        oauthShape = oauth;
    }

    boolean speakOAuth() {
        return oauthShape;
    }

    /** The token endpoint. */
    Answer issue(String authorization, String form) {
        Account account = world.account;
        String expected = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (account.clientId + ":" + account.clientSecret).getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(authorization)) {
            return new Answer(401, oauth("invalid_client", "Client Authentication failed"), "");
        }
        if (!form.contains("grant_type=client_credentials")) {
            return new Answer(400, oauth("unsupported_grant_type", "unsupported grant_type"), "");
        }
        issued.incrementAndGet();
        String value = world.ids.token();
        Instant now = world.clock.instant();
        live.put(value, new Token(now.plus(life), account.scopes));
        ObjectNode body = Json.object()
                .put("scope", String.join(" ", account.scopes))
                .put("access_token", value)
                .put("token_type", "Bearer")
                .put("app_id", "APP-80W284485P519543T")
                .put("expires_in", life.toSeconds())
                .put("nonce", now + "standin");
        return Answer.ok(body);
    }

    /** Lets a call pass or refuses it. @throws Refusal 401 for a dead token, 403 where the scope is missing */
    void check(String authorization, Operation operation) {
        String value = authorization.startsWith("Bearer ") ? authorization.substring(7) : "";
        Token token = live.get(value);
        if (token == null || !world.clock.instant().isBefore(token.expiresAt)) {
            throw Refusal.of(401, "");
        }
        if (!token.scopes.contains(operation.scope)) {
            throw Refusal.of(403, "PERMISSION_DENIED");
        }
    }

    static ObjectNode oauth(String error, String description) {
        return Json.object().put("error", error).put("error_description", description);
    }
}
