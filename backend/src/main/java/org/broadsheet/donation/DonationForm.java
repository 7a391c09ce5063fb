package org.broadsheet.donation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.Nearest;
import org.broadsheet.shared.Problem.Fault;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.shared.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What a donor filled in, read and found right.
 *
 * @param publicName given by those who agree to be named, and by nobody else
 * @param returnTo where the donor goes afterwards: a path of the site
 */
record DonationForm(
        Money amount,
        Frequency frequency,
        String campaign,
        @Nullable UUID article,
        String locale,
        @Nullable String publicName,
        @Nullable String message,
        @Nullable String email,
        String returnTo) {
    private static final int MAX_BYTES = 8192;
    private static final int MAX_NAME = 80;
    private static final int MAX_MESSAGE = 280;
    private static final String THANKS = "/support/thanks";
    private static final Set<String> FIELDS = new TreeSet<>(List.of(
            "amount",
            "amountMinor",
            "currency",
            "frequency",
            "campaign",
            "article",
            "locale",
            "publicName",
            "message",
            "email",
            "returnTo"));
    private static final Pattern LOCALE = Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?");
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    /** A path on this site: never another host's, however a browser reads it. */
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9][A-Za-z0-9/_-]{0,199}");

    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s<>,;:\"()\\[\\]\\\\]{1,64}@[^@\\s<>,;:\"()\\[\\]\\\\]{1,190}");

    /** Reads and checks a body. @throws ProblemException naming everything that is wrong with it */
    static DonationForm read(byte[] body, ObjectMapper mapper, Offers offers) {
        JsonNode json = json(body, mapper);
        List<Fault> faults = new ArrayList<>();
        json.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                String nearest = Nearest.to(name, FIELDS)
                        .map(known -> "; did you mean '" + known + "'?")
                        .orElse("");
                faults.add(Fault.pointer('/' + Texts.printable(name), "is not known here" + nearest));
            }
        });
        Money amount = amount(json, offers, faults);
        Frequency frequency = frequency(json, faults);
        String campaign = text(json, "campaign", 100, faults)
                .filter(slug -> is(SLUG.matcher(slug).matches(), "campaign", "must be a campaign's slug", faults))
                .orElse(Campaigns.GENERAL);
        UUID article = text(json, "article", 36, faults)
                .filter(id -> is(Ids.parse(id).isPresent(), "article", "must be an article's id", faults))
                .flatMap(Ids::parse)
                .orElse(null);
        String locale = text(json, "locale", 20, faults)
                .filter(tag ->
                        is(LOCALE.matcher(tag).matches(), "locale", "must be a language tag such as en-GB", faults))
                .orElse("en");
        String email = text(json, "email", 254, faults)
                .filter(one ->
                        is(EMAIL.matcher(one).matches(), "email", "must be an e-mail address, or left out", faults))
                .orElse(null);
        String returnTo = text(json, "returnTo", 200, faults)
                .filter(path -> is(
                        PATH.matcher(path).matches(),
                        "returnTo",
                        "must be a path of the site, such as " + THANKS,
                        faults))
                .orElse(THANKS);
        String publicName = text(json, "publicName", MAX_NAME, faults).orElse(null);
        String message = text(json, "message", MAX_MESSAGE, faults).orElse(null);
        if (!faults.isEmpty() || amount == null) {
            throw new ProblemException(ProblemKind.INVALID_BODY, "The donation has faults; see errors.", faults);
        }
        return new DonationForm(amount, frequency, campaign, article, locale, publicName, message, email, returnTo);
    }

    private static JsonNode json(byte[] body, ObjectMapper mapper) {
        if (body.length > MAX_BYTES) {
            throw new ProblemException(
                    ProblemKind.BODY_TOO_LARGE, "The body may have at most " + MAX_BYTES + " bytes here.");
        }
        try {
            JsonNode json = mapper.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException malformed) {
            throw new ProblemException(ProblemKind.MALFORMED_JSON, "The body is not JSON that can be read here.");
        } catch (IOException impossible) {
            throw new IllegalStateException("A body in memory cannot be read", impossible);
        }
        throw new ProblemException(
                ProblemKind.INVALID_BODY,
                "The body must be an object such as {\"amount\": \"10.00\", \"currency\": \"EUR\", \"frequency\": \"once\"}.");
    }

    private static @Nullable Money amount(JsonNode json, Offers offers, List<Fault> faults) {
        List<String> known = offers.all().stream().map(Offers.Offer::currency).toList();
        Offers.Offer offer = offers.in(json.path("currency").asText("")).orElse(null);
        if (offer == null) {
            faults.add(Fault.pointer("/currency", "must be one of " + String.join(", ", known)));
            return null;
        }
        JsonNode text = json.path("amount");
        JsonNode minor = json.path("amountMinor");
        if (text.isMissingNode() == minor.isMissingNode()) {
            faults.add(Fault.pointer("/amount", "must be given, or amountMinor instead of it"));
            return null;
        }
        Money amount = null;
        if (text.isTextual()) {
            amount = Money.parse(text.textValue(), offer.currency(), offer.decimals())
                    .orElse(null);
        } else if (minor.isIntegralNumber() && minor.canConvertToLong()) {
            amount = new Money(minor.longValue(), offer.currency());
        }
        String place = text.isMissingNode() ? "/amountMinor" : "/amount";
        if (amount == null) {
            String example = offer.text(offer.least());
            faults.add(Fault.pointer(
                    place,
                    text.isMissingNode()
                            ? "must be a whole number of the smallest unit"
                            : "must be a decimal in quotes with at most " + offer.decimals() + " decimals, such as \""
                                    + example + '"'));
        } else if (amount.minor() < offer.least().minor()
                || amount.minor() > offer.most().minor()) {
            faults.add(Fault.pointer(
                    place,
                    "must be from " + offer.text(offer.least()) + " to " + offer.text(offer.most()) + ' '
                            + offer.currency()));
            return null;
        }
        return amount;
    }

    private static Frequency frequency(JsonNode json, List<Fault> faults) {
        for (Frequency frequency : Frequency.values()) {
            if (frequency
                    .name()
                    .toLowerCase(Locale.ROOT)
                    .equals(json.path("frequency").textValue())) {
                return frequency;
            }
        }
        String known = String.join(
                ", ",
                Arrays.stream(Frequency.values())
                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                        .toList());
        faults.add(Fault.pointer("/frequency", "must be one of " + known));
        return Frequency.ONCE;
    }

    private static Optional<String> text(JsonNode json, String name, int longest, List<Fault> faults) {
        JsonNode given = json.path(name);
        if (given.isMissingNode() || given.isNull()) {
            return Optional.empty();
        }
        String text = given.isTextual() ? given.textValue().strip() : "";
        boolean isPrintable = text.codePoints().noneMatch(c -> Character.isISOControl(c) && c != '\n');
        if (text.isEmpty() || text.length() > longest || !isPrintable) {
            faults.add(Fault.pointer('/' + name, "must be text of 1 to " + longest + " characters, or left out"));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private static boolean is(boolean isSo, String name, String remedy, List<Fault> faults) {
        if (!isSo) {
            faults.add(Fault.pointer('/' + name, remedy));
        }
        return isSo;
    }

    /** What makes two forms the same: everything in them. */
    byte[] hash() {
        return Tokens.hash(String.join(
                "\u0000",
                amount.currency(),
                Long.toString(amount.minor()),
                frequency.name(),
                campaign,
                String.valueOf(article),
                locale,
                String.valueOf(publicName),
                String.valueOf(message),
                String.valueOf(email),
                returnTo));
    }

    /** Without anything personal. */
    @Override
    public String toString() {
        return "DonationForm[" + frequency + "]";
    }
}
