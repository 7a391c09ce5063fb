package org.broadsheet.donation.paypal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.broadsheet.donation.PaymentProvider.Verdict;
import org.broadsheet.donation.PaymentProvider.WebhookCall;
import org.broadsheet.donation.paypal.PayPalSettings.Verification;
import org.broadsheet.donation.paypal.Wire.Answer;
import org.broadsheet.donation.paypal.Wire.Ask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayPalWebhooksTest {
    private static final TestSigner SIGNER = new TestSigner("An authority");
    private static final String NAME = "messageverificationcerts.sandbox.paypal.com";
    private static final String CERTIFICATE =
            "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-1d93a270";
    private static final String EVENT = """
            {"id":"WH-6AB01822KM7754310-3TT91047PX220193L","event_type":"PAYMENT.CAPTURE.COMPLETED","resource_type":"capture",
             "resource":{"id":"6MB84213UE7719205","custom_id":"dn_01JD8Z","amount":{"value":"25.00","breakdown":{}},"x":1.0,
              "supplementary_data":{"related_ids":{"order_id":"8XJ31265RT410943K"}}}}""";

    private final List<Ask> fetched = new ArrayList<>();
    private final List<Ask> asked = new ArrayList<>();
    private Answer certificate = pem(SIGNER.leaf(NAME));
    private Answer postback = json("{\"verification_status\":\"SUCCESS\"}");
    private Instant now = Instant.now();
    private Verification verification = Verification.OFFLINE;
    private Webhooks webhooks;

    @Test
    void believes_what_paypal_signed() {
        Verdict verdict = verify(signed(EVENT));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Genuine.class, genuine -> {
            assertThat(genuine.event().id()).isEqualTo("WH-6AB01822KM7754310-3TT91047PX220193L");
            assertThat(genuine.event().donation()).isEqualTo("dn_01JD8Z");
            assertThat(genuine.event().references()).containsExactly("8XJ31265RT410943K", "6MB84213UE7719205");
        });
    }

    @Test
    void the_signed_text_has_the_checksum_as_an_unsigned_number() {
        Transmission transmission = new Transmission(
                "b2384410-f8d2-11e4-8bf3-77339302725b", "2015-05-12T18:14:14Z", "", CERTIFICATE, "SHA256withRSA");

        // As a signed number it would be -390611389.
        assertThat(new String(transmission.signedText("3RN13029J36659323", "a".getBytes(UTF_8)), UTF_8))
                .isEqualTo("b2384410-f8d2-11e4-8bf3-77339302725b|2015-05-12T18:14:14Z|3RN13029J36659323|3904355907");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Altered by one digit.
                "\"25.00\" -> \"26.00\"",
                // Read and written again by one who does not keep the bytes.
                "{} -> []",
                "1.0 -> 1",
                "\n -> ",
                "\"id\": -> \"id\" :",
                "capture\" -> capture\\u0022"
            })
    void an_altered_or_rewritten_body_is_forged(String change) {
        WebhookCall call = signed(EVENT);
        String[] parts = change.split(" -> ", -1);
        String altered = EVENT.replace(parts[0], parts[1]);
        assertThat(altered).isNotEqualTo(EVENT);

        assertThat(verify(new WebhookCall(call.headers(), altered.getBytes(UTF_8))))
                .isInstanceOf(Verdict.Forged.class);
    }

    @Test
    void the_same_text_in_another_encoding_is_forged() {
        String umlauts = EVENT.replace("dn_01JD8Z", "dn_äöü");
        WebhookCall call = signed(umlauts);

        assertThat(verify(call)).isInstanceOf(Verdict.Genuine.class);
        assertThat(verify(new WebhookCall(call.headers(), umlauts.getBytes(ISO_8859_1))))
                .isInstanceOf(Verdict.Forged.class);
    }

    @Test
    void a_replayed_one_is_genuine_with_the_same_id() {
        WebhookCall call = signed(EVENT);

        assertThat(verify(call)).isEqualTo(verify(call));
    }

    @Test
    void one_signed_for_another_webhook_is_forged() {
        assertThat(verify(call(SIGNER, "8PT597110X687430LKGECATA", EVENT, Map.of())))
                .isInstanceOf(Verdict.Forged.class);
        assertThat(verify(call(SIGNER, "WEBHOOK_ID", EVENT, Map.of()))).isInstanceOf(Verdict.Forged.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1withRSA", "sha256withrsa", "SHA256withRSA/PSS", "NONEwithRSA", "MD5withRSA", "none"})
    void another_algorithm_is_forged_without_a_fetch(String algorithm) {
        assertThat(verify(with("paypal-auth-algo", algorithm))).isInstanceOf(Verdict.Forged.class);
        assertThat(fetched).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
                "https://api.paypal.com/v1/notifications/certs/CERT-1",
                "https://api-m.paypal.com/v1/notifications/certs/CERT-1",
                "https://evilpaypal.com/v1/notifications/certs/CERT-1",
                "https://api.sandbox.paypal.com.evil.example/v1/notifications/certs/CERT-1",
                "https://evil-api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
                "https://api.sandbox.paypal.com@evil.example/v1/notifications/certs/CERT-1",
                "https://user:pass@api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
                "https://evil.example#@api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
                "https://evil.example/?https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
                "https://evil.example\\@api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
                "https://api.sandbox.paypal.com:8443/v1/notifications/certs/CERT-1",
                "https://api.sandbox.paypal.com:443@evil.example/v1/notifications/certs/CERT-1",
                "https://api.sandbox.paypal.com./v1/notifications/certs/CERT-1",
                "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1?x=1",
                "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1#x",
                "https://api.sandbox.paypal.com/v1/notifications/certs/../../oauth2/token",
                "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1/../x",
                "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-%2e%2e",
                "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1%0d%0aHost:evil",
                "https://api.sandbox.paypal.com//v1/notifications/certs/CERT-1",
                "https://api.sandbox.paypal.com/V1/notifications/certs/CERT-1",
                "https://api.sandbox.paypal.com/v1/notifications/certs/",
                "https://api.sandbox.paypal.com/v1/notifications/certs/EVIL-1",
                "https://api.sandbox.paypal.com",
                "https://169.254.169.254/v1/notifications/certs/CERT-1",
                "https://[::1]/v1/notifications/certs/CERT-1",
                "https://localhost/v1/notifications/certs/CERT-1",
                "//api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
                "/v1/notifications/certs/CERT-1",
                "file:///v1/notifications/certs/CERT-1",
                "jar:https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
                "https:api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
                "https://api.sandbox.paypаl.com/v1/notifications/certs/CERT-1",
                "https://api.sandbox.paypal.com /v1/notifications/certs/CERT-1",
                "CERT-1",
            })
    void a_certificate_of_anybody_elses_is_never_fetched(String address) {
        assertThat(verify(with("paypal-cert-url", address))).isInstanceOf(Verdict.Forged.class);
        assertThat(fetched).isEmpty();
    }

    @Test
    void headers_are_there_once_and_short() {
        for (String name : signed(EVENT).headers().keySet()) {
            Map<String, List<String>> without = new HashMap<>(signed(EVENT).headers());
            without.remove(name);
            assertThat(verify(new WebhookCall(without, EVENT.getBytes(UTF_8)))).isInstanceOf(Verdict.Forged.class);

            Map<String, List<String>> twice = new HashMap<>(signed(EVENT).headers());
            twice.merge(name, twice.get(name), (one, other) -> List.of(one.getFirst(), other.getFirst()));
            assertThat(verify(new WebhookCall(twice, EVENT.getBytes(UTF_8)))).isInstanceOf(Verdict.Forged.class);

            assertThat(verify(with(name, "x".repeat(501)))).isInstanceOf(Verdict.Forged.class);
        }
        assertThat(fetched).isEmpty();
    }

    @Test
    void a_huge_body_is_not_even_summed_up() {
        WebhookCall call = new WebhookCall(signed(EVENT).headers(), new byte[Webhooks.MAX_BYTES + 1]);

        assertThat(verify(call)).isInstanceOf(Verdict.Forged.class);
        assertThat(fetched).isEmpty();
    }

    @Test
    void an_expired_certificate_is_none() {
        certificate =
                pem(SIGNER.leaf(NAME, SIGNER.leafKeys, now.minus(Duration.ofDays(90)), now.minus(Duration.ofDays(1))));

        assertThat(verify(signed(EVENT))).isInstanceOf(Verdict.Forged.class);
    }

    @Test
    void a_certificate_of_tomorrow_is_none() {
        certificate =
                pem(SIGNER.leaf(NAME, SIGNER.leafKeys, now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(9))));

        assertThat(verify(signed(EVENT))).isInstanceOf(Verdict.Forged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "messageverificationcerts.paypal.com",
                "evil.messageverificationcerts.sandbox.paypal.com",
                "messageverificationcerts.sandbox.paypal.com.evil.example",
                "*.sandbox.paypal.com",
                "CN=messageverificationcerts.sandbox.paypal.com",
                "MessageVerificationCerts.sandbox.paypal.com"
            })
    void a_certificate_made_out_to_another_is_none(String name) {
        certificate = pem(SIGNER.leaf(name));

        assertThat(verify(signed(EVENT))).isInstanceOf(Verdict.Forged.class);
    }

    @Test
    void a_certificate_that_a_foreign_authority_vouches_for_is_none() {
        // Of the same name, with keys of its own.
        TestSigner foreign = new TestSigner("An authority");
        certificate = pem(foreign.leaf(NAME));

        assertThat(verify(call(foreign, Settings.WEBHOOK_ID, EVENT, Map.of()))).isInstanceOf(Verdict.Forged.class);
    }

    @Test
    void a_weak_key_is_none() {
        certificate = pem(
                SIGNER.leaf(NAME, TestSigner.keys(1024), now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(9))));

        assertThat(verify(signed(EVENT))).isInstanceOf(Verdict.Forged.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void what_is_no_certificate_is_none(String text) {
        certificate = pem(text);

        assertThat(verify(signed(EVENT))).isInstanceOf(Verdict.Forged.class);
    }

    @Test
    void a_certificate_is_fetched_once_and_again_when_it_has_expired() {
        certificate =
                pem(SIGNER.leaf(NAME, SIGNER.leafKeys, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(9))));
        verify(signed(EVENT));
        verify(signed(EVENT));
        assertThat(fetched).hasSize(1);

        now = now.plus(Duration.ofDays(10));

        assertThat(verify(signed(EVENT))).isInstanceOf(Verdict.Forged.class);
        assertThat(fetched).hasSize(2);
    }

    @Test
    void what_cannot_be_fetched_cannot_be_told_and_is_not_tried_again_for_a_minute() {
        Answer good = certificate;
        certificate = Answer.none("no answer, ConnectException");
        assertThat(verify(signed(EVENT))).isInstanceOf(Verdict.CannotTell.class);
        assertThat(verify(signed(EVENT))).isInstanceOf(Verdict.CannotTell.class);
        assertThat(fetched).hasSize(1);

        certificate = good;
        now = now.plus(Duration.ofSeconds(61));

        assertThat(verify(signed(EVENT))).isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void made_up_addresses_push_no_good_certificate_out() {
        verify(signed(EVENT));
        certificate = new Answer(404, new byte[0], null, null, "");
        for (int i = 0; i < 150; i++) {
            verify(with("paypal-cert-url", "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-" + i));
        }
        fetched.clear();

        assertThat(verify(signed(EVENT))).isInstanceOf(Verdict.Genuine.class);
        assertThat(fetched).isEmpty();
    }

    @Test
    void an_old_one_is_not_refused_for_its_age() {
        String time = now.minus(Duration.ofDays(3)).toString();

        assertThat(verify(call(SIGNER, Settings.WEBHOOK_ID, EVENT, Map.of("paypal-transmission-time", time))))
                .isInstanceOf(Verdict.Genuine.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "{}", "", "{\"id\":\"WH-1\"}", "not json", "{\"id\":\"WH-1\",\"event_type\":\"X\"}{}"})
    void what_is_signed_but_no_event_is_of_no_use(String body) {
        assertThat(verify(signed(body))).isInstanceOf(Verdict.Forged.class);
    }

    @Test
    void asks_paypal_with_the_very_bytes() {
        verification = Verification.POSTBACK;

        assertThat(verify(signed(EVENT))).isInstanceOf(Verdict.Genuine.class);
        assertThat(fetched).isEmpty();
        assertThat(new String(asked.getLast().body(), UTF_8))
                .endsWith(",\"webhook_event\":" + EVENT + "}")
                .contains("\"webhook_id\":\"" + Settings.WEBHOOK_ID + "\"");
    }

    @Test
    void what_paypal_disowns_is_forged() {
        verification = Verification.POSTBACK;
        postback = json("{\"verification_status\":\"FAILURE\"}");

        assertThat(verify(signed(EVENT))).isInstanceOf(Verdict.Forged.class);
    }

    @Test
    void where_paypal_does_not_answer_it_cannot_be_told() {
        verification = Verification.POSTBACK;
        postback = Answer.none("no answer");

        assertThat(verify(signed(EVENT))).isInstanceOf(Verdict.CannotTell.class);
    }

    /** Spliced in, it would add a webhook id of the sender's choice to our question. */
    @ParameterizedTest
    @ValueSource(strings = {"{},\"webhook_id\":\"WEBHOOK_ID\",\"x\":{}", "{}}{", "1", "\"text\"", "{} ,", ""})
    void a_body_that_would_change_the_question_is_never_asked_about(String body) {
        verification = Verification.POSTBACK;

        assertThat(verify(signed(body))).isInstanceOf(Verdict.Forged.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void asks_paypal_only_where_the_certificate_cannot_be_had() {
        verification = Verification.OFFLINE_THEN_POSTBACK;
        verify(signed(EVENT));
        assertThat(asked).isEmpty();

        webhooks = null;
        certificate = new Answer(503, new byte[0], null, null, "");

        assertThat(verify(signed(EVENT))).isInstanceOf(Verdict.Genuine.class);
        assertThat(asked).isNotEmpty();
    }

    private Verdict verify(WebhookCall call) {
        if (webhooks == null) {
            Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
            PayPalAccount account = PayPalAccount.of(Settings.sandbox().verifying(verification));
            Wire wire = ask -> {
                if (ask.address().getPath().endsWith("/token")) {
                    return json("{\"access_token\":\"t\",\"expires_in\":32400}");
                }
                asked.add(ask);
                return postback;
            };
            Wire certificates = ask -> {
                fetched.add(ask);
                return certificate;
            };
            webhooks = new Webhooks(
                    account,
                    new Certificates(certificates, new CertificateChain(Set.of(SIGNER.anchor()), NAME), clock),
                    new Postback(new PayPalCalls(account, wire, clock), account),
                    clock);
        }
        return webhooks.verify(call);
    }

    private static WebhookCall signed(String body) {
        return call(SIGNER, Settings.WEBHOOK_ID, body, Map.of());
    }

    private static WebhookCall with(String name, String value) {
        Map<String, List<String>> headers = new HashMap<>(signed(EVENT).headers());
        headers.put(name, List.of(value));
        return new WebhookCall(headers, EVENT.getBytes(UTF_8));
    }

    private static WebhookCall call(TestSigner signer, String webhookId, String body, Map<String, String> other) {
        String id = "5b1c6d20-c84e-11f0-9a54-3f1be8c0d7aa";
        String time = other.getOrDefault("paypal-transmission-time", "2026-11-23T09:03:46Z");
        byte[] bytes = body.getBytes(UTF_8);
        return new WebhookCall(
                Map.of(
                        "paypal-transmission-id", List.of(id),
                        "paypal-transmission-time", List.of(time),
                        "paypal-transmission-sig", List.of(signer.sign("SHA256withRSA", id, time, webhookId, bytes)),
                        "paypal-cert-url", List.of(CERTIFICATE),
                        "paypal-auth-algo", List.of("SHA256withRSA")),
                bytes);
    }

    private static Answer pem(String text) {
        return new Answer(200, text.getBytes(UTF_8), null, null, "");
    }

    private static Answer json(String text) {
        return new Answer(200, text.getBytes(UTF_8), "d3bug", null, "");
    }
}
