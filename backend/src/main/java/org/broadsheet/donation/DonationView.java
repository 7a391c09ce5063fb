package org.broadsheet.donation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A donation as its donor sees it. */
@Schema(description = "A donation as its donor sees it.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DonationView(
        UUID id,

        @Schema(
                description =
                        "`processing`: not begun or not confirmed yet; `awaiting_payer`: at PayPal; `pending`: PayPal"
                                + " looks into it; `paid`, `part_refunded`, `refunded`, `reversed`; `active`, `suspended`:"
                                + " recurring; `declined`, `cancelled`, `expired`, `failed`: nothing was taken.",
                enumeration = {
                    "processing",
                    "awaiting_payer",
                    "pending",
                    "paid",
                    "part_refunded",
                    "refunded",
                    "reversed",
                    "active",
                    "suspended",
                    "declined",
                    "cancelled",
                    "expired",
                    "failed"
                })
        String status,

        @Schema(description = "A decimal with the currency's decimals.", examples = "12.50")
        String amount,

        String currency,
        Frequency frequency,
        Mode mode,
        Instant createdAt,

        @Schema(description = "When money first came; null before.", nullable = true) @Nullable
        Instant paidAt,

        @Schema(description = "Of a recurring one, when the next is taken; null when none is.", nullable = true)
        @Nullable
        Instant nextPaymentAt,

        @Schema(
                description =
                        "A word for what went wrong, if anything did: `choose_another_way`, `declined`, `unavailable`, `failed`.",
                nullable = true)
        @Nullable
        String reason,

        Next next) {

    /** What the donor can do. */
    @Schema(description = "What the donor can do.")
    public record Next(
            @Schema(
                    description = "`approve`: go to `url`; `wait`: ask again soon; `retry`: give anew; `none`.",
                    enumeration = {"approve", "wait", "retry", "none"})
            String action,

            @Schema(nullable = true) @Nullable String url) {}

    /** @param decimals of its currency */
    static DonationView of(Donation donation, int decimals) {
        State state = donation.state();
        return new DonationView(
                donation.id(),
                status(state),
                donation.amount().text(decimals),
                donation.currency(),
                donation.frequency(),
                donation.mode(),
                donation.createdAt(),
                donation.paidAt(),
                donation.nextPaymentAt(),
                donation.reason(),
                next(donation, state));
    }

    private static String status(State state) {
        return switch (state) {
            case NEW, CAPTURING -> "processing";
            case PENDING_REVIEW -> "pending";
            default -> state.written();
        };
    }

    private static Next next(Donation donation, State state) {
        return switch (state) {
            case NEW, CAPTURING, PENDING_REVIEW -> new Next("wait", null);
            case AWAITING_PAYER -> new Next("approve", donation.approvalUrl());
            case DECLINED, EXPIRED, CANCELLED, FAILED -> new Next("retry", null);
            case PAID, PART_REFUNDED, REFUNDED, REVERSED, ACTIVE, SUSPENDED -> new Next("none", null);
        };
    }
}
