package org.broadsheet.donation;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a donor sends; it is read by {@link DonationForm}, which tells every fault at once. */
@Schema(
        description = "A donation to be begun. Either `amount` or `amountMinor` says how much.",
        requiredProperties = {"currency", "frequency"})
public record NewDonation(
        @Schema(description = "A plain decimal in quotes.", examples = "12.50", nullable = true) @Nullable
        String amount,

        @Schema(description = "Or the same as a whole number of the smallest unit.", nullable = true) @Nullable
        Long amountMinor,

        String currency,
        Frequency frequency,

        @Schema(description = "A campaign's slug; left out for the general one.", nullable = true) @Nullable
        String campaign,

        @Schema(description = "The article that it was given at.", nullable = true) @Nullable
        UUID article,

        @Schema(description = "The donor's language.", examples = "en-GB", nullable = true) @Nullable
        String locale,

        @Schema(
                description = "A name for the supporters' wall. To give it is to agree to be named.",
                nullable = true,
                maxLength = 80)
        @Nullable
        String publicName,

        @Schema(description = "Some words, for the wall where a name is given.", nullable = true, maxLength = 280)
        @Nullable
        String message,

        @Schema(description = "Where the receipt goes.", nullable = true) @Nullable
        String email,

        @Schema(
                description = "Where the donor is led afterwards: a path of the site.",
                examples = "/support/thanks",
                nullable = true)
        @Nullable
        String returnTo) {}
