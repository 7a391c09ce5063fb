package org.broadsheet.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.broadsheet.article.ArticleKind;
import org.jspecify.annotations.Nullable;

/**
 * Writes the articles of one series: the same seed and number give the same text, whatever was written before. What an
 * article is tagged with is what it talks about, and everything is used as unevenly as words are (Zipf).
 */
final class ArchiveWriter {
    private static final int PLACES = 100;
    private static final int BODIES = 100;
    private static final int AUTHORS = 80;
    private static final Duration REACH = Duration.ofDays(3 * 365);

    private final ArchiveWords words;
    private final int seed;
    private final Instant now;
    private final List<Topic> topics = new ArrayList<>();
    private final List<String> places;
    private final List<String> bodies;
    private final List<String> people;

    /** @param now when the newest article may have been published */
    ArchiveWriter(ArchiveWords words, int seed, Instant now) {
        this.words = words;
        this.seed = seed;
        this.now = now;
        places = several(
                PLACES,
                i -> of(words.placeStarts(), i)
                        + words.placeEnds().get(i * 5 % words.placeEnds().size()));
        bodies = several(BODIES, i -> of(places, i * 7) + ' ' + of(words.bodies(), i));
        people =
                several(AUTHORS, i -> of(words.firstNames(), i * 7 + 3) + ' ' + of(words.lastNames(), i * 11 + i / 60));
        // One topic of every section in turn, so that no section holds all the common ones.
        int most = words.sections().stream()
                .mapToInt(section -> section.topics().size())
                .max()
                .orElse(0);
        for (int i = 0; i < most; i++) {
            for (ArchiveWords.Section section : words.sections()) {
                section.topics().entrySet().stream()
                        .skip(i)
                        .findFirst()
                        .ifPresent(topic -> topics.add(new Topic(topic.getKey(), topic.getValue(), section.slug())));
            }
        }
    }

    /** A subject of its own, which is a tag, with the phrases that belong to it. */
    record Topic(String name, List<String> phrases, String section) {}

    /** A number of the series and when it was published. */
    record Assignment(int number, Instant at) {}

    record Correction(String text, Instant at) {}

    record Story(
            int number,
            String slug,
            Instant at,
            ArticleKind kind,
            String headline,
            @Nullable String kicker,
            @Nullable String standfirst,
            String body,
            String section,
            List<String> authors,
            List<String> tags,
            boolean hasPicture,
            @Nullable String location,
            Optional<Correction> correction) {}

    /** Sections of the series, slug to name. */
    Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        words.sections().forEach(section -> sections.put(section.slug(), section.name()));
        return sections;
    }

    Map<String, String> authors() {
        return bySlug(people);
    }

    Map<String, String> tags() {
        List<String> names = new ArrayList<>(topics.stream().map(Topic::name).toList());
        names.addAll(places);
        names.addAll(bodies);
        return bySlug(names);
    }

    /** When the article of a number is published: any day of the last three years, mostly by day. */
    Assignment assignment(int number) {
        SplittableRandom random = random(number, 0);
        Instant day = now.minus(Duration.ofSeconds(random.nextLong(REACH.toSeconds())))
                .truncatedTo(ChronoUnit.DAYS);
        long second = (random.nextLong(6 * 3600, 22 * 3600) + random.nextLong(6 * 3600, 22 * 3600)) / 2;
        Instant at = day.plusSeconds(second);
        return new Assignment(number, at.isAfter(now) ? at.minus(1, ChronoUnit.DAYS) : at);
    }

    Story write(Assignment assignment) {
        SplittableRandom random = random(assignment.number(), 1);
        Set<Topic> about = some(random, topics, 1 + random.nextInt(2));
        Set<String> where = some(random, places, 1 + random.nextInt(2));
        Set<String> who = some(random, bodies, 1 + random.nextInt(2));
        Prose prose =
                new Prose(words, places, bodies, List.copyOf(about), List.copyOf(where), List.copyOf(who), random);
        List<String> tags = new ArrayList<>();
        about.forEach(topic -> tags.add(slug(topic.name())));
        where.forEach(place -> tags.add(slug(place)));
        who.forEach(body -> tags.add(slug(body)));
        String headline = prose.line(words.headlines());
        int size = 250 + (int) (650 * Math.pow(random.nextDouble(), 1.6));
        return new Story(
                assignment.number(),
                slug(headline) + "-s" + seed + "n" + assignment.number(),
                assignment.at(),
                kind(random),
                headline,
                random.nextInt(4) == 0 ? about.iterator().next().name() : null,
                random.nextInt(10) == 0 ? null : prose.line(words.standfirsts()),
                prose.body(size),
                about.iterator().next().section(),
                some(random, people, random.nextInt(6) == 0 ? 2 : 1).stream()
                        .map(ArchiveWriter::slug)
                        .toList(),
                tags,
                random.nextInt(10) < 6,
                random.nextInt(3) == 0 ? where.iterator().next() : null,
                correction(random, prose, assignment.at()));
    }

    private Optional<Correction> correction(SplittableRandom random, Prose prose, Instant published) {
        Instant at = published.plusSeconds(random.nextLong(1800, 3 * 86400));
        return random.nextInt(33) == 0 && at.isBefore(now)
                ? Optional.of(new Correction(prose.line(words.corrections()), at))
                : Optional.empty();
    }

    private static ArticleKind kind(SplittableRandom random) {
        int dice = random.nextInt(100);
        return dice < 88 ? ArticleKind.ARTICLE : dice < 96 ? ArticleKind.OPINION : ArticleKind.LIVEBLOG;
    }

    private SplittableRandom random(int number, int purpose) {
        return new SplittableRandom(((long) seed << 32) + 2L * number + purpose);
    }

    private static <T> Set<T> some(SplittableRandom random, List<T> all, int count) {
        Set<T> some = new LinkedHashSet<>();
        while (some.size() < count) {
            some.add(Prose.uneven(random, all));
        }
        return some;
    }

    private static List<String> several(int count, IntFunction<String> make) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(make)
                .distinct()
                .limit(count)
                .toList();
    }

    private static String of(List<String> list, int index) {
        return list.get(index % list.size());
    }

    private static Map<String, String> bySlug(List<String> names) {
        Map<String, String> bySlug = new LinkedHashMap<>();
        names.forEach(name -> bySlug.put(slug(name), name));
        return bySlug;
    }

    private static String slug(String text) {
        return text.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("['’]", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
