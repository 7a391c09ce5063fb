package org.broadsheet.weather;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.hibernate.Session;

/** The place that the site's row names. Only read here: the row belongs to the site room. */
@ApplicationScoped
class SiteLocation implements CityLocation {
    private final Session database;

    SiteLocation(Session database) {
        this.database = database;
    }

    @Override
    @Transactional
    public Optional<Coordinates> now() {
        return database
                .createNativeQuery("select latitude, longitude from site where latitude is not null", Coordinates.class)
                .getResultList()
                .stream()
                .findFirst();
    }
}
