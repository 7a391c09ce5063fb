package org.broadsheet.weather;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands in for Open-Meteo on a port of this machine: answers as https://open-meteo.com/en/docs says, or in any of the
 * ways in which an HTTP server can disappoint.
 */
class OpenMeteoStandIn implements AutoCloseable {
    private static final int FOREVER_SECONDS = 60;

    private final List<String> queries = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicLong bytesWritten = new AtomicLong();
    private volatile CountDownLatch hungUp = new CountDownLatch(1);
    private final HttpServer server;
    private volatile Behaviour behaviour = exchange -> send(exchange, 200, "application/json", "{}");
    private volatile CountDownLatch released = new CountDownLatch(1);

    /** What becomes of a request. */
    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    OpenMeteoStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** The documented answer. @param at rounded down to the quarter of an hour, as Open-Meteo's are */
    static String documented(double celsius, int code, Instant at) {
        LocalDateTime time = LocalDateTime.ofInstant(at, ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        return """
                {
                  "latitude": 50.15, "longitude": -5.0700073, "generationtime_ms": 0.0356,
                  "utc_offset_seconds": 0, "timezone": "GMT", "timezone_abbreviation": "GMT", "elevation": 17.0,
                  "current_units": {"time": "iso8601", "interval": "seconds", "temperature_2m": "°C", "weather_code": "wmo code"},
                  "current": {"time": "%s", "interval": 900, "temperature_2m": %s, "weather_code": %d}
                }""".formatted(time.minusMinutes(time.getMinute() % 15), celsius, code);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What it does from now on. */
    void behave(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    Behaviour behaviour() {
        return behaviour;
    }

    void answer(int status, String type, String body) {
        behave(exchange -> send(exchange, status, type, body));
    }

    void answer(String json) {
        answer(200, "application/json; charset=utf-8", json);
    }

    /** Takes requests and keeps silent about them until {@link #release}, then answers. */
    void hold(String json) {
        released = new CountDownLatch(1);
        behave(exchange -> {
            CountDownLatch until = released;
            held.incrementAndGet();
            try {
                if (until.await(FOREVER_SECONDS, TimeUnit.SECONDS)) {
                    send(exchange, 200, "application/json", json);
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            } finally {
                held.decrementAndGet();
            }
        });
    }

    /** Lets held requests be answered. */
    void release() {
        released.countDown();
    }

    /** Hangs up on every request. */
    void hangUp() {
        behave(HttpExchange::close);
    }

    /** Sends blanks without end, in pieces, with a pause before each but the first; {@link #clientHungUp} tells how it ends. */
    void sendWithoutEnd(int pieceBytes, long pauseMillis) {
        sendWithoutEnd(200, pieceBytes, pauseMillis);
    }

    void sendWithoutEnd(int status, int pieceBytes, long pauseMillis) {
        released = new CountDownLatch(1);
        hungUp = new CountDownLatch(1);
        behave(exchange -> {
            byte[] piece = " ".repeat(pieceBytes).getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(piece);
                body.flush();
                while (!released.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                    body.write(piece);
                    body.flush();
                    bytesWritten.addAndGet(pieceBytes);
                }
            } catch (IOException broken) {
                hungUp.countDown();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }

    boolean clientHungUp() throws InterruptedException {
        return hungUp.await(10, TimeUnit.SECONDS);
    }

    long bytesWritten() {
        return bytesWritten.get();
    }

    /** How many requests it has been sent. */
    int calls() {
        return calls.get();
    }

    /** How many requests it is silent about just now. */
    int held() {
        return held.get();
    }

    /** The parameters of the last request; fails when there was none. */
    Map<String, String> lastQuery() {
        Map<String, String> parameters = new TreeMap<>();
        synchronized (queries) {
            for (String pair : queries.getLast().split("&")) {
                String[] sides = pair.split("=", 2);
                parameters.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        synchronized (queries) {
            queries.add(String.valueOf(exchange.getRequestURI().getRawQuery()));
        }
        calls.incrementAndGet();
        try {
            behaviour.answer(exchange);
        } finally {
            exchange.close();
        }
    }
}
