package org.broadsheet.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Speaks to the server byte for byte, for requests that no well-behaved client would let through. */
public final class Door {
    private static final int PATIENCE_MS = 20_000;

    private Door() {}

    /** What came back; header names in lower case. An empty status means that the server just hung up. */
    public record Reply(int status, Map<String, List<String>> headers, byte[] body) {
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
                    .map(List::getFirst);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (IOException notJson) {
                throw new AssertionError("Not JSON: " + text(), notJson);
            }
        }
    }

    public static Reply get(String target, String... headers) {
        return send("GET", target, headers);
    }

    /** Sends a request line with this method and target as they are. */
    public static Reply send(String method, String target, String... headers) {
        List<String> lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1", "Host: localhost"));
        lines.addAll(List.of(headers));
        lines.add("Connection: close");
        return sendRaw(String.join("\r\n", lines) + "\r\n\r\n", method.equals("HEAD"));
    }

    public static Reply send(String method, String target, byte[] body, String... headers) {
        List<String> lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1", "Host: localhost"));
        lines.addAll(List.of(headers));
        lines.add("Content-Length: " + body.length);
        lines.add("Connection: close");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return sendRaw(request.toByteArray(), false);
    }

    public static Reply sendRaw(String request, boolean isHead) {
        return sendRaw(request.getBytes(StandardCharsets.ISO_8859_1), isHead);
    }

    private static Reply sendRaw(byte[] request, boolean isHead) {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(PATIENCE_MS);
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (IOException hungUpBeforeTheEnd) {
                // A server may answer and hang up before it has read a body that it refuses; the answer still counts.
            }
            return read(socket.getInputStream(), isHead);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Reply read(InputStream answer, boolean isHead) throws IOException {
        String statusLine = line(answer);
        if (statusLine.isEmpty()) {
            return new Reply(0, Map.of(), new byte[0]);
        }
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(answer); !line.isEmpty(); line = line(answer)) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        int status = Integer.parseInt(statusLine.split(" ", -1)[1]);
        boolean hasBody = !isHead && status != 204 && status != 304;
        byte[] body = hasBody ? body(answer, headers) : new byte[0];
        return new Reply(status, headers, body);
    }

    private static byte[] body(InputStream answer, Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            return answer.readNBytes(
                    Integer.parseInt(headers.get("content-length").getFirst()));
        }
        if (!headers.containsKey("transfer-encoding")) {
            return answer.readAllBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunk(answer); size > 0; size = chunk(answer)) {
            body.writeBytes(answer.readNBytes(size));
            line(answer);
        }
        return body.toByteArray();
    }

    private static int chunk(InputStream answer) throws IOException {
        return Integer.parseInt(line(answer).replaceAll(";.*", ""), 16);
    }

    private static String line(InputStream answer) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = answer.read(); next >= 0 && next != '\n'; next = answer.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** Undoes gzip. */
    public static byte[] gunzipped(byte[] body) {
        try (InputStream plain = new java.util.zip.GZIPInputStream(new ByteArrayInputStream(body))) {
            return plain.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
