package org.broadsheet.donation;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A donation as the database has it: what somebody agreed to give, and where that stands. */
record Donation(
        UUID id,
        byte[] tokenHash,
        byte[] idempotencyHash,
        String frequencyWritten,
        long amountMinor,
        String currency,
        UUID campaignId,
        String locale,
        String returnTo,
        String provider,
        String account,
        String modeWritten,
        @Nullable String reference,
        @Nullable String approvalUrl,
        @Nullable Instant expiresAt,
        String stateWritten,
        @Nullable String reason,
        @Nullable Instant nextPaymentAt,
        int checks,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant paidAt,
        @Nullable Instant lastPaidAt) {

    Money amount() {
        return new Money(amountMinor, currency);
    }

    Frequency frequency() {
        return Frequency.valueOf(frequencyWritten.toUpperCase(Locale.ROOT));
    }

    Mode mode() {
        return Mode.valueOf(modeWritten.toUpperCase(Locale.ROOT));
    }

    State state() {
        return State.of(stateWritten);
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && now.isAfter(expiresAt);
    }
}
