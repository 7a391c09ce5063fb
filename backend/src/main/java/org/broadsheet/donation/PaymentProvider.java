package org.broadsheet.donation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One that moves money for us. Expected outcomes are {@link Reply}s, never exceptions; no class of a provider leaves its
 * room. Every call may take its time: none may be made within a database transaction.
 */
public interface PaymentProvider {
    /** Lower case, such as {@code paypal}; kept with every donation. */
    String id();

    Mode mode();

    /** Which account of the provider's: kept with every donation, since another account knows nothing of it. */
    String account();

    /** The account that money must arrive at, as the provider names it in payments; empty when that is not known. */
    default Optional<String> payee() {
        return Optional.empty();
    }

    /** The currencies that it takes, with the decimals that it knows of each. */
    Map<String, Integer> decimals();

    /**
     * Begins a donation: an order, or of a recurring one a subscription.
     *
     * @param requestId the same for the same donation, however often it is tried
     */
    Reply<Started> start(Gift gift, String requestId);

    /** Reads the truth of a donation. @param since of a recurring one, how far back payments are asked for */
    Reply<Truth> fetch(String reference, Frequency frequency, Instant since);

    /** Takes the money of an approved order, and tells the truth after it. */
    Reply<Truth> capture(String reference, String requestId);

    /** @param amount null for all of it @param refundId ours, given back by the provider with the refund */
    Reply<Truth.Refund> refund(
            String paymentId, @Nullable Money amount, String refundId, String note, String requestId);

    /** Ends a recurring donation; that it has ended already is success. */
    Reply<Done> cancel(String reference, String reason);

    Verdict verify(WebhookCall call);

    /** Events that were sent from then until then, at most a day; for the case that some were lost on the way. */
    Reply<List<Event>> events(Instant since, Instant until);

    /** A dispute as the provider has it now. */
    Reply<Dispute> dispute(String id);

    /** What the provider's statement has of all that moved on the account, whether it is of a donation or not. */
    Reply<Statement> statement(Instant from, Instant until);

    /** Whether donations can work now, in words for staff. */
    List<Check> selfTest();

    /** Nothing more to say than that it is done. */
    record Done() {}

    /**
     * What a donor wants to give.
     *
     * @param donation our id, which the provider keeps and gives back
     * @param brand the newsroom's name
     * @param locale a language tag such as {@code en-GB}
     */
    record Gift(
            String donation,
            Money amount,
            Frequency frequency,
            String brand,
            String description,
            String locale,
            String returnUrl,
            String cancelUrl) {}

    /**
     * @param reference the provider's id
     * @param approvalUrl where the donor agrees, at an address that belongs to the provider
     * @param expiresAt until when he can
     */
    record Started(String reference, String approvalUrl, Instant expiresAt) {}

    /** A webhook as it came: the body's bytes untouched, header names in lower case. */
    record WebhookCall(Map<String, List<String>> headers, byte[] body) {}

    /**
     * Something happened at the provider: a hint where to look, not a truth.
     *
     * @param donation our id, if the event names it
     * @param references ids of orders, subscriptions, captures that it names
     * @param dispute the id of the dispute that it is about; null when it is about none
     */
    record Event(
            String id,
            String type,
            @Nullable String donation,
            List<String> references,
            @Nullable String dispute) {
        public Event(String id, String type, @Nullable String donation, List<String> references) {
            this(id, type, donation, references, null);
        }
    }

    /** Whether a webhook came from the provider. */
    sealed interface Verdict {
        record Genuine(Event event) implements Verdict {}

        record Forged(String why) implements Verdict {}

        /** It cannot be told just now, so that it should be sent again. */
        record CannotTell(String why) implements Verdict {}
    }

    /** @param remedy what to do where it is not so */
    @Schema(name = "DonationCheck", description = "Something that must be so for donations to work.")
    record Check(
            @Schema(description = "What must be so.") String what,
            @Schema(description = "Whether it is.") boolean isSo,

            @Schema(description = "What to do where it is not.")
            String remedy) {}
}
