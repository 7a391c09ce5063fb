package org.broadsheet.article;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.author.Authors;
import org.broadsheet.changes.Change.Kind;
import org.broadsheet.changes.Change.Subject;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.section.Sections;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.SafeHtml;
import org.broadsheet.shared.Texts;
import org.broadsheet.tag.Tagging;
import org.broadsheet.tag.Tags;
import org.jspecify.annotations.Nullable;

/**
 * The rules of publishing. Each act is one transaction that leaves the article, the kept counts, the copies of its
 * publication time and the change log in step, or nothing changed.
 */
@ApplicationScoped
public class Publishing implements PanacheRepositoryBase<Article, UUID> {
    /** Lists the most popular, beside the addresses of articles. */
    private static final String POPULAR = "popular";

    private final Sections sections;
    private final Authors authors;
    private final Tags tags;
    private final Tagging tagging;
    private final ChangeLog changes;
    private final Clock clock;

    Publishing(Sections sections, Authors authors, Tags tags, Tagging tagging, ChangeLog changes, Clock clock) {
        this.sections = sections;
        this.authors = authors;
        this.tags = tags;
        this.tagging = tagging;
        this.changes = changes;
        this.clock = clock;
    }

    /** Takes a manuscript in as a draft. @param slug free for ever, never used by another article @return its id */
    @Transactional
    public UUID draft(String slug, Manuscript manuscript) {
        return draft(Ids.next(), slug, manuscript);
    }

    /** As {@link #draft(String, Manuscript)}, under an id that was given out before. */
    @Transactional
    public UUID draft(UUID id, String slug, Manuscript manuscript) {
        Article article = new Article(id, slug);
        write(article, manuscript);
        claim(slug, article.id);
        persist(article);
        flush();
        attach(article, manuscript);
        return article.id;
    }

    /**
     * An article as it stands, for those who work at it.
     *
     * @param state what {@link ArticleState} knows, in lower case
     * @param publishedAt what readers are or were told; null while it was never public
     * @param updatedAt what readers are or were told of the last update
     */
    public record Standing(
            UUID id,
            String slug,
            String state,
            Manuscript manuscript,
            @Nullable Instant publishedAt,
            @Nullable Instant updatedAt,
            @Nullable String withdrawnReason,
            boolean isOffered,
            boolean isExcludedFromPopular,
            Instant changedAt) {
        public boolean isPublic() {
            return state.equals(ArticleState.PUBLISHED.written());
        }
    }

    /** How an article stands; empty when there is none. */
    @Transactional
    public Optional<Standing> standing(UUID id) {
        return findByIdOptional(id)
                .map(article -> new Standing(
                        article.id,
                        article.slug,
                        article.state,
                        new Manuscript(
                                ArticleKind.of(article.kind),
                                article.language,
                                article.headline,
                                article.kicker,
                                article.standfirst,
                                article.trailText,
                                article.bodyHtml,
                                article.sectionId,
                                attached("author", id),
                                attached("tag", id),
                                article.leadImageId,
                                article.location,
                                article.rights,
                                article.translationGroup),
                        article.publishedAt,
                        article.updatedAt,
                        article.withdrawnReason,
                        article.isOffered,
                        article.isExcludedFromPopular,
                        article.changedAt));
    }

    /** Makes an article public. @param at what readers see as its time; now or in the past */
    @Transactional
    public void publish(UUID id, Instant at) {
        Article article = locked(id);
        if (article.isPublished()) {
            return;
        }
        article.state = ArticleState.PUBLISHED.written();
        Instant told = told(at);
        article.publishedAt = told;
        article.updatedAt = told;
        if (article.firstPublishedAt == null) {
            article.firstPublishedAt = told;
        }
        article.withdrawnAt = null;
        article.withdrawnReason = null;
        touch(article);
        lockCounts(article, List.of(), List.of(), List.of());
        appear(article, told);
        changes.add(Kind.PUBLISHED, Subject.ARTICLE, id);
    }

    /** Replaces what an article says. @param at what readers see as the time of the update, when it is public */
    @Transactional
    public void update(UUID id, Manuscript manuscript, Instant at) {
        Article article = locked(id);
        boolean isPublic = article.isPublished();
        if (isPublic) {
            lockCounts(article, List.of(manuscript.sectionId()), manuscript.authorIds(), manuscript.tagIds());
            disappear(article);
        }
        write(article, manuscript);
        touch(article);
        detach(id);
        attach(article, manuscript);
        if (isPublic) {
            article.updatedAt = told(at);
            appear(article, publishedAt(article));
            changes.add(Kind.UPDATED, Subject.ARTICLE, id);
        }
    }

    /** Tells readers what was wrong. Corrections are added, never taken back. */
    @Transactional
    public void correct(UUID id, CorrectionKind kind, String text, Instant at) {
        Article article = locked(id);
        getSession()
                .createNativeMutationQuery(
                        "insert into correction (id, article_id, at, kind, text) values (:id, :article, :at, :kind, :text)")
                .setParameter("id", Ids.next())
                .setParameter("article", id)
                .setParameter("at", at)
                .setParameter("kind", kind.written())
                .setParameter("text", text)
                .executeUpdate();
        touch(article);
        if (article.isPublished()) {
            Instant before = article.updatedAt;
            article.updatedAt = before != null && before.isAfter(at) ? before : told(at);
            changes.add(Kind.CORRECTED, Subject.ARTICLE, id);
        }
    }

    /** Gives an article another slug; the old one leads to it for ever, since printed links must not die. */
    @Transactional
    public void changeSlug(UUID id, String slug) {
        Article article = locked(id);
        if (article.slug.equals(slug)) {
            return;
        }
        claim(slug, id);
        article.slug = slug;
        touch(article);
        if (article.isPublished()) {
            changes.add(Kind.SLUG_CHANGED, Subject.ARTICLE, id);
        }
    }

    /** What is said of a picture that an article shows is said otherwise now. */
    @Transactional
    public void redescribe(UUID id) {
        Article article = locked(id);
        touch(article);
        if (article.isPublished()) {
            changes.add(Kind.UPDATED, Subject.ARTICLE, id);
        }
    }

    /** Whether an article may stand among the related stories of others. */
    @Transactional
    public void offer(UUID id, boolean isOffered) {
        Article article = locked(id);
        if (article.isOffered == isOffered) {
            return;
        }
        article.isOffered = isOffered;
        touch(article);
        if (article.isPublished()) {
            changes.add(Kind.UPDATED, Subject.ARTICLE, id);
        }
    }

    /** Whether an article may not stand in the lists of the most popular. Nothing can be put into them. */
    @Transactional
    public void excludeFromPopular(UUID id, boolean isExcluded) {
        Article article = locked(id);
        if (article.isExcludedFromPopular == isExcluded) {
            return;
        }
        article.isExcludedFromPopular = isExcluded;
        touch(article);
        if (article.isPublished()) {
            changes.add(Kind.UPDATED, Subject.ARTICLE, id);
        }
    }

    /** Plans the publication; nothing is public before. */
    @Transactional
    public void schedule(UUID id, Instant at) {
        Article article = unpublished(id);
        article.state = ArticleState.SCHEDULED.written();
        article.scheduledFor = at;
        touch(article);
    }

    /** Holds an article back until a time, though it is ready. */
    @Transactional
    public void embargo(UUID id, Instant until) {
        Article article = unpublished(id);
        article.state = ArticleState.EMBARGOED.written();
        article.embargoedUntil = until;
        touch(article);
    }

    /** Takes an article back. @param reason what readers are told in its place, never empty */
    @Transactional
    public void withdraw(UUID id, String reason) {
        Article article = locked(id);
        boolean wasPublic = article.isPublished();
        if (wasPublic) {
            lockCounts(article, List.of(), List.of(), List.of());
            disappear(article);
        }
        article.state = ArticleState.WITHDRAWN.written();
        article.withdrawnAt = clock.instant();
        article.withdrawnReason = reason;
        touch(article);
        if (wasPublic) {
            changes.add(Kind.WITHDRAWN, Subject.ARTICLE, id);
        }
    }

    /** Lets every article that carries a tag carry another instead, and the one tag be the other from now on. */
    @Transactional
    public void mergeTags(UUID from, UUID into) {
        tags.lock(List.of(from, into));
        List<UUID> carrying = getSession()
                .createNativeQuery("select article_id from article_tag where tag_id = :from", UUID.class)
                .setParameter("from", from)
                .getResultList();
        getSession()
                .createNativeMutationQuery("""
                        delete from article_tag carried
                        where carried.tag_id = :from and exists (
                            select 1 from article_tag other where other.article_id = carried.article_id and other.tag_id = :into)""")
                .setParameter("from", from)
                .setParameter("into", into)
                .executeUpdate();
        getSession()
                .createNativeMutationQuery("update article_tag set tag_id = :into where tag_id = :from")
                .setParameter("from", from)
                .setParameter("into", into)
                .executeUpdate();
        getSession()
                .createNativeMutationQuery(
                        "update article set version = version + 1, changed_at = :now where id = any(cast(:ids as uuid[]))")
                .setParameter("now", clock.instant())
                .setParameter("ids", carrying.toArray(UUID[]::new))
                .executeUpdate();
        tagging.fold(from, into);
    }

    private Article locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> new IllegalArgumentException("There is no article " + id));
    }

    private Article unpublished(UUID id) {
        Article article = locked(id);
        if (article.isPublished()) {
            throw new IllegalArgumentException("Article " + id + " is published; withdraw it first");
        }
        return article;
    }

    private static void write(Article article, Manuscript manuscript) {
        SafeHtml body = SafeHtml.of(manuscript.body());
        article.kind = manuscript.kind().written();
        article.language = manuscript.language();
        article.headline = manuscript.headline().strip();
        article.kicker = Texts.orNull(manuscript.kicker());
        article.standfirst = Texts.orNull(manuscript.standfirst());
        article.trailText = Texts.orNull(manuscript.trailText());
        article.bodyHtml = body.html();
        article.bodyPolicy = SafeHtml.POLICY;
        article.wordCount = Body.of(body).wordCount(manuscript.language());
        article.sectionId = manuscript.sectionId();
        article.leadImageId = manuscript.leadImageId();
        article.location = Texts.orNull(manuscript.location());
        article.rights = Texts.orNull(manuscript.rights());
        article.translationGroup = manuscript.translationGroup();
        article.changedAt = Instant.EPOCH;
    }

    private void touch(Article article) {
        article.changedAt = clock.instant();
        flush();
    }

    /** A time as readers are told it: one that asks for what came after it must not get the same article again. */
    private static Instant told(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }

    private static Instant publishedAt(Article article) {
        Instant at = article.publishedAt;
        if (at == null) {
            throw new IllegalStateException("A published article has no time: " + article.id);
        }
        return at;
    }

    /**
     * Takes every row whose kept count an act may move before it moves any, in one order for all acts, so that none
     * waits for another in a ring: those of the article as it stands, and the more that it is about to get.
     */
    private void lockCounts(Article article, List<UUID> moreSections, List<UUID> moreAuthors, List<UUID> moreTags) {
        sections.lock(union(List.of(article.sectionId), moreSections));
        authors.lock(union(attached("author", article.id), moreAuthors));
        tags.lock(union(attached("tag", article.id), moreTags));
    }

    private static Set<UUID> union(List<UUID> some, List<UUID> more) {
        Set<UUID> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    private void appear(Article article, Instant at) {
        stamp(article.id, at);
        count(article, 1);
    }

    private void disappear(Article article) {
        stamp(article.id, null);
        count(article, -1);
    }

    private void count(Article article, int difference) {
        sections.count(article.sectionId, difference);
        authors.count(attached("author", article.id), difference);
        tags.count(attached("tag", article.id), difference);
    }

    /** Copies the publication time to where "newest of a tag" and "newest of an author" are read. */
    private void stamp(UUID id, @Nullable Instant at) {
        for (String kind : List.of("tag", "author")) {
            getSession()
                    .createNativeMutationQuery("update article_" + kind
                            + " set published_at = cast(:at as timestamptz) where article_id = :id")
                    .setParameter("at", at)
                    .setParameter("id", id)
                    .executeUpdate();
        }
    }

    private List<UUID> attached(String kind, UUID id) {
        return getSession()
                .createNativeQuery(
                        "select " + kind + "_id from article_" + kind + " where article_id = :id order by position",
                        UUID.class)
                .setParameter("id", id)
                .getResultList();
    }

    private void attach(Article article, Manuscript manuscript) {
        attach("author", article.id, manuscript.authorIds());
        attach("tag", article.id, manuscript.tagIds());
    }

    private void attach(String kind, UUID id, List<UUID> others) {
        getSession()
                .createNativeMutationQuery(
                        "insert into article_" + kind + " (article_id, position, " + kind + "_id)"
                                + " select :id, listed.position, listed.id from unnest(cast(:others as uuid[])) with ordinality as listed (id, position)")
                .setParameter("id", id)
                .setParameter("others", others.toArray(UUID[]::new))
                .executeUpdate();
    }

    private void detach(UUID id) {
        for (String kind : List.of("tag", "author")) {
            getSession()
                    .createNativeMutationQuery("delete from article_" + kind + " where article_id = :id")
                    .setParameter("id", id)
                    .executeUpdate();
        }
    }

    private void claim(String slug, UUID id) {
        if (Ids.parse(slug).isPresent()) {
            throw new IllegalArgumentException("A slug must not look like an id: " + slug);
        }
        if (slug.equals(POPULAR)) {
            throw new IllegalArgumentException("The slug " + slug + " is the address of the most popular articles");
        }
        int claimed = getSession()
                .createNativeMutationQuery("""
                        insert into article_slug (slug, article_id)
                        values (:slug, :id)
                        on conflict (slug) do update set since = clock_timestamp() where article_slug.article_id = excluded.article_id""")
                .setParameter("slug", slug)
                .setParameter("id", id)
                .executeUpdate();
        if (claimed == 0) {
            throw new IllegalArgumentException("The slug " + slug + " belongs to another article");
        }
    }
}
