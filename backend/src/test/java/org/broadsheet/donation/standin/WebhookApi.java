package org.broadsheet.donation.standin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The webhook calls of the API: register, change, list events, send again, verify a signature. */
final class WebhookApi {
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    private final World world;
    private final Notifications notifications;
    private final CertificateShelf shelf;

    WebhookApi(World world, Notifications notifications, CertificateShelf shelf) {
        this.world = world;
        this.notifications = notifications;
        this.shelf = shelf;
    }

    Answer create(Call call) {
        String url = checked(Json.need(call.body(), "/url"));
        if (notifications.hooks.values().stream().anyMatch(h -> h.url().equals(url))) {
            throw Refusal.of(400, "WEBHOOK_URL_ALREADY_EXISTS")
                    .named("WEBHOOK_URL_ALREADY_EXISTS")
                    .at("url", url);
        }
        String id = notifications.register(url, types(call.body().path("event_types")));
        return Answer.created(show(id), id);
    }

    Answer list(Call call) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("webhooks");
        notifications.hooks.keySet().forEach(id -> list.add(show(id)));
        return Answer.ok(body);
    }

    Answer get(Call call) {
        return Answer.ok(show(call.id()));
    }

    Answer patch(Call call) {
        Notifications.Hook hook = find(call.id());
        String url = hook.url();
        List<String> types = hook.types();
        for (JsonNode change : call.body()) {
            if (!change.path("op").asText().equals("replace")) {
                throw Refusal.of(400, "INVALID_PARAMETER_VALUE")
                        .at("op", change.path("op").asText());
            }
            switch (change.path("path").asText()) {
                case "/url" -> url = checked(change.path("value").asText());
                case "/event_types" -> types = List.of(types(change.path("value")));
                default ->
                    throw Refusal.of(400, "INVALID_PARAMETER_VALUE")
                            .at("path", change.path("path").asText());
            }
        }
        notifications.hooks.put(hook.id(), new Notifications.Hook(hook.id(), url, types));
        return Answer.ok(show(hook.id()));
    }

    Answer delete(Call call) {
        notifications.hooks.remove(find(call.id()).id());
        return Answer.nothing();
    }

    /** Newest first, as many as a page holds. */
    Answer events(Call call) {
        Instant from = time(call, "start_time", Instant.MIN);
        Instant to = time(call, "end_time", Instant.MAX);
        String type = call.query().getOrDefault("event_type", "");
        int size = call.number("page_size", 10);
        int page = call.number("page", 1);
        List<Notifications.Event> found = notifications.events.reversed().stream()
                .filter(e -> !e.at().isBefore(from) && !e.at().isAfter(to))
                .filter(e -> type.isEmpty() || e.type().equals(type))
                .toList();
        ObjectNode body = Json.object();
        ArrayNode events = body.putArray("events");
        found.stream().skip((page - 1L) * size).limit(size).forEach(e -> events.add(notifications.read(e)));
        body.put("count", events.size());
        String self = world.apiUrl + "/v1/notifications/webhooks-events";
        ArrayNode links = body.putArray("links").add(Json.link(self, "self", "GET"));
        if (found.size() > (long) page * size) {
            String query = "?page_size=" + size + "&page=" + (page + 1)
                    + (call.query().containsKey("start_time") ? "&start_time=" + from : "")
                    + (call.query().containsKey("end_time") ? "&end_time=" + to : "")
                    + (type.isEmpty() ? "" : "&event_type=" + type);
            links.add(Json.link(self + query, "next", "GET"));
        }
        return Answer.ok(body);
    }

    Answer event(Call call) {
        return Answer.ok(notifications.read(findEvent(call.id())));
    }

    Answer resend(Call call) {
        Notifications.Event event = findEvent(call.id());
        List<String> asked = new ArrayList<>();
        call.body().path("webhook_ids").forEach(id -> asked.add(id.asText()));
        notifications.hooks.values().stream()
                .filter(h -> asked.isEmpty() || asked.contains(h.id()))
                .forEach(h -> notifications.submit(event, h, EnumSet.noneOf(Disturbance.class)));
        return new Answer(202, notifications.read(event), "");
    }

    /** The true check over the bytes of the event as they stand in the request. */
    Answer verify(Call call) {
        JsonNode body = call.body();
        String message = Delivery.message(
                Json.need(body, "/transmission_id"),
                Json.need(body, "/transmission_time"),
                Json.need(body, "/webhook_id"),
                eventBytes(call.raw()));
        boolean genuine = body.path("auth_algo").asText().equals("SHA256withRSA")
                && body.path("cert_url").asText().equals(world.apiUrl + shelf.path())
                && notifications.hooks.containsKey(body.path("webhook_id").asText())
                && Certificates.get().verify(message, Json.need(body, "/transmission_sig"));
        return Answer.ok(Json.object().put("verification_status", genuine ? "SUCCESS" : "FAILURE"));
    }

    private static byte[] eventBytes(byte[] request) {
        try (JsonParser parser = Json.MAPPER.createParser(request)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isEvent = parser.currentName().equals("webhook_event");
                parser.nextToken();
                int from = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                if (isEvent) {
                    return Arrays.copyOfRange(
                            request, from, (int) parser.currentLocation().getByteOffset());
                }
            }
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
        throw Refusal.of(400, "MISSING_REQUIRED_PARAMETER").at("webhook_event", "");
    }

    private ObjectNode show(String id) {
        Notifications.Hook hook = find(id);
        ObjectNode body = Json.object().put("id", hook.id()).put("url", hook.url());
        ArrayNode types = body.putArray("event_types");
        hook.types().forEach(t -> types.addObject().put("name", t));
        body.putArray("links").add(Json.link(world.apiUrl + "/v1/notifications/webhooks/" + id, "self", "GET"));
        return body;
    }

    private Notifications.Hook find(String id) {
        Notifications.Hook hook = notifications.hooks.get(id);
        if (hook == null) {
            throw Refusal.of(404, "INVALID_RESOURCE_ID").named("INVALID_RESOURCE_ID");
        }
        return hook;
    }

    private Notifications.Event findEvent(String id) {
        return notifications.events.stream()
                .filter(e -> e.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.of(404, "INVALID_RESOURCE_ID").named("INVALID_RESOURCE_ID"));
    }

    /** PayPal wants https on port 443; the stand-in also takes what listens on this machine. */
    private static String checked(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException broken) {
            throw Refusal.of(400, "INVALID_PARAMETER_SYNTAX")
                    .named("VALIDATION_ERROR")
                    .at("url", url);
        }
        boolean isLocal = uri.getHost() != null && THIS_MACHINE.contains(uri.getHost());
        boolean isPublic = "https".equals(uri.getScheme()) && (uri.getPort() == -1 || uri.getPort() == 443);
        if (!isLocal && !isPublic) {
            throw Refusal.of(400, "INVALID_PARAMETER_VALUE")
                    .named("VALIDATION_ERROR")
                    .at("url", url);
        }
        return url;
    }

    private static String[] types(JsonNode given) {
        List<String> types = new ArrayList<>();
        given.forEach(t -> types.add(t.path("name").asText()));
        if (types.isEmpty()) {
            throw Refusal.of(400, "MISSING_REQUIRED_PARAMETER")
                    .named("VALIDATION_ERROR")
                    .at("event_types", "");
        }
        return types.toArray(String[]::new);
    }

    private static Instant time(Call call, String name, Instant otherwise) {
        String given = call.query().get(name);
        return given == null ? otherwise : Times.read(given, name);
    }
}
