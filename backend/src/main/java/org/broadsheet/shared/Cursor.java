package org.broadsheet.shared;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * A place in a list: the sort key of the last item served, bound to the list it came from.
 *
 * <p>The check sum is there so that a cursor of another list, or a mistyped one, is told apart from a valid one; it
 * guards no secret, since a cursor opens nothing that the list itself does not.
 *
 * @param list what the place belongs to: path, filters and order in one canonical line
 * @param keys the sort key, in the list's own order
 */
public record Cursor(String list, List<String> keys) {
    private static final String SEPARATOR = "\u001f";
    private static final int MAX_LENGTH = 400;

    public Cursor {
        keys = List.copyOf(keys);
    }

    public String encoded() {
        String joined = String.join(SEPARATOR, keys);
        String text = checksum(list, joined) + SEPARATOR + joined;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a cursor back. @throws ProblemException 400 when it is damaged or belongs to another list */
    public static Cursor decode(String encoded, String list, int size) {
        String text = encoded.length() > MAX_LENGTH ? "" : decoded(encoded);
        int end = text.indexOf(SEPARATOR);
        if (end > 0) {
            String joined = text.substring(end + 1);
            List<String> keys = List.of(joined.split(SEPARATOR, -1));
            if (text.substring(0, end).equals(checksum(list, joined)) && keys.size() == size && isStorable(joined)) {
                return new Cursor(list, keys);
            }
        }
        throw foreign();
    }

    /** The key at an index as a time. @throws ProblemException 400 when it is none, as in all these readers */
    public Instant instant(int index) {
        Instant instant = read(index, Instant::parse);
        if (!Parameters.isStorable(instant)) {
            throw foreign();
        }
        return instant;
    }

    /** The key at an index as a count or a position, never negative. */
    public int number(int index) {
        int number = read(index, Integer::parseInt);
        if (number < 0) {
            throw foreign();
        }
        return number;
    }

    public UUID id(int index) {
        return Ids.parse(keys.get(index)).orElseThrow(Cursor::foreign);
    }

    public String text(int index) {
        return keys.get(index);
    }

    private <T> T read(int index, Function<String, T> reader) {
        try {
            return reader.apply(keys.get(index));
        } catch (IllegalArgumentException | DateTimeException madeUp) {
            throw foreign();
        }
    }

    /** The check sum is no secret: a made-up key must not reach the database as bytes that it cannot take. */
    private static boolean isStorable(String keys) {
        return keys.indexOf('\0') < 0 && keys.indexOf('\uFFFD') < 0;
    }

    private static ProblemException foreign() {
        return new ProblemException(
                ProblemKind.INVALID_CURSOR,
                "The cursor does not belong to this list. Use the `next` of a page asked for with the same filters and"
                        + " order, or leave it out to start at the beginning.",
                List.of(Problem.Fault.parameter("cursor", "not a cursor of this list")));
    }

    private static String decoded(String encoded) {
        try {
            return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static String checksum(String list, String joined) {
        CRC32C crc = new CRC32C();
        crc.update(list.getBytes(StandardCharsets.UTF_8));
        crc.update(0);
        crc.update(joined.getBytes(StandardCharsets.UTF_8));
        return Long.toString(crc.getValue(), 36);
    }
}
