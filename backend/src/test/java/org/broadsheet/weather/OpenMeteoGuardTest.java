package org.broadsheet.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.broadsheet.weather.Eventually.eventually;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;
import org.broadsheet.testsupport.PostgresForTests;
import org.broadsheet.testsupport.TurnableClock;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The provider as the service calls it: with retries and breaker. */
@QuarkusTest
@TestProfile(WeatherProfile.class)
@WithTestResource(PostgresForTests.class)
class OpenMeteoGuardTest {
    private static final Coordinates FALMOUTH = new Coordinates(50.15, -5.07);

    @Inject
    WeatherProvider openMeteo;

    @Inject
    TurnableClock clock;

    @Inject
    CircuitBreakerMaintenance breakers;

    @WeatherProfile.InjectStandIn
    OpenMeteoStandIn standIn;

    @BeforeEach
    void begin_with_the_breaker_closed() {
        breakers.reset(OpenMeteo.BREAKER);
    }

    @Test
    void tries_three_times_when_the_provider_hangs_up() {
        standIn.hangUp();
        int before = standIn.calls();

        assertThatThrownBy(() -> openMeteo.current(FALMOUTH)).isInstanceOf(NoAnswerException.class);

        assertThat(standIn.calls() - before).isEqualTo(3);
    }

    @Test
    void succeeds_when_a_second_try_does() {
        AtomicInteger tries = new AtomicInteger();
        standIn.behave(exchange -> {
            if (tries.incrementAndGet() == 1) {
                exchange.close();
            } else {
                OpenMeteoStandIn.send(exchange, 200, "application/json", documented());
            }
        });

        assertThat(openMeteo.current(FALMOUTH).celsius()).isEqualTo(11.4);
        assertThat(tries).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 429, 500})
    void does_not_ask_again_at_once_when_it_was_answered(int status) {
        standIn.answer(status, "text/html", "<!doctype html><title>Sorry</title>");
        int before = standIn.calls();

        assertThatThrownBy(() -> openMeteo.current(FALMOUTH)).isInstanceOf(UnusableAnswerException.class);

        assertThat(standIn.calls() - before).isEqualTo(1);
    }

    @Test
    void leaves_a_failing_provider_alone_and_comes_back_to_it() {
        standIn.answer(500, "text/plain", "down");
        Throwable failure = null;
        for (int call = 0; call < 6; call++) {
            failure = catchThrowable(() -> openMeteo.current(FALMOUTH));
        }
        assertThat(failure).isInstanceOf(UnusableAnswerException.class);

        int before = standIn.calls();
        assertThatThrownBy(() -> openMeteo.current(FALMOUTH)).isInstanceOf(CircuitBreakerOpenException.class);
        assertThat(standIn.calls()).as("calls while the breaker is open").isEqualTo(before);

        standIn.answer(documented());
        eventually(() -> assertThat(openMeteo.current(FALMOUTH).celsius()).isEqualTo(11.4));
        assertThat(standIn.calls()).as("calls to close it").isEqualTo(before + 1);
        assertThat(breakers.currentState(OpenMeteo.BREAKER)).isEqualTo(CircuitBreakerState.CLOSED);
    }

    private String documented() {
        return OpenMeteoStandIn.documented(11.4, 3, clock.instant());
    }
}
