package org.broadsheet.demo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.QuarkusApplication;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.broadsheet.article.CorrectionKind;
import org.broadsheet.article.Manuscript;
import org.broadsheet.article.Publishing;
import org.broadsheet.author.Authors;
import org.broadsheet.section.Sections;
import org.broadsheet.tag.Tagging;
import org.broadsheet.tag.Tags;
import org.hibernate.Session;

/**
 * Fills an archive for measurements, by the same acts as any editor.
 *
 * <p>A seed stands for one endless series of articles, and the order "so many of that series" is met once: what is
 * there already stays, so a run that was broken off is taken up where it stood, and the same order twice adds nothing.
 */
public class FillArchive implements QuarkusApplication {
    public static final String HELP = """
            demo --articles N [--seed S]   fill an archive with N generated articles
                --articles N   1 to 1000000
                --seed S       which series of articles, 0 to 999999999 (1); a series always holds the same texts,
                               and what of it is there already is kept, so the same order twice adds nothing
            """;

    private static final int BATCH = 200;
    private static final int BATCH_SECONDS = 300;

    private final Session database;
    private final DataSource connections;
    private final Sections sections;
    private final Authors authors;
    private final Tags tags;
    private final Tagging tagging;
    private final Publishing publishing;
    private final Clock clock;

    FillArchive(
            Session database,
            DataSource connections,
            Sections sections,
            Authors authors,
            Tags tags,
            Tagging tagging,
            Publishing publishing,
            Clock clock) {
        this.database = database;
        this.connections = connections;
        this.sections = sections;
        this.authors = authors;
        this.tags = tags;
        this.tagging = tagging;
        this.publishing = publishing;
        this.clock = clock;
    }

    /** What the command line asks for. */
    public record Order(int articles, int seed) {

        /** Reads the words after {@code demo}. @throws IllegalArgumentException that says what is wrong, in one line */
        public static Order of(List<String> words) {
            int articles = 0;
            int seed = 1;
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                int equals = word.indexOf('=');
                String name = equals < 0 ? word : word.substring(0, equals);
                if (!name.equals("--articles") && !name.equals("--seed")) {
                    throw new IllegalArgumentException(
                            "unknown option '" + name + "'; demo takes --articles N and --seed S");
                }
                if (equals < 0 && ++i == words.size()) {
                    throw new IllegalArgumentException(name + " needs a number");
                }
                String value = equals < 0 ? words.get(i) : word.substring(equals + 1);
                if (name.equals("--articles")) {
                    articles = number(name, value, 1, 1_000_000);
                } else {
                    seed = number(name, value, 0, 999_999_999);
                }
            }
            if (articles == 0) {
                throw new IllegalArgumentException("demo needs --articles N");
            }
            return new Order(articles, seed);
        }

        private static int number(String name, String text, int least, int most) {
            int value = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        name + " takes a number from " + least + " to " + most + ", not '" + text + "'");
            }
            return value;
        }
    }

    @Override
    public int run(String... args) {
        Order order = Order.of(List.of(args).subList(1, args.length));
        Instant started = clock.instant();
        ArchiveWriter writer = new ArchiveWriter(ArchiveWords.read(), order.seed(), started);
        Desk desk = inTransaction(() -> new Desk(writer));
        List<ArchiveWriter.Assignment> missing = missing(writer, order);
        say("%,d of %,d articles of series %d are here already", order.articles() - missing.size(), order);
        for (int done = 0; done < missing.size(); ) {
            int end = Math.min(done + BATCH, missing.size());
            List<ArchiveWriter.Assignment> batch = missing.subList(done, end);
            // A batch is public as a whole or not at all: a process that is killed leaves nothing half done.
            inTransaction(() -> {
                batch.forEach(assignment -> publish(writer.write(assignment), desk));
                return batch.size();
            });
            done = end;
            progress(order.articles() - missing.size() + done, done, order, started);
        }
        tidy();
        return 0;
    }

    /** What of the series is not here yet, oldest first, as it would have happened. */
    private List<ArchiveWriter.Assignment> missing(ArchiveWriter writer, Order order) {
        Set<Integer> here = inTransaction(() -> new HashSet<>(database.createNativeQuery(
                        "select cast(substring(slug from :number) as integer) from article_slug where slug ~ :number",
                        Integer.class)
                .setParameter("number", "-s" + order.seed() + "n([0-9]{1,7})$")
                .getResultList()));
        return IntStream.rangeClosed(1, order.articles())
                .filter(number -> !here.contains(number))
                .mapToObj(writer::assignment)
                .sorted(Comparator.comparing(ArchiveWriter.Assignment::at))
                .toList();
    }

    private void publish(ArchiveWriter.Story story, Desk desk) {
        UUID id = publishing.draft(story.slug(), desk.manuscript(story));
        publishing.publish(id, story.at());
        story.correction()
                .ifPresent(correction ->
                        publishing.correct(id, CorrectionKind.CORRECTION, correction.text(), correction.at()));
        // Written and never looked at again: without this every statement would check all articles of the batch.
        database.clear();
    }

    /** Statistics and the visibility map as they are in an archive that grew over years. */
    private void tidy() {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze) article, article_slug, article_tag, article_author, correction, tag,"
                    + " tag_slug, author, section, image, change");
        } catch (SQLException failed) {
            throw new IllegalStateException("The tables could not be analysed: " + failed.getMessage(), failed);
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().timeout(BATCH_SECONDS).call(work::get);
    }

    private void progress(int here, int done, Order order, Instant started) {
        long millis = Math.max(1, Duration.between(started, clock.instant()).toMillis());
        if (here % (5 * BATCH) == 0 || here == order.articles()) {
            System.out.printf(
                    Locale.ROOT,
                    "  %,d of %,d articles, %,d a second%n",
                    here,
                    order.articles(),
                    1000L * done / millis);
        }
    }

    private static void say(String format, int here, Order order) {
        System.out.printf(Locale.ROOT, "  " + format + "%n", here, order.articles(), order.seed());
    }

    /** The people, sections, tags and pictures of the archive, made where they are not there yet. */
    private final class Desk {
        private final Map<String, UUID> sectionIds = new HashMap<>();
        private final Map<String, UUID> authorIds = new HashMap<>();
        private final Map<String, UUID> tagIds = new HashMap<>();
        private final List<UUID> pictures;

        private Desk(ArchiveWriter writer) {
            writer.sections()
                    .forEach((slug, name) ->
                            sectionIds.put(slug, sections.idOf(slug).orElseGet(() -> sections.add(slug, name, null))));
            writer.authors()
                    .forEach((slug, name) -> authorIds.put(
                            slug, authors.idOf(slug).orElseGet(() -> authors.add(slug, name, null, null))));
            writer.tags()
                    .forEach((slug, name) ->
                            tagIds.put(slug, tags.idOf(slug).orElseGet(() -> tagging.add(slug, name, null))));
            pictures = database.createNativeQuery("select id from image order by id limit 100", UUID.class)
                    .getResultList();
        }

        private Manuscript manuscript(ArchiveWriter.Story story) {
            return new Manuscript(
                    story.kind(),
                    "en-GB",
                    story.headline(),
                    story.kicker(),
                    story.standfirst(),
                    null,
                    story.body(),
                    known(sectionIds, story.section()),
                    story.authors().stream().map(slug -> known(authorIds, slug)).toList(),
                    story.tags().stream().map(slug -> known(tagIds, slug)).toList(),
                    story.hasPicture() && !pictures.isEmpty() ? pictures.get(story.number() % pictures.size()) : null,
                    story.location(),
                    null,
                    null);
        }

        private static UUID known(Map<String, UUID> ids, String slug) {
            UUID id = ids.get(slug);
            if (id == null) {
                throw new IllegalStateException("The archive's writer names '" + slug + "', which it did not announce");
            }
            return id;
        }
    }
}
