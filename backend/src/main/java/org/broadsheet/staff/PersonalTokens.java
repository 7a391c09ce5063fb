package org.broadsheet.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.Secrets;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Tokens that members give to their scripts: each may some of what its member may, and ends by itself. */
@ApplicationScoped
class PersonalTokens {
    /** Known to those who look for secrets in public code. */
    static final String PREFIX = "bs_pat_";

    private final Session database;
    private final Audit audit;

    PersonalTokens(Session database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /** A token that was made. @param secret given once, kept nowhere here */
    record Made(UUID id, String secret) {}

    @Transactional
    Made make(Actor actor, String name, Collection<String> rights, Duration life) {
        UUID id = Ids.next();
        String secret = PREFIX + Secrets.fresh();
        database.createNativeMutationQuery("""
                        insert into personal_token (id, member_id, name, token_hash, rights, expires_at)
                        values (:id, :member, :name, :hash, cast(:rights as text[]), now() + make_interval(secs => :seconds))""")
                .setParameter("id", id)
                .setParameter("member", actor.id())
                .setParameter("name", name)
                .setParameter("hash", Secrets.hash(secret))
                .setParameter("rights", rights.toArray(String[]::new))
                .setParameter("seconds", (double) life.toSeconds())
                .executeUpdate();
        audit.note(actor, "token.made", new Audit.Subject("token", id.toString()), Map.of("rights", rights));
        return new Made(id, secret);
    }

    /** @param rights comma-separated */
    record Standing(UUID id, UUID memberId, String rights) {}

    /** The token of this secret, while it stands. */
    @Transactional
    Optional<Standing> find(String secret) {
        Optional<Standing> found = database.createNativeQuery("""
                        select t.id, t.member_id, array_to_string(t.rights, ',')
                        from personal_token t join staff_member m on m.id = t.member_id
                        where t.token_hash = :hash and t.expires_at > now() and m.state = 'active'""", Standing.class)
                .setParameter("hash", Secrets.hash(secret))
                .uniqueResultOptional();
        found.ifPresent(token -> database.createNativeMutationQuery("""
                        update personal_token set last_used_at = now()
                        where id = :id and (last_used_at is null or last_used_at < now() - interval '1 minute')""")
                .setParameter("id", token.id())
                .executeUpdate());
        return found;
    }

    /** One as its owner sees it. @param rights comma-separated */
    record Seen(
            UUID id,
            String name,
            String rights,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    @Transactional
    List<Seen> of(UUID member) {
        return database.createNativeQuery("""
                        select id, name, array_to_string(rights, ','), created_at, expires_at, last_used_at
                        from personal_token where member_id = :member and expires_at > now()
                        order by created_at desc, id""", Seen.class)
                .setParameter("member", member)
                .getResultList();
    }

    /** One as those see it who keep the accounts. @param rights comma-separated */
    record Owned(
            UUID id,
            UUID memberId,
            String memberName,
            String name,
            String rights,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    /** Everybody's that have not ended, the newest first. @param before of the last one seen, for the next page */
    @Transactional
    List<Owned> all(@Nullable UUID before, int limit) {
        return database.createNativeQuery("""
                        select t.id, m.id, m.name, t.name, array_to_string(t.rights, ','), t.created_at, t.expires_at,
                            t.last_used_at
                        from personal_token t join staff_member m on m.id = t.member_id
                        where t.expires_at > now()
                            and (cast(:before as uuid) is null or (t.created_at, t.id) < (
                                select b.created_at, b.id from personal_token b where b.id = cast(:before as uuid)))
                        order by t.created_at desc, t.id desc
                        limit :limit""", Owned.class)
                .setParameter("before", before)
                .setParameter("limit", limit)
                .getResultList();
    }

    /** @return false when there was none */
    @Transactional
    boolean revoke(Actor actor, UUID token) {
        boolean isGone =
                database.createNativeMutationQuery("delete from personal_token where id = :id and member_id = :member")
                                .setParameter("id", token)
                                .setParameter("member", actor.id())
                                .executeUpdate()
                        == 1;
        if (isGone) {
            audit.note(actor, "token.revoked", new Audit.Subject("token", token.toString()), Map.of());
        }
        return isGone;
    }

    /** Whosever it is. @return false when there was none */
    @Transactional
    boolean revokeOfAnybody(Actor actor, UUID token) {
        Optional<UUID> owner = database.createNativeQuery(
                        "delete from personal_token where id = :id returning member_id", UUID.class)
                .setParameter("id", token)
                .uniqueResultOptional();
        owner.ifPresent(member -> audit.note(
                actor, "token.revoked", new Audit.Subject("token", token.toString()), Map.of("of", member.toString())));
        return owner.isPresent();
    }
}
