package org.broadsheet.popularity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {
    @ParameterizedTest
    @CsvSource({"10,200", "1000,200", "100000,60", "1000000,40"})
    void knows_how_many_readers_there_were_within_two_in_a_hundred(int readers, int trials) {
        SplittableRandom random = new SplittableRandom(readers);
        int near = 0;
        for (int trial = 0; trial < trials; trial++) {
            // As they come: in parts, which are merged.
            Tally whole = new Tally();
            for (int part = 0; part < 4; part++) {
                Tally some = new Tally();
                for (int i = part; i < readers; i += 4) {
                    some.add(Signal.VIEW, Channel.DIRECT, random.nextLong());
                }
                whole.add(some.sketch());
            }
            near += Math.abs(whole.readers() - readers) <= 0.02 * readers ? 1 : 0;
        }

        assertThat(near).isGreaterThanOrEqualTo(trials * 95 / 100);
    }

    @Test
    void of_two_nodes_counts_are_the_sum_and_readers_the_union() throws IOException {
        UUID article = UUID.randomUUID();
        UUID unpublished = UUID.randomUUID();
        Tally one = new Tally();
        Tally other = new Tally();
        for (long reader = 0; reader < 100; reader++) {
            one.add(Signal.VIEW, Channel.SEARCH, mixed(reader));
            other.add(Signal.READ, Channel.DIRECT, mixed(reader + 50));
        }

        Map<UUID, Tally> both =
                Tallies.read(Tallies.written(Map.of(article, one, unpublished, other), Set.of(article)));
        Tallies.read(Tallies.written(Map.of(article, other), Set.of(article)), both);

        assertThat(both).containsOnlyKeys(article);
        Tally whole = both.get(article);
        assertThat(whole.of(Signal.VIEW)).isEqualTo(100);
        assertThat(whole.of(Signal.READ)).isEqualTo(100);
        assertThat(whole.from(Channel.SEARCH)).isEqualTo(100);
        assertThat(whole.readers()).isBetween(149, 151);
    }

    private static long mixed(long number) {
        return new SplittableRandom(number).nextLong();
    }
}
