package org.broadsheet.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.jboss.logging.Logger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.utils.Md5Utils;

/** Pictures in a store that speaks S3. What it does not answer in time, readers and staff are told to ask for again. */
final class S3Store implements MediaStore {
    private static final Logger LOG = Logger.getLogger(S3Store.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final S3Client client;
    private final String bucket;
    private final Duration patience;

    private S3Store(S3Client client, String bucket, Duration patience) {
        this.client = client;
        this.bucket = bucket;
        this.patience = patience;
    }

    /** A store that has answered. @throws IllegalArgumentException in words that name the remedy, when it has not */
    static S3Store reachable(MediaSettings settings) {
        String bucket = needed(settings.bucket(), "BROADSHEET_S3_BUCKET");
        String keyId = needed(settings.keyId(), "BROADSHEET_S3_KEY_ID");
        S3Client client = client(settings, keyId, secret(settings));
        String where = settings.endpoint().map(URI::toString).orElse("Amazon's " + settings.region());
        try {
            client.headBucket(request -> request.bucket(bucket));
        } catch (SdkException refused) {
            client.close();
            throw new IllegalArgumentException(
                    "Pictures cannot be kept in the bucket '" + bucket + "' of " + where + ": " + remedy(refused));
        }
        return new S3Store(client, bucket, settings.whole());
    }

    private static String needed(Optional<String> setting, String name) {
        return setting.map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("BROADSHEET_MEDIA=s3 needs " + name
                        + " too; set it, or leave BROADSHEET_MEDIA away to keep " + "pictures in the data directory"));
    }

    private static String secret(MediaSettings settings) {
        if (settings.secret().isPresent() == settings.secretFile().isPresent()) {
            throw new IllegalArgumentException(
                    "BROADSHEET_MEDIA=s3 needs one of BROADSHEET_S3_SECRET and BROADSHEET_S3_SECRET_FILE");
        }
        return settings.secret()
                .or(() -> settings.secretFile().map(S3Store::read))
                .map(String::strip)
                .orElseThrow();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("BROADSHEET_S3_SECRET_FILE names " + file
                    + ", which cannot be read; check its path and whose it is");
        }
    }

    private static String remedy(SdkException refused) {
        int status = refused instanceof S3Exception answer ? answer.statusCode() : 0;
        return switch (status) {
            case 403 ->
                "the store refuses the key. Check BROADSHEET_S3_KEY_ID and its secret, and that the key may list the "
                        + "bucket, and read, write and delete in it";
            case 404 -> "there is none of that name. Make it, or correct BROADSHEET_S3_BUCKET";
            case 301, 307, 400 ->
                "the store says " + status + ". Check BROADSHEET_S3_REGION and BROADSHEET_S3_ENDPOINT";
            case 0 -> "nobody answers there in time. Check BROADSHEET_S3_ENDPOINT, and that the store runs";
            default -> "the store says " + status + ". Look into its own log";
        };
    }

    private static S3Client client(MediaSettings settings, String keyId, String secret) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.connecting())
                        .socketTimeout(settings.silence()))
                .region(Region.of(settings.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(keyId, secret)))
                .forcePathStyle(settings.pathStyle())
                // Many stores know no check sums at the end of a body; ours has Content-MD5, which all know.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(own -> own.chunkedEncodingEnabled(false))
                .overrideConfiguration(own -> own.apiCallTimeout(settings.whole())
                        .apiCallAttemptTimeout(settings.silence().plus(settings.connecting()))
                        // What lies in the home directory of whoever starts this is none of its business.
                        .defaultProfileFile(ProfileFile.aggregator().build()));
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Override
    public void put(Map<String, byte[]> files) {
        files.keySet().forEach(MediaStore::checked);
        // All at once: a transaction waits for them.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> acts = files.entrySet().stream()
                    .map(file -> (Callable<Void>) () -> put(file.getKey(), file.getValue()))
                    .toList();
            for (Future<Void> act : threads.invokeAll(acts)) {
                act.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof ProblemException known ? known : new IllegalStateException(failed);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    @SuppressWarnings("NullAway") // Void has no other value.
    private Void put(String name, byte[] bytes) {
        if (has(name)) {
            return null;
        }
        String sum = Base64.getEncoder().encodeToString(Md5Utils.computeMD5Hash(bytes));
        asked(() -> client.putObject(
                request -> request.bucket(bucket)
                        .key(name)
                        .contentType(MediaResource.type(name))
                        .contentMD5(sum),
                RequestBody.fromBytes(bytes)));
        return null;
    }

    @Override
    public Optional<Kept> get(String name) {
        if (!MediaStore.isName(name)) {
            return Optional.empty();
        }
        return asked(() -> {
            try {
                ResponseInputStream<GetObjectResponse> answer =
                        client.getObject(request -> request.bucket(bucket).key(name));
                InputStream bytes = new Hurried(answer, patience);
                return Optional.of(new Kept.Stream(bytes, answer.response().contentLength()));
            } catch (NoSuchKeyException none) {
                return Optional.empty();
            }
        });
    }

    @Override
    public boolean has(String name) {
        return MediaStore.isName(name)
                && asked(() -> {
                    try {
                        client.headObject(request -> request.bucket(bucket).key(name));
                        return true;
                    } catch (NoSuchKeyException none) {
                        return false;
                    }
                });
    }

    @Override
    public void remove(String name) {
        MediaStore.checked(name);
        asked(() -> client.deleteObject(request -> request.bucket(bucket).key(name)));
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException | UncheckedIOException failed) {
            LOG.warnf("The store of pictures does not do what it is asked: %s", said(failed));
            throw unavailable();
        }
    }

    /** Its own words may hold what was signed; the status tells enough. */
    private static String said(RuntimeException failed) {
        return failed instanceof SdkException known ? remedy(known) : String.valueOf(failed.getMessage());
    }

    private static ProblemException unavailable() {
        return new ProblemException(
                ProblemKind.UNAVAILABLE, "Pictures cannot be reached for the moment. Try again.", PAUSE);
    }
}
