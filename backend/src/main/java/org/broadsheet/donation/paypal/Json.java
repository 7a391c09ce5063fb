package org.broadsheet.donation.paypal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JSON as PayPal writes it: snake_case, nothing where there is no value. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Transaction Search writes offsets without a colon, all others with one or with a Z. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private Json() {}

    /** Exactly one value, or a missing one of no bytes. @throws IOException of anything else */
    static JsonNode read(byte[] text) throws IOException {
        JsonNode read = MAPPER.readTree(text);
        return read == null ? MissingNode.getInstance() : read;
    }

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A request that cannot be written", impossible);
        }
    }

    static @Nullable String text(JsonNode node) {
        return node.isTextual() && !node.textValue().isEmpty() ? node.textValue() : null;
    }

    static Optional<String> optional(JsonNode node) {
        return Optional.ofNullable(text(node));
    }

    static String needed(JsonNode parent, String name) {
        return optional(parent.path(name)).orElseThrow(() -> new Replies.Unreadable("no " + name));
    }

    static Instant time(JsonNode node, Instant otherwise) {
        String text = text(node);
        try {
            return text == null ? otherwise : OffsetDateTime.parse(text, TIME).toInstant();
        } catch (DateTimeException notATime) {
            return otherwise;
        }
    }

    /** Whether it can stand in a path without changing it. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The address of a link, by the first of these relations that there is. */
    static Optional<String> link(JsonNode parent, String... relations) {
        for (String relation : relations) {
            for (JsonNode link : parent.path("links")) {
                if (relation.equals(link.path("rel").asText(""))) {
                    return optional(link.path("href"));
                }
            }
        }
        return Optional.empty();
    }

    /** The id at the end of a link that leads to the parent; the link itself is never followed. */
    static Optional<String> parentId(JsonNode child) {
        return link(child, "up")
                .map(address -> address.substring(address.lastIndexOf('/') + 1))
                .filter(Json::isId);
    }
}
