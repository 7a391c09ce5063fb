package org.broadsheet.donation;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a page needs to ask for support. Amounts are decimals with the currency's decimals, as text. */
@Schema(description = "What a page needs to ask for support.")
public record SupportView(
        @Schema(description = "Whether donations are taken.")
        boolean enabled,

        @Schema(nullable = true) @Nullable ProviderView provider,

        @Schema(description = "Who secures it, as the page says it; null when no money moves.", nullable = true)
        @Nullable
        String securedBy,

        @Schema(nullable = true) @Nullable CampaignView campaign,
        @Schema(nullable = true) @Nullable String defaultCurrency,
        List<Frequency> frequencies,
        List<CurrencyView> currencies) {

    /** Who moves the money. */
    @Schema(description = "Who moves the money.")
    public record ProviderView(String id, Mode mode) {}

    /** What is given for. @param raised all that came and stayed, live money alone */
    @Schema(description = "What is given for.")
    public record CampaignView(
            String slug,
            String title,
            String description,
            @Schema(nullable = true) @Nullable Amount goal,
            @Schema(nullable = true) @Nullable Amount raised,

            @Schema(description = "Of the goal, rounded down, at most 100.", nullable = true) @Nullable
            Integer percent,

            @Schema(description = "How many gave.") long supporters) {}

    @Schema(description = "An amount of money.")
    public record Amount(@Schema(examples = "12.50") String amount, String currency) {}

    /** What may be given in a currency. */
    @Schema(description = "What may be given in a currency.")
    public record CurrencyView(String code, int decimals, String minimum, String maximum, SuggestedView suggested) {}

    /** Amounts to choose from, smallest first. */
    @Schema(description = "Amounts to choose from, smallest first.")
    public record SuggestedView(List<String> once, List<String> monthly, List<String> yearly) {}
}
