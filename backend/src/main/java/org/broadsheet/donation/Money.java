package org.broadsheet.donation;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An amount of money in the smallest unit that the payment provider knows of its currency. Providers disagree with ISO
 * 4217 about decimals (PayPal's forint has none), so text is read and written with the provider's number of them.
 *
 * @param minor such as 1250 for 12.50 euros
 * @param currency three capital letters
 */
public record Money(long minor, String currency) {
    private static final Pattern PLAIN = Pattern.compile("(0|[1-9][0-9]{0,11})(\\.[0-9]{1,3})?");

    /** A plain decimal such as {@code 12.5} or {@code 12.50}; empty when it is none, or has more decimals than there are. */
    public static Optional<Money> parse(String text, String currency, int decimals) {
        if (!PLAIN.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(text).stripTrailingZeros();
        if (value.scale() > decimals) {
            return Optional.empty();
        }
        return Optional.of(new Money(value.movePointRight(decimals).longValueExact(), currency));
    }

    /** As it goes over the wire, with exactly so many decimals. */
    public String text(int decimals) {
        return BigDecimal.valueOf(minor, decimals).toPlainString();
    }
}
