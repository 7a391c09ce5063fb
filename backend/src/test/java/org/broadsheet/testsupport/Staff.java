package org.broadsheet.testsupport;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.broadsheet.shared.Doors;
import org.hibernate.Session;

/** People who work in the newsroom of a test, signed in without the ceremony where the ceremony is not the point. */
@ApplicationScoped
public class Staff {
    /** Where the newsroom's own pages are served from, in tests. */
    public static final String SITE = "http://localhost:3000";

    private final Session database;

    Staff(Session database) {
        this.database = database;
    }

    /** Somebody with these roles, who has a second factor and a session. */
    public Somebody with(String... roles) {
        UUID id = UUID.randomUUID();
        String session = "session-of-" + id;
        QuarkusTransaction.requiringNew().run(() -> {
            database.createNativeMutationQuery("""
                            insert into staff_member (id, email, name, roles, state, totp_secret, totp_confirmed_at)
                            values (:id, :email, :name, cast(:roles as text[]), 'active', '', now())""")
                    .setParameter("id", id)
                    .setParameter("email", id + "@news.example")
                    .setParameter("name", String.join(" and ", roles))
                    .setParameter("roles", roles)
                    .executeUpdate();
            database.createNativeMutationQuery("""
                            insert into staff_session (id, member_id, token_hash, agent)
                            values (:id, :id, cast(:hash as bytea), 'test')""")
                    .setParameter("id", id)
                    .setParameter("hash", "\\x" + HexFormat.of().formatHex(sha256(session)))
                    .executeUpdate();
        });
        return new Somebody(id, session);
    }

    /** A member of the staff and the session they work in. */
    public record Somebody(UUID id, String session) {
        /** A request of theirs, from a page of ours, whose answer is held against the contract. */
        public RequestSpecification asks() {
            return ApiTest.api()
                    .cookie(Doors.SESSION_COOKIE, session)
                    .header("Origin", SITE)
                    .contentType("application/json");
        }
    }

    /** A script of this member's, whose token carries these rights. @return the token */
    public String token(Somebody owner, String... rights) {
        String token = "bs_pat_of-" + owner.id() + "-" + String.join("-", rights);
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeMutationQuery("""
                        insert into personal_token (id, member_id, name, token_hash, rights, expires_at)
                        values (gen_random_uuid(), :member, 'test', cast(:hash as bytea), cast(:rights as text[]), now() + interval '1 day')""")
                        .setParameter("member", owner.id())
                        .setParameter("hash", "\\x" + HexFormat.of().formatHex(sha256(token)))
                        .setParameter("rights", rights)
                        .executeUpdate());
        return token;
    }

    /** A request of a script's. */
    public static RequestSpecification script(String token) {
        return ApiTest.api().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    /** The code that an authenticator shows. @param secret in Base32 */
    public static String code(String secret, Instant at) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(new SecretKeySpec(Base32.decode(padded(secret)), "HmacSHA1"), at);
        } catch (InvalidKeyException wrong) {
            throw new AssertionError(wrong);
        }
    }

    private static String padded(String secret) {
        return secret + "=".repeat((8 - secret.length() % 8) % 8);
    }

    /** A request of a stranger on a page of ours. */
    public static RequestSpecification stranger() {
        return ApiTest.api().header("Origin", SITE).contentType("application/json");
    }

    /** The session's secret, as an answer sets it. */
    public static String session(Response answer) {
        return answer.getCookie(Doors.SESSION_COOKIE);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
