package org.broadsheet.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.broadsheet.shared.Problem.Fault;

/**
 * The JSON object in the body of one request, read once and wholly, as {@link Parameters} reads a query: what a resource
 * asks for is what it knows, so that anything else is refused with the nearest name, and every fault is told at once by
 * {@link #refuseFaults()}.
 */
public final class Form {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s<>,;:\"()\\[\\]\\\\\\p{Cc}]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,188}[A-Za-z0-9])?");

    private final JsonNode json;
    private final String place;
    private final Set<String> known = new TreeSet<>();
    private final List<Form> within = new ArrayList<>();
    private final List<Fault> faults;

    private Form(JsonNode json, String place, List<Fault> faults) {
        this.json = json;
        this.place = place;
        this.faults = faults;
    }

    /** @throws ProblemException when the body is no JSON object, or too long for this address */
    public static Form of(byte[] body, int maxBytes, ObjectMapper mapper) {
        if (body.length > maxBytes) {
            throw new ProblemException(
                    ProblemKind.BODY_TOO_LARGE, "The body may have at most " + maxBytes + " bytes here.");
        }
        try {
            JsonNode json = mapper.readTree(body);
            if (json.isObject()) {
                return new Form(json, "", new ArrayList<>());
            }
        } catch (JsonProcessingException malformed) {
            throw new ProblemException(ProblemKind.MALFORMED_JSON, "The body is not JSON that can be read here.");
        } catch (IOException impossible) {
            throw new IllegalStateException("A body in memory cannot be read", impossible);
        }
        throw new ProblemException(ProblemKind.INVALID_BODY, "The body must be a JSON object: {…}.");
    }

    /** Whether a field was sent at all; null counts as sent. */
    public boolean has(String name) {
        known.add(name);
        return json.has(name);
    }

    /** One line of text without its outer spaces; empty where it is absent, null or blank. */
    public Optional<String> line(String name, int longest) {
        return text(name, longest).filter(text -> isSo(text.indexOf('\n') < 0, name, "must be a single line"));
    }

    /** Text without its outer spaces, line breaks allowed; empty where it is absent, null or blank. */
    public Optional<String> text(String name, int longest) {
        known.add(name);
        JsonNode given = json.path(name);
        if (given.isMissingNode() || given.isNull()) {
            return Optional.empty();
        }
        String remedy = "must be text of at most " + longest + " characters";
        if (!given.isTextual()) {
            fault(name, remedy);
            return Optional.empty();
        }
        String text = given.textValue().strip();
        if (text.length() > longest) {
            fault(name, remedy + "; it has " + text.length());
            return Optional.empty();
        }
        if (text.codePoints()
                .anyMatch(c -> (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')
                        || Character.getType(c) == Character.SURROGATE)) {
            fault(name, "must not hold control characters");
            return Optional.empty();
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Exactly the text that was sent, as passwords need it. */
    public Optional<String> verbatim(String name, int longest) {
        known.add(name);
        JsonNode given = json.path(name);
        if (given.isMissingNode() || given.isNull()) {
            return Optional.empty();
        }
        if (!given.isTextual() || given.textValue().length() > longest) {
            fault(name, "must be text of at most " + longest + " characters");
            return Optional.empty();
        }
        return Optional.of(given.textValue());
    }

    /** A value that the act makes no sense without. @return the value, or the stand-in beside a fault */
    public <T> T needed(String name, Optional<T> value, T standIn) {
        if (value.isEmpty() && faults.stream().noneMatch(fault -> pointer(name).equals(fault.pointer()))) {
            fault(name, "is needed");
        }
        return value.orElse(standIn);
    }

    public Optional<String> email(String name) {
        return line(name, 254)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> isSo(EMAIL.matcher(text).matches(), name, "must be an e-mail address"));
    }

    public Optional<String> slug(String name) {
        return line(name, 200)
                .filter(text -> isSo(
                        SLUG.matcher(text).matches(),
                        name,
                        "must be a slug: lower-case letters, digits and single hyphens"));
    }

    public Optional<UUID> id(String name) {
        return line(name, 64)
                .filter(text -> isSo(Ids.parse(text).isPresent(), name, "must be an id: a UUID in lower case"))
                .flatMap(Ids::parse);
    }

    /** A list of ids, in the order given; empty where it is absent or null. */
    public List<UUID> ids(String name, int most) {
        List<UUID> ids = new ArrayList<>();
        for (String text : lines(name, most, 64)) {
            Ids.parse(text).ifPresentOrElse(ids::add, () -> fault(name, Texts.quoted(text) + " is not an id"));
        }
        return ids;
    }

    /** A list of texts, in the order given; empty where it is absent or null. */
    public List<String> lines(String name, int most, int longest) {
        known.add(name);
        JsonNode given = json.path(name);
        if (given.isMissingNode() || given.isNull()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        boolean areTexts = given.isArray() && given.size() <= most;
        for (JsonNode one : given) {
            areTexts &= one.isTextual() && one.textValue().length() <= longest;
            lines.add(one.asText());
        }
        if (!areTexts) {
            fault(name, "must be a list of at most " + most + " texts");
            return List.of();
        }
        return lines;
    }

    public Optional<Boolean> flag(String name) {
        known.add(name);
        JsonNode given = json.path(name);
        if (given.isMissingNode() || given.isNull()) {
            return Optional.empty();
        }
        if (!given.isBoolean()) {
            fault(name, "must be true or false");
            return Optional.empty();
        }
        return Optional.of(given.booleanValue());
    }

    public Optional<Long> number(String name, long least, long most) {
        known.add(name);
        JsonNode given = json.path(name);
        if (given.isMissingNode() || given.isNull()) {
            return Optional.empty();
        }
        if (!given.isIntegralNumber()
                || !given.canConvertToLong()
                || given.longValue() < least
                || given.longValue() > most) {
            fault(name, "must be a whole number from " + least + " to " + most);
            return Optional.empty();
        }
        return Optional.of(given.longValue());
    }

    /** A place between two ends, 0 to 1. */
    public Optional<Double> fraction(String name) {
        known.add(name);
        JsonNode given = json.path(name);
        if (given.isMissingNode() || given.isNull()) {
            return Optional.empty();
        }
        if (!given.isNumber() || !(given.doubleValue() >= 0 && given.doubleValue() <= 1)) {
            fault(name, "must be a number from 0 to 1");
            return Optional.empty();
        }
        return Optional.of(given.doubleValue());
    }

    /** An RFC 3339 time with its offset. */
    public Optional<Instant> instant(String name) {
        return line(name, 64).flatMap(text -> {
            try {
                Instant instant = Instant.parse(text);
                if (Parameters.isStorable(instant)) {
                    return Optional.of(instant);
                }
            } catch (DateTimeParseException notATime) {
                // Told below, together with times out of range.
            }
            fault(name, "must be a time such as 2026-11-24T08:00:00Z, in the years 1 to 9999");
            return Optional.empty();
        });
    }

    /** One of an enum's constants, in lower case with underscores. */
    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return line(name, 64).flatMap(text -> choice(text, name, type));
    }

    /** Several of an enum's constants. */
    public <E extends Enum<E>> List<E> choices(String name, Class<E> type) {
        return lines(name, type.getEnumConstants().length, 64).stream()
                .flatMap(text -> choice(text, name, type).stream())
                .distinct()
                .toList();
    }

    private <E extends Enum<E>> Optional<E> choice(String text, String name, Class<E> type) {
        Optional<E> found = Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
        if (found.isEmpty()) {
            fault(
                    name,
                    "must be one of "
                            + String.join(
                                    ", ",
                                    Arrays.stream(type.getEnumConstants())
                                            .map(one -> one.name().toLowerCase(Locale.ROOT))
                                            .toList()));
        }
        return found;
    }

    /** An object within; what it is asked for is refused with the whole. Empty where it is absent or null. */
    public Optional<Form> object(String name) {
        known.add(name);
        JsonNode given = json.path(name);
        if (given.isMissingNode() || given.isNull()) {
            return Optional.empty();
        }
        if (!given.isObject()) {
            fault(name, "must be an object");
            return Optional.empty();
        }
        Form object = new Form(given, pointer(name), faults);
        within.add(object);
        return Optional.of(object);
    }

    /** A list of objects within; what each is not asked for is refused with the whole. */
    public List<Form> objects(String name, int most) {
        known.add(name);
        JsonNode given = json.path(name);
        if (given.isMissingNode() || given.isNull()) {
            return List.of();
        }
        List<Form> objects = new ArrayList<>();
        boolean areObjects = given.isArray() && given.size() <= most;
        for (int i = 0; areObjects && i < given.size(); i++) {
            areObjects = given.get(i).isObject();
            objects.add(new Form(given.get(i), pointer(name) + '/' + i, faults));
        }
        if (!areObjects) {
            fault(name, "must be a list of at most " + most + " objects");
            return List.of();
        }
        within.addAll(objects);
        return objects;
    }

    /** Says what is wrong with a field. */
    public void fault(String name, String remedy) {
        faults.add(Fault.pointer(pointer(name), remedy));
    }

    /** Whether a claim on a field holds, and a fault where it does not. */
    public boolean isSo(boolean claim, String name, String remedy) {
        if (!claim) {
            fault(name, remedy);
        }
        return claim;
    }

    /** What was sent and never asked for becomes a fault, in objects within too. */
    private void refuseUnknown() {
        within.forEach(Form::refuseUnknown);
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                String nearest = Nearest.to(name, known)
                        .map(one -> "; did you mean '" + one + "'?")
                        .orElse("");
                fault(Texts.printable(name), "is not known here" + nearest);
            }
        });
    }

    /** @throws ProblemException naming everything that is wrong, unknown fields too */
    public void refuseFaults() {
        refuseUnknown();
        if (!faults.isEmpty()) {
            throw new ProblemException(ProblemKind.INVALID_BODY, "The body has faults; see errors.", faults);
        }
    }

    private String pointer(String name) {
        return place + '/' + name;
    }
}
