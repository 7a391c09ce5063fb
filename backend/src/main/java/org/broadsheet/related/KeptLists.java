package org.broadsheet.related;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.changes.Change.Position;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The lists in the database, and the place in the change log that they were brought to. */
@ApplicationScoped
class KeptLists {
    private final Session database;
    private final ObjectMapper mapper;

    KeptLists(Session database, ObjectMapper mapper) {
        this.database = database;
        this.mapper = mapper;
    }

    /** Keeps the lists of these articles; those that have none lose the one that was kept. */
    void keep(List<UUID> ids, Map<UUID, List<KeptStory>> lists) {
        QuarkusTransaction.requiringNew().timeout(60).run(() -> ids.forEach(id -> keep(id, lists.get(id))));
    }

    private void keep(UUID id, @Nullable List<KeptStory> list) {
        if (list == null) {
            database.createNativeMutationQuery("delete from related_list where article_id = :id")
                    .setParameter("id", id)
                    .executeUpdate();
        } else {
            database.createNativeMutationQuery("""
                            insert into related_list (article_id, stories)
                            values (:id, cast(:stories as jsonb))
                            on conflict (article_id) do update
                            set stories = excluded.stories, made_at = clock_timestamp()
                            where related_list.stories <> excluded.stories""")
                    .setParameter("id", id)
                    .setParameter("stories", json(list))
                    .executeUpdate();
        }
    }

    /** Those of these articles that have a list. */
    List<UUID> having(List<UUID> ids) {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery(
                                "select article_id from related_list where article_id = any(cast(:ids as uuid[]))",
                                UUID.class)
                        .setParameter("ids", ids.toArray(UUID[]::new))
                        .getResultList());
    }

    /** The articles in whose lists these stand now. */
    List<UUID> naming(Collection<UUID> ids) {
        List<UUID> naming = new ArrayList<>();
        for (UUID id : ids) {
            naming.addAll(QuarkusTransaction.requiringNew()
                    .call(() -> database.createNativeQuery(
                                    "select article_id from related_list where stories @> cast(:named as jsonb)",
                                    UUID.class)
                            .setParameter("named", "[{\"id\":\"" + id + "\"}]")
                            .getResultList()));
        }
        return naming;
    }

    /** How far the change log has been brought into the lists; empty before they were first made. */
    Optional<Position> progress() {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery(
                                "select cast(cast(xid as text) as bigint), id from related_progress", Position.class)
                        .uniqueResultOptional());
    }

    void reached(Position position) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeMutationQuery("""
                                insert into related_progress (xid, id) values (cast(cast(:xid as text) as xid8), :id)
                                on conflict (is_only) do update set xid = excluded.xid, id = excluded.id""")
                        .setParameter("xid", Long.toString(position.transaction()))
                        .setParameter("id", position.id())
                        .executeUpdate());
    }

    private String json(List<KeptStory> list) {
        try {
            return mapper.writeValueAsString(list);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A list of related stories cannot be written as JSON", broken);
        }
    }

    /** A list as the database has it; none where it has none. */
    List<KeptStory> read(@Nullable String json) {
        try {
            return json == null ? List.of() : Arrays.asList(mapper.readValue(json, KeptStory[].class));
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("A kept list of related stories cannot be read", damaged);
        }
    }
}
