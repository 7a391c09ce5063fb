package org.broadsheet.related;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.article.ArticleText;

/**
 * The days that an article tells of: the day it was published, and those it names. Two reports of one event name the same
 * day more often than they are published on it.
 */
final class EventDays {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    /** More help nobody: a chronicle names every day there is. */
    private static final int MOST = 24;

    private static final Map<String, Names> NAMES = new ConcurrentHashMap<>();

    private record Names(Map<String, DayOfWeek> weekdays, Map<String, Month> months) {}

    private EventDays() {}

    /** Days as numbers since 1970 in UTC, the day of publication among them; sorted, at most {@value MOST}. */
    static int[] of(ArticleText article) {
        LocalDate published = day(article.publishedAt());
        Names names =
                NAMES.computeIfAbsent(Locale.forLanguageTag(article.language()).getLanguage(), EventDays::names);
        Set<Long> days = new TreeSet<>(Set.of(published.toEpochDay()));
        for (String text : new String[] {article.headline(), Fingerprint.told(article)}) {
            mentioned(text, published, names, days);
        }
        return days.stream().limit(MOST).mapToInt(Long::intValue).toArray();
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static void mentioned(String text, LocalDate published, Names names, Set<Long> days) {
        Matcher words = WORD.matcher(text);
        String before = "";
        while (words.find() && days.size() < MOST) {
            String written = words.group();
            String word = written.toLowerCase(Locale.ROOT);
            DayOfWeek weekday = names.weekdays().get(word);
            if (weekday != null && (Character.isUpperCase(written.codePointAt(0)) || word.length() > 3)) {
                // "Sunday" is the last one up to publication.
                days.add(published.toEpochDay()
                        - Math.floorMod(published.getDayOfWeek().getValue() - weekday.getValue(), 7));
            }
            Month after = names.months().get(before);
            Month here = Character.isUpperCase(written.codePointAt(0)) || word.length() > 3
                    ? names.months().get(word)
                    : null;
            if (after != null && isDay(word)) {
                last(published, after, Integer.parseInt(word), days);
            } else if (here != null && isDay(before)) {
                last(published, here, Integer.parseInt(before), days);
            }
            before = word;
        }
    }

    private static boolean isDay(String word) {
        return word.length() < 3 && !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The last such day up to the day after publication: elsewhere it may be tomorrow already. */
    private static void last(LocalDate published, Month month, int dayOfMonth, Set<Long> days) {
        for (int year = published.getYear(); year >= published.getYear() - 1; year--) {
            if (YearMonth.of(year, month).isValidDay(dayOfMonth)) {
                LocalDate day = LocalDate.of(year, month, dayOfMonth);
                if (!day.isAfter(published.plusDays(1))) {
                    days.add(day.toEpochDay());
                    return;
                }
            }
        }
    }

    private static Names names(String language) {
        Locale locale = Locale.forLanguageTag(language);
        Map<String, DayOfWeek> weekdays = new HashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            weekdays.put(day.getDisplayName(TextStyle.FULL, locale).toLowerCase(Locale.ROOT), day);
        }
        Map<String, Month> months = new HashMap<>();
        for (Month month : Month.values()) {
            for (TextStyle style : new TextStyle[] {TextStyle.FULL, TextStyle.SHORT}) {
                months.put(
                        month.getDisplayName(style, locale)
                                .toLowerCase(Locale.ROOT)
                                .replace(".", ""),
                        month);
            }
        }
        return new Names(weekdays, months);
    }
}
