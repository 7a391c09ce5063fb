package org.broadsheet.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.hibernate.Session;

/**
 * How often a secret may be guessed: by account, by network, and by both together, on all nodes alike. An attempt counts
 * before it is looked at, so that a thousand at once are no way around.
 */
@ApplicationScoped
class Attempts {
    static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int ACCOUNT = 50;
    private static final int NETWORK = 100;
    static final int BOTH = 10;
    /** An IPv6 subscriber has at least a /64 to choose from. */
    private static final int PREFIX = 8;

    private final Session database;
    private final StaffKey key;

    Attempts(Session database, StaffKey key) {
        this.database = database;
        this.key = key;
    }

    /** Counts one. @param account what is guessed at @param address 4 or 16 bytes @throws ProblemException for too many */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void admit(String account, byte[] address) {
        String network = network(address);
        // Each counts, whether or not another is over already.
        long over = Stream.of(
                        isOver("account " + account, ACCOUNT),
                        isOver("network " + network, NETWORK),
                        isOver("both " + network + ' ' + account, BOTH))
                .filter(Boolean::booleanValue)
                .count();
        if (over > 0) {
            throw new ProblemException(
                    ProblemKind.TOO_MANY,
                    "Too many tries. Wait " + WINDOW.toMinutes() + " minutes, or ask for a new password.",
                    WINDOW);
        }
    }

    /** That it was right: what was tried for this account from here counts no more. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void forget(String account, byte[] address) {
        String network = network(address);
        database.createNativeMutationQuery("delete from staff_attempt where what = :both or what = :account")
                .setParameter("both", key.mac("both " + network + ' ' + account))
                .setParameter("account", key.mac("account " + account))
                .executeUpdate();
    }

    @Transactional
    void forgetOld() {
        database.createNativeMutationQuery(
                        "delete from staff_attempt where at < now() - make_interval(secs => :seconds)")
                .setParameter("seconds", (double) WINDOW.toSeconds())
                .executeUpdate();
    }

    private boolean isOver(String what, int most) {
        byte[] hashed = key.mac(what);
        long before = database.createNativeQuery("""
                        with added as (insert into staff_attempt (what) values (:what))
                        select count(*) from staff_attempt
                        where what = :what and at > now() - make_interval(secs => :seconds)""", Long.class)
                .setParameter("what", hashed)
                .setParameter("seconds", (double) WINDOW.toSeconds())
                .getSingleResult();
        return before >= most;
    }

    private static String network(byte[] address) {
        return HexFormat.of().formatHex(Arrays.copyOf(address, Math.min(PREFIX, address.length)));
    }
}
