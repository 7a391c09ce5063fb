package org.broadsheet.testsupport;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** One real PostgreSQL for all tests of a run, on a free port, gone with the run. */
public class PostgresForTests implements QuarkusTestResourceLifecycleManager {
    private static EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        try {
            if (postgres == null) {
                postgres = EmbeddedPostgres.builder().start();
            }
            return Map.of(
                    "quarkus.datasource.jdbc.url",
                    postgres.getJdbcUrl("postgres", "postgres"),
                    "quarkus.datasource.username",
                    "postgres",
                    "quarkus.datasource.password",
                    "postgres",
                    "broadsheet.data",
                    Files.createTempDirectory("broadsheet-test").toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void stop() {
        // Ends with the JVM: a test with other settings restarts Quarkus, never the database.
    }
}
