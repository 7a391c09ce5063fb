package org.broadsheet.donation;

import java.util.Optional;

/** Remembers what a provider needs once for a currency and a frequency, such as PayPal's plans. */
public interface PlanBook {
    Optional<String> plan(String provider, String account, String currency, Frequency frequency);

    void keep(String provider, String account, String currency, Frequency frequency, String plan);
}
