package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.Session;

/** The plans of providers, in the database: the first that is kept for a currency and a frequency stays. */
@ApplicationScoped
class KeptPlans implements PlanBook {
    private final Session database;

    KeptPlans(Session database) {
        this.database = database;
    }

    @Override
    @Transactional
    public Optional<String> plan(String provider, String account, String currency, Frequency frequency) {
        return database.createNativeQuery("""
                        select plan from provider_plan
                        where provider = :provider and account = :account and currency = :currency
                            and frequency = :frequency""", String.class)
                .setParameter("provider", provider)
                .setParameter("account", account)
                .setParameter("currency", currency)
                .setParameter("frequency", frequency.name().toLowerCase(Locale.ROOT))
                .uniqueResultOptional();
    }

    @Override
    @Transactional
    public void keep(String provider, String account, String currency, Frequency frequency, String plan) {
        database.createNativeMutationQuery("""
                        insert into provider_plan (provider, account, currency, frequency, plan)
                        values (:provider, :account, :currency, :frequency, :plan)
                        on conflict (provider, account, currency, frequency) do nothing""")
                .setParameter("provider", provider)
                .setParameter("account", account)
                .setParameter("currency", currency)
                .setParameter("frequency", frequency.name().toLowerCase(Locale.ROOT))
                .setParameter("plan", plan)
                .executeUpdate();
    }
}
