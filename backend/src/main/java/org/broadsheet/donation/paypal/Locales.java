package org.broadsheet.donation.paypal;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Languages as PayPal takes them: case-sensitive, and with nothing beyond language, script and region. */
final class Locales {
    private static final Pattern PAYPALS = Pattern.compile("[a-z]{2}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?");
    private static final Pattern BARE = Pattern.compile("[a-z]{2}");

    private Locales() {}

    /** The tag as PayPal writes it, else its bare language, else null: PayPal then chooses by itself. */
    static @Nullable String of(String tag) {
        Locale locale;
        try {
            locale = new Locale.Builder()
                    .setLanguageTag(tag.strip().replace('_', '-'))
                    .build();
        } catch (IllformedLocaleException noTag) {
            return null;
        }
        String written = locale.toLanguageTag();
        if (PAYPALS.matcher(written).matches()) {
            return written;
        }
        return BARE.matcher(locale.getLanguage()).matches() ? locale.getLanguage() : null;
    }
}
