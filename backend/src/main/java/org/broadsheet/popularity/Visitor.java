package org.broadsheet.popularity;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * As much of a client as counting needs, for the moment of the request; none of it is written anywhere.
 *
 * @param address 4 or 16 bytes
 */
record Visitor(byte[] address, String agent) {
    private static final int PREFIX = 8;
    private static final int NETWORK = 6;

    boolean isSix() {
        return address.length == 16;
    }

    /** The whole IPv4 address, or the /64 that is one household's or one phone's of IPv6. */
    long prefix() {
        return number(PREFIX);
    }

    /** The /48 around it; of IPv4 the address again. */
    long network() {
        return number(NETWORK);
    }

    private long number(int bytes) {
        return ByteBuffer.wrap(Arrays.copyOf(Arrays.copyOf(address, Math.min(bytes, address.length)), Long.BYTES))
                        .getLong()
                ^ (isSix() ? 1 : 0);
    }
}
