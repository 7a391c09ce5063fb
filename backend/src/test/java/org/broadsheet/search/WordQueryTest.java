package org.broadsheet.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.broadsheet.search.WordQuery.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordQueryTest {
    private static final List<String> PIECES = List.of(
            "a",
            "ab",
            "ferry",
            "the",
            "O’Brien",
            "o'br",
            "e-mail",
            "U.S",
            "1,000",
            "x",
            "दिल्ली",
            "猫",
            "서울",
            "café",
            "cafe\u0301",
            "\u0301",
            "*",
            "**",
            "-",
            "--",
            "\"",
            "“",
            "”",
            "„",
            "«",
            "»",
            " ",
            "  ",
            "\t",
            "\n",
            "\u00A0",
            ":",
            "tag:",
            "author:",
            "body:",
            "standfirst:",
            "headline:",
            "HEADLINE:",
            "nosuch:",
            "!",
            "?",
            "…",
            "(",
            "\u0000",
            "\u00AD",
            "\u202E",
            "🚢",
            "\ud83d",
            "ﬀ",
            "ʼ",
            "´",
            "'",
            "<b>",
            "&amp;",
            "/",
            "\\",
            "~2",
            "^9");

    @Test
    void what_was_understood_is_understood_the_same_again() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder typed = new StringBuilder();
            int pieces = 1 + random.nextInt(i % 50 == 0 ? 300 : 9);
            for (int k = 0; k < pieces; k++) {
                typed.append(PIECES.get(random.nextInt(PIECES.size())));
            }

            WordQuery first = WordQuery.read(typed.toString());
            WordQuery second = WordQuery.read(first.interpreted());

            assertThat(second.clauses())
                    .as("%s as %s", typed, first.interpreted())
                    .isEqualTo(first.clauses());
            assertThat(second.interpreted()).isEqualTo(first.interpreted());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ferr* | ferr*",
                "ferr** | ferr*",
                "ferr* strike | ferr strike*",
                "tag:fer | tag:fer*",
                "standfirst:fer | standfirst:fer*",
                "body:fer | body:fer",
                "x | x",
                "x* | x",
                "o'br | o'br*",
                "दिल्ली | दिल्ली*",
                "서 | 서*",
                "猫 | 猫",
                "新船 | 新船",
                "e-ma | e-ma",
                "U.S | U.S",
                "example.co | example.co*",
                "-ferr* | -ferr"
            })
    void claims_only_the_beginnings_that_it_asks_for(String typed, String understood) {
        assertThat(WordQuery.read(typed).interpreted()).isEqualTo(understood);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "“berlin wall”",
                "„berlin wall“",
                "«berlin wall»",
                "« berlin wall »",
                "＂berlin wall＂",
                "”berlin wall"
            })
    void reads_every_sort_of_quotation_marks(String typed) {
        assertThat(WordQuery.read(typed).clauses())
                .extracting(
                        Clause::isPhrase,
                        clause -> clause.text().replace('\u00A0', ' ').strip())
                .containsExactly(tuple(true, "berlin wall"));
    }

    @Test
    void reads_a_quotation_of_a_long_sentence_and_cuts_a_longer_one_between_words() {
        String sentence =
                "The wall in berlin is a long phrase that a reader pasted whole from the story, with all its words";
        assertThat(WordQuery.read('"' + sentence + '"'))
                .isEqualTo(new WordQuery(List.of(new Clause("", sentence, true, false, false)), false));

        WordQuery many = WordQuery.read('"' + "seagrass ".repeat(31) + '"');
        assertThat(many.isCut()).isTrue();
        assertThat(many.clauses().getFirst().text())
                .isEqualTo("seagrass ".repeat(30).strip());

        WordQuery wide = WordQuery.read('"' + "constitutionalities ".repeat(29) + '"');
        assertThat(wide.isCut()).isTrue();
        assertThat(wide.clauses().getFirst().text())
                .isEqualTo("constitutionalities ".repeat(15).strip());
    }

    @Test
    void tells_that_words_are_left_out() {
        assertThat(WordQuery.read("ferry ".repeat(32)).isCut()).isFalse();
        assertThat(WordQuery.read("ferry ".repeat(33)).isCut()).isTrue();
        assertThat(WordQuery.read("a".repeat(81)).isCut()).isTrue();
    }

    @Test
    void accents_typed_as_signs_of_their_own_are_the_same() {
        assertThat(WordQuery.read("cafe\u0301 o\u02BCbrien")).isEqualTo(WordQuery.read("café o’brien"));
    }

    @Test
    void takes_no_longer_for_odd_texts() {
        assertTimeout(Duration.ofSeconds(2), () -> WordQuery.read("! ".repeat(100_000) + "!:x"));
    }
}
