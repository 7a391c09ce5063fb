package org.broadsheet.popularity;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;

/**
 * What one reader, one address and one network may add to the counts of one hour. Held in a table of fixed size, in this
 * node's memory alone: where it is full the oldest is forgotten, and after a restart all of it, so that at worst a little
 * counts twice.
 */
final class Limits {
    private static final int WAYS = 8;
    private static final int SETS = 1 << 16;

    /** A network of IPv6 as providers give it to one customer, beside the address that is one of its 65,536. */
    static final int NETWORK_TIMES = 10;

    private final int signalsPerPrefix;
    private final int readersPerPrefix;
    private final long salt = new SecureRandom().nextLong();
    private final long[] keys = new long[SETS * WAYS];
    private final int[] counts = new int[SETS * WAYS];
    private final int[] ages = new int[SETS * WAYS];
    private int now;
    private long hour = Long.MIN_VALUE;

    /**
     * @param signalsPerPrefix of one address in an hour, whatever they are about
     * @param readersPerPrefix distinct readers of one article from one address in an hour
     */
    Limits(int signalsPerPrefix, int readersPerPrefix) {
        this.signalsPerPrefix = signalsPerPrefix;
        this.readersPerPrefix = readersPerPrefix;
    }

    /**
     * Whether a signal counts; then it is remembered.
     *
     * @param reader hash of who it is, for the article's sake only
     * @param hourNow any number that moves with the hour
     */
    synchronized boolean admits(Visitor visitor, UUID article, Signal signal, long reader, long hourNow) {
        if (hourNow != hour) {
            hour = hourNow;
            Arrays.fill(counts, 0);
        }
        if (count(key(1, visitor.prefix(), 0, 0)) > signalsPerPrefix) {
            return false;
        }
        long piece = article.getMostSignificantBits() ^ Long.rotateLeft(article.getLeastSignificantBits(), 23);
        long reading = key(2, reader, piece, 0);
        if (!has(reading)) {
            if (count(key(3, visitor.prefix(), piece, 0)) > readersPerPrefix
                    || (visitor.isSix()
                            && count(key(4, visitor.network(), piece, 0)) > readersPerPrefix * NETWORK_TIMES)) {
                return false;
            }
            count(reading);
        }
        return count(key(5, reader, piece, signal.place)) == 1;
    }

    /** Places in the table that are taken: for tests of its bound. */
    int size() {
        return keys.length;
    }

    private long key(int kind, long a, long b, long c) {
        return mix(mix(mix(mix(salt, kind), a), b), c);
    }

    /** A round of SplitMix64: fast, and with the salt nobody outside can aim at a place. */
    private static long mix(long state, long value) {
        long z = state + value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private boolean has(long key) {
        int start = start(key);
        for (int at = start; at < start + WAYS; at++) {
            if (keys[at] == key && counts[at] > 0) {
                return true;
            }
        }
        return false;
    }

    /** Counts one more, and tells how many it are. */
    private int count(long key) {
        int start = start(key);
        int victim = start;
        now++;
        for (int at = start; at < start + WAYS; at++) {
            if (counts[at] > 0 && keys[at] == key) {
                ages[at] = now;
                return ++counts[at];
            }
            if (counts[at] == 0 || (counts[victim] != 0 && ages[at] - ages[victim] < 0)) {
                victim = counts[victim] == 0 ? victim : at;
            }
        }
        keys[victim] = key;
        counts[victim] = 1;
        ages[victim] = now;
        return 1;
    }

    private static int start(long key) {
        return (int) ((key >>> 8) & (SETS - 1)) * WAYS;
    }
}
