package org.broadsheet.editorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.testsupport.Desk.act;
import static org.broadsheet.testsupport.Desk.begun;
import static org.broadsheet.testsupport.Desk.text;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Staff;
import org.broadsheet.testsupport.Staff.Somebody;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which links of a text answer, and that nobody is led into the newsroom's own network. */
@QuarkusTest
class LinkCheckTest extends ApiTest {
    /** Where the sites of this test are; as local as everything else here, and the one such address that is open. */
    private static final InetAddress OUTSIDE = InetAddress.ofLiteral("127.0.0.7");

    private static final InetAddress INSIDE = InetAddress.ofLiteral("127.0.0.1");

    @Inject
    Staff staff;

    @ConfigProperty(name = "broadsheet.origins.site-url")
    String site;

    private final List<String> asked = new ArrayList<>();
    private final AtomicInteger entered = new AtomicInteger();
    private final List<ServerSocket> canaries = new ArrayList<>();
    private HttpServer sites;
    private Somebody writer;
    private Somebody editor;

    /** The real rule, with one more address that is open, names of this test and every port. */
    private static final class TestReach extends PublicReach {
        private static final Map<String, List<InetAddress>> NAMES = Map.of(
                "good.example", List.of(OUTSIDE),
                "private.example", List.of(INSIDE),
                "both.example", List.of(OUTSIDE, INSIDE));

        private final Map<String, Integer> asked = new ConcurrentHashMap<>();

        @Override
        public List<InetAddress> addresses(String host) throws UnknownHostException {
            int times = asked.merge(host, 1, Integer::sum);
            if (host.equals("rebinding.example")) {
                return List.of(times == 1 ? OUTSIDE : INSIDE);
            }
            if (host.endsWith(".invalid")) {
                throw new UnknownHostException(host);
            }
            return NAMES.containsKey(host) ? NAMES.get(host) : super.addresses(host);
        }

        @Override
        public boolean isOpen(InetAddress address) {
            return address.equals(OUTSIDE) || super.isOpen(address);
        }

        @Override
        public boolean isOpen(int port) {
            return true;
        }
    }

    @BeforeEach
    void open() throws IOException {
        newsroom.section("city");
        newsroom.author("ada-byron");
        writer = staff.with("contributor");
        editor = staff.with("editor");
        QuarkusMock.installMockForType(new TestReach(), PublicReach.class);
        for (int tries = 0; !areOpen(); tries++) {
            assertThat(tries)
                    .as("tries at a port that is free outside and inside")
                    .isLessThan(20);
        }
        sites.createContext("/", this::answer);
        sites.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        sites.start();
    }

    private boolean areOpen() throws IOException {
        sites = HttpServer.create(new InetSocketAddress(OUTSIDE, 0), 0);
        try {
            canary(INSIDE, sites.getAddress().getPort());
            canary(InetAddress.ofLiteral("::1"), sites.getAddress().getPort());
            return true;
        } catch (BindException taken) {
            sites.stop(0);
            return false;
        }
    }

    @AfterEach
    void close() throws IOException {
        sites.stop(0);
        for (ServerSocket canary : canaries) {
            canary.close();
        }
    }

    /** Who is inside, at the sites' own port, and counts whoever comes in. */
    private void canary(InetAddress address, int port) throws IOException {
        ServerSocket canary;
        try {
            canary = new ServerSocket(port, 50, address);
        } catch (BindException failed) {
            // A machine without IPv6 has nobody there.
            if (address instanceof Inet6Address
                    && String.valueOf(failed.getMessage()).contains("assign")) {
                return;
            }
            throw failed;
        }
        canaries.add(canary);
        Thread.ofVirtual().start(() -> {
            while (!canary.isClosed()) {
                try (Socket caller = canary.accept()) {
                    entered.incrementAndGet();
                    caller.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException closed) {
                    // The test is over.
                }
            }
        });
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        synchronized (asked) {
            asked.add(exchange.getRequestMethod() + ' ' + path);
        }
        if (path.equals("/silent")) {
            try {
                Thread.sleep(Duration.ofSeconds(8));
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }
        if (path.startsWith("/to/")) {
            exchange.getResponseHeaders()
                    .add("Location", exchange.getRequestURI().getQuery());
        }
        if (path.startsWith("/round/")) {
            exchange.getResponseHeaders().add("Location", "/round/" + path.length() + "/" + System.nanoTime());
        }
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        int status = path.startsWith("/to/") || path.startsWith("/round/")
                ? 302
                : path.equals("/get-only") ? isHead ? 405 : 200 : Integer.parseInt("0" + path.replaceAll("\\D", ""));
        exchange.sendResponseHeaders(status < 200 ? 200 : status, isHead ? -1 : 0);
        try (OutputStream body = exchange.getResponseBody()) {
            if (!isHead) {
                body.write(new byte[5_000_000]);
            }
        } catch (IOException hungUp) {
            // Nobody reads it to its end.
        }
        exchange.close();
    }

    private String good(String path) {
        return "http://good.example:" + sites.getAddress().getPort() + path;
    }

    private UUID linking(String... links) {
        UUID id = begun(writer, text("harbour-" + UUID.randomUUID(), "Harbour"));
        // As the sanitiser would never let it in: what keeps colleagues out must not depend on that.
        StringBuilder body = new StringBuilder("<p>");
        for (String link : links) {
            body.append("<a href=\"").append(link).append("\">here</a> ");
        }
        newsroom.change("update revision set text = jsonb_set(text, '{body}', to_jsonb(cast('"
                + body.append("</p>").toString().replace("'", "''") + "' as text))) where article_id = '" + id + "'");
        return id;
    }

    private Response check(UUID id) {
        return act(writer, id, "check-links");
    }

    private Map<String, Object> checked(String link) {
        Response answer = check(linking(link));
        answer.then().statusCode(200);
        List<Map<String, Object>> items = answer.jsonPath().getList("items");
        assertThat(items).hasSize(1);
        return items.getFirst();
    }

    @Test
    void tells_of_each_link_whether_it_answers() {
        String[] links = Stream.of("/200", "/404", "/410", "/500", "/403", "/429", "/401", "/get-only")
                .map(this::good)
                .toArray(String[]::new);

        Response answer = check(linking(links));

        answer.then().statusCode(200);
        assertThat(answer.jsonPath().getList("items.url")).containsExactly((Object[]) links);
        assertThat(answer.jsonPath().getList("items.state"))
                .containsExactly("ok", "broken", "broken", "broken", "unknown", "unknown", "unknown", "ok");
        assertThat(answer.jsonPath().getList("items.status")).containsExactly(200, 404, 410, 500, 403, 429, 401, 200);
        assertThat(answer.jsonPath().getInt("revision")).isEqualTo(1);
        assertThat(asked)
                .contains("HEAD /200", "HEAD /get-only", "GET /get-only")
                .doesNotContain("GET /200");
    }

    @Test
    void asks_each_once_and_nothing_that_is_no_page() {
        Response answer = check(linking(
                good("/200"),
                good("/200#part"),
                good("/200"),
                "mailto:ada@example.org",
                "tel:+4930",
                "#here",
                "javascript:x"));

        assertThat(answer.jsonPath().getList("items.url")).containsExactly(good("/200"));
        assertThat(asked).containsExactly("HEAD /200");
    }

    @Test
    void follows_a_link_that_leads_on_but_not_for_ever() {
        assertThat(checked(good("/to/?" + good("/200")))).containsEntry("state", "ok");
        assertThat(checked(good("/to/?/404"))).containsEntry("state", "broken").containsEntry("status", 404);
        assertThat(checked(good("/round/"))).containsEntry("state", "broken");
        assertThat(asked.stream().filter(one -> one.contains("/round/"))).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:{port}/",
                "http://127.1:{port}/",
                "http://127.0.1:{port}/",
                "http://2130706433:{port}/",
                "http://0x7f000001:{port}/",
                "http://0x7f.0.0.1:{port}/",
                "http://0177.0.0.1:{port}/",
                "http://017700000001:{port}/",
                "http://127.0.0.01:{port}/",
                "http://127.0.0.1.:{port}/",
                "http://0:{port}/",
                "http://0.0.0.0:{port}/",
                "http://localhost:{port}/",
                "http://LOCALHOST:{port}/",
                "http://localhost.:{port}/",
                "http://[::1]:{port}/",
                "http://[0:0:0:0:0:0:0:1]:{port}/",
                "http://[::]:{port}/",
                "http://[::ffff:127.0.0.1]:{port}/",
                "http://[::ffff:7f00:1]:{port}/",
                "http://[::127.0.0.1]:{port}/",
                "http://[64:ff9b::7f00:1]:{port}/",
                "http://[64:ff9b:1::127.0.0.1]:{port}/",
                "http://[2002:7f00:1::]:{port}/",
                "http://[2001:0:7f00:1::]:{port}/",
                "http://[fe80::1]:{port}/",
                "http://[fe80::1%25lo]:{port}/",
                "http://[fd00:ec2::254]:{port}/",
                "http://[ff02::1]:{port}/",
                "http://169.254.169.254:{port}/latest/meta-data/",
                "http://168.63.129.16:{port}/",
                "http://100.100.100.200:{port}/",
                "http://10.0.0.1:{port}/",
                "http://172.16.0.1:{port}/",
                "http://192.168.0.1:{port}/",
                "http://198.18.0.1:{port}/",
                "http://224.0.0.1:{port}/",
                "http://255.255.255.255:{port}/",
                "http://①②⑦.0.0.1:{port}/",
                "http://127。0。0。1:{port}/",
                "http://good.example@127.0.0.1:{port}/",
                "http://good.example:80@127.0.0.1:{port}/",
                "http://127.0.0.1:{port}#@good.example/",
                "http://127.0.0.1:{port}?@good.example/",
                "http://127.0.0.1:{port}\\@good.example/",
                "http://good.example:{port}@private.example:{port}/",
                "http://private.example:{port}/",
                "http://both.example:{port}/",
                "http:127.0.0.1:{port}/",
                "http:/127.0.0.1:{port}/",
                "http:///127.0.0.1:{port}/",
                "https://127.0.0.1:{port}/",
                "//127.0.0.1:{port}/",
                "http://%31%32%37.0.0.1:{port}/",
                "http://127.0.0.1%00.good.example:{port}/",
                "http://good.example:{port}/to/?http://127.0.0.1:{port}/",
                "http://good.example:{port}/to/?http://private.example:{port}/",
                "http://good.example:{port}/to/?//[::1]:{port}/",
                "http://good.example:{port}/to/?http://ada:secret@127.0.0.1:{port}/",
                "http://good.example:{port}/to/?file:///etc/passwd",
                "http://good.example:{port}/to/?gopher://127.0.0.1:{port}/"
            })
    void nobody_is_led_inside_however_it_is_written(String written) {
        String link =
                written.replace("{port}", String.valueOf(sites.getAddress().getPort()));

        Response answer = check(linking(link));

        answer.then().statusCode(200);
        assertThat(answer.jsonPath().getList("items.state", String.class)).doesNotContain("ok");
        assertThat(entered).hasValue(0);
    }

    @Test
    void asks_the_very_address_that_was_judged() {
        String link = "http://rebinding.example:" + sites.getAddress().getPort() + "/get-only";

        assertThat(checked(link)).containsEntry("state", "ok");
        assertThat(asked).containsExactly("HEAD /get-only", "GET /get-only");
        // The second time the name leads inside.
        assertThat(checked(link)).containsEntry("state", "broken");
        assertThat(entered).hasValue(0);
    }

    @Test
    void only_the_ports_of_the_web_are_open_by_the_real_rule() {
        PublicReach real = new PublicReach();

        assertThat(real.isOpen(80)).isTrue();
        assertThat(real.isOpen(443)).isTrue();
        assertThat(real.isOpen(8081)).isFalse();
        assertThat(real.isOpen(22)).isFalse();
        assertThat(real.isOpen(InetAddress.ofLiteral("193.99.144.80"))).isTrue();
        assertThat(real.isOpen(InetAddress.ofLiteral("2a02:2e0:3fe:1001::"))).isTrue();
        assertThat(real.isOpen(OUTSIDE)).isFalse();
    }

    @Test
    void a_site_that_says_nothing_holds_nobody_for_long() {
        long began = System.nanoTime();

        Response answer = check(linking(Stream.of("/silent", "/silent?1", "/silent?2", "/silent?3", "/silent?4", "/200")
                .map(this::good)
                .toArray(String[]::new)));

        assertThat(answer.jsonPath().getList("items.state"))
                .containsExactly("broken", "broken", "broken", "broken", "broken", "ok");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(12));
    }

    @Test
    void what_is_no_site_is_told_in_words() {
        Map<String, Object> nobody = checked("http://nobody.invalid/");
        Map<String, Object> closed = checked("http://good.example:1/");

        assertThat(nobody).containsEntry("state", "broken").containsEntry("detail", "There is no site of this name.");
        assertThat(closed).containsEntry("state", "broken").containsEntry("status", null);
    }

    @Test
    void its_own_pages_are_looked_up_and_never_asked() {
        newsroom.story("sea").publish();
        begun(editor, text("not-out-yet", "Secret"));

        Response answer = check(linking(
                "/articles/sea",
                site + "/articles/sea",
                "/articles/never-was",
                "/articles/not-out-yet",
                "/sections/city",
                "/sections/never-was",
                "/support"));

        assertThat(answer.jsonPath().getList("items.state"))
                .containsExactly("ok", "ok", "broken", "broken", "ok", "broken", "unknown");
        assertThat(answer.jsonPath().getString("items[2].detail"))
                .isEqualTo(answer.jsonPath().getString("items[3].detail"));
        assertThat(asked).isEmpty();
    }

    @Test
    void of_more_than_fifty_the_first_are_asked() {
        String[] links = Stream.iterate(1, i -> i + 1)
                .limit(53)
                .map(i -> good("/200?" + i))
                .toArray(String[]::new);

        Response answer = check(linking(links));

        assertThat(answer.jsonPath().getList("items.state").stream().filter("ok"::equals))
                .hasSize(50);
        assertThat(answer.jsonPath().getString("items[52].state")).isEqualTo("unknown");
        assertThat(asked).hasSize(50);
    }

    @Test
    void a_member_checks_a_few_times_a_minute() {
        UUID id = linking();

        for (int i = 0; i < 6; i++) {
            check(id).then().statusCode(200);
        }

        Response answer = check(id);
        answer.then().statusCode(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        act(editor, id, "check-links").then().statusCode(200);
    }

    @Test
    void somebody_elses_draft_stays_unseen() {
        UUID id = begun(editor, text("not-out-yet", "Secret"));

        writer.asks()
                .body("{}")
                .post("/v1/editorial/articles/" + id + "/check-links")
                .then()
                .statusCode(404);
    }
}
