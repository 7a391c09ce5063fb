package org.broadsheet.article;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.author.Authors;
import org.broadsheet.section.Sections;
import org.broadsheet.tag.Tags;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * What articles are filed under: their section, authors and tags, with what is kept of articles there, which is how many of
 * them readers see and when each was published. It is called within the transaction of an act.
 */
@ApplicationScoped
class Filing {
    private final Session database;
    private final Sections sections;
    private final Authors authors;
    private final Tags tags;

    Filing(Session database, Sections sections, Authors authors, Tags tags) {
        this.database = database;
        this.sections = sections;
        this.authors = authors;
        this.tags = tags;
    }

    /** In the order of the byline. */
    List<UUID> authors(UUID article) {
        return attached("author", article);
    }

    List<UUID> tags(UUID article) {
        return attached("tag", article);
    }

    private List<UUID> attached(String kind, UUID article) {
        return database.createNativeQuery(
                        "select " + kind + "_id from article_" + kind + " where article_id = :id order by position",
                        UUID.class)
                .setParameter("id", article)
                .getResultList();
    }

    void attach(UUID article, Manuscript manuscript) {
        attach("author", article, manuscript.authorIds());
        attach("tag", article, manuscript.tagIds());
    }

    private void attach(String kind, UUID article, List<UUID> others) {
        database.createNativeMutationQuery(
                        "insert into article_" + kind + " (article_id, position, " + kind + "_id)"
                                + " select :id, listed.position, listed.id from unnest(cast(:others as uuid[])) with ordinality as listed (id, position)")
                .setParameter("id", article)
                .setParameter("others", others.toArray(UUID[]::new))
                .executeUpdate();
    }

    void detach(UUID article) {
        for (String kind : List.of("tag", "author")) {
            database.createNativeMutationQuery("delete from article_" + kind + " where article_id = :id")
                    .setParameter("id", article)
                    .executeUpdate();
        }
    }

    /**
     * Takes every row whose kept count an act may move before it moves any, in one order for all acts, so that none
     * waits for another in a ring.
     */
    void lock(Article article) {
        lock(article, List.of(), List.of(), List.of());
    }

    /** As {@link #lock(Article)}, with those that the article is about to get. */
    void lock(Article article, Manuscript manuscript) {
        lock(article, List.of(manuscript.sectionId()), manuscript.authorIds(), manuscript.tagIds());
    }

    private void lock(Article article, List<UUID> moreSections, List<UUID> moreAuthors, List<UUID> moreTags) {
        sections.lock(union(List.of(article.sectionId), moreSections));
        authors.lock(union(authors(article.id), moreAuthors));
        tags.lock(union(tags(article.id), moreTags));
    }

    private static Set<UUID> union(List<UUID> some, List<UUID> more) {
        Set<UUID> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    /** Readers see it from now on. @param at what they see as its time */
    void appear(Article article, Instant at) {
        stamp(article.id, at);
        count(article, 1);
    }

    void disappear(Article article) {
        stamp(article.id, null);
        count(article, -1);
    }

    private void count(Article article, int difference) {
        sections.count(article.sectionId, difference);
        authors.count(authors(article.id), difference);
        tags.count(tags(article.id), difference);
    }

    /** Copies the publication time to where "newest of a tag" and "newest of an author" are read. */
    private void stamp(UUID article, @Nullable Instant at) {
        for (String kind : List.of("tag", "author")) {
            database.createNativeMutationQuery("update article_" + kind
                            + " set published_at = cast(:at as timestamptz) where article_id = :id")
                    .setParameter("at", at)
                    .setParameter("id", article)
                    .executeUpdate();
        }
    }

    /** Lets every article that carries a tag carry another instead. @return those articles */
    List<UUID> mergeTags(UUID from, UUID into) {
        tags.lock(List.of(from, into));
        List<UUID> carrying = database.createNativeQuery(
                        "select article_id from article_tag where tag_id = :from", UUID.class)
                .setParameter("from", from)
                .getResultList();
        database.createNativeMutationQuery("""
                        delete from article_tag carried
                        where carried.tag_id = :from and exists (
                            select 1 from article_tag other where other.article_id = carried.article_id and other.tag_id = :into)""")
                .setParameter("from", from)
                .setParameter("into", into)
                .executeUpdate();
        database.createNativeMutationQuery("update article_tag set tag_id = :into where tag_id = :from")
                .setParameter("from", from)
                .setParameter("into", into)
                .executeUpdate();
        return carrying;
    }
}
