package org.broadsheet.donation.standin;

import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What all rooms share: time, ids, one lock, the books, the merchant, and where the stand-in can be reached. */
final class World {
    static final Set<String> ALL_SCOPES = Set.of(
            "https://uri.paypal.com/services/payments/payment",
            "https://uri.paypal.com/services/payments/payment/authcapture",
            "https://uri.paypal.com/services/payments/refund",
            "https://uri.paypal.com/services/subscriptions",
            "https://uri.paypal.com/services/applications/webhooks",
            "https://uri.paypal.com/services/reporting/search/read",
            "https://uri.paypal.com/services/disputes/read-seller");

    final MovableClock clock = new MovableClock();
    final Ids ids;
    final Books books;
    final Account account = new Account();
    private final ReentrantLock lock = new ReentrantLock();
    /** Where programs reach the API. */
    volatile String apiUrl = "";
    /** Where a payer's browser reaches the pages; the same unless a proxy stands before it. */
    volatile String payerUrl = "";

    World(long seed) {
        ids = new Ids(seed);
        books = new Books();
    }

    /** One thing at a time, as if PayPal were one ledger. */
    <T> T alone(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    void alone(Runnable work) {
        alone(() -> {
            work.run();
            return null;
        });
    }
}
