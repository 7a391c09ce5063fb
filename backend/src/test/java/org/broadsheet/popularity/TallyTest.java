package org.broadsheet.popularity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
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
    void what_was_written_is_read_as_it_was_and_nothing_else_is() throws IOException {
        UUID article = UUID.randomUUID();
        Tally tally = new Tally();
        for (long reader = 0; reader < 100; reader++) {
            tally.add(Signal.VIEW, Channel.SEARCH, mixed(reader));
        }
        byte[] written = Tallies.written(Map.of(article, tally));

        Map<UUID, Tally> read = Tallies.read(written);

        assertThat(read).containsOnlyKeys(article);
        assertThat(read.get(article).of(Signal.VIEW)).isEqualTo(100);
        assertThat(read.get(article).from(Channel.SEARCH)).isEqualTo(100);
        assertThat(read.get(article).readers()).isEqualTo(tally.readers());
        written[0]++;
        assertThatThrownBy(() -> Tallies.read(written)).hasMessageContaining("version");
        assertThatThrownBy(() -> Tallies.read(new byte[0])).isInstanceOf(IOException.class);
    }

    private static long mixed(long number) {
        return new SplittableRandom(number).nextLong();
    }
}
