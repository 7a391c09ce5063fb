package org.broadsheet.shared;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Foretells in which coding the HTTP layer will send an answer: a strong ETag names bytes, so each coding of a body has
 * one of its own. Netty's {@code HttpContentCompressor} decides after us and cannot be asked before, so this reads the
 * header as it does, case and all; a test holds the two together.
 */
enum Coding {
    IDENTITY("i"),
    GZIP("g"),
    BROTLI("b");

    private static final float ABSENT = -1;

    private final String mark;

    Coding(String mark) {
        this.mark = mark;
    }

    /** What tells this coding's ETags from the others'. */
    String mark() {
        return mark;
    }

    /** The coding of the answer to a request with this Accept-Encoding, null when it has none. */
    static Coding of(@Nullable String acceptEncoding) {
        return isRefusedThoughSent(acceptEncoding) ? IDENTITY : ofLayer(acceptEncoding);
    }

    /** Whether the HTTP layer would send a coding that the client says it cannot read ({@code br;q=0}), as it does. */
    static boolean isRefusedThoughSent(@Nullable String acceptEncoding) {
        return acceptEncoding != null
                && switch (ofLayer(acceptEncoding)) {
                    case BROTLI -> refuses(acceptEncoding, "br");
                    case GZIP -> refuses(acceptEncoding, "gzip");
                    case IDENTITY -> false;
                };
    }

    private static boolean refuses(String acceptEncoding, String coding) {
        return Arrays.stream(acceptEncoding.split(",", -1))
                .anyMatch(element -> element.contains(coding) && quality(element) == 0);
    }

    private static Coding ofLayer(@Nullable String acceptEncoding) {
        float any = ABSENT;
        float br = ABSENT;
        float gzip = ABSENT;
        float deflate = ABSENT;
        float others = ABSENT;
        for (String element : String.valueOf(acceptEncoding).split(",", -1)) {
            float quality = quality(element);
            if (element.contains("*")) {
                any = quality;
            } else if (element.contains("br")) {
                br = Math.max(br, quality);
            } else if (element.contains("zstd")) {
                others = Math.max(others, quality);
            } else if (element.contains("gzip")) {
                gzip = Math.max(gzip, quality);
            } else if (element.contains("deflate")) {
                deflate = Math.max(deflate, quality);
            }
        }
        if (br > 0 || gzip > 0 || deflate > 0 || others > 0) {
            if (br != ABSENT && br >= others) {
                return BROTLI;
            }
            if (gzip != ABSENT && gzip >= deflate) {
                return GZIP;
            }
        }
        if (any > 0) {
            return br == ABSENT ? BROTLI : gzip == ABSENT ? GZIP : IDENTITY;
        }
        return IDENTITY;
    }

    private static float quality(String element) {
        int equals = element.indexOf('=');
        if (equals < 0) {
            return 1;
        }
        try {
            return Float.parseFloat(element.substring(equals + 1));
        } catch (NumberFormatException garbled) {
            return 0;
        }
    }
}
