package org.broadsheet.donation.standin;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;

/** Listens for webhooks and checks them as a verifier would. */
final class Receiver implements AutoCloseable {
    record Got(byte[] body, String transmissionId, String time, String signature, String certUrl, String algorithm) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** Whether the signature is genuine for a webhook id under a certificate. */
        boolean isSignedFor(String webhookId, X509Certificate certificate) throws GeneralSecurityException {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(certificate);
            verifier.update(
                    Delivery.message(transmissionId, time, webhookId, body).getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(Base64.getDecoder().decode(signature));
        }
    }

    private final HttpServer server;
    private final List<Got> got = new ArrayList<>();
    private volatile int status = 200;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                var headers = exchange.getRequestHeaders();
                synchronized (got) {
                    got.add(new Got(
                            body,
                            headers.getFirst("PAYPAL-TRANSMISSION-ID"),
                            headers.getFirst("PAYPAL-TRANSMISSION-TIME"),
                            headers.getFirst("PAYPAL-TRANSMISSION-SIG"),
                            headers.getFirst("PAYPAL-CERT-URL"),
                            headers.getFirst("PAYPAL-AUTH-ALGO")));
                }
                exchange.sendResponseHeaders(status, -1);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/webhooks/paypal";
    }

    void answers(int code) {
        status = code;
    }

    List<Got> got() {
        synchronized (got) {
            return List.copyOf(got);
        }
    }

    List<String> types() {
        return got().stream()
                .map(g -> g.text().replaceFirst("(?s).*\"event_type\":\"([^\"]+)\".*", "$1"))
                .toList();
    }

    static X509Certificate certificate(String pem) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
