package org.broadsheet.shared;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.broadsheet.shared.Problem.Fault;
import org.jspecify.annotations.Nullable;

/**
 * The query string of one request, read once and wholly: what a resource asks for is what it knows, so that anything
 * else is refused with the nearest name, and every fault is told at once by {@link #refuseFaults()}.
 */
public final class Parameters {
    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;

    /** More help nobody, and would make a large answer of a small request. */
    private static final int MAX_FAULTS = 20;

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final MultivaluedMap<String, String> given;
    private final String path;
    private final Set<String> known = new TreeSet<>();
    private final List<Fault> faults = new ArrayList<>();
    private ProblemKind firstKind = ProblemKind.INVALID_PARAMETER;

    private Parameters(MultivaluedMap<String, String> given, String path) {
        this.given = given;
        this.path = path;
    }

    public static Parameters of(UriInfo uri) {
        return new Parameters(uri.getQueryParameters(), uri.getPath());
    }

    /** A parameter as it was sent; empty when it was not. */
    public Optional<String> text(String name) {
        known.add(name);
        List<String> values = given.getOrDefault(name, List.of());
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            fault(name, "was given " + values.size() + " times; give it once");
            return Optional.empty();
        }
        if (values.getFirst().isEmpty()) {
            fault(name, "is empty; give a value or leave it out");
            return Optional.empty();
        }
        return Optional.of(values.getFirst());
    }

    /** A parameter that the address makes no sense without. */
    public Optional<String> needed(String name) {
        List<String> values = given.getOrDefault(name, List.of());
        if (values.isEmpty() || values.equals(List.of(""))) {
            known.add(name);
            fault(name, (values.isEmpty() ? "is missing" : "is empty") + "; it says what is asked for");
            return Optional.empty();
        }
        return text(name);
    }

    public int limit() {
        String range = "must be a whole number from 1 to " + MAX_LIMIT;
        return text("limit")
                .map(text -> {
                    int value = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
                    if (value < 1 || value > MAX_LIMIT) {
                        fault("limit", range);
                    }
                    return value;
                })
                .orElse(DEFAULT_LIMIT);
    }

    /** One of an enum's constants, written as it tells itself, in lower case. */
    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return text(name).flatMap(text -> {
            for (E constant : type.getEnumConstants()) {
                if (written(constant).equals(text)) {
                    return Optional.of(constant);
                }
            }
            fault(
                    name,
                    "must be one of "
                            + Arrays.stream(type.getEnumConstants())
                                    .map(Parameters::written)
                                    .collect(Collectors.joining(", ")));
            return Optional.empty();
        });
    }

    /** An RFC 3339 time with its offset. */
    public Optional<Instant> instant(String name) {
        return text(name).flatMap(text -> {
            try {
                Instant instant = Instant.parse(text);
                if (isStorable(instant)) {
                    return Optional.of(instant);
                }
            } catch (DateTimeParseException notATime) {
                // Told below, together with times out of range.
            }
            fault(name, "must be a time such as 2026-11-24T08:00:00Z, in the years 1 to 9999");
            return Optional.empty();
        });
    }

    /** Whether the database, and every client, can make something of a time. */
    static boolean isStorable(Instant instant) {
        return !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST);
    }

    public Optional<String> slug(String name) {
        return matching(name, SLUG, "must be a slug: lower-case letters, digits and single hyphens");
    }

    /** The one of these slugs that is given, by its name; it is a fault to give more. */
    public Optional<Map.Entry<String, String>> oneSlugOf(String... names) {
        List<String> present = Arrays.stream(names).filter(given::containsKey).toList();
        if (present.size() > 1) {
            fault(present.get(1), "goes with no other of " + String.join(", ", names) + "; give one");
        }
        return present.stream().findFirst().flatMap(name -> slug(name).map(slug -> Map.entry(name, slug)));
    }

    public Optional<String> language(String name) {
        return matching(name, LANGUAGE, "must be a language tag such as en or pt-PT");
    }

    public Optional<UUID> id(String name) {
        return text(name).flatMap(text -> {
            Optional<UUID> id = Ids.parse(text);
            if (id.isEmpty()) {
                fault(name, "must be an id: a UUID in lower case");
            }
            return id;
        });
    }

    /** A comma-separated list of ids, at most {@link #MAX_LIMIT} of them. */
    public List<UUID> ids(String name) {
        List<UUID> ids = new ArrayList<>();
        text(name).ifPresent(text -> {
            for (String part : text.split(",", -1)) {
                Ids.parse(part).ifPresentOrElse(ids::add, () -> fault(name, Texts.quoted(part) + " is not an id"));
            }
            if (ids.size() > MAX_LIMIT) {
                fault(name, "names " + ids.size() + " ids; at most " + MAX_LIMIT + " are answered at once");
            }
        });
        return ids;
    }

    /** A boolean expression over slugs, see {@link SlugExpression}. */
    public Optional<SlugExpression> expression(String name) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(SlugExpression.parse(text));
            } catch (SlugExpression.SyntaxException wrong) {
                fault(name, wrong.getMessage());
                return Optional.empty();
            }
        });
    }

    /** What is to be kept of an item of this shape. */
    public Fields fields(Class<?> shape) {
        return text("fields")
                .map(text -> {
                    int before = faults.size();
                    Fields fields = Fields.parse(text, shape, faults);
                    if (before == 0 && !faults.isEmpty()) {
                        firstKind = ProblemKind.UNKNOWN_FIELD;
                    }
                    return fields;
                })
                .orElse(Fields.ALL);
    }

    /** What is asked for beyond the default view, out of the names that this list knows. */
    public Set<String> include(Set<String> names) {
        Set<String> asked = new LinkedHashSet<>();
        text("include").ifPresent(text -> {
            for (String name : text.split(",", -1)) {
                if (names.contains(name)) {
                    asked.add(name);
                } else {
                    if (faults.isEmpty()) {
                        firstKind = ProblemKind.UNKNOWN_FIELD;
                    }
                    faults.add(Fault.parameter("include", Fields.unknown(name, names)));
                }
            }
        });
        return asked;
    }

    /**
     * The place to go on from, in a list that is named by everything but the parameters that only shape a page.
     *
     * @param keys how many values the list's sort key has
     */
    public Optional<Cursor> cursor(int keys) {
        return text("cursor").flatMap(text -> {
            try {
                return Optional.of(Cursor.decode(text, listName(), keys));
            } catch (ProblemException foreign) {
                if (faults.isEmpty()) {
                    firstKind = ProblemKind.INVALID_CURSOR;
                }
                faults.addAll(foreign.faults());
                return Optional.empty();
            }
        });
    }

    /** A cursor for the item that ends this page. */
    public Cursor place(String... keys) {
        return new Cursor(listName(), List.of(keys));
    }

    /** What tells this representation from every other of the same thing: the path and all parameters, in order. */
    public String representation() {
        return path + '?' + canonical(Set.of());
    }

    /** The path that was asked for, as the contract writes it. */
    String path() {
        return path;
    }

    /** The query string as it goes behind another path: with its question mark, or empty. */
    String querySuffix() {
        String query = canonical(Set.of());
        return query.isEmpty() ? "" : "?" + query.substring(0, query.length() - 1);
    }

    /** The query string of the next page, for the Link header. */
    String queryWith(String cursor) {
        return canonical(Set.of("cursor")) + "cursor=" + cursor;
    }

    /** Ends the reading. @throws ProblemException 400 with the faults found, unknown and repeated names included */
    public void refuseFaults() {
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty() && faults.isEmpty()) {
            firstKind = ProblemKind.UNKNOWN_PARAMETER;
        }
        for (String name : unknown) {
            String remedy = Nearest.to(name, known)
                    .map(nearest -> "is not a parameter here; did you mean '" + nearest + "'?")
                    .orElse("is not a parameter here; this address takes none");
            faults.add(Fault.parameter(Texts.printable(name), remedy));
        }
        if (!faults.isEmpty()) {
            Fault first = faults.getFirst();
            String rest = faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more, see errors)";
            throw new ProblemException(
                    firstKind,
                    "'" + first.parameter() + "': " + first.detail() + rest + ".",
                    faults.subList(0, Math.min(faults.size(), MAX_FAULTS)));
        }
    }

    private Optional<String> matching(String name, Pattern pattern, String remedy) {
        return text(name).filter(text -> {
            boolean matches = text.length() <= 200 && pattern.matcher(text).matches();
            if (!matches) {
                fault(name, remedy);
            }
            return matches;
        });
    }

    private void fault(String name, @Nullable String detail) {
        faults.add(Fault.parameter(name, String.valueOf(detail)));
    }

    private String listName() {
        return path + '?' + canonical(Set.of("cursor", "limit", "fields", "include"));
    }

    private String canonical(Set<String> without) {
        Set<String> names = new TreeSet<>(new HashSet<>(given.keySet()));
        names.removeAll(without);
        return names.stream()
                .map(name -> name + '=' + URLEncoder.encode(given.getFirst(name), StandardCharsets.UTF_8) + '&')
                .collect(Collectors.joining());
    }

    private static String written(Enum<?> constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }
}
