package org.broadsheet.weather;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.broadsheet.testsupport.TurnableClock;

/** The service with the stand-in for its provider, and a clock that tests turn. */
public class WeatherProfile implements QuarkusTestProfile {
    private static final String CURRENT = "quarkus.fault-tolerance.\"org.broadsheet.weather.OpenMeteo/current\".";

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(TurnableClock.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "broadsheet.weather.provider",
                "open-meteo",
                "broadsheet.weather.key",
                "a-customers-key",
                // What the stand-in holds, it holds until the test has seen it.
                "broadsheet.weather.patience.silence",
                "60S",
                "broadsheet.weather.patience.whole",
                "60S",
                // The fault-tolerance's own clock cannot be turned; everything else is as in production.
                CURRENT + "retry.delay",
                "20",
                CURRENT + "retry.jitter",
                "20",
                CURRENT + "timeout.value",
                "4",
                CURRENT + "circuit-breaker.delay",
                "2",
                CURRENT + "circuit-breaker.delay-unit",
                "seconds");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Provider.class));
    }

    /** Marks the field that is to hold the provider which the service calls. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.FIELD)
    @interface InjectStandIn {}

    /** Starts the stand-in before the service, and hands it to the tests. */
    public static class Provider implements QuarkusTestResourceLifecycleManager {
        private OpenMeteoStandIn standIn;

        @Override
        public Map<String, String> start() {
            standIn = new OpenMeteoStandIn();
            return Map.of("broadsheet.weather.url", standIn.url());
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(
                    standIn, new TestInjector.AnnotatedAndMatchesType(InjectStandIn.class, OpenMeteoStandIn.class));
        }

        @Override
        public void stop() {
            standIn.close();
        }
    }
}
