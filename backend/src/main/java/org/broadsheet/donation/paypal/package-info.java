/**
 * PayPal, behind {@link org.broadsheet.donation.PaymentProvider}: Orders v2 for gifts once, Subscriptions v1 for gifts
 * again and again, refunds, and webhooks checked without asking back. Built against PayPal's published contracts; see
 * docs/donations.md for what is to be confirmed in PayPal's sandbox first.
 */
@NullMarked
package org.broadsheet.donation.paypal;

import org.jspecify.annotations.NullMarked;
