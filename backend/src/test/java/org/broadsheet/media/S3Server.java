package org.broadsheet.media;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;

/**
 * A real S3-compatible server, in memory, that checks who signs. It runs in a process of its own: it and Quarkus' test runner
 * need different releases of one library.
 */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "pictures";
    static final String KEY_ID = "newsroom";
    static final String SECRET = "a-secret-that-no-log-may-show";

    private final Process process;
    private final int port;

    S3Server() {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classPath(),
                            S3Server.class.getName())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            port = port(process.inputReader());
        } catch (IOException failed) {
            throw new UncheckedIOException("The store cannot be started", failed);
        }
    }

    /** Without the Guice of Maven, which Quarkus' test runner brings. */
    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(part -> !part.endsWith("-classes.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static int port(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("port ")) {
                return Integer.parseInt(line.substring(5));
            }
        }
        throw new IOException("it ended without a word");
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** The other process: says its port, and ends when nobody holds its input any more. */
    public static void main(String... args) throws Exception {
        BlobStore files = ContextBuilder.newBuilder(new TransientApiMetadata())
                .buildView(BlobStoreContext.class)
                .getBlobStore();
        files.createContainerInLocation(null, BUCKET);
        S3Proxy server = S3Proxy.builder()
                .blobStore(files)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, KEY_ID, SECRET)
                .build();
        server.start();
        System.out.println("port " + server.getPort());
        while (System.in.read() >= 0) {
            // Nothing is asked of it.
        }
        System.exit(0);
    }
}
