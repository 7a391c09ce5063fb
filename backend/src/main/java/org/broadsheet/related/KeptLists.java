package org.broadsheet.related;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.changes.Change.Position;
import org.broadsheet.related.Relatives.Found;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The lists in the database, and the place in the change log that they were brought to. */
@ApplicationScoped
class KeptLists {
    /**
     * Moves whenever lists come out otherwise than before, by other constants, other features or another form of what is
     * kept: lists of another format are all made anew, and served meanwhile.
     */
    static final int FORMAT = 1;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Session database;
    private final ObjectMapper mapper;

    KeptLists(Session database, ObjectMapper mapper) {
        this.database = database;
        this.mapper = mapper;
    }

    /** Keeps what was found for these articles; those for which nothing was lose the list that they have. */
    void keep(List<UUID> ids, Map<UUID, Found> found) {
        QuarkusTransaction.requiringNew().timeout(60).run(() -> ids.forEach(id -> keep(id, found.get(id))));
    }

    private void keep(UUID id, @Nullable Found found) {
        if (found == null) {
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
                    .setParameter("stories", json(found.stories()))
                    .executeUpdate();
        }
    }

    /** By each of these articles, those in whose lists it stands now. */
    Map<UUID, Set<UUID>> naming(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Set<UUID>> naming = new HashMap<>();
        List<Object[]> rows = QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery("""
                                select named.id, list.article_id
                                from unnest(cast(:ids as uuid[])) as named (id)
                                join related_list list
                                    on list.stories @> jsonb_build_array(jsonb_build_object('id', named.id))""", Object[].class)
                        .setParameter("ids", ids.toArray(UUID[]::new))
                        .getResultList());
        rows.forEach(row -> naming.computeIfAbsent((UUID) row[0], id -> new LinkedHashSet<>())
                .add((UUID) row[1]));
        return naming;
    }

    /**
     * How far the lists are.
     *
     * @param position the log is in the lists up to here
     * @param madeAnewTo while all are made anew: the last, in order of id, that was; null when that is over
     */
    record Progress(Position position, int format, @Nullable UUID madeAnewTo) {
        boolean isOfThisFormat() {
            return format == FORMAT;
        }
    }

    /** Empty before anything was made. */
    Optional<Progress> progress() {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery(
                                "select cast(cast(xid as text) as bigint), id, format, made_anew_to from related_progress",
                                Object[].class)
                        .uniqueResultOptional()
                        .map(row -> new Progress(
                                new Position(((Number) row[0]).longValue(), ((Number) row[1]).longValue()),
                                ((Number) row[2]).intValue(),
                                (UUID) row[3])));
    }

    /** Has all lists made anew, from what the index has at a position. Kept before the first: what changes meanwhile follows. */
    Progress startOver(Position position) {
        move(position, BEFORE_ALL, """
                on conflict (is_only) do update
                set xid = excluded.xid, id = excluded.id, format = excluded.format, made_anew_to = excluded.made_anew_to""");
        return new Progress(position, FORMAT, BEFORE_ALL);
    }

    /** Brings the log's place on, and never back, whoever wrote it meanwhile. */
    void reached(Position position) {
        move(position, null, """
                on conflict (is_only) do update set xid = excluded.xid, id = excluded.id
                where (related_progress.xid, related_progress.id) < (excluded.xid, excluded.id)""");
    }

    private void move(Position position, @Nullable UUID madeAnewTo, String onConflict) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeMutationQuery("""
                                insert into related_progress (xid, id, format, made_anew_to)
                                values (cast(cast(:xid as text) as xid8), :id, :format, cast(:madeAnewTo as uuid))
                                """ + onConflict)
                        .setParameter("xid", Long.toString(position.transaction()))
                        .setParameter("id", position.id())
                        .setParameter("format", FORMAT)
                        .setParameter("madeAnewTo", madeAnewTo, UUID.class)
                        .executeUpdate());
    }

    /** @param last the last whose list was made anew; null when all are */
    void madeAnew(@Nullable UUID last) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeMutationQuery(
                                "update related_progress set made_anew_to = cast(:last as uuid)")
                        .setParameter("last", last, UUID.class)
                        .executeUpdate());
    }

    /** How many changes are not in the lists yet, and how many lists not made anew; 0 when all is as it should be. */
    long behind() {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery("""
                                select (select count(*) from change where (xid, id) > (progress.xid, progress.id))
                                    + case
                                        when format <> :format or xid >= pg_snapshot_xmax(pg_current_snapshot()) then 1 + (select count(*) from published_article)
                                        when made_anew_to is not null then
                                            1 + (select count(*) from published_article where id > made_anew_to)
                                        else 0
                                    end
                                from related_progress progress""", Long.class)
                        .setParameter("format", FORMAT)
                        .uniqueResultOptional()
                        .orElse(1L));
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

    /** Names by id as the database has them; none where it has none. */
    Map<UUID, String> readNames(@Nullable String json) {
        try {
            return json == null ? Map.of() : mapper.readValue(json, new TypeReference<Map<UUID, String>>() {});
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("The names of tags cannot be read", damaged);
        }
    }
}
