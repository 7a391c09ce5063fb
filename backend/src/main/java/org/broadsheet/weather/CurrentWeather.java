package org.broadsheet.weather;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The last good weather of this node, kept in memory. Asking for it never waits: it answers with what is there, and
 * sends somebody for newer in the background when that is due, one at a time.
 */
@ApplicationScoped
class CurrentWeather {
    static final Duration REFRESH_AFTER = Duration.ofMinutes(10);
    static final Duration RETRY_AFTER = Duration.ofMinutes(1);
    static final Duration STALE_AFTER = Duration.ofMinutes(20);
    static final Duration GONE_AFTER = Duration.ofHours(3);

    /** Looking whether the newsroom has said by now where it is costs no call, and an editor is waiting to see it. */
    static final Duration LOOK_AFTER = Duration.ofSeconds(15);

    private static final Logger LOG = Logger.getLogger(CurrentWeather.class);

    private final WeatherProvider provider;
    private final CityLocation city;
    private final Clock clock;
    private final boolean isOn;
    private final Executor background;

    private final AtomicBoolean isRefreshing = new AtomicBoolean();
    private volatile boolean isFailing;
    private volatile Instant due;
    private volatile Kept kept;

    /** What is held: the last good observation of a place, or since when there has been none. */
    private record Kept(
            @Nullable Observation observation, @Nullable Coordinates place, Instant since) {}

    /** What is known at a moment. @param changedAt when it last became different from what was known before */
    record Reading(Weather weather, Instant changedAt) {
        /** Whether it will do until the next refresh, rather than be on its way out or in. */
        boolean isFresh() {
            return weather.observedAt() != null && !weather.stale();
        }
    }

    @Inject
    CurrentWeather(
            WeatherProvider provider,
            CityLocation city,
            Clock clock,
            WeatherSettings settings,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean isServing) {
        // A process without doors is a tool beside the service, and shows nobody the weather.
        this(
                provider,
                city,
                clock,
                isServing && settings.provider() != WeatherSettings.Provider.OFF,
                task -> Thread.ofVirtual().name("fetches-weather").start(task));
    }

    CurrentWeather(WeatherProvider provider, CityLocation city, Clock clock, boolean isOn, Executor background) {
        this.provider = provider;
        this.city = city;
        this.clock = clock;
        this.isOn = isOn;
        this.background = background;
        this.due = clock.instant();
        this.kept = new Kept(null, null, due);
    }

    /** After whatever else happens at start, since a demo newsroom may only then say where it is. */
    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent start) {
        refreshWhenDue();
    }

    /** What is known now, at once. */
    Reading now() {
        refreshWhenDue();
        return reading(kept, clock.instant());
    }

    private Reading reading(Kept held, Instant now) {
        Observation observation = held.observation();
        Instant staleAt = held.since().plus(STALE_AFTER);
        Instant goneAt = held.since().plus(GONE_AFTER);
        if (observation == null) {
            return new Reading(Weather.unknown(provider.attribution()), held.since());
        }
        if (!now.isBefore(goneAt)) {
            return new Reading(Weather.unknown(provider.attribution()), goneAt);
        }
        boolean isStale = !now.isBefore(staleAt);
        return new Reading(Weather.of(observation, isStale, provider.attribution()), isStale ? staleAt : held.since());
    }

    private void refreshWhenDue() {
        if (!isOn || !isDue() || !isRefreshing.compareAndSet(false, true)) {
            return;
        }
        // Another refresh may have ended between the two questions.
        if (!isDue()) {
            isRefreshing.set(false);
            return;
        }
        try {
            background.execute(this::refresh);
        } catch (RejectedExecutionException closing) {
            isRefreshing.set(false);
        }
    }

    private boolean isDue() {
        return !clock.instant().isBefore(due);
    }

    private void refresh() {
        try {
            // First of all, so that nothing that goes wrong below brings the next reader back at once.
            due = clock.instant().plus(RETRY_AFTER);
            Optional<Coordinates> place = city.now();
            forgetUnlessAt(place);
            if (place.isPresent()) {
                kept = new Kept(provider.current(place.get()), place.get(), clock.instant());
                due = clock.instant().plus(REFRESH_AFTER);
                succeeded();
            } else {
                due = clock.instant().plus(LOOK_AFTER);
            }
        } catch (RuntimeException failed) {
            failed(failed);
        } finally {
            isRefreshing.set(false);
        }
    }

    /** The newsroom may have moved, or no longer wish to say where it is. */
    private void forgetUnlessAt(Optional<Coordinates> place) {
        Coordinates former = kept.place();
        if (former != null && !former.equals(place.orElse(null))) {
            kept = new Kept(null, null, clock.instant());
        }
    }

    private void succeeded() {
        if (isFailing) {
            LOG.info("The weather is known again");
        }
        isFailing = false;
    }

    /** An outage is told once, not once a minute. */
    private void failed(RuntimeException failure) {
        LOG.logf(
                isFailing ? Logger.Level.DEBUG : Logger.Level.WARN,
                "The weather is not to be had, and will be asked for again every %d s: %s",
                RETRY_AFTER.toSeconds(),
                failure.getMessage());
        isFailing = true;
    }
}
