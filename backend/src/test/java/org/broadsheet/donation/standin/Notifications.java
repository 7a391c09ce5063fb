package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Webhooks: who listens to what, every event there was, and how its delivery shall be disturbed. */
public final class Notifications {
    /** One attempt to deliver. @param status what the receiver answered, 0 for nothing */
    public record Attempt(Instant at, String eventId, String eventType, String url, int status) {}

    record Hook(String id, String url, List<String> types) {
        boolean hears(String type) {
            return types.contains("*") || types.contains(type);
        }
    }

    record Event(String id, String type, Instant at, byte[] raw) {}

    final Map<String, Hook> hooks = new LinkedHashMap<>();
    final List<Event> events = new ArrayList<>();
    private final World world;
    private final Schemas schemas;
    private final Deliveries deliveries;
    private final Set<Disturbance> always = EnumSet.noneOf(Disturbance.class);
    private final Set<Disturbance> once = EnumSet.noneOf(Disturbance.class);
    private Duration delay = Duration.ofMillis(30);

    Notifications(World world, Schemas schemas, Deliveries deliveries) {
        this.world = world;
        this.schemas = schemas;
        this.deliveries = deliveries;
    }

    /** Registers an address as the API does. @param types event names, or {@code *} @return the webhook's id */
    public String register(String url, String... types) {
        return registerAs(world.ids.transaction(), url, types);
    }

    /** Registers an address under an id that the receiver knows beforehand. */
    public String registerAs(String id, String url, String... types) {
        return world.alone(() -> {
            hooks.put(id, new Hook(id, url, List.of(types)));
            return id;
        });
    }

    /** Disturbs every event from now on. */
    public void with(Disturbance... disturbances) {
        world.alone(() -> always.addAll(List.of(disturbances)));
    }

    /** Disturbs the next event only. */
    public void next(Disturbance... disturbances) {
        world.alone(() -> once.addAll(List.of(disturbances)));
    }

    /** No more disturbances; events that are held go out. */
    public void calm() {
        world.alone(() -> {
            always.clear();
            once.clear();
            delay = Duration.ofMillis(30);
        });
        deliveries.release();
    }

    /** How long an event waits before its first delivery. */
    public void delay(Duration duration) {
        world.alone(() -> delay = duration);
    }

    /** Sends by as many hands, for tests of many events; these then overtake each other. */
    public void sendWith(int hands) {
        deliveries.sendWith(hands - 1);
    }

    /** Keeps all events back until {@link #release}. */
    public void hold() {
        deliveries.hold();
    }

    /** Lets the events out that were held; in any order under {@link Disturbance#SHUFFLE}. */
    public void release() {
        deliveries.release();
    }

    /** Sends every event again that there ever was, as a person in the dashboard may. */
    public void resendAll() {
        world.alone(() -> List.copyOf(events).forEach(e -> send(e, EnumSet.copyOf(always))));
    }

    /** Waits until no event is due or under way. @return false where that took too long */
    public boolean awaitQuiet(Duration atMost) {
        return deliveries.awaitQuiet(atMost);
    }

    public List<Attempt> attempts() {
        return deliveries.attempts();
    }

    /** Before an answer goes out: events that shall come first are delivered now. */
    void beforeAnswer() {
        if (deliveries.isAnyDue(Disturbance.BEFORE_ANSWER)) {
            deliveries.awaitQuiet(Duration.ofSeconds(10));
        }
    }

    void emit(String type, String resourceType, String resourceVersion, String summary, ObjectNode resource) {
        Set<Disturbance> wrong = EnumSet.copyOf(always);
        wrong.addAll(once);
        once.clear();
        if (wrong.contains(Disturbance.UNKNOWN_EVENT_TYPE)) {
            send(event("PAYMENT.STANDIN.UNHEARD-OF", resourceType, resourceVersion, summary, resource, wrong), wrong);
        }
        send(event(type, resourceType, resourceVersion, summary, resource, wrong), wrong);
    }

    private Event event(
            String type,
            String resourceType,
            String resourceVersion,
            String summary,
            ObjectNode resource,
            Set<Disturbance> wrong) {
        String id = world.ids.event();
        Instant now = world.clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ObjectNode body = Json.object()
                .put("id", id)
                .put("event_version", "1.0")
                .put("create_time", now.toString())
                .put("resource_type", resourceType)
                .put("resource_version", resourceVersion)
                .put("event_type", type)
                .put("summary", summary);
        ObjectNode inside = body.putObject("resource");
        inside.setAll(resource);
        if (wrong.contains(Disturbance.UNKNOWN_FIELDS)) {
            inside.putObject("zz_added_later").putArray("list").add(1).addObject();
            body.put("zz_added_later", true);
        }
        body.putArray("links").add(Json.link(world.apiUrl + "/v1/notifications/webhooks-events/" + id, "self", "GET"));
        schemas.wrongWithEvent(body).forEach(complaint -> world.books.fail(type + ": " + complaint));
        String text = Json.text(body);
        if (wrong.contains(Disturbance.ODD_BODY)) {
            text = text.replaceFirst(
                    "\"resource\":\\{",
                    "\"resource\": {\"odd\":{\"empty\":{},\"none\":[],\"one\":1.0,\"hundred\":1e2,\"text\":\"caf\\\\u00e9\"}, ");
        }
        Event event = new Event(id, type, now, text.getBytes(StandardCharsets.UTF_8));
        events.add(event);
        return event;
    }

    private void send(Event event, Set<Disturbance> wrong) {
        if (wrong.contains(Disturbance.DROP)) {
            return;
        }
        hooks.values().stream()
                .filter(h -> h.hears(event.type) || event.type.contains("UNHEARD-OF"))
                .forEach(h -> submit(event, h, wrong));
    }

    void submit(Event event, Hook hook, Set<Disturbance> wrong) {
        Instant due = world.clock.instant().plus(wrong.contains(Disturbance.BEFORE_ANSWER) ? Duration.ZERO : delay);
        deliveries.submit(new Delivery(event.id, event.type, hook.id, hook.url, event.raw, wrong, due));
    }

    JsonNode read(Event event) {
        try {
            return Json.MAPPER.readTree(event.raw);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    void clear() {
        hooks.clear();
        events.clear();
        always.clear();
        once.clear();
        deliveries.clear();
    }
}
