package org.broadsheet.popularity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final byte[] HOST = {(byte) 203, 0, 113, 9};

    private final Limits limits = new Limits(5000, 5);
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
    void readers_of_many_addresses_all_count_once_an_hour() {
        UUID article = new UUID(1, 2);
        int admitted = 0;
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 50_000; i++) {
                byte[] address = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
                admitted += limits.admits(new Visitor(address, "agent"), article, Signal.VIEW, i * 7919L, 1) ? 1 : 0;
            }
        }

        assertThat(admitted).isBetween(50_000, 50_500);
        assertThat(limits.admits(new Visitor(HOST, "agent"), article, Signal.VIEW, 1, 2))
                .isTrue();
    }
}
