package org.broadsheet.weather;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.broadsheet.shared.InForce;
import org.broadsheet.shared.Setting;

/** Who is asked for the weather, and how long its answer is shown. */
@ApplicationScoped
class WeatherInForce implements InForce {
    private final WeatherSettings settings;

    WeatherInForce(WeatherSettings settings) {
        this.settings = settings;
    }

    @Override
    public Group inForce() {
        String provider = settings.provider().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Group(
                "weather",
                List.of(
                        Setting.text("provider", provider, "Who is asked for the temperature; off asks nobody")
                                .by("BROADSHEET_WEATHER"),
                        Setting.flag("key", settings.key().isPresent(), "The key of a paying customer is set")
                                .by("BROADSHEET_WEATHER_KEY"),
                        Setting.duration("refresh", CurrentWeather.REFRESH_AFTER, "It is asked again after so long"),
                        Setting.duration(
                                "gone", CurrentWeather.GONE_AFTER, "A value that is older than this is not shown")));
    }
}
