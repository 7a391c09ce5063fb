package org.broadsheet.donation.paypal;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One question to PayPal and its answer, whatever its status: nothing is repeated, and no redirect is followed. */
interface Wire {
    /** A JSON list of a year's payments fits many times over. */
    int MAX_BYTES = 2 * 1024 * 1024;

    Answer send(Ask ask);

    /**
     * @param authorization the whole header; null for none
     * @param requestId by which PayPal knows a repetition; null where it takes none
     * @param body null to read
     * @param contentType of the body
     */
    record Ask(
            URI address,
            @Nullable String authorization,
            @Nullable String requestId,
            byte @Nullable [] body,
            String contentType,
            int maxBytes) {

        static Ask read(URI address, @Nullable String authorization) {
            return new Ask(address, authorization, null, null, "application/json", MAX_BYTES);
        }

        /** Shows neither the authorization nor the body. */
        @Override
        public String toString() {
            return (body == null ? "GET " : "POST ") + address.getRawPath();
        }
    }

    /**
     * @param status 0 when there was no answer
     * @param debugId what PayPal's support asks for
     * @param whyNone what kind of failure, when there was no answer
     */
    record Answer(
            int status,
            byte[] body,
            @Nullable String debugId,
            @Nullable String retryAfter,
            String whyNone) {

        static Answer none(String why) {
            return new Answer(0, new byte[0], null, null, why);
        }

        Optional<String> debug() {
            return Optional.ofNullable(debugId);
        }

        @Override
        public String toString() {
            return "status " + status;
        }
    }
}
