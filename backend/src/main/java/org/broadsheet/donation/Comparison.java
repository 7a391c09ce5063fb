package org.broadsheet.donation;

import java.time.Instant;

/**
 * What came of comparing the books with the provider's statement.
 *
 * @param outcome {@code balanced}; {@code differs}, when there are findings; {@code not_granted}, when the account does not
 *     let the statement be read; {@code unknown}, when the provider did not answer
 * @param upTo until when the statement was complete
 * @param lines of the statement
 * @param strangers lines of something else than gifts
 * @param differences findings that nobody has closed
 */
public record Comparison(
        Instant comparedAt, Instant from, Instant upTo, String outcome, int lines, int strangers, int differences) {
    public boolean isBalanced() {
        return outcome.equals("balanced");
    }
}
