package org.broadsheet.donation.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Webhooks of the stand-in: truly signed, retried, and disturbed on demand. */
class StandInWebhookTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private PayPalStandIn standIn;
    private Caller caller;
    private Receiver receiver;
    private String webhookId;

    @BeforeEach
    void start() throws Exception {
        standIn = PayPalStandIn.start();
        caller = new Caller(standIn);
        receiver = new Receiver();
        webhookId = standIn.webhooks().register(receiver.url(), "*");
    }

    @AfterEach
    void stop() {
        caller.close();
        receiver.close();
        standIn.close();
        assertThat(standIn.books().failures()).isEmpty();
    }

    private List<Receiver.Got> quiet() {
        assertThat(standIn.webhooks().awaitQuiet(SOON)).isTrue();
        return receiver.got();
    }

    @Test
    void events_are_signed_with_a_certificate_under_the_authority_of_the_stand_in() throws Exception {
        caller.paid();
        List<Receiver.Got> got = quiet();

        assertThat(receiver.types()).containsExactly("CHECKOUT.ORDER.APPROVED", "PAYMENT.CAPTURE.COMPLETED");
        Receiver.Got event = got.getLast();
        assertThat(event.certUrl()).isEqualTo(standIn.certificateUrl());
        X509Certificate leaf =
                Receiver.certificate(caller.send("GET", event.certUrl(), "").text());
        assertThat(event.isSignedFor(webhookId, leaf)).isTrue();
        assertThat(leaf.getSubjectX500Principal().getName())
                .isEqualTo("CN=messageverificationcerts.sandbox.paypal.com");
        PKIXParameters trust =
                new PKIXParameters(Set.of(new TrustAnchor(standIn.certificates().authority(), null)));
        trust.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), trust);
    }

    @Test
    void the_api_verifies_the_untouched_event_and_no_other() {
        standIn.webhooks().with(Disturbance.ODD_BODY);
        caller.paid();
        Receiver.Got event = quiet().getLast();

        assertThat(verify(event, event.text())).isEqualTo("SUCCESS");
        assertThat(verify(event, event.text().replace("1.0,\"hundred\"", "1,\"hundred\"")))
                .isEqualTo("FAILURE");
    }

    private String verify(Receiver.Got event, String body) {
        ObjectNode request = Json.object()
                .put("auth_algo", event.algorithm())
                .put("cert_url", event.certUrl())
                .put("transmission_id", event.transmissionId())
                .put("transmission_sig", event.signature())
                .put("transmission_time", event.time())
                .put("webhook_id", webhookId)
                .put("webhook_event", "HERE");
        return caller.post(
                        "/v1/notifications/verify-webhook-signature",
                        Json.text(request).replace("\"HERE\"", body),
                        "Accept",
                        "application/json")
                .at("/verification_status");
    }

    @ParameterizedTest
    @EnumSource(names = {"CORRUPT_SIGNATURE", "WRONG_WEBHOOK_ID", "ALTERED_BODY"})
    void forged_events_do_not_verify(Disturbance disturbance) throws Exception {
        standIn.webhooks().with(disturbance);
        caller.paid();

        for (Receiver.Got event : quiet()) {
            assertThat(event.isSignedFor(webhookId, standIn.certificates().leaf()))
                    .isFalse();
        }
    }

    @Test
    void certificates_can_be_of_a_foreign_host_or_expired() throws Exception {
        standIn.webhooks().next(Disturbance.FOREIGN_CERT_HOST);
        standIn.approve(caller.order());
        standIn.webhooks().next(Disturbance.EXPIRED_CERTIFICATE);
        standIn.approve(caller.order());
        List<Receiver.Got> got = quiet();

        assertThat(got.getFirst().certUrl()).doesNotStartWith(standIn.url());
        X509Certificate expired = Receiver.certificate(
                caller.send("GET", got.getLast().certUrl(), "").text());
        assertThatThrownBy(expired::checkValidity).isInstanceOf(CertificateExpiredException.class);
        assertThat(got.getLast().isSignedFor(webhookId, expired)).isTrue();
    }

    @Test
    void events_can_be_doubled_dropped_and_joined_by_unheard_of_ones() {
        standIn.webhooks().next(Disturbance.DUPLICATE);
        standIn.approve(caller.order());
        standIn.webhooks().next(Disturbance.PARALLEL_DUPLICATE);
        standIn.approve(caller.order());
        standIn.webhooks().next(Disturbance.DROP);
        standIn.approve(caller.order());
        standIn.webhooks().next(Disturbance.UNKNOWN_EVENT_TYPE, Disturbance.UNKNOWN_FIELDS);
        standIn.approve(caller.order());

        List<Receiver.Got> got = quiet();

        assertThat(got).hasSize(6);
        assertThat(receiver.types()).contains("PAYMENT.STANDIN.UNHEARD-OF");
        assertThat(caller.get("/v1/notifications/webhooks-events?page_size=50")
                        .json()
                        .path("events"))
                .hasSize(5);
    }

    @Test
    void held_events_come_out_in_another_order() {
        standIn.webhooks().hold();
        standIn.webhooks().with(Disturbance.SHUFFLE);
        for (int i = 0; i < 4; i++) {
            caller.paid();
            standIn.account().uniqueInvoices(false);
        }
        assertThat(receiver.got()).isEmpty();
        Breakage.sleep(Duration.ofMillis(50));

        standIn.webhooks().release();
        quiet();

        assertThat(receiver.types()).hasSize(8);
        List<String> inOrder = List.of("CHECKOUT.ORDER.APPROVED", "PAYMENT.CAPTURE.COMPLETED");
        assertThat(receiver.types().subList(0, 2).equals(inOrder)
                        && receiver.types().subList(2, 4).equals(inOrder)
                        && receiver.types().subList(4, 6).equals(inOrder))
                .isFalse();
    }

    @Test
    void an_event_can_be_there_before_the_answer_of_the_call_that_caused_it() {
        String order = caller.order();
        standIn.approve(order);
        quiet();
        standIn.webhooks().with(Disturbance.BEFORE_ANSWER);

        caller.capture(order);

        assertThat(receiver.types()).contains("PAYMENT.CAPTURE.COMPLETED");
    }

    @Test
    void refused_deliveries_are_tried_again_as_time_passes() {
        receiver.answers(503);
        standIn.approve(caller.order());
        Breakage.sleep(Duration.ofMillis(300));
        int before = receiver.got().size();

        receiver.answers(200);
        standIn.clock().forward(Duration.ofHours(1));
        quiet();

        assertThat(before).isEqualTo(1);
        assertThat(receiver.got()).hasSize(2);
        assertThat(standIn.webhooks().attempts().getLast().status()).isEqualTo(200);
    }

    @Test
    void webhooks_are_registered_changed_listed_and_sent_again_by_the_api() {
        Caller.Reply made = caller.post(
                "/v1/notifications/webhooks",
                "{\"url\":\"http://127.0.0.1:9/hook\",\"event_types\":[{\"name\":\"PAYMENT.SALE.COMPLETED\"}]}");
        assertThat(made.status()).isEqualTo(201);
        Caller.Reply changed = caller.send(
                "PATCH",
                "/v1/notifications/webhooks/" + made.at("/id"),
                "[{\"op\":\"replace\",\"path\":\"/event_types\",\"value\":[{\"name\":\"*\"}]}]",
                "Authorization",
                "Bearer " + caller.authenticate().at("/access_token"),
                "Content-Type",
                "application/json");
        assertThat(changed.at("/event_types/0/name")).isEqualTo("*");
        assertThat(caller.get("/v1/notifications/webhooks").json().path("webhooks"))
                .hasSize(2);
        assertThat(caller.post(
                                "/v1/notifications/webhooks",
                                "{\"url\":\"http://news.example/h\",\"event_types\":[{\"name\":\"*\"}]}")
                        .at("/name"))
                .isEqualTo("VALIDATION_ERROR");

        standIn.webhooks().next(Disturbance.DROP);
        standIn.approve(caller.order());
        String event = caller.get("/v1/notifications/webhooks-events").at("/events/0/id");
        assertThat(receiver.got()).isEmpty();
        Caller.Reply resent = caller.post(
                "/v1/notifications/webhooks-events/" + event + "/resend", "{\"webhook_ids\":[\"" + webhookId + "\"]}");
        assertThat(resent.status()).isEqualTo(202);
        assertThat(quiet()).hasSize(1);
    }
}
