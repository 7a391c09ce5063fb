package org.broadsheet.weather;

import java.util.Optional;

/** Where the city is whose weather is shown. */
interface CityLocation {

    /** The city's place as it is set now; empty when the newsroom has not said, and then there is no weather. */
    Optional<Coordinates> now();
}
