package org.broadsheet.donation.standin;

/** What can be wrong with a webhook, or with its way. */
public enum Disturbance {
    /** The same event again, after the first was answered. */
    DUPLICATE,
    /** The same event twice at the same moment. */
    PARALLEL_DUPLICATE,
    /** Events that are due come in any order. */
    SHUFFLE,
    /** Never sent; it is listed among the events, and can be resent. */
    DROP,
    /** Sent and answered before the API call that caused it is answered. */
    BEFORE_ANSWER,
    CORRUPT_SIGNATURE,
    WRONG_WEBHOOK_ID,
    FOREIGN_CERT_HOST,
    EXPIRED_CERTIFICATE,
    /** Empty objects, {@code 1.0}, {@code 1e2} and escapes, so that a body parsed and printed again is another. */
    ODD_BODY,
    UNKNOWN_FIELDS,
    /** Another event goes before it, of a type nobody knows. */
    UNKNOWN_EVENT_TYPE,
    /** The body is changed after it was signed. */
    ALTERED_BODY
}
