package org.broadsheet.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of pictures does, whatever it is made of. */
abstract class MediaStoreContract {
    abstract MediaStore store();

    static String name(int number) {
        return "ab/" + "%040x".formatted(number) + "-320.jpg";
    }

    static byte[] bytes(MediaStore.Kept kept) throws IOException {
        return switch (kept) {
            case MediaStore.Kept.File file -> Files.readAllBytes(file.path());
            case MediaStore.Kept.Stream stream -> {
                try (InputStream bytes = stream.bytes()) {
                    byte[] all = bytes.readAllBytes();
                    assertThat(all).hasSize((int) stream.length());
                    yield all;
                }
            }
        };
    }

    @Test
    void gives_what_was_kept_and_nothing_else() throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (int i = 0; i < 8; i++) {
            files.put(name(i), new byte[] {(byte) i, 2, 3});
        }

        store().put(files);

        for (int i = 0; i < 8; i++) {
            assertThat(store().has(name(i))).isTrue();
            assertThat(bytes(store().get(name(i)).orElseThrow())).containsExactly(i, 2, 3);
        }
        assertThat(store().has(name(8))).isFalse();
        assertThat(store().get(name(8))).isEmpty();
    }

    @Test
    void a_name_never_means_other_bytes() throws IOException {
        store().put(Map.of(name(20), new byte[] {1}));
        store().put(Map.of(name(20), new byte[] {2, 2}));

        assertThat(bytes(store().get(name(20)).orElseThrow())).containsExactly(1);
    }

    @Test
    void what_is_removed_is_gone_however_often() {
        store().put(Map.of(name(30), new byte[] {1}));

        store().remove(name(30));
        store().remove(name(30));

        assertThat(store().has(name(30))).isFalse();
        assertThat(store().get(name(30))).isEmpty();
    }

    @Test
    void whoever_reads_while_it_is_kept_gets_the_whole_or_nothing() throws Exception {
        byte[] whole = new byte[400_000];
        Arrays.fill(whole, (byte) 7);
        List<Callable<Optional<byte[]>>> acts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            boolean isWriter = i % 5 == 0;
            acts.add(() -> {
                if (isWriter) {
                    store().put(Map.of(name(40), whole));
                }
                Optional<MediaStore.Kept> kept = store().get(name(40));
                return kept.isPresent() ? Optional.of(bytes(kept.get())) : Optional.empty();
            });
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            for (Future<Optional<byte[]>> seen : threads.invokeAll(acts)) {
                seen.get().ifPresent(bytes -> assertThat(bytes).isEqualTo(whole));
            }
        }
        assertThat(bytes(store().get(name(40)).orElseThrow())).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "../escaped.jpg",
                "ab/../../etc/passwd",
                "ab/0123.jpg",
                "/ab/0000000000000000000000000000000000000000-320.jpg",
                "ab/0000000000000000000000000000000000000000-320.jpg\0",
                "ab/0000000000000000000000000000000000000000-320.png",
                "AB/0000000000000000000000000000000000000000-320.jpg"
            })
    void other_names_lead_nowhere(String name) {
        assertThat(store().get(name)).isEmpty();
        assertThat(store().has(name)).isFalse();
        assertThatThrownBy(() -> store().put(Map.of(name, new byte[1]))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().remove(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
