package org.broadsheet.donation;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the donor's page is told of a donation that was taken in. */
@Schema(description = "A donation that was taken in.")
public record BegunDonation(
        UUID id,

        @Schema(description = "The secret that it is asked for with; told here and nowhere else.")
        String token,

        String status,

        @Schema(
                description =
                        "Where the donor agrees; null while the provider has not answered: ask for the donation then.",
                nullable = true)
        @Nullable
        String approvalUrl,

        @Schema(nullable = true) @Nullable Instant expiresAt,
        SupportView.ProviderView provider) {}
