package org.broadsheet.popularity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final byte[] HOST = {(byte) 203, 0, 113, 9};

    private final Limits limits = new Limits(5000, 5, 1 << 20);
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void a_hundred_thousand_beacons_of_one_host_add_next_to_nothing() {
        UUID article = new UUID(1, 2);
        int admitted = 0;
        for (int i = 0; i < 100_000; i++) {
            admitted +=
                    limits.admits(new Visitor(HOST, "agent " + i), article, Signal.VIEW, random.nextLong(), 1) ? 1 : 0;
        }

        assertThat(admitted).isEqualTo(5);
    }

    @Test
    void one_host_cannot_make_the_table_forget_by_asking_for_everything() {
        int admitted = 0;
        for (int i = 0; i < 200_000; i++) {
            UUID article = i % 2 == 0 ? new UUID(1, 2) : new UUID(random.nextLong(), random.nextLong());
            boolean isAdmitted =
                    limits.admits(new Visitor(HOST, "agent " + i), article, Signal.VIEW, random.nextLong(), 1);
            admitted += isAdmitted && i % 2 == 0 ? 1 : 0;
        }

        assertThat(admitted).isEqualTo(5);
    }

    @Test
    void one_network_of_ipv6_cannot_make_it_forget_either() {
        int admitted = 0;
        for (int i = 0; i < 1_000_000; i++) {
            byte[] address = {0x20, 1, 0xd, (byte) 0xb8, 0, 7, (byte) (i >> 8), (byte) i, 0, 0, 0, 0, 0, 0, 0, 1};
            UUID article = i % 2 == 0 ? new UUID(1, 2) : new UUID(random.nextLong(), random.nextLong());
            boolean isAdmitted =
                    limits.admits(new Visitor(address, "agent"), article, Signal.VIEW, random.nextLong(), 1);
            admitted += isAdmitted && i % 2 == 0 ? 1 : 0;
        }

        assertThat(admitted).isEqualTo(50);
    }

    @Test
    void what_could_not_be_written_counts_when_it_is_sent_again() {
        UUID article = new UUID(1, 2);
        Visitor visitor = new Visitor(HOST, "agent");
        assertThat(limits.admits(visitor, article, Signal.VIEW, 1, 1)).isTrue();
        assertThat(limits.admits(visitor, article, Signal.READ, 1, 1)).isTrue();

        limits.forget(Signal.VIEW, 1);

        assertThat(limits.admits(visitor, article, Signal.READ, 1, 1)).isFalse();
        assertThat(limits.admits(visitor, article, Signal.VIEW, 1, 1)).isTrue();
        assertThat(limits.admits(visitor, article, Signal.VIEW, 1, 1)).isFalse();
    }

    @Test
    void a_third_of_what_fits_is_remembered_for_the_hour() {
        // Of its own address each, which takes three places.
        int readers = (1 << 20) / 3 / 3;
        for (int i = 0; i < readers; i++) {
            read(i);
        }

        int again = 0;
        for (int i = 0; i < readers; i++) {
            again += read(i) ? 1 : 0;
        }

        assertThat(again).isLessThan(readers / 100);
    }

    private boolean read(int number) {
        byte[] address = {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number};
        return limits.admits(new Visitor(address, "agent"), new UUID(1, 2), Signal.VIEW, number * 7919L, 1);
    }

    @Test
    void readers_of_many_addresses_all_count_once_an_hour() {
        int admitted = 0;
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 50_000; i++) {
                admitted += read(i) ? 1 : 0;
            }
        }

        assertThat(admitted).isBetween(50_000, 50_500);
        assertThat(limits.admits(new Visitor(HOST, "agent"), new UUID(1, 2), Signal.VIEW, 1, 2))
                .isTrue();
    }
}
