package org.broadsheet.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.Secrets;
import org.broadsheet.shared.Texts;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in: a row for each, looked up with every request, so that ending one is felt everywhere at once. The
 * database's clock says how old they are.
 */
@ApplicationScoped
class Sessions {
    private static final int AGENT = 200;

    private final Session database;
    private final StaffSettings settings;

    Sessions(Session database, StaffSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** One that stands, when it ends by itself at the latest, and whether it began a short while ago. */
    record Standing(UUID id, UUID memberId, Instant endsAt, boolean isRecent) {}

    /** @return its secret, which is kept nowhere here */
    @Transactional(Transactional.TxType.MANDATORY)
    String begin(UUID member, @Nullable String agent) {
        String token = Secrets.fresh();
        String told = Texts.harmless(agent == null ? "" : agent);
        database.createNativeMutationQuery("""
                        insert into staff_session (id, member_id, token_hash, agent)
                        values (:id, :member, :hash, :agent)""")
                .setParameter("id", Ids.next())
                .setParameter("member", member)
                .setParameter("hash", Secrets.hash(token))
                .setParameter("agent", told.substring(0, Math.min(AGENT, told.length())))
                .executeUpdate();
        return token;
    }

    /** The session of this secret, while it stands; that it was asked for keeps it. */
    @Transactional
    Optional<Standing> find(String token) {
        Optional<Standing> found = database.createNativeQuery("""
                        select s.id, s.member_id, s.began_at + make_interval(secs => :longest),
                            s.began_at > now() - make_interval(secs => :recent)
                        from staff_session s join staff_member m on m.id = s.member_id
                        where s.token_hash = :hash and m.state = 'active'
                            and s.seen_at > now() - make_interval(secs => :idle)
                            and s.began_at > now() - make_interval(secs => :longest)""", Standing.class)
                .setParameter("hash", Secrets.hash(token))
                .setParameter("idle", (double) settings.idle().toSeconds())
                .setParameter("longest", (double) settings.longest().toSeconds())
                .setParameter("recent", (double) settings.recent().toSeconds())
                .uniqueResultOptional();
        found.ifPresent(session -> database.createNativeMutationQuery("""
                        update staff_session set seen_at = now()
                        where id = :id and seen_at < now() - interval '1 minute'""")
                .setParameter("id", session.id())
                .executeUpdate());
        return found;
    }

    /** One as its owner sees it. */
    record Seen(UUID id, Instant beganAt, Instant seenAt, String agent) {}

    @Transactional
    List<Seen> of(UUID member) {
        return database.createNativeQuery("""
                        select id, began_at, seen_at, agent from staff_session
                        where member_id = :member
                            and seen_at > now() - make_interval(secs => :idle)
                            and began_at > now() - make_interval(secs => :longest)
                        order by seen_at desc, id""", Seen.class)
                .setParameter("member", member)
                .setParameter("idle", (double) settings.idle().toSeconds())
                .setParameter("longest", (double) settings.longest().toSeconds())
                .getResultList();
    }

    /** Ends one of a member's. @return false when there was none */
    @Transactional
    boolean end(UUID member, UUID session) {
        return database.createNativeMutationQuery("delete from staff_session where id = :id and member_id = :member")
                        .setParameter("id", session)
                        .setParameter("member", member)
                        .executeUpdate()
                == 1;
    }

    /** Ends the one that a member signed in from anew, if it is theirs. @param token its secret */
    @Transactional
    void endFormer(UUID member, String token) {
        database.createNativeMutationQuery("delete from staff_session where token_hash = :hash and member_id = :member")
                .setParameter("hash", Secrets.hash(token))
                .setParameter("member", member)
                .executeUpdate();
    }

    /** Ends all of a member's but one. */
    @Transactional
    void endOthers(UUID member, UUID but) {
        database.createNativeMutationQuery("delete from staff_session where member_id = :member and id <> :but")
                .setParameter("member", member)
                .setParameter("but", but)
                .executeUpdate();
    }

    @Transactional
    void forgetOld() {
        database.createNativeMutationQuery("""
                        delete from staff_session
                        where seen_at < now() - make_interval(secs => :idle)
                            or began_at < now() - make_interval(secs => :longest)""")
                .setParameter("idle", (double) settings.idle().toSeconds())
                .setParameter("longest", (double) settings.longest().toSeconds())
                .executeUpdate();
    }
}
