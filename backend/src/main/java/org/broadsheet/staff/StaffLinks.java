package org.broadsheet.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.shared.Origins;
import org.broadsheet.shared.Secrets;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Links that are good for one use: to set up the first account, to take up an invitation, to choose a new password. */
@ApplicationScoped
class StaffLinks {
    static final String SETUP = "setup";
    static final String INVITATION = "invitation";
    static final String RESET = "reset";

    private final Session database;
    private final Origins origins;

    StaffLinks(Session database, Origins origins) {
        this.database = database;
        this.origins = origins;
    }

    /** One that stands. */
    record Standing(@Nullable UUID memberId, String kind, Instant expiresAt) {}

    /**
     * Makes one; those of the same kind for the same member are void from now on.
     *
     * @return its address, with the secret where no server logs it: behind the {@code #}
     */
    @Transactional
    String make(String kind, @Nullable UUID member) {
        String secret = Secrets.fresh();
        if (member != null) {
            database.createNativeMutationQuery("delete from staff_link where member_id = :member and kind = :kind")
                    .setParameter("member", member)
                    .setParameter("kind", kind)
                    .executeUpdate();
        }
        database.createNativeMutationQuery("""
                        insert into staff_link (token_hash, member_id, kind, expires_at)
                        values (:hash, :member, :kind, now() + make_interval(secs => :seconds))""")
                .setParameter("hash", Secrets.hash(secret))
                .setParameter("member", member)
                .setParameter("kind", kind)
                .setParameter("seconds", (double) life(kind).toSeconds())
                .executeUpdate();
        return origins.siteUrl() + "/studio/welcome#" + secret;
    }

    static Duration life(String kind) {
        return switch (kind) {
            case INVITATION -> Duration.ofDays(7);
            case RESET -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }

    @Transactional
    Optional<Standing> look(String secret) {
        return database.createNativeQuery("""
                        select member_id, kind, expires_at from staff_link
                        where token_hash = :hash and expires_at > now()""", Standing.class)
                .setParameter("hash", Secrets.hash(secret))
                .uniqueResultOptional();
    }

    /** Uses one up, for whoever does it first. */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<Standing> use(String secret) {
        return database.createNativeQuery("""
                        delete from staff_link where token_hash = :hash and expires_at > now()
                        returning member_id, kind, expires_at""", Standing.class)
                .setParameter("hash", Secrets.hash(secret))
                .uniqueResultOptional();
    }

    @Transactional
    void forgetOld() {
        database.createNativeMutationQuery("delete from staff_link where expires_at < now()")
                .executeUpdate();
    }
}
