package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Carries out a fault on the wire. */
final class Breakage {
    private static final String PAGE =
            "<!doctype html><html lang=\"en\"><title>503</title><h1>We'll be back soon</h1></html>";

    private Breakage() {}

    /** Faults that come instead of the work. @return whether the call is over */
    static boolean before(Fault fault, Wire wire) throws IOException {
        switch (fault.kind()) {
            case STATUS_500 -> refuse(wire, 500);
            case STATUS_503 -> refuse(wire, 503);
            case STATUS_429 -> {
                if (!fault.lasts().isZero()) {
                    wire.header("Retry-After", fault.lasts().toSeconds() + "");
                }
                refuse(wire, 429);
            }
            case TIMEOUT_BEFORE -> {
                sleep(fault.lasts());
                wire.cut();
            }
            case RESET_BEFORE -> wire.cut();
            case HTML_PAGE -> wire.html(503, PAGE);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Faults that spoil the answer to work that was done. @return whether the call is over */
    static boolean after(Fault fault, Wire wire, int status, JsonNode body) throws IOException {
        switch (fault.kind()) {
            case TIMEOUT_AFTER -> {
                sleep(fault.lasts());
                wire.cut();
            }
            case RESET_AFTER -> wire.cut();
            case STATUS_500_AFTER -> refuse(wire, 500);
            case MALFORMED_JSON -> {
                byte[] bytes = body == null ? "{".getBytes(StandardCharsets.UTF_8) : Json.bytes(body);
                wire.send(status, "application/json", Arrays.copyOf(bytes, Math.max(1, bytes.length * 2 / 3)));
            }
            case SLOW_DRIP -> drip(fault, wire, status, body);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void drip(Fault fault, Wire wire, int status, JsonNode body) throws IOException {
        byte[] bytes = body == null ? new byte[0] : Json.bytes(body);
        Duration pause = fault.lasts().dividedBy(Math.max(1, bytes.length));
        try (OutputStream out = wire.start(status, "application/json", bytes.length)) {
            for (byte next : bytes) {
                out.write(next);
                out.flush();
                sleep(pause);
            }
        }
    }

    private static void refuse(Wire wire, int status) throws IOException {
        wire.send(
                status,
                Json.object()
                        .put("name", ErrorTexts.NAMES.get(status))
                        .put("message", ErrorTexts.MESSAGES.get(status))
                        .put("debug_id", wire.debugId()));
    }

    static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
