/**
 * Donations: what donors give, what providers say of it, and the books. Providers live in rooms of their own behind
 * {@link org.broadsheet.donation.PaymentProvider}. See docs/donations.md and docs/adr/009.
 */
@NullMarked
package org.broadsheet.donation;

import org.jspecify.annotations.NullMarked;
