package org.broadsheet.related;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.broadsheet.article.ArticleKind;
import org.broadsheet.article.ArticleText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventDaysTest {
    /** A Friday. */
    private static final LocalDate PUBLISHED = LocalDate.of(2026, 11, 20);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | It happened on Tuesday.                | 2026-11-17",
                "en | It happened on Friday night.           | 2026-11-20",
                "en | She was seen on Oct. 29 at noon.       | 2026-10-29",
                "en | Since Sept. 11 nobody has come.        | 2026-09-11",
                "en | On March 5th it was cold.              | 2026-03-05",
                "en | On the 29th of October it was cold.    | 2026-10-29",
                "en | On December 24 all was quiet.          | 2025-12-24",
                "en | On October 29, 2026 all was quiet.     | 2026-10-29",
                "en | The talks of 2026-11-02 failed.        | 2026-11-02",
                "de | Am 5. März war es kalt.                | 2026-03-05",
                "de | Am Dienstag war es kalt.               | 2026-11-17",
                "es | El 5 de marzo de 2026 hizo frío.       | 2026-03-05",
                "es | El martes hizo frío.                   | 2026-11-17",
                "pt | Na segunda-feira fez frio.             | 2026-11-16",
                "pt | Em 5 de março fez frio.                | 2026-03-05",
                "fr | Le 1er mars, il a fait froid.          | 2026-03-01",
                "it | Il 5 marzo faceva freddo.              | 2026-03-05",
                "nl | Op 5 maart was het koud.               | 2026-03-05",
                "sv | Den 5 mars var det kallt.              | 2026-03-05",
                "ru | Это было 5 марта.                      | 2026-03-05",
                "ja | 3月5日は寒かった。                        | 2026-03-05",
                "ko | 3월 5일은 추웠다.                        | 2026-03-05"
            })
    void knows_the_days_that_a_text_names(String language, String text, LocalDate day) {
        assertThat(days(language, "A headline", text)).contains(day);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | They march 10 miles and may 5 times rest.",
                "en | On June 6, 1944 they landed.",
                "en | On February 30 nothing happens.",
                "en | In May nothing happens, says the sun.",
                "es | El 6 de junio de 1944 desembarcaron.",
                "ja | 13月40日"
            })
    void takes_nothing_else_for_one(String language, String text) {
        assertThat(days(language, "A headline", text)).containsExactly(PUBLISHED);
    }

    @Test
    void knows_a_heading_whatever_its_day() {
        assertThat(heading("Weather for Tuesday, March 3: rain")).isEqualTo("weather for rain");
        assertThat(heading("Weather for Friday: rain")).isEqualTo("weather for rain");
        assertThat(heading("2026")).isEmpty();
    }

    private static List<LocalDate> days(String language, String headline, String body) {
        return Arrays.stream(EventDays.of(article(language, headline, body)))
                .mapToObj(LocalDate::ofEpochDay)
                .toList();
    }

    private static String heading(String headline) {
        return EventDays.withoutDays(article("en", headline, "Words."));
    }

    private static ArticleText article(String language, String headline, String body) {
        return new ArticleText(
                UUID.randomUUID(),
                ArticleKind.ARTICLE,
                language,
                headline,
                null,
                body,
                UUID.randomUUID(),
                List.of(),
                List.of(),
                PUBLISHED.atTime(12, 0).toInstant(ZoneOffset.UTC),
                PUBLISHED.atTime(12, 0).toInstant(ZoneOffset.UTC),
                true);
    }
}
