package org.broadsheet.section;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.changes.Change.Kind;
import org.broadsheet.changes.Change.Subject;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.shared.Origins;
import org.broadsheet.shared.Page.Counted;
import org.broadsheet.shared.Page.Slice;
import org.jspecify.annotations.Nullable;

/** The sections of the paper. */
@ApplicationScoped
public class Sections implements PanacheRepositoryBase<Section, UUID> {
    private static final String COLUMNS =
            "select slug, name, description, position, article_count, changed_at from section ";

    private final Origins origins;
    private final ChangeLog changes;
    private final Clock clock;

    Sections(Origins origins, ChangeLog changes, Clock clock) {
        this.origins = origins;
        this.changes = changes;
        this.clock = clock;
    }

    record Row(
            String slug,
            String name,
            @Nullable String description,
            int position,
            long articleCount,
            Instant changedAt) {}

    /** A page of sections in the paper's order, after a place in it. */
    Slice<Row> inOrder(int afterPosition, String afterSlug, int limit) {
        return Slice.of(
                getSession()
                        .createNativeQuery(COLUMNS + """
                                where (position, slug) > (:position, :slug)
                                order by position, slug
                                limit :limit""", Row.class)
                        .setParameter("position", afterPosition)
                        .setParameter("slug", afterSlug)
                        .setParameter("limit", limit + 1)
                        .getResultList(),
                limit);
    }

    /** How many sections the paper has. */
    Counted total() {
        return getSession()
                .createNativeQuery("select count(*), (select max(at) from change) from section", Counted.class)
                .getSingleResult();
    }

    Optional<Row> bySlug(String slug) {
        return getSession()
                .createNativeQuery(COLUMNS + "where slug = :slug", Row.class)
                .setParameter("slug", slug)
                .uniqueResultOptional();
    }

    SectionView view(Row row) {
        return new SectionView(
                row.slug(),
                row.name(),
                row.description(),
                row.articleCount(),
                origins.links("/v1/sections/" + row.slug(), "/sections/" + row.slug()));
    }

    /** The id of a section, or empty when there is none of that slug. */
    public Optional<UUID> idOf(String slug) {
        return find("slug", slug).firstResultOptional().map(section -> section.id);
    }

    /** Adds a section at the end of the paper. @return its id */
    @Transactional
    public UUID add(String slug, String name, @Nullable String description) {
        Section section = new Section(slug, name, description, (int) count(), clock.instant());
        persist(section);
        return section.id;
    }

    /** Gives a section another name, and says what it is about; its slug stays, since links must not die. */
    @Transactional
    public void rename(UUID id, String name, @Nullable String description) {
        Section section = findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> new IllegalArgumentException("There is no section " + id));
        section.name = name;
        section.description = description;
        section.changedAt = clock.instant();
        flush();
        changes.add(Kind.RENAMED, Subject.SECTION, id);
    }

    /** Takes rows for counting, in one order: two acts on the same ones never wait for each other in a ring. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void lock(Collection<UUID> ids) {
        // Weaker than "for update", which would wait for every article that merely refers to one of them.
        getSession()
                .createNativeQuery(
                        "select id from section where id in (:ids) order by id for no key update", UUID.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /** Moves the kept count when an article appears in a section or leaves it. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void count(UUID id, int difference) {
        getSession()
                .createNativeMutationQuery(
                        "update section set article_count = article_count + :difference where id = :id")
                .setParameter("difference", difference)
                .setParameter("id", id)
                .executeUpdate();
    }
}
