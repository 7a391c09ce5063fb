package org.broadsheet.demo;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of one generated article: patterns of {@link ArchiveWords} whose slots are filled with its own matter. */
final class Prose {
    private static final Pattern SLOT = Pattern.compile("\\{([A-Za-z]+)}");
    // "a unanimous" keeps its a.
    private static final Pattern A_BEFORE_VOWEL = Pattern.compile("\\b([Aa]) (?=[aeiou](?!nanim))");

    private final ArchiveWords words;
    private final List<String> places;
    private final List<String> bodies;
    private final List<ArchiveWriter.Topic> about;
    private final List<String> where;
    private final List<String> who;
    private final SplittableRandom random;
    private @Nullable String met;

    Prose(
            ArchiveWords words,
            List<String> places,
            List<String> bodies,
            List<ArchiveWriter.Topic> about,
            List<String> where,
            List<String> who,
            SplittableRandom random) {
        this.words = words;
        this.places = places;
        this.bodies = bodies;
        this.about = about;
        this.where = where;
        this.who = who;
        this.random = random;
    }

    /** One of a list, the first twice as often as the second, thrice as often as the third (Zipf's law). */
    static <T> T uneven(SplittableRandom random, List<T> all) {
        // The inverse of the law's distribution, taken as continuous.
        int rank = (int) Math.pow(all.size() + 1.0, random.nextDouble());
        return all.get(Math.min(rank, all.size()) - 1);
    }

    /** Paragraphs with a few headings, quotes and lists between them, of about so many words. */
    String body(int size) {
        StringBuilder html = new StringBuilder();
        int count = paragraph(html, line(words.leads()));
        int sinceHeading = 0;
        while (count < size) {
            int dice = random.nextInt(20);
            if (dice == 0) {
                count += element(html, "blockquote", "<p>" + line(words.quotes()) + "</p>");
            } else if (dice == 1) {
                count += list(html);
            } else if (sinceHeading > 4 && dice < 7) {
                count += element(html, "h2", line(words.headings()));
                sinceHeading = 0;
            }
            sinceHeading++;
            count += paragraph(html, sentences());
        }
        return html.toString();
    }

    /** One of the patterns, filled. */
    String line(List<String> patterns) {
        String text =
                SLOT.matcher(patterns.get(random.nextInt(patterns.size()))).replaceAll(slot -> fill(slot.group(1)));
        return A_BEFORE_VOWEL.matcher(text).replaceAll("$1n ");
    }

    private String sentences() {
        StringBuilder text = new StringBuilder();
        for (int left = 2 + random.nextInt(4); left > 0; left--) {
            text.append(text.isEmpty() ? "" : " ").append(line(words.sentences()));
        }
        return text.toString();
    }

    private int paragraph(StringBuilder html, String text) {
        return element(html, "p", text);
    }

    private int list(StringBuilder html) {
        int count = paragraph(html, line(words.listIntroductions()));
        StringBuilder items = new StringBuilder();
        for (int left = 2 + random.nextInt(3); left > 0; left--) {
            items.append("<li>").append(line(words.listItems())).append("</li>");
        }
        return count + element(html, "ul", items.toString());
    }

    private static int element(StringBuilder html, String name, String content) {
        html.append('<')
                .append(name)
                .append('>')
                .append(content)
                .append("</")
                .append(name)
                .append('>');
        return content.split(" ").length;
    }

    private String fill(String slot) {
        String name = slot.toLowerCase(Locale.ROOT);
        String text = word(name);
        return name.equals(slot) ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private String word(String slot) {
        return switch (slot) {
            case "topic" -> uneven(random, uneven(random, about).phrases());
            case "subject" -> about.getFirst().name().toLowerCase(Locale.ROOT);
            case "place" -> random.nextInt(5) == 0 ? uneven(random, places) : uneven(random, where);
            case "body" -> random.nextInt(6) == 0 ? uneven(random, bodies) : uneven(random, who);
            case "person" -> meet();
            case "name" -> met == null ? meet() : met;
            case "role" -> uneven(random, words.roles());
            case "noun" -> uneven(random, words.nouns());
            case "adjective" -> uneven(random, words.adjectives());
            case "verb" -> uneven(random, words.verbs());
            case "adverb" -> uneven(random, words.adverbs());
            case "number" -> Integer.toString(2 + (int) Math.pow(400, random.nextDouble()));
            case "years" -> Integer.toString(random.nextInt(3, 60));
            case "percent" -> random.nextInt(2, 97) + " per cent";
            case "money" -> money();
            case "day" -> DayOfWeek.of(random.nextInt(1, 8)).getDisplayName(TextStyle.FULL, Locale.UK);
            case "month" -> Month.of(random.nextInt(1, 13)).getDisplayName(TextStyle.FULL, Locale.UK);
            case "year" -> Integer.toString(random.nextInt(1974, 2023));
            case "hour" -> random.nextInt(1, 12) + (random.nextBoolean() ? "am" : "pm");
            default -> throw new IllegalArgumentException("words.yaml has a slot that nothing fills: " + slot);
        };
    }

    private String meet() {
        String last = words.lastNames().get(random.nextInt(words.lastNames().size()));
        met = last;
        return words.firstNames().get(random.nextInt(words.firstNames().size())) + ' ' + last;
    }

    private String money() {
        int amount = 2 + (int) Math.pow(900, random.nextDouble());
        return switch (random.nextInt(3)) {
            case 0 -> "£" + amount;
            case 1 -> "£" + amount + ",000";
            default -> "£" + amount / 10 + "." + random.nextInt(1, 10) + " million";
        };
    }
}
