package org.broadsheet.donation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What moved on the account, as the provider's own statement has it.
 *
 * @param upTo until when it is complete: providers are hours behind
 * @param lines of gifts and of whatever else the account is used for
 */
public record Statement(Instant upTo, List<Line> lines) {

    public enum Kind {
        PAYMENT,
        REFUND,
        /** Money that the provider or a bank took back, or brought back after that. */
        REVERSAL
    }

    /**
     * @param id the same as that of the payment or the refund
     * @param parent what it belongs to, letters and digits alone: of a refund or reversal the payment, of a payment the
     *     order or subscription; null when not said
     * @param names what we gave the provider to know it by: a donation's id, if it is one of ours
     * @param amount negative when it went from the account
     * @param fee that was kept, negative when it came back; null when none is told
     */
    public record Line(
            String id,
            Kind kind,
            @Nullable String parent,
            List<String> names,
            Money amount,
            @Nullable Money fee,
            Instant at) {}
}
