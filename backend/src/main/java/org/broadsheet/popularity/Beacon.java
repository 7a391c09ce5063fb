package org.broadsheet.popularity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.broadsheet.shared.Problem.Fault;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a page tells of a reader: nothing that says who it is. */
@Schema(description = "What a reader did. An empty body is a view.")
public record Beacon(Signal signal, Channel channel) {
    private static final Beacon VIEW = new Beacon(Signal.VIEW, Channel.DIRECT);
    private static final int MAX_BYTES = 1024;

    /**
     * Reads a body of any media type: {@code sendBeacon} sends text as gladly as JSON.
     *
     * @throws ProblemException naming all that is wrong with it
     */
    static Beacon read(byte[] body, ObjectMapper mapper) {
        if (body.length > MAX_BYTES) {
            throw new ProblemException(
                    ProblemKind.BODY_TOO_LARGE, "The body may have at most " + MAX_BYTES + " bytes here.");
        }
        if (new String(body, StandardCharsets.UTF_8).isBlank()) {
            return VIEW;
        }
        JsonNode json = json(body, mapper);
        List<Fault> faults = new ArrayList<>();
        Signal signal = choice(json, "signal", Signal.VIEW, faults);
        Channel channel = choice(json, "channel", Channel.DIRECT, faults);
        json.fieldNames().forEachRemaining(name -> {
            if (!name.equals("signal") && !name.equals("channel")) {
                faults.add(Fault.pointer('/' + name, "is not known here; signal and channel are"));
            }
        });
        if (!faults.isEmpty()) {
            throw new ProblemException(ProblemKind.INVALID_BODY, "The body has faults; see errors.", faults);
        }
        return new Beacon(signal, channel);
    }

    private static JsonNode json(byte[] body, ObjectMapper mapper) {
        try {
            JsonNode json = mapper.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException malformed) {
            throw new ProblemException(
                    ProblemKind.MALFORMED_JSON,
                    "The body is not JSON that can be read here. Send nothing, or {\"signal\": \"view\"}.");
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException("A body in memory cannot be read", impossible);
        }
        throw new ProblemException(
                ProblemKind.INVALID_BODY, "The body must be an object such as {\"signal\": \"view\"}.");
    }

    private static <E extends Enum<E>> E choice(JsonNode json, String name, E absent, List<Fault> faults) {
        JsonNode given = json.path(name);
        if (given.isMissingNode() || given.isNull()) {
            return absent;
        }
        E[] all = absent.getDeclaringClass().getEnumConstants();
        for (E one : all) {
            if (written(one).equals(given.textValue())) {
                return one;
            }
        }
        faults.add(Fault.pointer(
                '/' + name,
                "must be one of " + Arrays.stream(all).map(Beacon::written).collect(Collectors.joining(", "))));
        return absent;
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
