package org.broadsheet.related;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.broadsheet.article.ArticleText;
import org.broadsheet.search.Languages;

/**
 * The days that an article tells of: the day it was published, and those it names. Two reports of one event name the same
 * day more often than they are published on it.
 */
final class EventDays {
    /** With its hyphens, for in Portuguese they are part of a day's name. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:-[\\p{L}\\p{N}]+)*");

    /** "5", "5th", "1er", "3º". */
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})(?:st|nd|rd|th|er|re|e|º|ª|o|a)?");

    private static final Pattern YEAR = Pattern.compile("[12]\\d{3}");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern EAST_ASIAN = Pattern.compile("(\\d{1,2})[月월]\\s?(\\d{1,2})[日일]");

    /** "5 de marzo de 2011", "29th of October". */
    private static final Set<String> BETWEEN = Set.of("de", "del", "of", "d", "den", "the");

    /** Where month and weekday are written with a capital, a "march" without one is none. */
    private static final Set<String> WITH_CAPITALS = Set.of("en", "de");

    /** More help nobody: a chronicle names every day there is. */
    private static final int MOST = 24;

    private static final int MOST_DAYS_AGO = 366;

    private static final Map<String, Names> NAMES = new ConcurrentHashMap<>();

    private final LocalDate published;
    private final Names names;
    private final Set<Long> days = new TreeSet<>();
    private List<String> words = List.of();

    private record Names(boolean isWithCapitals, Map<String, DayOfWeek> weekdays, Map<String, Month> months) {}

    private EventDays(ArticleText article) {
        published = article.publishedAt().atZone(ZoneOffset.UTC).toLocalDate();
        names = NAMES.computeIfAbsent(Languages.primary(article.language()), EventDays::names);
        days.add(published.toEpochDay());
    }

    /** Days as numbers since 1970 in UTC, the day of publication among them; sorted, at most {@value MOST}. */
    static int[] of(ArticleText article) {
        EventDays days = new EventDays(article);
        days.read(article.headline());
        days.read(Fingerprint.told(article));
        return days.days.stream().limit(MOST).mapToInt(Long::intValue).toArray();
    }

    /** A headline in small letters without the days, months and numbers in it. */
    static String withoutDays(ArticleText article) {
        Names names = new EventDays(article).names;
        return words(article.headline(), names).stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> !names.weekdays().containsKey(word)
                        && !names.months().containsKey(word)
                        && word.codePoints().noneMatch(Character::isDigit))
                .collect(Collectors.joining(" "));
    }

    private static List<String> words(String text, Names names) {
        List<String> words = new ArrayList<>();
        Matcher found = WORD.matcher(text);
        while (found.find()) {
            String word = found.group();
            if (names.weekdays().containsKey(word.toLowerCase(Locale.ROOT))
                    || ISO.matcher(word).matches()) {
                words.add(word);
            } else {
                words.addAll(List.of(word.split("-")));
            }
        }
        return words;
    }

    private void read(String text) {
        words = words(text, names);
        for (int at = 0; at < words.size() && days.size() < MOST; at++) {
            DayOfWeek weekday = names.weekdays().get(word(at));
            Month month = names.months().get(word(at));
            Matcher iso = ISO.matcher(word(at));
            if (weekday != null && isName(at)) {
                // "Sunday" is the last one up to publication.
                days.add(published.toEpochDay()
                        - Math.floorMod(published.getDayOfWeek().getValue() - weekday.getValue(), 7));
            } else if (month != null && isName(at)) {
                dayOf(month, at);
            } else if (iso.matches()) {
                exact(number(iso.group(1)), number(iso.group(2)), number(iso.group(3)));
            }
        }
        Matcher eastAsian = EAST_ASIAN.matcher(text);
        while (eastAsian.find() && days.size() < MOST) {
            last(number(eastAsian.group(1)), number(eastAsian.group(2)));
        }
    }

    /** Small words are names of days only where they have a capital: "sun", "mar". */
    private boolean isName(int at) {
        return Character.isUpperCase(words.get(at).codePointAt(0))
                || (!names.isWithCapitals() && words.get(at).length() > 3);
    }

    /** The day beside a month's name, "March 5" or "5 de marzo", and the year behind it if it stands there. */
    private void dayOf(Month month, int at) {
        int before = BETWEEN.contains(word(at - 1)) ? at - 2 : at - 1;
        OptionalInt day = day(at + 1);
        int behind = at + 2;
        if (day.isEmpty()) {
            day = day(before);
            behind = at + 1;
        }
        behind += BETWEEN.contains(word(behind)) ? 1 : 0;
        if (day.isPresent() && YEAR.matcher(word(behind)).matches()) {
            exact(number(word(behind)), month.getValue(), day.getAsInt());
        } else if (day.isPresent()) {
            last(month.getValue(), day.getAsInt());
        }
    }

    private OptionalInt day(int at) {
        Matcher day = DAY.matcher(word(at));
        return day.matches() ? OptionalInt.of(number(day.group(1))) : OptionalInt.empty();
    }

    /** In small letters; empty beyond the text. */
    private String word(int at) {
        return at < 0 || at >= words.size() ? "" : words.get(at).toLowerCase(Locale.ROOT);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    /** The last such day up to the day after publication: elsewhere it may be tomorrow already. */
    private void last(int month, int dayOfMonth) {
        if (!exact(published.getYear(), month, dayOfMonth)) {
            exact(published.getYear() - 1, month, dayOfMonth);
        }
    }

    /** Days of long ago and those to come are no day of the event. @return whether it was one */
    private boolean exact(int year, int month, int dayOfMonth) {
        if (month < 1 || month > 12 || !YearMonth.of(year, month).isValidDay(dayOfMonth)) {
            return false;
        }
        LocalDate day = LocalDate.of(year, month, dayOfMonth);
        boolean isNear = !day.isAfter(published.plusDays(1)) && day.isAfter(published.minusDays(MOST_DAYS_AGO));
        if (isNear) {
            days.add(day.toEpochDay());
        }
        return isNear;
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
        if (language.equals("en")) {
            months.put("sept", Month.SEPTEMBER);
        }
        return new Names(WITH_CAPITALS.contains(language), weekdays, months);
    }
}
