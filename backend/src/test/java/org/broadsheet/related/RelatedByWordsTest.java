package org.broadsheet.related;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.broadsheet.article.ArticleKind;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Indexing;
import org.broadsheet.testsupport.Newsroom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the words of two stories, and the days they tell of, say about them. */
@QuarkusTest
class RelatedByWordsTest extends ApiTest {
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final String STRIKE =
            "<p>Ferry crews at Great Skerrin walked out over split turns, said Dermot Fahy.</p>";

    private static final String[] OTHERS = {
        "Bakery wins prize for rye bread in the county show",
        "Council votes on the library roof after long debate",
        "Town beats Tolvern by three goals in eleven minutes",
        "Observatory opens its doors for the comet tonight",
        "Seagrass meadow survives its first winter storms",
        "Playhouse piano returns from nine months of repair"
    };

    @Inject
    Indexing indexing;

    @BeforeEach
    void begin_with_a_paper_of_other_stories() {
        indexing.startOver();
        for (int i = 0; i < OTHERS.length; i++) {
            newsroom.story("other-" + i)
                    .headline(OTHERS[i])
                    .body("<p>" + OTHERS[i] + ", and what people there had to say about it all week.</p>")
                    .publish(Newsroom.NOON.minus(A_DAY.multipliedBy(9L * i)));
        }
    }

    @Test
    void a_standfirst_counts_like_the_body_where_that_says_little() {
        newsroom.story("walk-out")
                .headline("Ferry crews walk out at Great Skerrin")
                .body(STRIKE)
                .publish();
        newsroom.story("pictures")
                .kind(ArticleKind.GALLERY)
                .headline("In pictures: the pier on day two")
                .standfirst(
                        "Ferry crews of Great Skerrin who walked out over split turns, with Dermot Fahy at the gate")
                .body("<p>Eight pictures.</p>")
                .publish();
        indexing.caughtUp();

        assertThat(related("walk-out")).containsExactly("pictures");
        assertThat(related("pictures")).containsExactly("walk-out");
    }

    @Test
    void the_issues_of_a_series_are_not_reports_of_one_event() {
        String[] weather = {
            "Rain from the west by noon, wind force five, milder in the valleys",
            "Dry and bright, light wind from the east, frost in the valleys at night",
            "Showers along the coast, brighter by noon, wind force three",
            "Fog in the valleys until noon, then bright, no wind to speak of",
            "Storm from the west by night, wind force nine along the coast"
        };
        for (int i = 0; i < weather.length; i++) {
            String day = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
                    .get(i);
            newsroom.story("weather-" + day.toLowerCase())
                    .headline("Weather for " + day)
                    .body("<p>The weather for Port Ellery and the Skerrins on " + day + ". " + weather[i]
                            + ". Tides at the Long Quay after the harbour office.</p>")
                    .publish(Newsroom.NOON.minus(A_DAY.multipliedBy(weather.length - i)));
        }
        indexing.caughtUp();

        assertThat(related("weather-wednesday")).isEmpty();
        assertThat(related("weather-friday")).isEmpty();
    }

    @Test
    void of_the_versions_of_a_text_the_newest_stands_in_lists() {
        newsroom.story("walk-out")
                .headline("Ferry crews walk out at Great Skerrin")
                .body(STRIKE)
                .publish();
        String version =
                "<p>The strike at Great Skerrin that Dermot Fahy called over split turns goes on for all the ferry crews.</p>";
        for (int i = 0; i < 3; i++) {
            newsroom.story("version-" + i)
                    .headline("Ferry strike at Great Skerrin goes on")
                    .body(version)
                    .publish(Newsroom.NOON.plus(A_DAY.multipliedBy(i)));
        }
        indexing.caughtUp();

        assertThat(related("walk-out")).containsExactly("version-2");
    }

    @Test
    void common_words_of_a_rare_language_bring_nothing_together() {
        String[] polish = {
            "Rada miasta przyjęła budżet na nowy rok szkolny",
            "Prom na wyspę kursuje znowu po długiej przerwie",
            "Orkiestra zagrała koncert w starym kinie",
            "Piekarnia na rynku wypieka chleb od stu lat",
            "Kolejka na szczyt stoi z powodu silnego wiatru",
            "Biblioteka otwiera czytelnię także w niedziele",
            "Rybacy wrócili z połowu z pustymi sieciami",
            "Szpital dostał nowy oddział dla dzieci"
        };
        for (int i = 0; i < polish.length; i++) {
            newsroom.story("pl-" + i)
                    .language("pl")
                    .headline(polish[i])
                    .body("<p>" + polish[i] + ".</p>")
                    .publish(Newsroom.NOON.minus(A_DAY.multipliedBy(i)));
        }
        newsroom.story("leipomo")
                .language("fi")
                .headline("Leipomo voitti palkinnon")
                .body(
                        "<p>Se on ollut auki jo pitkään, ja siellä on ollut paljon väkeä. Se on hyvä, ja nyt se on kuuluisa.</p>")
                .publish();
        newsroom.story("kirjasto")
                .language("fi")
                .headline("Kirjasto saa uuden katon")
                .body(
                        "<p>Se on ollut rikki jo pitkään, ja sade on ollut haitta. Nyt se on korjattu, ja kaikki on hyvin.</p>")
                .publish();
        indexing.caughtUp();

        assertThat(related("leipomo")).isEmpty();
        assertThat(related("kirjasto")).isEmpty();
    }

    @Test
    void a_tag_that_most_stories_have_brings_no_other_language_along() {
        for (int i = 0; i < 12; i++) {
            newsroom.story("de-" + i)
                    .language("de")
                    .headline("Meldung Nummer " + i)
                    .tagged("news")
                    .publish();
        }
        newsroom.story("walk-out")
                .headline("Ferry crews walk out")
                .tagged("news")
                .publish();
        indexing.caughtUp();

        assertThat(related("walk-out?languages=any")).isEmpty();
    }

    private static List<String> related(String articleAndQuery) {
        String[] parts = articleAndQuery.split("\\?");
        String query = parts.length > 1 ? "?" + parts[1] : "";
        return api().get("/v1/articles/" + parts[0] + "/related" + query)
                .then()
                .statusCode(200)
                .extract()
                .path("items.article.slug");
    }
}
