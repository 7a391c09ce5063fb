package org.broadsheet.donation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole picture of one donation as the provider has it; books are kept by this and by nothing else.
 *
 * @param reference the provider's id of the order or subscription
 * @param donation our id, as the provider gives it back; null when it does not
 * @param amount agreed, once or each time; null when the provider does not say
 * @param payments each movement of money, oldest first
 * @param nextPaymentAt of a recurring one, null when none is to come
 */
public record Truth(
        String reference,
        Agreement agreement,
        @Nullable String donation,
        @Nullable Money amount,
        List<Payment> payments,
        @Nullable Instant nextPaymentAt) {

    /** Where the donor's agreement stands. */
    public enum Agreement {
        /** The donor has not approved yet. */
        WAITING,
        /** Approved, and of an order: ready to be captured. */
        APPROVED,
        /** Of an order: its payments tell how it ended. */
        COMPLETED,
        /** Of a subscription: it runs. */
        ACTIVE,
        SUSPENDED,
        CANCELLED,
        /** Nothing can come of it any more. */
        OVER
    }

    public enum PaymentState {
        PENDING,
        COMPLETED,
        DECLINED,
        /** Taken back by the provider or the payer's bank. */
        REVERSED
    }

    /**
     * One movement of money. Refunds stand beside it: they never change its state here.
     *
     * @param id the provider's, unique with it for ever
     * @param fee what the provider kept; null while unknown, or told in another currency
     * @param payee the account that it went to; null when the provider does not say
     * @param reason the provider's word for pending or declined; null otherwise
     */
    public record Payment(
            String id,
            PaymentState state,
            Money gross,
            @Nullable Money fee,
            @Nullable String payee,
            @Nullable String reason,
            Instant at,
            List<Refund> refunds) {}

    public enum RefundState {
        PENDING,
        COMPLETED,
        FAILED
    }

    /**
     * @param ours the id that we gave it; null when it was made at the provider
     * @param feeBack the part of the fee that came back; null when none or unknown
     */
    public record Refund(
            String id,
            @Nullable String ours,
            RefundState state,
            Money amount,
            @Nullable Money feeBack,
            Instant at) {}
}
