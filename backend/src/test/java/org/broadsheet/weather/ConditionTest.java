package org.broadsheet.weather;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    /** Every code that https://open-meteo.com/en/docs lists. */
    @ParameterizedTest
    @CsvSource({
        "0, clear",
        "1, clear",
        "2, partly-cloudy",
        "3, cloudy",
        "45, fog",
        "48, fog",
        "51, drizzle",
        "53, drizzle",
        "55, drizzle",
        "56, freezing-rain",
        "57, freezing-rain",
        "61, rain",
        "63, rain",
        "65, rain",
        "66, freezing-rain",
        "67, freezing-rain",
        "71, snow",
        "73, snow",
        "75, snow",
        "77, snow",
        "80, rain",
        "81, rain",
        "82, rain",
        "85, snow",
        "86, snow",
        "95, thunderstorm",
        "96, thunderstorm",
        "99, thunderstorm"
    })
    void says_in_a_word_what_a_code_means(int code, String word) {
        assertThat(Condition.ofWmoCode(code)).map(Condition::written).contains(word);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4, 44, 100, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void says_nothing_of_a_code_outside_the_documented_ones(int code) {
        assertThat(Condition.ofWmoCode(code)).isEmpty();
    }

    @Test
    void is_written_in_lower_case_with_hyphens() {
        assertThat(Condition.values())
                .extracting(Condition::written)
                .allMatch(word -> word.matches("[a-z]+(-[a-z]+)*"));
    }
}
