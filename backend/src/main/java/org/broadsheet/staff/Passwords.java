package org.broadsheet.staff;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.shared.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id, with its parameters in each hash (RFC 9106). A few at once: each takes {@value #MEMORY_KIB} KiB, and sign-ins must not
 * eat the memory that readers are served from.
 */
@ApplicationScoped
class Passwords {
    static final int LEAST = 12;
    static final int MOST = 1024;

    private static final int AT_ONCE = 4;
    private static final int WAIT_SECONDS = 5;
    private static final int MEMORY_KIB = 47_104;
    private static final int ITERATIONS = 1;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern WRITTEN = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final Base64.Encoder TEXT = Base64.getEncoder().withoutPadding();

    private final StaffKey key;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final String nobodys;

    Passwords(StaffKey key) {
        this.key = key;
        this.nobodys = hash("the password of nobody");
    }

    String hash(String password) {
        byte[] salt = Secrets.bytes(SALT_BYTES);
        byte[] hash = derive(password, salt, MEMORY_KIB, ITERATIONS, LANES, HASH_BYTES);
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + ITERATIONS + ",p=" + LANES + '$' + TEXT.encodeToString(salt)
                + '$' + TEXT.encodeToString(hash);
    }

    /** Takes as long where there is no hash, so that nobody learns by the time who has an account. */
    boolean isRight(String password, @Nullable String written) {
        Matcher parts = WRITTEN.matcher(written == null ? nobodys : written);
        if (!parts.matches()) {
            throw new IllegalStateException("A password's hash has a form that is not known here");
        }
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        byte[] found = derive(
                password,
                Base64.getDecoder().decode(parts.group(4)),
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                expected.length);
        return MessageDigest.isEqual(expected, found) && written != null;
    }

    /** Whether it was made with parameters that are no longer ours. */
    static boolean isOld(String written) {
        return !written.startsWith("$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + ITERATIONS + ",p=" + LANES + '$');
    }

    byte[] derive(String password, byte[] salt, int memory, int iterations, int lanes, int length) {
        try {
            if (!turns.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new ProblemException(
                        ProblemKind.UNAVAILABLE, "Many sign in just now. Try again in a few seconds.");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemKind.UNAVAILABLE, "The service is stopping. Try again in a few seconds.");
        }
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(memory)
                    .withIterations(iterations)
                    .withParallelism(lanes)
                    .withSalt(salt)
                    .build());
            byte[] hash = new byte[length];
            generator.generateBytes(key.pepper(password), hash);
            return hash;
        } finally {
            turns.release();
        }
    }
}
