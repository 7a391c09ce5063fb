package org.broadsheet.editorial;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;

/** What the newsroom's own search finds a draft by, and what it looks for. */
final class Words {
    private Words() {}

    /** All that a text says, without its markup. */
    static String of(DraftText text) {
        return Stream.of(
                        text.headline(),
                        text.slug().replace('-', ' '),
                        text.kicker(),
                        text.standfirst(),
                        text.trailText(),
                        text.location(),
                        Jsoup.parseBodyFragment(text.body()).text())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    /** Words as they were typed as a query of the database: each must stand there, and may be unfinished. */
    static String query(String typed) {
        // A point between letters or digits stays: to the database 11.5 is one word, and so is news.example.
        return Arrays.stream(typed.split("(?<![\\p{L}\\p{N}])\\.|\\.(?![\\p{L}\\p{N}])|[^\\p{L}\\p{N}.]+", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word + ":*")
                .collect(Collectors.joining(" & "));
    }
}
