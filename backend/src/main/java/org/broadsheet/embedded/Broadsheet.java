package org.broadsheet.embedded;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.demo.FillArchive;
import org.broadsheet.demo.LoadArticles;
import org.jspecify.annotations.Nullable;

/**
 * Starts Broadsheet: {@code broadsheet} serves the API, {@code broadsheet demo} fills an archive. Whatever stops it
 * from starting is said in one line, with exit code 1.
 */
@QuarkusMain
public class Broadsheet {
    private Broadsheet() {}

    public static void main(String... args) {
        // Before anything logs: PostgreSQL is started ahead of Quarkus, which would set this later.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        // Quarkus would refuse `tag=a|b` with an empty 400; the doorway refuses what must be refused, and says why.
        System.setProperty("vertx.disableURIValidation", "true");
        boolean isDemo = args.length > 0 && args[0].equals("demo");
        boolean isLoad = args.length > 0 && args[0].equals("load");
        boolean isTool = isDemo || isLoad;
        if (isDemo && !isGoodOrder(List.of(args).subList(1, args.length))) {
            return;
        }
        if (isLoad && (args.length != 2 || !Files.isReadable(Path.of(args[1])))) {
            System.err.println("broadsheet: load takes one file that can be read");
            Runtime.getRuntime().halt(2);
            return;
        }
        try {
            database(isTool).forEach(System::setProperty);
        } catch (CannotStartException reason) {
            fail(reason.getMessage());
            return;
        }
        if (isTool) {
            // A tool beside the service: it needs the database, not the doors.
            System.setProperty("quarkus.http.host-enabled", "false");
            System.setProperty("quarkus.management.port", "0");
            System.setProperty("broadsheet.search.follow", "false");
        }
        Class<? extends QuarkusApplication> application =
                isDemo ? FillArchive.class : isLoad ? LoadArticles.class : Serve.class;
        Quarkus.run(application, Broadsheet::ended, args);
    }

    /** A tool that was called wrongly says so before it starts a database: one line, exit code 2. */
    private static boolean isGoodOrder(List<String> words) {
        if (words.contains("--help")) {
            System.out.print(FillArchive.HELP);
            return false;
        }
        try {
            FillArchive.Order.of(words);
            return true;
        } catch (IllegalArgumentException wrong) {
            System.err.println("broadsheet: " + wrong.getMessage());
            Runtime.getRuntime().halt(2);
            return false;
        }
    }

    private static Map<String, String> database(boolean maySharePostgres) throws CannotStartException {
        Optional<String> url =
                Optional.ofNullable(System.getenv("BROADSHEET_DATABASE_URL")).filter(text -> !text.isBlank());
        if (url.isPresent()) {
            return ConfiguredDatabase.parse(url.get()).reachable();
        }
        if (System.getProperty("quarkus.datasource.jdbc.url") != null) {
            return Map.of();
        }
        String data = Optional.ofNullable(System.getenv("BROADSHEET_DATA")).orElse(".broadsheet");
        return EmbeddedDatabase.start(Path.of(data), maySharePostgres);
    }

    private static void ended(int exitCode, @Nullable Throwable reason) {
        // A reload ends the application, not the process.
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            return;
        }
        if (reason != null) {
            fail(rootMessage(reason));
        } else {
            Runtime.getRuntime().halt(shutDown(exitCode));
        }
    }

    private static void fail(@Nullable String reason) {
        System.err.println(
                "broadsheet: " + String.valueOf(reason).lines().findFirst().orElse("unknown reason"));
        Runtime.getRuntime().halt(shutDown(1));
    }

    /** Ends PostgreSQL before the process halts: halting skips the hook that would. */
    private static int shutDown(int exitCode) {
        EmbeddedDatabase.stop();
        return exitCode;
    }

    private static String rootMessage(Throwable reason) {
        Throwable root = reason;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    /** The service: answers until it is told to stop. */
    public static class Serve implements QuarkusApplication {
        @Override
        public int run(String... args) {
            Quarkus.waitForExit();
            return 0;
        }
    }
}
