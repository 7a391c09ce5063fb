package org.broadsheet.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.broadsheet.article.ArticleKind;
import org.broadsheet.article.ArticleText;
import org.broadsheet.search.SearchView.Highlight;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class MatchingTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final List<String> languages = new ArrayList<>();
    private String standfirst = "";
    private IndexWriter index;

    @BeforeEach
    void begin_with_an_empty_index() throws IOException {
        index = new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig(Languages.ANALYZER));
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    /** Language, a text, what a reader types, and whether the text should be found. */
    @ParameterizedTest
    @CsvFileSource(resources = "/search/words.tsv", delimiter = '\t', quoteCharacter = '\0', numLinesToSkip = 1)
    void finds_what_a_reader_of_the_language_expects(String language, String text, String typed, boolean isFound)
            throws IOException {
        put("en", "Something else", "Nothing of that sort stands here");
        put(language, "Zzz", text);

        assertThat(found(typed).contains("Zzz")).isEqualTo(isFound);
    }

    @ParameterizedTest
    @CsvSource({"beyonce", "beyonce tour", "tour beyonce", "\"beyonce tour\"", "headline:beyonce", "body:beyonce"})
    void finds_accented_words_by_plain_ones_wherever_they_stand(String typed) throws IOException {
        put("en", "Beyoncé tour", "Beyoncé’s tour begins");
        if (typed.startsWith("body")) {
            put("en", "Tour", "Beyoncé’s tour begins");
            assertThat(found(typed)).contains("Tour");
        } else {
            assertThat(found(typed)).containsExactly("Beyoncé tour");
        }
    }

    @Test
    void a_word_of_the_headline_is_not_one_of_the_body() throws IOException {
        put("en", "Harbour wall", "Nothing");

        assertThat(found("body:wall ")).isEmpty();
        assertThat(found("standfirst:wall ")).isEmpty();
        assertThat(found("headline:wall ")).hasSize(1);
    }

    @Test
    void a_standfirst_is_a_place_to_look_in() throws IOException {
        standfirst = "Standfirst of café and harbours";
        put("en", "Wall", "Nothing");

        assertThat(found("standfirst:harbour ")).hasSize(1);
        assertThat(found("standfirst:cafe ")).hasSize(1);
        assertThat(found("standfirst:\"cafe and harbours\"")).hasSize(1);
        assertThat(found("standfirst:harb")).hasSize(1);
        assertThat(found("body:harbour ")).isEmpty();
        assertThat(found("body:cafe ")).isEmpty();
        assertThat(found("headline:harbour ")).isEmpty();
    }

    @Test
    void the_word_with_its_accents_comes_first() throws IOException {
        put("fr", "The", "Le the du dimanche au the");
        put("fr", "Thé", "Le thé du dimanche au thé");

        assertThat(found("thé ")).containsExactly("Thé", "The");
        assertThat(found("the ")).containsExactly("The", "Thé");
    }

    @Test
    void stop_words_are_looked_for_when_there_is_nothing_else_or_they_are_quoted() throws IOException {
        put("en", "Hamlet", "To be or not to be, that is it");
        put("en", "Other", "It is to be that");

        assertThat(found("\"to be or not to be\"")).containsExactly("Hamlet");
        assertThat(found("not or ")).containsExactly("Hamlet");
        assertThat(found("\"to be or not\" hamlet")).containsExactly("Hamlet");
        assertThat(found("the hamlet")).containsExactly("Hamlet");
    }

    @Test
    void names_are_looked_for_as_they_are_written() throws IOException {
        put("en", "One", "x", List.of("Will Young"), List.of("The Who"));
        put("en", "Two", "x", List.of("Ada Young"), List.of("Café"));

        assertThat(found("will ")).containsExactly("One");
        assertThat(found("author:will young")).containsExactly("One");
        assertThat(found("tag:cafe ")).containsExactly("Two");
        assertThat(found("tag:\"the who\"")).containsExactly("One");
        assertThat(found("tag:ca")).containsExactly("Two");
        assertThat(found("author:you")).containsExactlyInAnyOrder("One", "Two");
        assertThat(found("youn")).containsExactlyInAnyOrder("One", "Two");
    }

    @Test
    void words_in_a_row_stand_in_one_name() throws IOException {
        put("en", "One", "x", List.of("Jane Doe", "John Smith"), List.of("Ferry", "Strike"));

        assertThat(found("author:\"doe john\"")).isEmpty();
        assertThat(found("tag:\"ferry strike\"")).isEmpty();
        assertThat(found("author:\"john smith\"")).hasSize(1);
        assertThat(found("\"one x\"")).isEmpty();
    }

    @Test
    void what_is_quoted_or_has_a_field_has_to_be_there_however_many_words_there_are() throws IOException {
        put("en", "Berlin wall", "The wall in Berlin", List.of("Ada Byron"), List.of("History"));

        assertThat(found("tag:politics berlin wall")).isEmpty();
        assertThat(found("tag:history berlin wall")).hasSize(1);
        assertThat(found("\"wall berlin\" berlin wall in ")).isEmpty();
        assertThat(found("berlin wall harbour ")).as("two of three").hasSize(1);
        assertThat(found("tag:history berlin harbour ")).as("one of two").isEmpty();
    }

    @Test
    void the_beginning_of_a_word_means_the_most_common_ones() throws IOException {
        for (int i = 0; i < 90; i++) {
            put("en", "Word", "para" + (char) ('a' + i / 26) + (char) ('a' + i % 26) + " text");
        }
        put("en", "Parliament votes", "Parliament votes today");
        put("en", "Parliament rests", "Parliament rests today");

        assertThat(found("par")).contains("Parliament votes", "Parliament rests");
    }

    @Test
    void a_beginning_of_very_many_words_costs_a_bounded_walk_and_finds_the_common_ones() throws IOException {
        for (int article = 0; article < 24; article++) {
            StringBuilder body = new StringBuilder();
            for (int i = 0; i < 1000; i++) {
                body.append("pa")
                        .append(Integer.toString(article * 1000 + i, 36))
                        .append("q ");
            }
            put("en", "Word", body.toString());
        }
        for (int i = 0; i < 3; i++) {
            put("en", "Parliament votes", "Parliament votes today");
        }

        assertThat(found("pa")).contains("Parliament votes");
    }

    @Test
    void thirty_two_words_fit_in_every_language_there_is() throws IOException {
        for (String language : Languages.keys()) {
            put(language.equals("cjk") ? "ja" : language, "Titel", "leib");
        }
        StringBuilder words = new StringBuilder("pa");
        for (int i = 0; i < 200; i++) {
            words.append(" pa").append((char) ('a' + i % 26)).append((char) ('a' + i / 26));
        }
        put("en", "Words", words.toString());
        // Stop words of one language each, so that no two languages ask for the same.
        String stops = "the der les los gli uma een och это على will wird avec pero della muito niet inte если هذا";
        StringBuilder typed = new StringBuilder(stops);
        for (int i = 0; i < 11; i++) {
            typed.append(" word-y").append((char) ('a' + i));
        }

        assertThat(found(typed + " pa")).isEmpty();
        assertThat(found("words " + "\"a b\" ".repeat(30) + "pa")).isEmpty();
    }

    @Test
    void marks_what_was_found_by_stem_as_written_and_as_a_beginning() throws IOException {
        put("en", "Beyoncé begins", "To be or not. Beyoncé’s tours begin. Ferries.");

        assertThat(marked("beyonce tour beg")).contains("Beyoncé", "begins", "Beyoncé’s", "tours", "begin");
        assertThat(marked("\"be or not\"")).containsOnly("be", "or", "not");
        assertThat(marked("the ferry ")).containsOnly("Ferries");
    }

    @Test
    void marks_a_word_only_where_it_was_asked_for() throws IOException {
        put("en", "Strike goes on", "The harbour strike. Harbour.", List.of("Ann Harbour"), List.of());

        assertThat(marked("author:harbour strike ")).containsOnly("Strike", "strike");
        assertThat(highlights("body:strike headline:goes", () -> false))
                .extracting(Highlight::field)
                .containsExactly("headline", "body");
    }

    @Test
    void marks_one_letter_of_a_language_without_spaces() throws IOException {
        put("ja", "新聞", "私は猫が好き。");

        assertThat(marked("猫")).containsOnly("猫");
        assertThat(marked("猫が")).containsOnly("猫が");
    }

    @Test
    void marks_nothing_when_it_is_late_and_looks_at_so_much_of_a_text() throws IOException {
        put("en", "Head", "ferry. " + "Something else. ".repeat(2000) + "The harbour.");

        assertThat(highlights("ferry", () -> true)).isEmpty();
        assertThat(highlights("ferry", () -> false)).isNotEmpty();
        assertThat(highlights("harbour", () -> false)).isEmpty();
    }

    @Test
    void marks_stand_inside_their_piece_in_order_whatever_the_text() throws IOException {
        Random random = new Random(3);
        List<String> pieces = List.of(
                "ferry ", "Beyoncé’s ", "猫が好き", "l’hôpital ", ". ", "the ", "서울에서 ", "e-mail ", "1,000 ", "\n\n");
        for (int i = 0; i < 60; i++) {
            begin_with_an_empty_index();
            languages.clear();
            StringBuilder body = new StringBuilder();
            for (int k = 0; k < 40; k++) {
                body.append(pieces.get(random.nextInt(pieces.size())));
            }
            put(List.of("en", "fr", "ja", "ko", "fi").get(i % 5), "Head", body.toString());

            for (Highlight piece : highlights("ferry beyonce 猫 好き \"l'hôpital the\" e-mail 1000 서울", () -> false)) {
                int last = 0;
                for (SearchView.Mark mark : piece.marks()) {
                    assertThat(mark.start()).isGreaterThanOrEqualTo(last);
                    assertThat(mark.end())
                            .isGreaterThan(mark.start())
                            .isLessThanOrEqualTo(piece.text().length());
                    last = mark.end();
                }
            }
        }
    }

    private void put(String language, String headline, String body) throws IOException {
        put(language, headline, body, List.of(), List.of());
    }

    private void put(String language, String headline, String body, List<String> authors, List<String> tags)
            throws IOException {
        languages.add(language);
        ArticleText article = new ArticleText(
                UUID.randomUUID(),
                ArticleKind.values()[0],
                language,
                headline,
                standfirst,
                body,
                UUID.randomUUID(),
                named(authors),
                named(tags),
                NOON,
                NOON,
                true);
        index.addDocument(Indexed.FACETS.build(Indexed.document(article)));
    }

    private static List<ArticleText.Named> named(List<String> names) {
        return names.stream()
                .map(name -> new ArticleText.Named(UUID.randomUUID(), name))
                .toList();
    }

    /** The headlines of what is found, the best first. */
    private List<String> found(String typed) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(index)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            Set<String> keys =
                    new TreeSet<>(languages.stream().map(Languages::key).toList());
            List<String> headlines = new ArrayList<>();
            for (ScoreDoc hit :
                    searcher.search(Matching.of(WordQuery.read(typed), keys, NOON.toEpochMilli()), 100).scoreDocs) {
                String key = Languages.key(languages.get(hit.doc));
                headlines.add(searcher.storedFields().document(hit.doc).get(Indexed.headline(key)));
            }
            return headlines;
        }
    }

    private List<Highlight> highlights(String typed, BooleanSupplier isLate) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(index)) {
            return Highlights.of(new IndexSearcher(reader), WordQuery.read(typed), new int[] {0}, languages, isLate)
                    .getFirst();
        }
    }

    private List<String> marked(String typed) throws IOException {
        return highlights(typed, () -> false).stream()
                .flatMap(piece ->
                        piece.marks().stream().map(mark -> piece.text().substring(mark.start(), mark.end())))
                .toList();
    }
}
