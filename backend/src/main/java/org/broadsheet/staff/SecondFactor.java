package org.broadsheet.staff;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.broadsheet.shared.Problem.Fault;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.shared.Secrets;
import org.hibernate.Session;

/**
 * Codes of an authenticator app (RFC 6238: six digits, half a minute, SHA-1 as all apps have it), and codes on paper for the day
 * the telephone is lost. Each is taken once.
 */
@ApplicationScoped
class SecondFactor {
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final int SECRET_BYTES = 20;
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;

    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator(STEP);
    private final Session database;
    private final StaffKey key;
    private final Audit audit;
    private final Clock clock;

    SecondFactor(Session database, StaffKey key, Audit audit, Clock clock) {
        this.database = database;
        this.key = key;
        this.audit = audit;
        this.clock = clock;
    }

    /** A new secret in Base32, which counts once a code of it was given. @throws ProblemException when one is in force */
    @Transactional
    String begin(UUID member) {
        byte[] secret = Secrets.bytes(SECRET_BYTES);
        int begun = database.createNativeMutationQuery("""
                        update staff_member set totp_secret = :secret, totp_last_step = 0
                        where id = :id and totp_confirmed_at is null""")
                .setParameter("id", member)
                .setParameter("secret", key.seal(secret))
                .executeUpdate();
        if (begun == 0) {
            throw new ProblemException(
                    ProblemKind.CONFLICT, "A second factor is in force. Take it off first, with one of its codes.");
        }
        return Base32.toBase32String(secret).replace("=", "");
    }

    /** Puts it into force. @return the codes for paper @throws ProblemException when the code is wrong */
    @Transactional
    List<String> confirm(Actor actor, String code) {
        if (!isRight(actor.id(), code)) {
            throw new ProblemException(
                    ProblemKind.INVALID_BODY,
                    "The code is not right. See that the telephone's clock is, and give the next one.",
                    List.of(Fault.pointer(
                            "/code", "is not right; see that the telephone's clock is, and give the next one")));
        }
        database.createNativeMutationQuery("update staff_member set totp_confirmed_at = now() where id = :id")
                .setParameter("id", actor.id())
                .executeUpdate();
        audit.note(actor, "second-factor.set-up", Members.subject(actor.id()), Map.of());
        return renew(actor.id());
    }

    /** Takes it off. */
    @Transactional(Transactional.TxType.MANDATORY)
    void takeOff(Actor actor, UUID member) {
        database.createNativeMutationQuery("""
                        update staff_member set totp_secret = null, totp_confirmed_at = null, totp_last_step = 0
                        where id = :id""").setParameter("id", member).executeUpdate();
        forgetCodes(member);
        audit.note(actor, "second-factor.taken-off", Members.subject(member), Map.of());
    }

    /** New codes for paper; the old ones are void. */
    @Transactional
    List<String> renew(UUID member) {
        forgetCodes(member);
        List<String> fresh = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            String code = Base32.toBase32String(Secrets.bytes(RECOVERY_BYTES)).toLowerCase(Locale.ROOT);
            String shown = code.substring(0, 8) + '-' + code.substring(8);
            database.createNativeMutationQuery("insert into recovery_code (member_id, code_hash) values (:id, :hash)")
                    .setParameter("id", member)
                    .setParameter("hash", hash(member, shown))
                    .executeUpdate();
            fresh.add(shown);
        }
        return fresh;
    }

    private void forgetCodes(UUID member) {
        database.createNativeMutationQuery("delete from recovery_code where member_id = :id")
                .setParameter("id", member)
                .executeUpdate();
    }

    /** Whether a code is right, of either sort; it is used up by that. */
    @Transactional
    boolean accept(UUID member, String code) {
        return code.matches("[0-9 ]{6,7}") ? isRight(member, code) : isRecovery(member, code);
    }

    private boolean isRecovery(UUID member, String code) {
        return database.createNativeMutationQuery(
                                "delete from recovery_code where member_id = :id and code_hash = :hash")
                        .setParameter("id", member)
                        .setParameter("hash", hash(member, code.strip().toLowerCase(Locale.ROOT)))
                        .executeUpdate()
                == 1;
    }

    private boolean isRight(UUID member, String given) {
        byte[] sealed = database.createNativeQuery("select totp_secret from staff_member where id = :id", byte[].class)
                .setParameter("id", member)
                .getSingleResultOrNull();
        if (sealed == null) {
            return false;
        }
        SecretKeySpec secret = new SecretKeySpec(key.open(sealed), "HmacSHA1");
        long now = Math.floorDiv(clock.instant().getEpochSecond(), STEP.toSeconds());
        for (long step = now - 1; step <= now + 1; step++) {
            if (MessageDigest.isEqual(bytes(code(secret, step)), bytes(given.replace(" ", "")))) {
                return isFirstUse(member, step);
            }
        }
        return false;
    }

    private boolean isFirstUse(UUID member, long step) {
        return database.createNativeMutationQuery(
                                "update staff_member set totp_last_step = :step where id = :id and totp_last_step < :step")
                        .setParameter("id", member)
                        .setParameter("step", step)
                        .executeUpdate()
                == 1;
    }

    private String code(SecretKeySpec secret, long step) {
        try {
            return codes.generateOneTimePasswordString(secret, Instant.ofEpochSecond(step * STEP.toSeconds()));
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException("A secret of ours is no key", impossible);
        }
    }

    private byte[] hash(UUID member, String code) {
        return key.mac("recovery " + member + ' ' + code);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
