package org.broadsheet.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A newsroom as files that people read and edit: {@code site.yaml}, {@code sections.yaml}, {@code authors.yaml},
 * {@code tags.yaml}, {@code images.yaml} with its pictures, and {@code articles/*.html} with their front matter.
 */
record DemoFiles(
        Site site,
        List<Section> sections,
        List<Author> authors,
        List<Tag> tags,
        List<Image> images,
        List<Article> articles) {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Pattern FRONT_MATTER = Pattern.compile("\\A---\\n(.*?)\\n---\\n(.*)\\z", Pattern.DOTALL);
    private static final Pattern AGE = Pattern.compile("([+-])(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?");

    record Site(
            String name,
            @Nullable String description,
            String language,
            String timeZone,
            @Nullable String country,
            @Nullable String city,
            @Nullable Double latitude,
            @Nullable Double longitude,
            String currency,
            @Nullable String lead) {
        Site {
            required(name, "name");
            required(language, "language");
            required(timeZone, "timeZone");
            required(currency, "currency");
        }
    }

    record Section(String slug, String name, @Nullable String description) {
        Section {
            required(slug, "slug");
            required(name, "name");
        }
    }

    record Author(
            String slug,
            String name,
            @Nullable String role,
            @Nullable String bio) {
        Author {
            required(slug, "slug");
            required(name, "name");
        }
    }

    record Tag(
            String slug,
            String name,
            @Nullable String description,
            @Nullable List<String> aliases) {
        Tag {
            required(slug, "slug");
            required(name, "name");
        }
    }

    record Image(
            String key, String file, String alt, @Nullable String caption, String credit) {
        Image {
            required(key, "key");
            required(file, "file");
            required(alt, "alt");
            required(credit, "credit");
        }
    }

    record Correction(String age, String kind, String text) {
        Correction {
            required(age, "age");
            required(kind, "kind");
            required(text, "text");
        }
    }

    record FrontMatter(
            String slug,
            @Nullable String kind,
            @Nullable String language,
            String headline,
            @Nullable String kicker,
            @Nullable String standfirst,
            @Nullable String trailText,
            List<String> authors,
            String section,
            List<String> tags,
            @Nullable String leadImage,
            @Nullable String location,
            @Nullable String rights,
            @Nullable String translationOf,
            String published,
            @Nullable String updated,
            @Nullable List<String> formerSlugs,
            @Nullable List<Correction> corrections,
            @Nullable String state,
            @Nullable String withdrawnReason) {
        FrontMatter {
            required(slug, "slug");
            required(headline, "headline");
            required(authors, "authors");
            required(section, "section");
            required(tags, "tags");
            required(published, "published");
        }
    }

    /** @param file where it stands, to be named when something is wrong with it */
    record Article(Path file, FrontMatter front, String body) {}

    /** Reads a folder. @throws IllegalArgumentException that names the file which cannot be read, and why */
    static DemoFiles read(Path folder) {
        List<Article> articles = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("articles"))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".html"))
                    .sorted(Comparator.naturalOrder())
                    .toList()) {
                articles.add(article(file));
            }
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("The articles in " + folder + " cannot be read: " + unreadable);
        }
        return new DemoFiles(
                yaml(folder.resolve("site.yaml"), new TypeReference<>() {}),
                yaml(folder.resolve("sections.yaml"), new TypeReference<>() {}),
                yaml(folder.resolve("authors.yaml"), new TypeReference<>() {}),
                yaml(folder.resolve("tags.yaml"), new TypeReference<>() {}),
                yaml(folder.resolve("images.yaml"), new TypeReference<>() {}),
                articles);
    }

    /** A time given as RFC 3339, or as a distance from now such as {@code -2d6h} or {@code +40m}. */
    static Instant time(String written, Instant now) {
        Matcher age = AGE.matcher(written);
        if (!age.matches()) {
            return Instant.parse(written);
        }
        Duration distance = Duration.ofDays(number(age.group(2)))
                .plusHours(number(age.group(3)))
                .plusMinutes(number(age.group(4)));
        return age.group(1).equals("-") ? now.minus(distance) : now.plus(distance);
    }

    private static void required(@Nullable Object value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static Article article(Path file) throws IOException {
        Matcher parts = FRONT_MATTER.matcher(Files.readString(file).replace("\r\n", "\n"));
        if (!parts.matches()) {
            throw new IllegalArgumentException(file + " does not begin with front matter between two lines of ---");
        }
        try {
            return new Article(file, YAML.readValue(parts.group(1), FrontMatter.class), parts.group(2));
        } catch (IOException malformed) {
            throw new IllegalArgumentException(
                    "The front matter of " + file + " cannot be read: " + malformed.getMessage());
        }
    }

    private static <T> T yaml(Path file, TypeReference<T> type) {
        try {
            return YAML.readValue(Files.readString(file), type);
        } catch (IOException malformed) {
            throw new IllegalArgumentException(file + " cannot be read: " + malformed.getMessage());
        }
    }
}
