package org.broadsheet.weather;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of one place at one time, checked by whoever made it.
 *
 * @param celsius air temperature in degrees Celsius, as precise as the provider gives it
 * @param condition null where the provider names none, or one outside the vocabulary
 * @param observedAt the time that the values are for, not the time of asking
 */
record Observation(double celsius, @Nullable Condition condition, Instant observedAt) {}
