package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.broadsheet.donation.Campaigns.Campaign;
import org.broadsheet.donation.Offers.Offer;
import org.broadsheet.donation.SupportView.Amount;
import org.broadsheet.donation.SupportView.CampaignView;
import org.broadsheet.donation.SupportView.CurrencyView;
import org.broadsheet.donation.SupportView.ProviderView;
import org.broadsheet.donation.SupportView.SuggestedView;
import org.broadsheet.donation.SupporterList.Supporter;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What the public sees of donations: what can be given, how far a campaign is, who agreed to be named. */
@ApplicationScoped
class Support {
    private final Session database;
    private final Campaigns campaigns;
    private final Books books;
    private final Offers offers;
    private final Provider provider;
    private final DonationSettings settings;

    Support(
            Session database,
            Campaigns campaigns,
            Books books,
            Offers offers,
            Provider provider,
            DonationSettings settings) {
        this.database = database;
        this.campaigns = campaigns;
        this.books = books;
        this.offers = offers;
        this.provider = provider;
        this.settings = settings;
    }

    /** Empty when there is no open campaign of that name. */
    @Transactional
    Optional<SupportView> view(String slug) {
        return campaigns.open(slug).map(campaign -> {
            ProviderView by = provider.chosen()
                    .map(one -> new ProviderView(one.id(), one.mode()))
                    .orElse(null);
            boolean isEnabled = by != null && settings.open() && !offers.all().isEmpty();
            return new SupportView(
                    isEnabled,
                    by,
                    by != null && by.id().equals("paypal") ? "PayPal" : null,
                    view(campaign),
                    isEnabled ? offers.all().getFirst().currency() : null,
                    List.copyOf(Arrays.asList(Frequency.values())),
                    offers.all().stream().map(Support::view).toList());
        });
    }

    /** When a campaign, or any donation, last changed. */
    @Transactional
    Instant changedAt() {
        return database.createNativeQuery("""
                        select greatest((select max(changed_at) from campaign), (select max(updated_at) from donation))""", Instant.class).getSingleResult();
    }

    private CampaignView view(Campaign campaign) {
        String currency = currency(campaign);
        Offer offer = currency == null ? null : offers.in(currency).orElse(null);
        if (offer == null) {
            return new CampaignView(
                    campaign.slug(), campaign.title(), campaign.description(), null, null, null, campaign.supporters());
        }
        Long raised = books.raised(campaign.id(), offer.currency());
        Long goal = campaign.goalMinor();
        return new CampaignView(
                campaign.slug(),
                campaign.title(),
                campaign.description(),
                goal == null ? null : amount(offer, goal),
                goal == null && raised == null ? null : amount(offer, raised == null ? 0 : raised),
                goal == null || raised == null ? null : Math.clamp(raised * 100 / goal, 0, 100),
                campaign.supporters());
    }

    private @Nullable String currency(Campaign campaign) {
        if (campaign.goalCurrency() != null) {
            return campaign.goalCurrency();
        }
        return offers.all().isEmpty() ? null : offers.all().getFirst().currency();
    }

    private static Amount amount(Offer offer, long minor) {
        return new Amount(offer.text(new Money(minor, offer.currency())), offer.currency());
    }

    private static CurrencyView view(Offer offer) {
        return new CurrencyView(
                offer.currency(),
                offer.decimals(),
                offer.text(offer.least()),
                offer.text(offer.most()),
                new SuggestedView(
                        texts(offer, Frequency.ONCE), texts(offer, Frequency.MONTHLY), texts(offer, Frequency.YEARLY)));
    }

    private static List<String> texts(Offer offer, Frequency frequency) {
        return offer.suggested().getOrDefault(frequency, List.of()).stream()
                .map(offer::text)
                .toList();
    }

    /** Of gifts whose money is there; in a live newsroom those of live money alone. */
    @Transactional
    List<Supporter> supporters(int limit) {
        return database.createNativeQuery("""
                        select donor.public_name, donor.message, min(p.happened_at) as at
                        from donation d
                        join donor on donor.donation_id = d.id and donor.public_name is not null
                        join payment p on p.donation_id = d.id and p.state = 'completed'
                        where d.mode = :mode and d.state in ('paid', 'part_refunded', 'active', 'suspended', 'cancelled')
                        group by d.id, donor.public_name, donor.message
                        order by at desc, d.id desc
                        limit :limit""", Supporter.class)
                .setParameter(
                        "mode",
                        provider.chosen()
                                .map(one -> one.mode().name().toLowerCase(java.util.Locale.ROOT))
                                .orElse("live"))
                .setParameter("limit", limit)
                .getResultList();
    }
}
