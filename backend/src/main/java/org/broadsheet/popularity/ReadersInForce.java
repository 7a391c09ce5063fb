package org.broadsheet.popularity;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.broadsheet.shared.InForce;
import org.broadsheet.shared.Setting;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How readers are counted. */
@ApplicationScoped
class ReadersInForce implements InForce {
    private final PopularSettings settings;
    private final int readersPerAddress;
    private final int signalsPerAddress;

    ReadersInForce(
            PopularSettings settings,
            @ConfigProperty(name = "broadsheet.views.readers-per-address") int readersPerAddress,
            @ConfigProperty(name = "broadsheet.views.signals-per-address") int signalsPerAddress) {
        this.settings = settings;
        this.readersPerAddress = readersPerAddress;
        this.signalsPerAddress = signalsPerAddress;
    }

    @Override
    public Group inForce() {
        return new Group(
                "readers",
                List.of(
                        Setting.number(
                                        "readersPerAddress",
                                        readersPerAddress,
                                        "Readers of one article that one address may add in an hour")
                                .by("BROADSHEET_READERS_PER_ADDRESS"),
                        Setting.number(
                                "signalsPerAddress",
                                signalsPerAddress,
                                "What one address may tell of its reading before it is refused"),
                        Setting.number(
                                        "rounding",
                                        settings.rounding(),
                                        "Public counts are rounded down to a multiple of this")
                                .by("BROADSHEET_POPULAR_ROUNDING"),
                        Setting.duration(
                                "every", settings.every(), "The lists of most popular articles are made so often")));
    }
}
