package org.broadsheet.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class S3StoreTest extends MediaStoreContract {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static S3Server server;
    private static MediaStore store;

    @BeforeAll
    static void start() {
        server = new S3Server();
        store = S3Store.reachable(right(server.address()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    MediaStore store() {
        return store;
    }

    private record Settings(
            Optional<URI> endpoint,
            Optional<String> bucket,
            Optional<String> keyId,
            Optional<String> secret,
            Optional<String> secretFile,
            Duration silence)
            implements MediaSettings {
        @Override
        public Store store() {
            return Store.S3;
        }

        @Override
        public String region() {
            return "us-east-1";
        }

        @Override
        public String avifdec() {
            return "avifdec";
        }

        @Override
        public boolean pathStyle() {
            return true;
        }

        @Override
        public Duration connecting() {
            return silence;
        }

        @Override
        public Duration whole() {
            return silence.multipliedBy(2);
        }

        Settings with(Optional<String> newBucket, Optional<String> newKeyId, Optional<String> newSecret) {
            return new Settings(endpoint, newBucket, newKeyId, newSecret, secretFile, silence);
        }

        Settings hurried() {
            return new Settings(endpoint, bucket, keyId, secret, secretFile, SHORT);
        }

        Settings secretIn(String file) {
            return new Settings(endpoint, bucket, keyId, Optional.empty(), Optional.of(file), silence);
        }
    }

    private static Settings right(URI address) {
        return new Settings(
                Optional.of(address),
                Optional.of(S3Server.BUCKET),
                Optional.of(S3Server.KEY_ID),
                Optional.of(S3Server.SECRET),
                Optional.empty(),
                Duration.ofSeconds(10));
    }

    @Test
    void takes_the_secret_from_a_file_as_it_lies_there(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), S3Server.SECRET + "\n");

        MediaStore other = S3Store.reachable(right(server.address()).secretIn(file.toString()));

        assertThat(other.has(name(101))).isFalse();
    }

    static Stream<Arguments> wrong() {
        Settings right = right(server.address());
        Optional<String> bucket = right.bucket();
        Optional<String> keyId = right.keyId();
        Optional<String> secret = right.secret();
        Optional<String> none = Optional.empty();
        return Stream.of(
                Arguments.of(right.with(none, keyId, secret), "needs BROADSHEET_S3_BUCKET too"),
                Arguments.of(right.with(Optional.of(" "), keyId, secret), "needs BROADSHEET_S3_BUCKET too"),
                Arguments.of(right.with(bucket, none, secret), "needs BROADSHEET_S3_KEY_ID too"),
                Arguments.of(right.with(bucket, keyId, none), "needs one of BROADSHEET_S3_SECRET and"),
                Arguments.of(right.secretIn("/nowhere/secret"), "/nowhere/secret, which cannot be read"),
                Arguments.of(right.with(bucket, keyId, Optional.of("another")), "refuses the key"),
                Arguments.of(right.with(bucket, Optional.of("nobody"), secret), "refuses the key"),
                Arguments.of(right.with(Optional.of("no-such-bucket"), keyId, secret), "none of that name"),
                Arguments.of(right(URI.create("http://127.0.0.1:1")), "nobody answers"),
                Arguments.of(right(URI.create("http://store.invalid")), "nobody answers"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void says_at_the_start_what_is_wrong_and_what_to_do(MediaSettings settings, String words) {
        assertThatThrownBy(() -> S3Store.reachable(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining(S3Server.SECRET)
                .hasNoCause();
    }

    @Test
    void a_store_that_takes_a_call_and_says_nothing_is_given_up() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            long began = System.nanoTime();

            assertThatThrownBy(() -> S3Store.reachable(right(address).hurried()))
                    .hasMessageContaining("nobody answers there in time");

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SHORT.multipliedBy(10));
        }
    }

    @Test
    void a_store_that_went_away_is_not_there_for_the_moment_and_no_log_holds_the_secret() {
        List<String> said = new ArrayList<>();
        Handler ears = ears(said);
        Logger root = Logger.getLogger("");
        root.addHandler(ears);
        try {
            S3Server leaving = new S3Server();
            MediaStore left = S3Store.reachable(right(leaving.address()).hurried());
            leaving.close();

            for (Runnable act : List.<Runnable>of(
                    () -> left.get(name(1)),
                    () -> left.has(name(1)),
                    () -> left.remove(name(1)),
                    () -> left.put(Map.of(name(1), new byte[1], name(2), new byte[1])))) {
                Throwable answer = catchThrowable(act::run);
                assertThat(answer).isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(ProblemKind.UNAVAILABLE);
                    assertThat(problem.pause()).isPositive();
                });
            }
        } finally {
            root.removeHandler(ears);
        }
        assertThat(said).isNotEmpty().noneMatch(line -> line.contains(S3Server.SECRET));
    }

    private static Handler ears(List<String> said) {
        Handler ears = new Handler() {
            @Override
            public void publish(LogRecord line) {
                said.add(line.getMessage()
                        + ' '
                        + List.of(Optional.ofNullable(line.getParameters()).orElse(new Object[0]))
                        + ' '
                        + line.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        ears.setLevel(Level.ALL);
        return ears;
    }

    @Test
    void a_byte_now_and_then_holds_nobody_for_long() throws IOException {
        HttpServer drip = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        drip.createContext("/", exchange -> {
            boolean isAsked = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, isAsked ? -1 : 1000);
            try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; !isAsked && i < 1000; i++) {
                    body.write(7);
                    body.flush();
                    Thread.sleep(50);
                }
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            } catch (IOException hungUp) {
                // As it should.
            }
        });
        drip.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + drip.getAddress().getPort());
            MediaStore slow = S3Store.reachable(right(address).hurried());
            long began = System.nanoTime();
            MediaStore.Kept kept = slow.get(name(1)).orElseThrow();

            assertThatThrownBy(() -> bytes(kept)).isInstanceOf(IOException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SHORT.multipliedBy(10));
        } finally {
            drip.stop(0);
        }
    }
}
