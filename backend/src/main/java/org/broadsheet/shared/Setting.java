package org.broadsheet.shared;

import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is in force here, for those who administer the newsroom. A secret is told as a claim, that there is one;
 * its value never comes into a setting.
 *
 * @param variable null for what is the same everywhere
 */
@Schema(description = "One thing that is in force. A secret is told as a `flag`: that there is one.")
public record Setting(
        @Schema(description = "A stable name within its group.")
        String name,

        @Schema(
                description = "How `value` is to be read: a `duration` is in seconds, a `flag` is `true` or `false`.",
                enumeration = {"text", "number", "bytes", "duration", "flag"})
        String kind,

        @Schema(description = "What is in force; empty for none.")
        String value,

        @Schema(
                description = "The environment variable that changes it; null for what no variable changes.",
                nullable = true)
        @Nullable
        String variable,

        @Schema(description = "What it means, in a sentence without its full stop.")
        String about) {

    private enum Kind {
        TEXT,
        NUMBER,
        BYTES,
        DURATION,
        FLAG
    }

    public static Setting text(String name, String value, String about) {
        return of(name, Kind.TEXT, value, about);
    }

    public static Setting number(String name, long value, String about) {
        return of(name, Kind.NUMBER, Long.toString(value), about);
    }

    public static Setting bytes(String name, long value, String about) {
        return of(name, Kind.BYTES, Long.toString(value), about);
    }

    /** To the whole second. */
    public static Setting duration(String name, Duration value, String about) {
        return of(name, Kind.DURATION, Long.toString(value.toSeconds()), about);
    }

    public static Setting flag(String name, boolean value, String about) {
        return of(name, Kind.FLAG, Boolean.toString(value), about);
    }

    /** The same, with the environment variable that changes it. */
    public Setting by(String variable) {
        return new Setting(name, kind, value, variable, about);
    }

    private static Setting of(String name, Kind kind, String value, String about) {
        return new Setting(name, kind.name().toLowerCase(Locale.ROOT), value, null, about);
    }
}
