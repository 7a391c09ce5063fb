package org.broadsheet.donation.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** The way of every API call: found, let in, judged, done once, judged again, answered. */
final class Api {
    private record Act(Function<Call, Answer> perform, BiFunction<String, Boolean, JsonNode> show) {}

    private record Outcome(int status, JsonNode body, boolean effect, boolean isOfficial) {}

    private final World world;
    private final Tokens tokens;
    private final Schemas schemas;
    private final Errors errors;
    private final Faults faults;
    private final RequestIds requestIds;
    private final Notifications notifications;
    private final Map<Operation, Act> acts = new EnumMap<>(Operation.class);

    Api(
            World world,
            Tokens tokens,
            Schemas schemas,
            Errors errors,
            Faults faults,
            RequestIds requestIds,
            Notifications notifications) {
        this.world = world;
        this.tokens = tokens;
        this.schemas = schemas;
        this.errors = errors;
        this.faults = faults;
        this.requestIds = requestIds;
        this.notifications = notifications;
    }

    void when(Operation operation, Function<Call, Answer> perform) {
        when(operation, perform, (id, full) -> null);
    }

    /** @param show what a replay of the request id gets: the resource as it is by then */
    void when(Operation operation, Function<Call, Answer> perform, BiFunction<String, Boolean, JsonNode> show) {
        acts.put(operation, new Act(perform, show));
    }

    void handle(Wire wire) throws IOException {
        List<Operation> candidates = Operation.at(wire.path());
        Optional<Operation> found =
                candidates.stream().filter(o -> o.method.equals(wire.method())).findFirst();
        if (found.isEmpty()) {
            Refusal refusal = Refusal.of(candidates.isEmpty() ? 404 : 405, "");
            note(wire, "", new Outcome(refusal.status, null, false, false), "");
            wire.send(refusal.status, errors.body(null, refusal, wire.debugId()));
            return;
        }
        Operation operation = found.get();
        Optional<Fault> fault = faults.take(operation);
        if (fault.isPresent() && Breakage.before(fault.get(), wire)) {
            note(
                    wire,
                    operation.operationId,
                    new Outcome(wire.status(), null, false, false),
                    fault.get().kind().name());
            return;
        }
        Outcome outcome = judged(operation, outcome(operation, wire, fault));
        notifications.beforeAnswer();
        note(
                wire,
                operation.operationId,
                outcome,
                fault.map(f -> f.kind().name()).orElse(""));
        if (fault.isPresent() && Breakage.after(fault.get(), wire, outcome.status, outcome.body)) {
            return;
        }
        wire.send(outcome.status, outcome.body);
    }

    /** A call that needs no token: it too can be disturbed, and stands in the books. */
    void open(Operation operation, Wire wire, Supplier<Answer> work) throws IOException {
        Optional<Fault> fault = faults.take(operation);
        String name = fault.map(f -> f.kind().name()).orElse("");
        if (fault.isPresent() && Breakage.before(fault.get(), wire)) {
            note(wire, operation.operationId, new Outcome(wire.status(), null, false, false), name);
            return;
        }
        Answer answer = work.get();
        note(wire, operation.operationId, new Outcome(answer.status(), null, false, false), name);
        if (fault.isPresent() && Breakage.after(fault.get(), wire, answer.status(), answer.body())) {
            return;
        }
        if (answer.body() != null && answer.body().isTextual()) {
            byte[] text = answer.body().asText().getBytes(StandardCharsets.US_ASCII);
            wire.send(answer.status(), "application/x-pem-file", text);
        } else {
            wire.send(answer.status(), answer.body());
        }
    }

    private Outcome outcome(Operation operation, Wire wire, Optional<Fault> fault) {
        try {
            if (fault.isPresent() && fault.get().kind() == Fault.Kind.DEAD_TOKEN) {
                throw Refusal.of(401, "");
            }
            tokens.check(wire.header("Authorization"), operation);
            Call call = read(operation, wire);
            refuseOnDemand(operation, wire, fault);
            return once(call, fault);
        } catch (Refusal refusal) {
            if (refusal.status == 401 && tokens.speakOAuth()) {
                JsonNode body = Tokens.oauth("invalid_token", "Token signature verification failed");
                return new Outcome(401, body, false, false);
            }
            JsonNode body = errors.body(operation, refusal, wire.debugId());
            return new Outcome(refusal.status, body, false, errors.isOfficial(operation, refusal));
        }
    }

    private Call read(Operation operation, Wire wire) {
        String requestId = wire.header("PayPal-Request-Id");
        if (requestId.length() > 108) {
            throw Refusal.of(400, "INVALID_STRING_LENGTH").at("PayPal-Request-Id", requestId);
        }
        JsonNode body = Json.object();
        if (!wire.method().equals("GET") && !wire.method().equals("DELETE")) {
            if (!wire.header("Content-Type").startsWith("application/json")) {
                throw Refusal.of(415, "");
            }
            body = parsed(wire.body());
            schemas.checkRequest(operation, body, errors);
        }
        boolean full = wire.header("Prefer").replace(" ", "").contains("return=representation");
        return new Call(operation, operation.idIn(wire.path()), wire.query(), body, wire.body(), full, requestId);
    }

    private static JsonNode parsed(byte[] body) {
        try {
            JsonNode parsed = Json.MAPPER.readTree(body);
            return parsed == null || parsed.isMissingNode() ? Json.object() : parsed;
        } catch (JsonProcessingException malformed) {
            throw Refusal.of(400, "MALFORMED_REQUEST_JSON");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** PayPal's own header for negative tests, and the refusals a test has planned. */
    private void refuseOnDemand(Operation operation, Wire wire, Optional<Fault> fault) {
        String issue = fault.filter(f -> f.kind() == Fault.Kind.REFUSE)
                .map(Fault::issue)
                .orElse("");
        String mock = wire.header("PayPal-Mock-Response");
        if (issue.isEmpty() && !mock.isEmpty()) {
            issue = parsed(mock.getBytes(StandardCharsets.UTF_8))
                    .path("mock_application_codes")
                    .asText("");
        }
        if (!issue.isEmpty()) {
            throw Refusal.of(errors.statusOf(operation, issue), issue);
        }
    }

    private Outcome once(Call call, Optional<Fault> fault) {
        Act act = acts.get(call.operation());
        String earlier = requestIds.begin(call);
        if (!earlier.isEmpty()) {
            JsonNode now = world.alone(() -> act.show.apply(earlier, call.full()));
            return new Outcome(200, now, false, true);
        }
        String made = "";
        try {
            fault.filter(f -> f.kind() == Fault.Kind.SLOW).ifPresent(f -> Breakage.sleep(f.lasts()));
            Answer answer = world.alone(() -> act.perform.apply(call));
            made = answer.resourceId();
            return new Outcome(
                    answer.status(), answer.body(), !call.operation().method.equals("GET"), true);
        } finally {
            requestIds.end(call, made);
        }
    }

    /** An own answer that breaks the official schema is not sent: 599, and the books say why. */
    private Outcome judged(Operation operation, Outcome outcome) {
        if (!outcome.isOfficial || outcome.body == null) {
            return outcome;
        }
        List<String> wrong = schemas.wrongWithAnswer(operation, outcome.status, outcome.body);
        if (wrong.isEmpty()) {
            return outcome;
        }
        world.books.fail(operation.operationId + " " + outcome.status + ": " + wrong + " in " + outcome.body);
        return new Outcome(599, Json.object().put("standin", wrong.toString()), outcome.effect, false);
    }

    private void note(Wire wire, String operation, Outcome outcome, String fault) {
        world.books.note(new Books.Entry(
                world.clock.instant(),
                operation,
                wire.method(),
                wire.pathAndQuery(),
                wire.header("PayPal-Request-Id"),
                wire.text(),
                outcome.status,
                outcome.effect,
                fault,
                wire.debugId()));
    }
}
