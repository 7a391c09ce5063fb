package org.broadsheet.staff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The log of what staff did: written in the transaction of the act itself, and never rewritten. */
@ApplicationScoped
public class Audit {
    private final Session database;
    private final ObjectMapper mapper;

    Audit(Session database, ObjectMapper mapper) {
        this.database = database;
        this.mapper = mapper;
    }

    /** What it was done to: {@code article} and its id, say. */
    public record Subject(String kind, String id) {}

    /**
     * Writes down an act.
     *
     * @param action a stable word such as {@code article.published}
     * @param detail what else matters of it; never a secret, never what readers are told anyway
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void note(Actor actor, String action, @Nullable Subject subject, Map<String, ?> detail) {
        database.createNativeMutationQuery("""
                        insert into audit (member_id, member_name, via, action, subject_kind, subject_id, detail)
                        values (:member, :name, :via, :action, :kind, :subject, cast(:detail as jsonb))""")
                .setParameter("member", actor.member())
                .setParameter("name", actor.name())
                .setParameter("via", actor.via())
                .setParameter("action", action)
                .setParameter("kind", subject == null ? null : subject.kind())
                .setParameter("subject", subject == null ? null : subject.id())
                .setParameter("detail", json(detail))
                .executeUpdate();
    }

    private String json(Map<String, ?> detail) {
        try {
            return mapper.writeValueAsString(detail);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("What was done cannot be written as JSON", broken);
        }
    }

    /** One act, as it was written down. */
    record Entry(
            long id,
            Instant at,
            @Nullable UUID memberId,
            @Nullable String memberName,
            String via,
            String action,
            @Nullable String subjectKind,
            @Nullable String subjectId,
            String detail) {}

    /** What narrows a list of acts; null does not. */
    record Query(
            @Nullable UUID member,
            @Nullable String action,
            @Nullable String subject,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** Acts, the newest first. @param before only those with a smaller id */
    @Transactional
    List<Entry> list(Query query, long before, int limit) {
        return database.createNativeQuery("""
                        select id, at, member_id, member_name, via, action, subject_kind, subject_id, cast(detail as text)
                        from audit
                        where id < :before
                            and (cast(:member as uuid) is null or member_id = :member)
                            and (cast(:action as text) is null or action = :action or action like :action || '.%')
                            and (cast(:subject as text) is null or subject_id = :subject)
                            and (cast(:from as timestamptz) is null or at >= :from)
                            and (cast(:to as timestamptz) is null or at < :to)
                        order by id desc
                        limit :limit""", Entry.class)
                .setParameter("before", before)
                .setParameter("member", query.member())
                .setParameter("action", query.action())
                .setParameter("subject", query.subject())
                .setParameter("from", query.from())
                .setParameter("to", query.to())
                .setParameter("limit", limit)
                .getResultList();
    }
}
