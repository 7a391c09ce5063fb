package org.broadsheet.editorial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.article.Publishing;
import org.broadsheet.author.Authors;
import org.broadsheet.section.Sections;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Audit;
import org.broadsheet.tag.Tagging;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Sections, authors and tags as the newsroom keeps them, those included that no reader sees yet. */
@ApplicationScoped
class Taxonomies {
    private final Session database;
    private final Sections sections;
    private final Authors authors;
    private final Tagging tagging;
    private final Publishing publishing;
    private final Names names;
    private final Audit audit;

    Taxonomies(
            Session database,
            Sections sections,
            Authors authors,
            Tagging tagging,
            Publishing publishing,
            Names names,
            Audit audit) {
        this.database = database;
        this.sections = sections;
        this.authors = authors;
        this.tagging = tagging;
        this.publishing = publishing;
        this.names = names;
        this.audit = audit;
    }

    /** What articles hang on. */
    enum Sort {
        SECTION("position, slug", "null"),
        AUTHOR("lower(name), slug", "role"),
        TAG("article_count desc, slug", "null");

        private final String order;
        private final String role;

        Sort(String order, String role) {
            this.order = order;
            this.role = role;
        }

        String table() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One of them. @param text description or biography */
    record Item(
            String slug,
            String name,
            @Nullable String role,
            @Nullable String text,
            long articleCount) {}

    /** What is to be kept of one. */
    record Entry(
            String slug,
            String name,
            @Nullable String role,
            @Nullable String text) {}

    /** Those whose name or slug begins so, or has a word that does. */
    @Transactional
    List<Item> find(Sort sort, @Nullable String words, int limit) {
        String pattern = words == null ? null : words.toLowerCase(Locale.ROOT).replaceAll("[\\\\%_]", "\\\\$0") + "%";
        String named = " where cast(:pattern as text) is null or lower(name) like :pattern"
                + " or lower(name) like '% ' || :pattern or slug like :pattern";
        return database.createNativeQuery(
                        columns(sort) + named + " order by " + sort.order + " limit :limit", Item.class)
                .setParameter("pattern", pattern)
                .setParameter("limit", limit)
                .getResultList();
    }

    @Transactional
    Optional<Item> one(Sort sort, String slug) {
        return database.createNativeQuery(columns(sort) + " where slug = :slug", Item.class)
                .setParameter("slug", slug)
                .uniqueResultOptional();
    }

    private static String columns(Sort sort) {
        String text = sort == Sort.AUTHOR ? "bio" : "description";
        return "select slug, name, " + sort.role + ", " + text + ", article_count from " + sort.table();
    }

    /** @throws ProblemException when the slug is taken */
    @Transactional
    void add(Actor actor, Sort sort, Entry entry) {
        if (id(sort, entry.slug()).isPresent()) {
            throw new ProblemException(
                    ProblemKind.CONFLICT, "There is one with this slug already. Use that, or choose another slug.");
        }
        UUID id = switch (sort) {
            case SECTION -> sections.add(entry.slug(), entry.name(), entry.text());
            case AUTHOR -> authors.add(entry.slug(), entry.name(), entry.role(), entry.text());
            case TAG -> tagging.add(entry.slug(), entry.name(), entry.text());
        };
        audit.note(actor, sort.table() + ".added", subject(sort, id), Map.of("slug", entry.slug()));
    }

    /** Changes what one is called; a tag's slug too, and its old ones lead to it for ever. */
    @Transactional
    void change(Actor actor, Sort sort, String slug, Entry entry) {
        UUID id = id(sort, slug).orElseThrow(() -> ProblemException.notFound(sort.table()));
        switch (sort) {
            case SECTION -> sections.rename(id, entry.name(), entry.text());
            case AUTHOR -> authors.rename(id, entry.name(), entry.role(), entry.text());
            case TAG -> {
                if (id(sort, entry.slug()).filter(owner -> !owner.equals(id)).isPresent()) {
                    throw new ProblemException(
                            ProblemKind.CONFLICT,
                            "Another tag has or had this slug. Merge the two, or choose another.");
                }
                tagging.rename(id, entry.slug(), entry.name());
                tagging.describe(id, entry.text());
            }
        }
        audit.note(actor, sort.table() + ".changed", subject(sort, id), Map.of("from", slug, "slug", entry.slug()));
    }

    /** Makes two tags one; what carries the one carries the other afterwards, drafts too, and no address dies. */
    @Transactional
    void merge(Actor actor, String from, String into) {
        UUID gone = names.tag(from).orElseThrow(() -> ProblemException.notFound("tag"));
        UUID kept = names.tag(into).orElseThrow(() -> ProblemException.notFound("tag"));
        if (gone.equals(kept)) {
            throw new ProblemException(ProblemKind.CONFLICT, "They are one tag already.");
        }
        publishing.mergeTags(gone, kept);
        database.createNativeMutationQuery("""
                        update revision
                        set text = jsonb_set(text, '{tagIds}', cast(replace(cast(text -> 'tagIds' as text), :gone, :kept) as jsonb))
                        where jsonb_exists(text -> 'tagIds', :gone)""")
                .setParameter("gone", gone.toString())
                .setParameter("kept", kept.toString())
                .executeUpdate();
        audit.note(actor, "tag.merged", subject(Sort.TAG, kept), Map.of("from", from, "into", into));
    }

    private Optional<UUID> id(Sort sort, String slug) {
        return switch (sort) {
            case SECTION -> names.section(slug);
            case AUTHOR -> names.author(slug);
            case TAG -> names.tag(slug);
        };
    }

    private static Audit.Subject subject(Sort sort, UUID id) {
        return new Audit.Subject(sort.table(), id.toString());
    }
}
