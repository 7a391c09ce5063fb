package org.broadsheet.weather;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.broadsheet.testsupport.TurnableClock;
import org.broadsheet.weather.CurrentWeather.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurrentWeatherTest {
    private static final Coordinates FALMOUTH = new Coordinates(50.15, -5.07);
    private static final Coordinates LEITH = new Coordinates(55.98, -3.17);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final TurnableClock clock = new TurnableClock();
    private final Queue<Runnable> errands = new ArrayDeque<>();
    private final List<Coordinates> asked = new ArrayList<>();
    private Optional<Coordinates> city = Optional.of(FALMOUTH);
    private CityLocation location = () -> city;
    private Supplier<Observation> answer = () -> observed(30.1);
    private final CurrentWeather weather = weather(true);

    @Test
    void knows_nothing_at_first_and_says_so_without_waiting() {
        Reading reading = weather.now();

        assertThat(reading.weather().temperatureCelsius()).isNull();
        assertThat(reading.weather().temperatureFahrenheit()).isNull();
        assertThat(reading.weather().condition()).isNull();
        assertThat(reading.weather().observedAt()).isNull();
        assertThat(reading.weather().stale()).isFalse();
        assertThat(reading.weather().attribution().text()).isNotEmpty();
        assertThat(asked).isEmpty();
        assertThat(errands).hasSize(1);
    }

    @Test
    void asks_at_start_before_any_reader_comes() {
        weather.onStart(null);
        runErrands();

        assertThat(asked).containsExactly(FALMOUTH);
        assertThat(weather.now().weather().temperatureCelsius()).isEqualTo(30.1);
    }

    @Test
    void tells_what_the_provider_said() {
        refresh();

        Reading reading = weather.now();

        assertThat(reading.weather().temperatureCelsius()).isEqualTo(30.1);
        assertThat(reading.weather().temperatureFahrenheit()).isEqualTo(86.2);
        assertThat(reading.weather().condition()).isEqualTo(Condition.CLEAR);
        assertThat(reading.weather().observedAt()).isEqualTo(clock.instant());
        assertThat(reading.isFresh()).isTrue();
        assertThat(reading.changedAt()).isEqualTo(clock.instant());
    }

    @ParameterizedTest
    @CsvSource({
        "30.1, 30.1, 86.2",
        "0, 0, 32",
        "-40, -40, -40",
        "-0.04, 0, 31.9",
        "-17.8, -17.8, 0",
        "21.25, 21.3, 70.3",
        "-100, -100, -148"
    })
    void rounds_both_scales_to_a_tenth(double measured, double celsius, double fahrenheit) {
        answer = () -> observed(measured);

        refresh();

        assertThat(weather.now().weather().temperatureCelsius()).isEqualTo(celsius);
        assertThat(weather.now().weather().temperatureFahrenheit()).isEqualTo(fahrenheit);
    }

    @Test
    void asks_again_after_ten_minutes_and_not_before() {
        refresh();
        answer = () -> observed(12.5);

        clock.forward(CurrentWeather.REFRESH_AFTER.minus(MOMENT));
        refresh();
        assertThat(asked).hasSize(1);

        clock.forward(MOMENT);
        assertThat(weather.now().weather().temperatureCelsius()).isEqualTo(30.1);
        runErrands();
        assertThat(asked).hasSize(2);
        assertThat(weather.now().weather().temperatureCelsius()).isEqualTo(12.5);
    }

    @Test
    void sends_nobody_while_somebody_is_on_the_way() {
        weather.now();
        clock.forward(Duration.ofDays(1));
        weather.now();

        assertThat(errands).hasSize(1);
    }

    @Test
    void asks_once_for_a_hundred_readers_and_answers_them_all_meanwhile() throws Exception {
        CountDownLatch letGo = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        WeatherProvider slow = provider(place -> {
            calls.incrementAndGet();
            await(letGo);
            return observed(7);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CurrentWeather shared = new CurrentWeather(slow, () -> city, clock, true, threads);
            List<Future<Reading>> readers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                readers.add(threads.submit(shared::now));
            }

            for (Future<Reading> reader : readers) {
                assertThat(reader.get(10, TimeUnit.SECONDS).weather().temperatureCelsius())
                        .isNull();
            }
            assertThat(letGo.getCount()).isEqualTo(1);
            letGo.countDown();
            while (shared.now().weather().temperatureCelsius() == null) {
                Thread.onSpinWait();
            }
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void serves_the_last_good_value_as_stale_until_it_is_three_hours_old() {
        refresh();
        Instant fetched = clock.instant();
        answer = () -> {
            throw new NoAnswerException("gone");
        };

        clock.forward(CurrentWeather.STALE_AFTER.minus(MOMENT));
        refresh();
        assertThat(weather.now().weather().stale()).isFalse();

        clock.forward(MOMENT);
        refresh();
        assertThat(weather.now().weather().stale()).isTrue();
        assertThat(weather.now().isFresh()).isFalse();
        assertThat(weather.now().weather().temperatureCelsius()).isEqualTo(30.1);
        assertThat(weather.now().weather().observedAt()).isEqualTo(fetched);
        assertThat(weather.now().changedAt()).isEqualTo(fetched.plus(CurrentWeather.STALE_AFTER));

        clock.forward(
                CurrentWeather.GONE_AFTER.minus(CurrentWeather.STALE_AFTER).minus(MOMENT));
        refresh();
        assertThat(weather.now().weather().temperatureCelsius()).isEqualTo(30.1);

        clock.forward(MOMENT);
        refresh();
        assertThat(weather.now().weather())
                .isEqualTo(Weather.unknown(weather.now().weather().attribution()));
        assertThat(weather.now().changedAt()).isEqualTo(fetched.plus(CurrentWeather.GONE_AFTER));
    }

    @Test
    void recovers_from_an_outage() {
        refresh();
        answer = () -> {
            throw new UnusableAnswerException("status 500");
        };
        clock.forward(Duration.ofHours(4));
        refresh();
        assertThat(weather.now().weather().temperatureCelsius()).isNull();

        answer = () -> observed(-3.5);
        clock.forward(CurrentWeather.RETRY_AFTER);
        refresh();

        assertThat(weather.now().weather().temperatureCelsius()).isEqualTo(-3.5);
        assertThat(weather.now().isFresh()).isTrue();
    }

    @Test
    void asks_again_a_minute_after_a_failure_and_not_before() {
        answer = () -> {
            throw new UnusableAnswerException("status 429");
        };
        refresh();

        clock.forward(CurrentWeather.RETRY_AFTER.minus(MOMENT));
        refresh();
        assertThat(asked).hasSize(1);

        clock.forward(MOMENT);
        refresh();
        assertThat(asked).hasSize(2);
    }

    @Test
    void calls_nobody_for_a_newsroom_without_a_place_but_notices_soon_when_it_has_one() {
        city = Optional.empty();
        refresh();
        assertThat(asked).isEmpty();
        assertThat(weather.now().weather().temperatureCelsius()).isNull();

        city = Optional.of(LEITH);
        clock.forward(CurrentWeather.LOOK_AFTER);
        refresh();

        assertThat(asked).containsExactly(LEITH);
        assertThat(weather.now().weather().temperatureCelsius()).isEqualTo(30.1);
    }

    @Test
    void forgets_the_weather_of_a_city_that_the_newsroom_has_left() {
        refresh();
        city = Optional.of(LEITH);
        answer = () -> {
            throw new UnusableAnswerException("status 500");
        };
        clock.forward(CurrentWeather.REFRESH_AFTER);

        refresh();

        assertThat(asked).containsExactly(FALMOUTH, LEITH);
        assertThat(weather.now().weather().temperatureCelsius()).isNull();
        assertThat(weather.now().changedAt()).isEqualTo(clock.instant());
    }

    @Test
    void forgets_the_weather_of_a_newsroom_that_no_longer_says_where_it_is() {
        refresh();
        city = Optional.empty();
        clock.forward(CurrentWeather.REFRESH_AFTER);

        refresh();

        assertThat(weather.now().weather().temperatureCelsius()).isNull();
    }

    @Test
    void keeps_what_it_has_while_the_database_does_not_say_where_the_city_is() {
        refresh();
        location = () -> {
            throw new IllegalStateException("the database is away");
        };
        clock.forward(CurrentWeather.REFRESH_AFTER);
        refresh();
        assertThat(weather.now().weather().temperatureCelsius()).isEqualTo(30.1);

        location = () -> city;
        answer = () -> observed(8);
        clock.forward(CurrentWeather.RETRY_AFTER);
        refresh();

        assertThat(weather.now().weather().temperatureCelsius()).isEqualTo(8);
    }

    @Test
    void goes_on_after_an_error_that_nobody_foresaw() {
        answer = () -> {
            throw new StackOverflowError();
        };
        weather.now();
        try {
            runErrands();
        } catch (StackOverflowError expected) {
            errands.clear();
        }

        answer = () -> observed(4);
        refresh();
        assertThat(asked).as("not at once").hasSize(1);
        clock.forward(CurrentWeather.RETRY_AFTER);
        refresh();

        assertThat(weather.now().weather().temperatureCelsius()).isEqualTo(4);
    }

    @Test
    void answers_while_the_process_is_closing() {
        CurrentWeather closing = new CurrentWeather(provider(place -> observed(1)), () -> city, clock, true, task -> {
            throw new RejectedExecutionException();
        });

        assertThat(closing.now().weather().temperatureCelsius()).isNull();
        assertThat(closing.now().weather().temperatureCelsius()).isNull();
    }

    @Test
    void sends_nobody_when_it_is_switched_off() {
        CurrentWeather off = weather(false);

        off.onStart(null);
        Reading reading = off.now();

        assertThat(reading.weather().temperatureCelsius()).isNull();
        assertThat(errands).isEmpty();
    }

    private CurrentWeather weather(boolean isOn) {
        return new CurrentWeather(
                provider(place -> {
                    asked.add(place);
                    return answer.get();
                }),
                () -> location.now(),
                clock,
                isOn,
                errands::add);
    }

    private Observation observed(double celsius) {
        return new Observation(celsius, Condition.CLEAR, clock.instant());
    }

    /** A reader comes, and whoever is sent comes back. */
    private void refresh() {
        weather.now();
        runErrands();
    }

    private void runErrands() {
        for (Runnable errand = errands.poll(); errand != null; errand = errands.poll()) {
            errand.run();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    private static WeatherProvider provider(Function<Coordinates, Observation> current) {
        return new WeatherProvider() {
            @Override
            public Observation current(Coordinates place) {
                return current.apply(place);
            }

            @Override
            public Weather.Attribution attribution() {
                return new Weather.Attribution("Weather data by somebody", "https://weather.example/");
            }
        };
    }
}
