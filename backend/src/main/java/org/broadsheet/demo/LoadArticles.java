package org.broadsheet.demo;

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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.article.ArticleKind;
import org.broadsheet.article.Manuscript;
import org.broadsheet.article.Publishing;
import org.broadsheet.section.Sections;
import org.hibernate.Session;

/**
 * Loads articles from a file of JSON lines for measurements, by the same acts as any editor: {@code id}, {@code title},
 * {@code body}, {@code publishedAt} (a day or null) and {@code language} of each; whatever else stands there is left.
 * Each is to be found under its id, as the slug {@code doc-<id>}.
 */
public class LoadArticles implements QuarkusApplication {
    public static final String HELP = """
            load FILE   publish the articles of a file of JSON lines: id, title, body, publishedAt, language
            """;

    private static final int BATCH = 200;
    private static final int BATCH_SECONDS = 300;

    /** For those whose source has no date. */
    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

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

    @Override
    public int run(String... args) throws IOException {
        UUID section = QuarkusTransaction.requiringNew()
                .call(() -> sections.idOf("news").orElseGet(() -> sections.add("news", "News", null)));
        int loaded = 0;
        try (BufferedReader lines = Files.newBufferedReader(Path.of(args[1]))) {
            List<JsonNode> batch = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                batch.add(mapper.readTree(line));
                if (batch.size() == BATCH) {
                    publish(batch, section);
                    loaded += batch.size();
                    batch.clear();
                }
            }
            publish(batch, section);
            loaded += batch.size();
        }
        System.out.println("  " + loaded + " articles were published");
        return 0;
    }

    private void publish(List<JsonNode> batch, UUID section) {
        QuarkusTransaction.requiringNew().timeout(BATCH_SECONDS).run(() -> {
            for (JsonNode article : batch) {
                UUID id = publishing.draft("doc-" + article.path("id").asText(), manuscript(article, section));
                publishing.publish(id, publishedAt(article));
                database.clear();
            }
        });
    }

    private static Manuscript manuscript(JsonNode article, UUID section) {
        String body = article.path("body")
                .asText()
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> "<p>" + line.replace("&", "&amp;").replace("<", "&lt;") + "</p>")
                .collect(Collectors.joining("\n"));
        return new Manuscript(
                ArticleKind.ARTICLE,
                article.path("language").asText("en"),
                article.path("title").asText(),
                null,
                null,
                null,
                body,
                section,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null);
    }

    private static Instant publishedAt(JsonNode article) {
        JsonNode day = article.path("publishedAt");
        return day.isTextual()
                ? LocalDate.parse(day.asText().substring(0, 10))
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                : LONG_AGO;
    }
}
