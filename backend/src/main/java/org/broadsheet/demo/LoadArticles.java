package org.broadsheet.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.QuarkusApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.broadsheet.article.ArticleKind;
import org.broadsheet.article.Manuscript;
import org.broadsheet.article.Publishing;
import org.broadsheet.section.Sections;
import org.hibernate.Session;

/**
 * Loads articles from a file of JSON lines for measurements, by the same acts as any editor: {@code id}, {@code title},
 * {@code body}, {@code publishedAt} (a day or a time, of which the day counts) and {@code language} of each; whatever else
 * stands there is left, and only {@code id} has to be there. Ids have any form: each article is to be found under the number
 * of its line, as the slug {@code doc-<line>}, and a second file goes on behind the numbers of the first. An id that was
 * there before in the file is told and left out.
 */
public class LoadArticles implements QuarkusApplication {
    public static final String HELP = """
            load FILE   publish the articles of a file of JSON lines: id, title, body, publishedAt, language
            """;

    private static final int BATCH = 200;
    private static final int BATCH_SECONDS = 300;

    /** For those whose source has no date. */
    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

    private static final int DAY = "2026-11-20".length();
    private static final int WORDS_OF_HEADLINE = 10;
    private static final Pattern WORDS = Pattern.compile("\\S+");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final String UNTOLD_LANGUAGE = "en";

    private final Session database;
    private final Sections sections;
    private final Publishing publishing;
    private final ObjectMapper mapper;

    LoadArticles(Session database, Sections sections, Publishing publishing, ObjectMapper mapper) {
        this.database = database;
        this.sections = sections;
        this.publishing = publishing;
        this.mapper = mapper;
    }

    /** One line of the file. */
    private record Line(String slug, JsonNode article) {
        String text(String name, String otherwise) {
            JsonNode value = article.path(name);
            // The database takes every character but this one.
            return value.isValueNode() && !value.isNull() ? value.asText().replace("\0", "") : otherwise;
        }
    }

    @Override
    public int run(String... args) throws IOException {
        UUID section = QuarkusTransaction.requiringNew()
                .call(() -> sections.idOf("news").orElseGet(() -> sections.add("news", "News", null)));
        int loaded = 0;
        try (BufferedReader reader = Files.newBufferedReader(Path.of(args[1]))) {
            Set<String> ids = new HashSet<>();
            List<Line> batch = new ArrayList<>();
            long taken = taken();
            int number = 0;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                if (text.isBlank()) {
                    continue;
                }
                Line line = read(number, "doc-" + (taken + number), text);
                if (!ids.add(line.text("id", ""))) {
                    System.out.println(
                            "  line " + number + " is left out: its id, " + line.text("id", "") + ", was there before");
                    continue;
                }
                batch.add(line);
                loaded++;
                if (batch.size() == BATCH) {
                    publish(batch, section);
                    batch.clear();
                }
            }
            publish(batch, section);
        }
        System.out.println("  " + loaded + " articles were published");
        return 0;
    }

    /** The highest number that an earlier file has taken. */
    private long taken() {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery(
                                "select coalesce(max(cast(substr(slug, 5) as bigint)), 0) from article_slug where slug ~ '^doc-[0-9]{1,9}$'",
                                Long.class)
                        .getSingleResult());
    }

    private Line read(int number, String slug, String text) {
        try {
            Line line = new Line(slug, mapper.readTree(number == 1 ? text.replace("\uFEFF", "") : text));
            if (line.text("id", "").isEmpty()) {
                throw new IllegalArgumentException(
                        "Line " + number + " has no id, by which its article is told from others");
            }
            return line;
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(
                    "Line " + number + " is no JSON object on a line of its own: " + broken.getOriginalMessage(),
                    broken);
        }
    }

    private void publish(List<Line> batch, UUID section) {
        QuarkusTransaction.requiringNew().timeout(BATCH_SECONDS).run(() -> {
            for (Line line : batch) {
                UUID id = publishing.draft(line.slug(), manuscript(line, section));
                publishing.publish(id, publishedAt(line.text("publishedAt", "")));
                database.clear();
            }
        });
    }

    private static Manuscript manuscript(Line line, UUID section) {
        String body = line.text("body", "");
        return new Manuscript(
                ArticleKind.ARTICLE,
                language(line.text("language", "")),
                headline(line.text("title", ""), body),
                null,
                null,
                null,
                body.lines()
                        .filter(paragraph -> !paragraph.isBlank())
                        .map(paragraph ->
                                "<p>" + paragraph.replace("&", "&amp;").replace("<", "&lt;") + "</p>")
                        .collect(Collectors.joining("\n")),
                section,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null);
    }

    /** The title; of what has none its first words, since every article has a headline. */
    static String headline(String title, String body) {
        if (!title.isBlank()) {
            return title;
        }
        String words = WORDS.matcher(body)
                .results()
                .limit(WORDS_OF_HEADLINE)
                .map(MatchResult::group)
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? "Without words" : words;
    }

    /** Of what is no language tag nobody knows the language. */
    static String language(String told) {
        return LANGUAGE.matcher(told).matches() ? told : UNTOLD_LANGUAGE;
    }

    /** The beginning of the day; long ago where none is told, or none that can be read. */
    static Instant publishedAt(String told) {
        try {
            return LocalDate.parse(told.length() < DAY ? "" : told.substring(0, DAY))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeParseException noDay) {
            return LONG_AGO;
        }
    }
}
