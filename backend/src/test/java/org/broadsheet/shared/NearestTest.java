package org.broadsheet.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> NAMES = List.of("limit", "cursor", "publishedAfter", "publishedBefore", "tag");

    @ParameterizedTest
    @CsvSource({
        "limt,limit",
        "LIMIT,limit",
        "limits,limit",
        "coursor,cursor",
        "tags,tag",
        "publishedafter,publishedAfter",
        "published_before,publishedBefore",
        "'',tag"
    })
    void names_what_was_most_likely_meant(String typed, String meant) {
        assertThat(Nearest.to(typed, NAMES)).contains(meant);
    }

    @Test
    void settles_ties_by_the_alphabet() {
        assertThat(Nearest.to("x", List.of("b", "a", "c"))).contains("a");
    }

    @Test
    void names_nothing_where_there_is_nothing_to_name() {
        assertThat(Nearest.to("limit", List.of())).isEmpty();
    }

    @Test
    void does_not_work_hard_for_a_name_that_nobody_meant() {
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> Nearest.to("x".repeat(50_000_000), NAMES));
    }
}
