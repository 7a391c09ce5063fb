package org.broadsheet.donation.standin;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sends events in the background, one after the other unless told, and again until they are accepted or given up. */
final class Deliveries implements AutoCloseable {
    private static final int MOST_TRIES = 25;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(3);

    private final World world;
    private final CertificateShelf shelf;
    // Made with the first delivery: it costs more than all the rest of the start.
    private HttpClient client;
    private final List<Delivery> waiting = new ArrayList<>();
    private final List<Notifications.Attempt> attempts = new ArrayList<>();
    private final Random random = new Random(7);
    private final List<Delivery> underWay = new ArrayList<>();
    private boolean isHeld;
    private boolean isClosed;

    Deliveries(World world, CertificateShelf shelf) {
        this.world = world;
        this.shelf = shelf;
        sendWith(1);
        world.clock.onMove(this::wake);
    }

    /** Sends by more than one hand; events then overtake each other. */
    void sendWith(int moreHands) {
        for (int i = 0; i < moreHands; i++) {
            Thread.ofVirtual().name("standin-webhooks").start(this::run);
        }
    }

    synchronized void submit(Delivery delivery) {
        waiting.add(delivery);
        notifyAll();
    }

    synchronized void hold() {
        isHeld = true;
    }

    synchronized void release() {
        isHeld = false;
        notifyAll();
    }

    synchronized List<Notifications.Attempt> attempts() {
        return List.copyOf(attempts);
    }

    synchronized boolean isAnyDue(Disturbance disturbance) {
        return underWay.stream().anyMatch(d -> d.is(disturbance))
                || (!isHeld && waiting.stream().anyMatch(d -> d.is(disturbance) && isDue(d)));
    }

    /** Waits until nothing is due or under way. @return false where that took too long */
    synchronized boolean awaitQuiet(Duration atMost) {
        Instant end = Instant.now().plus(atMost);
        while (!underWay.isEmpty() || (!isHeld && waiting.stream().anyMatch(this::isDueSoon))) {
            if (Instant.now().isAfter(end) || isClosed) {
                return false;
            }
            pause();
        }
        return true;
    }

    synchronized void clear() {
        waiting.clear();
        attempts.clear();
        isHeld = false;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (client != null) {
            client.shutdownNow();
        }
        notifyAll();
    }

    private synchronized void wake() {
        notifyAll();
    }

    private void run() {
        while (true) {
            Delivery delivery = next();
            if (delivery == null) {
                return;
            }
            if (delivery.is(Disturbance.PARALLEL_DUPLICATE) && delivery.tries == 0) {
                begin(delivery);
                Thread.ofVirtual().start(() -> {
                    send(delivery);
                    end(delivery);
                });
            }
            int status = send(delivery);
            if (delivery.is(Disturbance.DUPLICATE) && delivery.tries == 0 && status / 100 == 2) {
                status = send(delivery);
            }
            delivery.tries++;
            if (status / 100 != 2 && delivery.tries < MOST_TRIES) {
                again(delivery);
            }
            end(delivery);
        }
    }

    private synchronized Delivery next() {
        while (!isClosed) {
            List<Delivery> due =
                    isHeld ? List.of() : waiting.stream().filter(this::isDue).toList();
            if (!due.isEmpty()) {
                Delivery chosen =
                        due.getFirst().is(Disturbance.SHUFFLE) ? due.get(random.nextInt(due.size())) : due.getFirst();
                waiting.remove(chosen);
                underWay.add(chosen);
                return chosen;
            }
            pause();
        }
        return null;
    }

    private boolean isDue(Delivery delivery) {
        return !delivery.dueAt.isAfter(world.clock.instant());
    }

    private boolean isDueSoon(Delivery delivery) {
        Duration soon = Duration.ofMillis(delivery.tries == 0 ? 500 : 0);
        return !delivery.dueAt.isAfter(world.clock.instant().plus(soon));
    }

    private synchronized void begin(Delivery delivery) {
        underWay.add(delivery);
    }

    private synchronized void end(Delivery delivery) {
        underWay.remove(delivery);
        notifyAll();
    }

    private synchronized void again(Delivery delivery) {
        Duration pause = Duration.ofSeconds(1L << Math.min(delivery.tries - 1, 20));
        delivery.dueAt = world.clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        waiting.add(delivery);
    }

    private int send(Delivery delivery) {
        int status;
        try {
            status = client().send(
                            delivery.request(world.apiUrl, shelf, world.clock.instant()),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | IllegalArgumentException unreachable) {
            status = 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            status = 0;
        }
        note(delivery, status);
        return status;
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(3))
                    .build();
        }
        return client;
    }

    private synchronized void note(Delivery delivery, int status) {
        attempts.add(new Notifications.Attempt(
                world.clock.instant(), delivery.eventId, delivery.eventType, delivery.url, status));
    }

    private void pause() {
        try {
            wait(20);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            isClosed = true;
        }
    }
}
