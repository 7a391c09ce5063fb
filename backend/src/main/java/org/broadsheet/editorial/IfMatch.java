package org.broadsheet.editorial;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.jspecify.annotations.Nullable;

/** The version that a change was made from, as {@code If-Match} names it. */
final class IfMatch {
    private static final Pattern ETAG = Pattern.compile("\"([0-9]{1,9})\"");

    private IfMatch() {}

    static String etag(int version) {
        return "\"" + version + '"';
    }

    /** @throws ProblemException when there is none, or none of ours */
    static int version(@Nullable String header) {
        if (header == null) {
            throw new ProblemException(
                    ProblemKind.VERSION_NEEDED,
                    "Send If-Match with the ETag of what you read, so that nobody's work is lost.");
        }
        Matcher etag = ETAG.matcher(header.strip());
        // Whatever else it is, it names no version that is here.
        return etag.matches() ? Integer.parseInt(etag.group(1)) : -1;
    }
}
