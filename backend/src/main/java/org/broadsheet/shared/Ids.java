package org.broadsheet.shared;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** UUIDv7: ids that sort by the time they were made, so that new rows land at the end of every index. */
public final class Ids {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private Ids() {}

    public static UUID next() {
        return UuidVersion7Strategy.INSTANCE.generateUuid(null);
    }

    /** The id in a text, when it is one in canonical lower-case form; slugs give empty. */
    public static Optional<UUID> parse(String text) {
        return UUID_TEXT.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
