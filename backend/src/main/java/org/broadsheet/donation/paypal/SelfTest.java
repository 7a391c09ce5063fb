package org.broadsheet.donation.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.broadsheet.donation.PaymentProvider.Check;
import org.broadsheet.donation.Reply;
import org.jspecify.annotations.Nullable;

/** Whether donations can work now, in words that name what to do. */
final class SelfTest {
    private static final String SCOPES = "https://uri.paypal.com/services/";

    private final PayPalCalls calls;
    private final PayPalAccount account;
    private final String webhookUrl;

    /** @param webhookUrl where this site takes webhooks */
    SelfTest(PayPalCalls calls, PayPalAccount account, String webhookUrl) {
        this.calls = calls;
        this.account = account;
        this.webhookUrl = webhookUrl;
    }

    List<Check> run() {
        List<Check> checks = new ArrayList<>();
        Reply<Tokens.Token> reply = calls.token();
        checks.add(new Check(
                "PayPal takes the client id and the secret",
                reply instanceof Reply.Done,
                "Copy both again from the REST app at developer.paypal.com, and mind that sandbox and live have"
                        + " different ones. If they are right, see whether this server can reach "
                        + account.base().getHost() + "."));
        if (reply instanceof Reply.Done<Tokens.Token>(Tokens.Token token, var debugId)) {
            Set<String> scopes = Set.of(token.scope().split(" "));
            checks.add(scope(scopes, "payments/payment", "Gifts can be taken", "Accept payments"));
            checks.add(scope(scopes, "payments/refund", "Gifts can be given back", "Accept payments"));
            checks.add(scope(scopes, "subscriptions", "Monthly and yearly gifts can be taken", "Subscriptions"));
            checks.add(scope(scopes, "applications/webhooks", "Webhooks can be looked up", "Webhooks"));
            checks.add(scope(
                    scopes,
                    "reporting/search/read",
                    "The books can be compared with PayPal's statement",
                    "Transaction search"));
            checks.add(scope(scopes, "disputes/read-seller", "Disputes can be read", "Customer disputes"));
            webhook(checks);
        }
        return List.copyOf(checks);
    }

    private static Check scope(Set<String> scopes, String scope, String what, String feature) {
        return new Check(
                what,
                scopes.contains(SCOPES + scope),
                "Switch on “" + feature
                        + "” among the features of the REST app at developer.paypal.com, then wait until"
                        + " its token is renewed, or start the server again.");
    }

    private void webhook(List<Check> checks) {
        JsonNode webhook = registered();
        checks.add(new Check(
                "The webhook is registered at PayPal",
                webhook != null,
                "Add a webhook for " + webhookUrl
                        + " to the same REST app, and set BROADSHEET_PAYPAL_WEBHOOK_ID to the id that PayPal shows."));
        if (webhook == null) {
            return;
        }
        checks.add(new Check(
                "The webhook leads to this site",
                webhookUrl.equals(webhook.path("url").asText("")),
                "Change the webhook's address at developer.paypal.com to " + webhookUrl + "."));
        Set<String> types = new HashSet<>();
        webhook.path("event_types").forEach(type -> types.add(type.path("name").asText("")));
        List<String> missing = types.contains("*")
                ? List.of()
                : Events.TYPES.stream().filter(type -> !types.contains(type)).toList();
        checks.add(new Check(
                "The webhook tells of all that matters",
                missing.isEmpty(),
                "Add these events to the webhook at developer.paypal.com: " + String.join(", ", missing) + "."));
    }

    private @Nullable JsonNode registered() {
        if (calls.get("/v1/notifications/webhooks") instanceof Reply.Done<JsonNode>(JsonNode list, var debugId)) {
            for (JsonNode webhook : list.path("webhooks")) {
                if (account.webhookId().equals(webhook.path("id").asText(""))) {
                    return webhook;
                }
            }
        }
        return null;
    }
}
