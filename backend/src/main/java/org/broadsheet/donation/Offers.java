package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What donors can give: the currencies that both the newsroom and its provider take, with bounds and suggestions. */
@ApplicationScoped
class Offers {
    private final List<Offer> offers = new ArrayList<>();

    Offers(DonationSettings settings, Provider provider) {
        Map<String, String[]> lines = lines();
        Map<String, Integer> taken =
                provider.chosen().map(PaymentProvider::decimals).orElse(Map.of());
        for (String currency : settings.currencies()) {
            String[] line = lines.get(currency);
            if (line == null) {
                throw new IllegalStateException("BROADSHEET_DONATIONS_CURRENCIES names '" + currency
                        + "'; known are "
                        + String.join(", ", lines.keySet().stream().sorted().toList()));
            }
            Integer decimals = taken.get(currency);
            if (decimals != null) {
                offers.add(offer(line, decimals));
            }
        }
    }

    /**
     * @param least the smallest amount that is taken, since fees eat small ones
     * @param suggested by frequency, smallest first
     */
    record Offer(String currency, int decimals, Money least, Money most, Map<Frequency, List<Money>> suggested) {
        String text(Money money) {
            return money.text(decimals);
        }
    }

    /** All of them, the default first; none when no donations are taken. */
    List<Offer> all() {
        return offers;
    }

    Optional<Offer> in(String currency) {
        return offers.stream()
                .filter(offer -> offer.currency().equals(currency))
                .findFirst();
    }

    private static Offer offer(String[] line, int decimals) {
        Map<Frequency, List<Money>> suggested = new EnumMap<>(Frequency.class);
        for (Frequency frequency : Frequency.values()) {
            List<Money> amounts = Arrays.stream(line[column(frequency)].split(",", -1))
                    .map(amount -> money(amount, line[0], decimals))
                    .toList();
            suggested.put(frequency, amounts);
        }
        return new Offer(
                line[0], decimals, money(line[1], line[0], decimals), money(line[2], line[0], decimals), suggested);
    }

    private static int column(Frequency frequency) {
        return switch (frequency) {
            case ONCE -> 3;
            case MONTHLY -> 4;
            case YEARLY -> 5;
        };
    }

    private static Money money(String whole, String currency, int decimals) {
        return Money.parse(whole, currency, decimals).orElseThrow();
    }

    private static Map<String, String[]> lines() {
        try (InputStream file = Offers.class.getResourceAsStream("/donation/amounts.txt")) {
            if (file == null) {
                throw new IllegalStateException("The list of amounts is missing from the artefact");
            }
            Map<String, String[]> lines = new HashMap<>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" ", -1))
                    .forEach(line -> lines.put(line[0], line));
            return lines;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
