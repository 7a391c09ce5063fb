package org.broadsheet.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.staff.Audit.Subject;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The accounts, and the rules of who may have which. */
@ApplicationScoped
class Members {
    private static final String COLUMNS = """
            select id, email, name, array_to_string(roles, ','), state, author_id, password_hash,
                totp_confirmed_at is not null, version
            from staff_member
            """;

    private final Session database;
    private final Audit audit;

    Members(Session database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    @Transactional
    boolean areNone() {
        return !database.createNativeQuery("select exists (select 1 from staff_member)", Boolean.class)
                .getSingleResult();
    }

    @Transactional
    Optional<Member> byId(UUID id) {
        return database.createNativeQuery(COLUMNS + "where id = :id", Member.class)
                .setParameter("id", id)
                .uniqueResultOptional();
    }

    /** @param email in lower case */
    @Transactional
    Optional<Member> byEmail(String email) {
        return database.createNativeQuery(COLUMNS + "where email = :email", Member.class)
                .setParameter("email", email)
                .uniqueResultOptional();
    }

    /** Everybody, by name. A newsroom is small enough for one page. */
    @Transactional
    List<Member> all() {
        return database.createNativeQuery(COLUMNS + "order by lower(name), id", Member.class)
                .getResultList();
    }

    /** The first account, with every role. @throws ProblemException when somebody was first */
    @Transactional(Transactional.TxType.MANDATORY)
    UUID first(String email, String name, String passwordHash) {
        database.createNativeMutationQuery("lock table staff_member in share row exclusive mode")
                .executeUpdate();
        if (!areNone()) {
            throw new ProblemException(
                    ProblemKind.CONFLICT,
                    "The newsroom has its first account already. Ask its administrator for another.");
        }
        UUID id = add(email, name, List.of(Role.CHIEF_EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR), "active", null);
        setPassword(id, passwordHash);
        return id;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    UUID invite(Actor actor, String email, String name, Collection<Role> roles, @Nullable UUID authorId) {
        if (byEmail(email).isPresent()) {
            throw new ProblemException(
                    ProblemKind.CONFLICT,
                    "Somebody with this address has an account already. Change that account instead.");
        }
        UUID id = add(email, name, roles, "invited", authorId);
        audit.note(actor, "member.invited", subject(id), Map.of("roles", written(roles)));
        return id;
    }

    private UUID add(String email, String name, Collection<Role> roles, String state, @Nullable UUID authorId) {
        UUID id = Ids.next();
        database.createNativeMutationQuery("""
                        insert into staff_member (id, email, name, roles, state, author_id)
                        values (:id, :email, :name, cast(:roles as text[]), :state, :author)""")
                .setParameter("id", id)
                .setParameter("email", email)
                .setParameter("name", name)
                .setParameter("roles", written(roles))
                .setParameter("state", state)
                .setParameter("author", authorId)
                .executeUpdate();
        return id;
    }

    /**
     * Changes what an account is. Sessions end when it may do other things than before.
     *
     * @throws ProblemException when it was changed meanwhile, or nobody would be left to administer
     */
    @Transactional
    void change(
            Actor actor,
            UUID id,
            int version,
            String name,
            Collection<Role> roles,
            boolean isSuspended,
            @Nullable UUID authorId) {
        database.createNativeMutationQuery("lock table staff_member in share row exclusive mode")
                .executeUpdate();
        Member before = byId(id).orElseThrow(() -> ProblemException.notFound("member"));
        if (before.version() != version) {
            throw new ProblemException(
                    ProblemKind.STALE, "The account was changed meanwhile. Read it again, and change what it is now.");
        }
        String state = isSuspended ? "suspended" : before.passwordHash() == null ? "invited" : "active";
        database.createNativeMutationQuery("""
                        update staff_member
                        set name = :name, roles = cast(:roles as text[]), state = :state, author_id = :author,
                            version = version + 1
                        where id = :id""")
                .setParameter("id", id)
                .setParameter("name", name)
                .setParameter("roles", written(roles))
                .setParameter("state", state)
                .setParameter("author", authorId)
                .executeUpdate();
        if (administrators() == 0) {
            throw new ProblemException(
                    ProblemKind.CONFLICT,
                    "Nobody would be left to keep the accounts. Make somebody else administrator first.");
        }
        if (isSuspended || !before.roles().equals(roles.stream().sorted().toList())) {
            endSessions(id);
        }
        audit.note(actor, "member.changed", subject(id), Map.of("roles", written(roles), "state", state));
    }

    private long administrators() {
        return database.createNativeQuery(
                        "select count(*) from staff_member where state = 'active' and 'administrator' = any(roles)",
                        Long.class)
                .getSingleResult();
    }

    /** Gives an account a password, and takes it up where it was only invited. */
    @Transactional(Transactional.TxType.MANDATORY)
    void setPassword(UUID id, String hash) {
        database.createNativeMutationQuery("""
                        update staff_member
                        set password_hash = :hash, state = case when state = 'invited' then 'active' else state end
                        where id = :id""")
                .setParameter("id", id)
                .setParameter("hash", hash)
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void endSessions(UUID id) {
        database.createNativeMutationQuery("delete from staff_session where member_id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    static Subject subject(UUID id) {
        return new Subject("member", id.toString());
    }

    private static String[] written(Collection<Role> roles) {
        return roles.stream().distinct().sorted().map(Role::written).toArray(String[]::new);
    }
}
