package org.broadsheet.staff;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.broadsheet.shared.Secrets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;

/**
 * The newsroom's own key, which lies outside the database: whoever steals a dump can neither try passwords against it
 * nor make anybody's codes.
 */
@ApplicationScoped
class StaffKey {
    private static final int BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final byte[] key;
    private final Session database;

    StaffKey(StaffSettings settings, @ConfigProperty(name = "broadsheet.data") String data, Session database) {
        this.key = settings.key().map(StaffKey::configured).orElseGet(() -> kept(Path.of(data, "staff.key")));
        this.database = database;
    }

    private static byte[] configured(String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text.strip());
            if (key.length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // Told below, with keys of another length.
        }
        throw new IllegalArgumentException(
                "BROADSHEET_STAFF_KEY must be 32 bytes in Base64, as `openssl rand -base64 32` makes them");
    }

    private static byte[] kept(Path file) {
        try {
            if (Files.notExists(file)) {
                make(file);
            }
            return configured(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The key of staff accounts cannot be kept in " + file, unreadable);
        }
    }

    private static void make(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        try {
            if (isPosix) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException anotherWasFirst) {
            return;
        }
        Files.writeString(
                file, Base64.getEncoder().encodeToString(Secrets.bytes(BYTES)), StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** A node with another key could let nobody in, and would seal what the others cannot read. */
    @Startup
    @Transactional
    void check() {
        byte[] value = mac("check");
        database.createNativeMutationQuery(
                        "insert into staff_key (check_value) values (:value) on conflict (is_only) do nothing")
                .setParameter("value", value)
                .executeUpdate();
        byte[] kept = database.createNativeQuery("select check_value from staff_key", byte[].class)
                .getSingleResult();
        if (!Arrays.equals(kept, value)) {
            throw new IllegalStateException(
                    "This node has another staff key than the database was set up with. Give it the same BROADSHEET_STAFF_KEY,"
                            + " or the staff.key of the data directory");
        }
    }

    /** What a password is made into before it is hashed. */
    byte[] pepper(String password) {
        return mac("password " + password);
    }

    /** Tells equal texts, without telling the texts. */
    byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HMAC with SHA-256", impossible);
        }
    }

    byte[] seal(byte[] plain) {
        byte[] nonce = Secrets.bytes(NONCE_BYTES);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, plain);
        byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
        return whole;
    }

    byte[] open(byte[] sealed) {
        return crypt(
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(sealed, NONCE_BYTES),
                Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] own = Secrets.hash(mac("seal"));
            cipher.init(mode, new SecretKeySpec(own, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("What was sealed cannot be opened with this key", broken);
        }
    }
}
