package org.broadsheet.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final String LIST = "/v1/articles?tag=harbour&";

    @Test
    void brings_back_the_keys_that_it_was_given() {
        UUID id = Ids.next();
        Cursor given = new Cursor(LIST, List.of("2026-11-24T08:00:00.123456Z", id.toString(), "7", "Ω & 港", ""));

        Cursor back = Cursor.decode(given.encoded(), LIST, 5);

        assertThat(back).isEqualTo(given);
        assertThat(back.instant(0)).isEqualTo(Instant.parse("2026-11-24T08:00:00.123456Z"));
        assertThat(back.id(1)).isEqualTo(id);
        assertThat(back.number(2)).isEqualTo(7);
        assertThat(back.text(3)).isEqualTo("Ω & 港");
    }

    @Test
    void is_made_of_characters_that_a_query_string_takes_as_they_are() {
        assertThat(new Cursor(LIST, List.of("ÿþ~~??>>", "港港港")).encoded()).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "%%%", "====", "AAAA", "H2E", "MB9h", "ÿ", "a b", "../../etc/passwd", "' or 1=1--"})
    void refuses_what_it_never_gave(String forged) {
        refused(() -> Cursor.decode(forged, LIST, 1));
    }

    @Test
    void refuses_every_cursor_with_one_character_changed() {
        String good = new Cursor(LIST, List.of("2026-11-24T08:00:00Z", "harbour")).encoded();

        for (int i = 0; i < good.length() - 1; i++) {
            char other = good.charAt(i) == 'A' ? 'B' : 'A';
            String changed = good.substring(0, i) + other + good.substring(i + 1);
            refused(() -> Cursor.decode(changed, LIST, 2));
        }
    }

    @Test
    void refuses_a_cursor_of_another_list_or_of_another_number_of_keys() {
        String good = new Cursor(LIST, List.of("a", "b")).encoded();

        refused(() -> Cursor.decode(good, "/v1/articles?tag=ferries&", 2));
        refused(() -> Cursor.decode(good, LIST, 1));
        refused(() -> Cursor.decode(good, LIST, 3));
    }

    @Test
    void refuses_one_too_long_to_be_ours_without_reading_it() {
        refused(() -> Cursor.decode("A".repeat(1_000_000), LIST, 1));
    }

    /** The check sum is no secret, so whatever it guards must still be read with care. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nope",
                "1e9",
                "99999999999999999999",
                "2026-11-24",
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z",
                "-4714-01-01T00:00:00Z",
                "+294277-01-01T00:00:00Z",
                "-9223372036854775808",
                "-1",
                "2147483648",
                "1-2-3-4-5",
                "' or 1=1--"
            })
    void refuses_keys_of_another_kind_or_beyond_what_the_database_knows(String key) {
        Cursor cursor = Cursor.decode(new Cursor(LIST, List.of(key)).encoded(), LIST, 1);

        refused(() -> cursor.instant(0));
        refused(() -> cursor.id(0));
        refused(() -> cursor.number(0));
    }

    @Test
    void refuses_a_text_that_the_database_cannot_hold() {
        String nul = new Cursor(LIST, List.of("a\u0000b")).encoded();

        refused(() -> Cursor.decode(nul, LIST, 1));
    }

    @Test
    void refuses_bytes_that_are_not_text() {
        byte[] bytes = Base64.getUrlDecoder().decode(new Cursor(LIST, List.of("abc")).encoded());
        bytes[bytes.length - 1] = (byte) 0xff;

        refused(() -> Cursor.decode(Base64.getUrlEncoder().encodeToString(bytes), LIST, 1));
        refused(() -> Cursor.decode(
                Base64.getUrlEncoder().encodeToString("\ud83d".getBytes(StandardCharsets.UTF_16)), LIST, 1));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID_CURSOR));
    }
}
