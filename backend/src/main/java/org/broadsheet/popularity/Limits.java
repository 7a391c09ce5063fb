package org.broadsheet.popularity;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;

/**
 * What one reader, one address and one network may add to the counts of one hour. Held in a table of fixed size, in this
 * node's memory alone. Where it is full, what was longest not asked for is forgotten: then a repetition counts again in the
 * views. Readers are counted by sketches, which know them all.
 */
final class Limits {
    /** A network of IPv6 as providers give it to one customer, beside the address that is one of its 65,536. */
    static final int NETWORK_TIMES = 10;

    private static final int WAYS = 8;

    /** Marks a reading that was admitted, beside the bits of its signals. */
    private static final int ADMITTED = 1 << 8;

    private final int signalsPerPrefix;
    private final int readersPerPrefix;
    private final long salt = new SecureRandom().nextLong();
    private final int sets;
    private final long[] keys;
    private final int[] values;
    private final int[] ages;
    private int now;
    private long hour = Long.MIN_VALUE;

    /**
     * @param signalsPerPrefix of one address in an hour, whatever they are about
     * @param readersPerPrefix distinct readers of one article from one address in an hour
     * @param remembered places in the table, of 16 bytes; a reader of an article takes two, and each address one
     */
    Limits(int signalsPerPrefix, int readersPerPrefix, int remembered) {
        this.signalsPerPrefix = signalsPerPrefix;
        this.readersPerPrefix = readersPerPrefix;
        this.sets = Integer.highestOneBit(Math.max(1, remembered / WAYS));
        this.keys = new long[sets * WAYS];
        this.values = new int[sets * WAYS];
        this.ages = new int[sets * WAYS];
    }

    /**
     * Whether a signal counts; then it is remembered.
     *
     * @param reader hash of who reads this article
     * @param hourNow any number that moves with the hour
     */
    synchronized boolean admits(Visitor visitor, UUID article, Signal signal, long reader, long hourNow) {
        if (hourNow != hour) {
            hour = hourNow;
            Arrays.fill(values, 0);
        }
        if (isBeyond(signalsPerPrefix, visitor, 0)) {
            return false;
        }
        int reading = place(key(Kind.READING, reader, 0));
        if (values[reading] == 0) {
            // Its place may be needed for another before it is taken, so it is looked for anew.
            if (isBeyond(readersPerPrefix, visitor, piece(article))) {
                return false;
            }
            reading = place(key(Kind.READING, reader, 0));
        }
        int before = values[reading];
        values[reading] = before | ADMITTED | bit(signal);
        return values[reading] != before;
    }

    /** Takes back that a signal was admitted, because it could not be written: sent again, it counts. */
    synchronized void forget(Signal signal, long reader) {
        values[place(key(Kind.READING, reader, 0))] &= ~bit(signal);
    }

    private enum Kind {
        READING(1),
        PREFIX(2),
        NETWORK(3);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    /** Counts one more of an address, and of its network, for a piece or, with 0, for all together. */
    private boolean isBeyond(int limit, Visitor visitor, long piece) {
        return counted(key(Kind.PREFIX, visitor.prefix(), piece)) > limit
                || (visitor.isSix() && counted(key(Kind.NETWORK, visitor.network(), piece)) > limit * NETWORK_TIMES);
    }

    private static int bit(Signal signal) {
        return 1 << signal.place;
    }

    private static long piece(UUID article) {
        return (article.getMostSignificantBits() ^ Long.rotateLeft(article.getLeastSignificantBits(), 23)) | 1;
    }

    private long key(Kind kind, long a, long b) {
        return mix(mix(mix(salt, kind.number), a), b);
    }

    /** A round of SplitMix64: fast, and with the salt nobody outside can aim at a place. */
    private static long mix(long state, long value) {
        long z = state + value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private int counted(long key) {
        return ++values[place(key)];
    }

    /** Where a key is; where it is not, the place that is free or was longest not asked for, emptied for it. */
    private int place(long key) {
        int start = (int) ((key >>> 8) & (sets - 1)) * WAYS;
        int victim = start;
        now++;
        for (int at = start; at < start + WAYS; at++) {
            if (values[at] != 0 && keys[at] == key) {
                ages[at] = now;
                return at;
            }
            if (values[victim] != 0 && (values[at] == 0 || ages[at] - ages[victim] < 0)) {
                victim = at;
            }
        }
        keys[victim] = key;
        values[victim] = 0;
        ages[victim] = now;
        return victim;
    }
}
