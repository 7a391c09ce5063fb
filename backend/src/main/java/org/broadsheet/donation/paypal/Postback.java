package org.broadsheet.donation.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.broadsheet.donation.PaymentProvider.Verdict;
import org.broadsheet.donation.Reply;

/** Asks PayPal whether a webhook is its own. Its simulator's are not, by this way. */
final class Postback {
    private final PayPalCalls calls;
    private final PayPalAccount account;

    Postback(PayPalCalls calls, PayPalAccount account) {
        this.calls = calls;
        this.account = account;
    }

    /** The question without the event, which comes last as the bytes that it is. */
    private record Question(
            String authAlgo,
            String certUrl,
            String transmissionId,
            String transmissionSig,
            String transmissionTime,
            String webhookId) {}

    Verdict verify(Transmission transmission, byte[] body) {
        try {
            // Exactly one object, or else what follows it would become part of the question.
            if (!Json.read(body).isObject()) {
                return new Verdict.Forged("it is no event");
            }
        } catch (IOException notJson) {
            return new Verdict.Forged("it is not JSON");
        }
        return verdict(
                calls.postBytes("/v1/notifications/verify-webhook-signature", question(transmission, body), null),
                body);
    }

    private static Verdict verdict(Reply<JsonNode> reply, byte[] body) {
        return switch (reply) {
            case Reply.Done<JsonNode> done ->
                switch (done.value().path("verification_status").asText("")) {
                    case "SUCCESS" -> Webhooks.genuine(body);
                    case "FAILURE" -> new Verdict.Forged("PayPal does not know it");
                    default -> new Verdict.CannotTell("PayPal's answer cannot be read");
                };
            case Reply.Refused<JsonNode> refused ->
                new Verdict.CannotTell("PayPal refused to tell: " + refused.issue());
            case Reply.Unknown<JsonNode> unknown -> new Verdict.CannotTell(unknown.why());
            case Reply.Throttled<JsonNode> throttled -> new Verdict.CannotTell("PayPal asks for a pause");
        };
    }

    private byte[] question(Transmission transmission, byte[] body) {
        byte[] head = Json.write(new Question(
                transmission.algorithm(),
                transmission.certificateUrl(),
                transmission.id(),
                transmission.signature(),
                transmission.time(),
                account.webhookId()));
        ByteArrayOutputStream whole = new ByteArrayOutputStream(head.length + body.length + 20);
        whole.write(head, 0, head.length - 1);
        whole.writeBytes(",\"webhook_event\":".getBytes(StandardCharsets.US_ASCII));
        whole.writeBytes(body);
        whole.write('}');
        return whole.toByteArray();
    }
}
