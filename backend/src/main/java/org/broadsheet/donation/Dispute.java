package org.broadsheet.donation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a donor, or his bank, disputes. It is copied for staff to read: what becomes of the money is told by the payment.
 *
 * @param status the provider's word for where it stands
 * @param stage the provider's word for how far it has gone; null when not said
 * @param reason the provider's word; null when not said
 * @param amount that is disputed; null when not said
 * @param outcome the provider's word; null until there is one
 * @param dueAt until when the newsroom must answer; null when it need not
 * @param changedAt by the provider's clock
 */
public record Dispute(
        String id,
        String status,
        @Nullable String stage,
        @Nullable String reason,
        @Nullable Money amount,
        @Nullable String outcome,
        @Nullable Instant dueAt,
        Instant openedAt,
        Instant changedAt,
        boolean isOver) {}
