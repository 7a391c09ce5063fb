package org.broadsheet.author;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.changes.Change.Kind;
import org.broadsheet.changes.Change.Subject;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.shared.Origins;
import org.broadsheet.shared.Page.Counted;
import org.broadsheet.shared.Page.Slice;
import org.jspecify.annotations.Nullable;

/** The people who write; readers see those who have something published. */
@ApplicationScoped
public class Authors implements PanacheRepositoryBase<Author, UUID> {
    private static final String PUBLIC =
            "select slug, name, role, bio, article_count, last_published_at from author where article_count > 0 ";

    private final Origins origins;
    private final ChangeLog changes;
    private final Clock clock;

    Authors(Origins origins, ChangeLog changes, Clock clock) {
        this.origins = origins;
        this.changes = changes;
        this.clock = clock;
    }

    record Row(
            String slug,
            String name,
            @Nullable String role,
            @Nullable String bio,
            long articleCount,
            @Nullable Instant lastPublishedAt) {}

    /** A page of authors by slug, after one of them. */
    Slice<Row> bySlugOrder(String afterSlug, int limit) {
        List<Row> rows = getSession()
                .createNativeQuery(PUBLIC + """
                        and slug > :slug
                        order by slug
                        limit :limit""", Row.class)
                .setParameter("slug", afterSlug)
                .setParameter("limit", limit + 1)
                .getResultList();
        return Slice.of(rows, limit);
    }

    Optional<Row> bySlug(String slug) {
        return getSession()
                .createNativeQuery(PUBLIC + "and slug = :slug", Row.class)
                .setParameter("slug", slug)
                .uniqueResultOptional();
    }

    /** How many authors the whole list has. */
    Counted total() {
        return getSession()
                .createNativeQuery(
                        "select count(*), (select max(at) from change) from author where article_count > 0",
                        Counted.class)
                .getSingleResult();
    }

    AuthorView view(Row row) {
        return new AuthorView(
                row.slug(),
                row.name(),
                row.role(),
                row.bio(),
                row.articleCount(),
                row.lastPublishedAt(),
                origins.links("/v1/authors/" + row.slug(), "/authors/" + row.slug()));
    }

    /** The id of an author, or empty when there is none of that slug. */
    public Optional<UUID> idOf(String slug) {
        return find("slug", slug).firstResultOptional().map(author -> author.id);
    }

    /** Adds an author. @return their id */
    @Transactional
    public UUID add(String slug, String name, @Nullable String role, @Nullable String bio) {
        Author author = new Author(slug, name, role, bio, clock.instant());
        persist(author);
        return author.id;
    }

    /** Gives an author another name, and says who they are; the slug stays, since links must not die. */
    @Transactional
    public void rename(UUID id, String name, @Nullable String role, @Nullable String bio) {
        Author author = findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> new IllegalArgumentException("There is no author " + id));
        author.name = name;
        author.role = role;
        author.bio = bio;
        author.changedAt = clock.instant();
        flush();
        changes.add(Kind.RENAMED, Subject.AUTHOR, id);
    }

    /** Takes rows for counting, in one order: two acts on the same ones never wait for each other in a ring. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void lock(Collection<UUID> ids) {
        // Weaker than "for update", which would wait for every article that merely refers to one of them.
        getSession()
                .createNativeQuery("select id from author where id in (:ids) order by id for no key update", UUID.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /**
     * Moves the kept counts when an article of theirs appears or goes, and reads the newest date afresh. They must be
     * {@linkplain #lock locked}: a statement that waited for a lock does not see what was committed meanwhile.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void count(List<UUID> ids, int difference) {
        getSession()
                .createNativeMutationQuery("""
                        update author
                        set article_count = article_count + :difference,
                            last_published_at = (
                                select max(published_at) from article_author where author_id = author.id and published_at is not null)
                        where id in (:ids)""")
                .setParameter("ids", ids)
                .setParameter("difference", difference)
                .executeUpdate();
    }
}
