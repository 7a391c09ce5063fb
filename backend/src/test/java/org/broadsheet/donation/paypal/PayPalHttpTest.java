package org.broadsheet.donation.paypal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.broadsheet.donation.paypal.Wire.Answer;
import org.broadsheet.donation.paypal.Wire.Ask;
import org.broadsheet.testsupport.PostgresForTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresForTests.class)
class PayPalHttpTest {
    private record Seen(
            String method,
            String uri,
            String authorization,
            String requestId,
            String prefer,
            String type,
            String body) {}

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 200;
    private byte[] answer = "{}".getBytes(UTF_8);

    @Inject
    Vertx vertx;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void reads_with_nothing_but_what_is_asked() {
        wire().send(Ask.read(at("/v1/x?start_time=2026-11-24T08%3A00%3A00Z&a=b%2Bc"), "Bearer t"));

        assertThat(seen)
                .containsExactly(new Seen(
                        "GET", "/v1/x?start_time=2026-11-24T08%3A00%3A00Z&a=b%2Bc", "Bearer t", null, null, null, ""));
    }

    @Test
    void writes_the_very_bytes_under_their_request_id() {
        byte[] body = "{ \"a\" : 1.0,\n\"ü\":{} }".getBytes(UTF_8);

        wire().send(new Ask(at("/v1/y"), "Bearer t", "key-1", body, "application/json", 1000));

        assertThat(seen)
                .containsExactly(new Seen(
                        "POST",
                        "/v1/y",
                        "Bearer t",
                        "key-1",
                        "return=representation",
                        "application/json",
                        new String(body, UTF_8)));
    }

    @Test
    void says_who_it_is_to_nobody_who_was_not_meant() {
        wire().send(new Ask(at("/cert"), null, null, null, "", 1000));

        assertThat(seen).singleElement().extracting(Seen::authorization).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void follows_no_redirect(int redirect) {
        status = redirect;

        Answer read = wire().send(Ask.read(at("/v1/x"), "Bearer t"));
        Answer written = wire().send(new Ask(at("/v1/x"), "Bearer t", "k", new byte[] {'{', '}'}, "a/b", 1000));

        assertThat(read.status()).isEqualTo(redirect);
        assertThat(written.status()).isEqualTo(redirect);
        assertThat(seen).extracting(Seen::uri).containsExactly("/v1/x", "/v1/x");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 400, 401, 403, 404, 409, 422, 429, 500, 503})
    void gives_every_status_with_its_body_and_headers(int any) {
        status = any;
        answer = "{\"name\":\"X\"}".getBytes(UTF_8);

        Answer given = wire().send(Ask.read(at("/v1/x"), null));

        assertThat(given.status()).isEqualTo(any);
        assertThat(given.body()).isEqualTo(answer);
        assertThat(given.debugId()).isEqualTo("d3bug");
        assertThat(given.retryAfter()).isEqualTo("7");
    }

    @Test
    void takes_no_more_than_so_many_bytes() {
        answer = new byte[1001];

        assertThat(wire().send(new Ask(at("/cert"), null, null, null, "", 1000)).status())
                .isZero();
    }

    @Test
    void nobody_there_is_no_answer() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        Answer none = wire().send(Ask.read(URI.create("http://127.0.0.1:" + free + "/secret-path"), "Bearer t0ken"));

        assertThat(none.status()).isZero();
        assertThat(none.whyNone())
                .startsWith("no answer")
                .doesNotContain("t0ken")
                .doesNotContain("secret-path");
    }

    @Test
    void believes_no_server_that_nobody_vouches_for() throws Exception {
        TestSigner signer = new TestSigner("An authority");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server",
                signer.leafKeys.getPrivate(),
                new char[0],
                CertificateChain.certificates(signer.leaf("127.0.0.1").getBytes(UTF_8))
                        .toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls));
        secure.createContext("/", this::handle);
        secure.start();
        try {
            Answer none = wire().send(Ask.read(
                    URI.create("https://127.0.0.1:" + secure.getAddress().getPort() + "/"), "Bearer t"));

            assertThat(none.status()).isZero();
            assertThat(none.whyNone()).containsAnyOf("SSL", "CertPath", "Certificate", "Validator");
            assertThat(seen).isEmpty();
        } finally {
            secure.stop(0);
        }
    }

    private PayPalHttp wire() {
        return PayPalHttp.with(Duration.ofSeconds(2), Duration.ofSeconds(2), vertx);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            seen.add(new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers.getFirst("Authorization"),
                    headers.getFirst("PayPal-Request-Id"),
                    headers.getFirst("Prefer"),
                    headers.getFirst("Content-Type"),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.getResponseHeaders().add("Paypal-Debug-Id", "d3bug");
            exchange.getResponseHeaders().add("Retry-After", "7");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
