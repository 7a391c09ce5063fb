package org.broadsheet.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The real PostgreSQL that Broadsheet brings along: its files live in the data directory and outlast the process, its
 * server lives exactly as long as the process that holds the directory's lock. See docs/adr/002.
 */
final class EmbeddedDatabase {
    private static final String NAME = "broadsheet";

    private static @Nullable EmbeddedPostgres running;
    private static @Nullable FileLock held;

    private EmbeddedDatabase() {}

    /**
     * Starts the server on the data directory, or joins the one that already runs there.
     *
     * @param mayJoin whether a second process on the same data is welcome (a tool) or an error (a second service)
     * @return settings for the service's own pool
     */
    static synchronized Map<String, String> start(Path data, boolean mayJoin) throws CannotStartException {
        try {
            Path directory = Files.createDirectories(data.toAbsolutePath().normalize());
            Path files = directory.resolve("postgres");
            FileLock lock = tryLock(directory.resolve("lock"));
            if (lock == null) {
                if (mayJoin && Files.exists(pidFile(files))) {
                    return settings(portOf(files));
                }
                throw new CannotStartException("another Broadsheet is running on the data in " + directory
                        + "; stop it, or choose another directory with --data");
            }
            held = lock;
            endLeftover(files);
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(files)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(Files.createDirectories(directory.resolve("postgres-binaries"))
                            .toFile())
                    .setPGStartupWait(Duration.ofSeconds(60))
                    // The library is made for tests and trades durability for speed; a newsroom does not.
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "60")
                    .setServerConfig("shared_buffers", "128MB")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("postgres.log").toFile()))
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("postgres.log").toFile()))
                    .start();
            running = postgres;
            createDatabase(postgres);
            return settings(postgres.getPort());
        } catch (IOException | SQLException | IllegalStateException failed) {
            throw new CannotStartException("embedded PostgreSQL did not start in " + data.toAbsolutePath() + ": "
                    + failed.getMessage() + " (see postgres.log there)");
        }
    }

    /** Ends the server, then gives the directory free, in this order. */
    static synchronized void stop() {
        EmbeddedPostgres postgres = running;
        if (postgres != null) {
            running = null;
            try {
                postgres.close();
            } catch (IOException failed) {
                System.err.println("broadsheet: embedded PostgreSQL did not stop cleanly: " + failed.getMessage());
            }
        }
        FileLock lock = held;
        if (lock != null) {
            held = null;
            try {
                lock.acquiredBy().close();
            } catch (IOException failed) {
                System.err.println("broadsheet: the data directory's lock was not released: " + failed.getMessage());
            }
        }
    }

    private static @Nullable FileLock tryLock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return lock;
        } catch (OverlappingFileLockException ownedByThisProcess) {
            channel.close();
            return null;
        }
    }

    /** A process that was killed leaves its server behind; holding the lock, we know that nobody uses it. */
    private static void endLeftover(Path files) throws IOException {
        if (!Files.exists(pidFile(files))) {
            return;
        }
        Optional<ProcessHandle> leftover = leftover(files);
        if (leftover.isPresent()) {
            leftover.get().destroy();
            try {
                leftover.get().onExit().orTimeout(20, TimeUnit.SECONDS).join();
            } catch (CompletionException stillThere) {
                throw new IOException(
                        "a PostgreSQL left behind (process " + leftover.get().pid() + ") does not end", stillThere);
            }
        }
        Files.deleteIfExists(pidFile(files));
        Files.deleteIfExists(files.resolve("epg-lock"));
    }

    /** The server that serves these very files: after a reboot its number may belong to somebody else's PostgreSQL. */
    private static Optional<ProcessHandle> leftover(Path files) throws IOException {
        Optional<String> pid = Files.readAllLines(pidFile(files)).stream()
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("[0-9]{1,10}"));
        return pid.flatMap(number -> ProcessHandle.of(Long.parseLong(number)))
                .filter(process -> process.info().command().orElse("").endsWith("postgres"))
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains(files.toString()))
                        .orElse(false));
    }

    private static void createDatabase(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create role " + NAME + " login");
            statement.execute("create database " + NAME + " owner " + NAME + " encoding 'UTF8'");
        }
    }

    private static Map<String, String> settings(int port) {
        return new ConfiguredDatabase("jdbc:postgresql://127.0.0.1:" + port + "/" + NAME, NAME, NAME).settings();
    }

    private static Path pidFile(Path files) {
        return files.resolve("postmaster.pid");
    }

    private static int portOf(Path files) throws IOException {
        List<String> lines = Files.readAllLines(pidFile(files));
        return Integer.parseInt(lines.get(3).strip());
    }
}
