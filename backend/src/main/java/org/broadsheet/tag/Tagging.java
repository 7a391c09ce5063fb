package org.broadsheet.tag;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.broadsheet.changes.Change.Kind;
import org.broadsheet.changes.Change.Subject;
import org.broadsheet.changes.ChangeLog;
import org.jspecify.annotations.Nullable;

/** The rules of tags: a slug belongs to one tag for ever, so that no link to it dies. */
@ApplicationScoped
public class Tagging {
    private final Tags tags;
    private final ChangeLog changes;
    private final Clock clock;

    Tagging(Tags tags, ChangeLog changes, Clock clock) {
        this.tags = tags;
        this.changes = changes;
        this.clock = clock;
    }

    /** Adds a tag. @return its id @throws org.hibernate.exception.ConstraintViolationException when the slug is taken */
    @Transactional
    public UUID add(String slug, String name, @Nullable String description) {
        Tag tag = new Tag(slug, name, description, clock.instant());
        tags.persistAndFlush(tag);
        claim(slug, tag.id);
        return tag.id;
    }

    /**
     * Gives a tag a new name and slug; the old slug leads to it from now on. Public is it only where readers know the
     * tag: one that only drafts carry is none of their business.
     */
    @Transactional
    public void rename(UUID id, String slug, String name) {
        Tag tag = tags.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> new IllegalArgumentException("There is no tag " + id));
        if (!tag.slug.equals(slug)) {
            claim(slug, id);
        }
        tag.slug = slug;
        tag.name = name;
        tag.changedAt = clock.instant();
        tags.flush();
        if (tags.isPublic(id)) {
            changes.add(Kind.RENAMED, Subject.TAG, id);
        }
    }

    /** Says of a tag what it is about. */
    @Transactional
    public void describe(UUID id, @Nullable String description) {
        Tag tag = tags.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> new IllegalArgumentException("There is no tag " + id));
        tag.description = description;
        tag.changedAt = clock.instant();
        tags.flush();
        if (tags.isPublic(id)) {
            changes.add(Kind.UPDATED, Subject.TAG, id);
        }
    }

    /**
     * Lets one tag be another from now on: every address it ever had leads there. Whatever carried it must carry the other
     * by now.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void fold(UUID from, UUID into) {
        tags.database()
                .createNativeMutationQuery("update tag_slug set tag_id = :into where tag_id = :from")
                .setParameter("into", into)
                .setParameter("from", from)
                .executeUpdate();
        tags.database()
                .createNativeMutationQuery("delete from tag where id = :from")
                .setParameter("from", from)
                .executeUpdate();
        tags.recount(into, clock.instant());
        if (tags.isPublic(into)) {
            changes.add(Kind.RENAMED, Subject.TAG, into);
        }
    }

    private void claim(String slug, UUID id) {
        int claimed = tags.database()
                .createNativeMutationQuery("""
                        insert into tag_slug (slug, tag_id)
                        values (:slug, :id)
                        on conflict (slug) do update set tag_id = excluded.tag_id where tag_slug.tag_id = excluded.tag_id""")
                .setParameter("slug", slug)
                .setParameter("id", id)
                .executeUpdate();
        if (claimed == 0) {
            throw new IllegalArgumentException("The slug " + slug + " belongs to another tag");
        }
    }
}
