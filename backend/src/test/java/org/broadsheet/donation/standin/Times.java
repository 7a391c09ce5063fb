package org.broadsheet.donation.standin;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Times as requests write them: RFC 3339, with {@code Z} or an offset. */
final class Times {
    private static final DateTimeFormatter OFFSET_WITHOUT_COLON =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS]XX");

    private Times() {}

    static Instant read(String given, String parameter) {
        for (DateTimeFormatter format :
                new DateTimeFormatter[] {DateTimeFormatter.ISO_OFFSET_DATE_TIME, OFFSET_WITHOUT_COLON}) {
            try {
                return OffsetDateTime.parse(given, format).toInstant();
            } catch (DateTimeParseException other) {
                // The next format may fit.
            }
        }
        throw Refusal.of(400, "INVALID_PARAMETER_SYNTAX").at(parameter, given);
    }
}
