package org.broadsheet.weather;

/** Somebody who knows the weather. One implementation a provider; the rest of the room does not know which. */
interface WeatherProvider {

    /**
     * The weather at a place just now; may take seconds, so nobody who has a reader waiting may call it.
     *
     * @throws RuntimeException when there is no answer, or none that can be believed
     */
    Observation current(Coordinates place);

    /** Whom to name beside what {@link #current} gives. */
    Weather.Attribution attribution();
}
