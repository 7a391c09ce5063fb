package org.broadsheet.article;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.changes.Change.Kind;
import org.broadsheet.changes.Change.Subject;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.SafeHtml;
import org.broadsheet.shared.Texts;
import org.broadsheet.tag.Tagging;
import org.jspecify.annotations.Nullable;

/**
 * The rules of publishing. Each act is one transaction that leaves the article, the kept counts, the copies of its
 * publication time and the change log in step, or nothing changed.
 */
@ApplicationScoped
public class Publishing implements PanacheRepositoryBase<Article, UUID> {
    /** Lists the most popular, beside the addresses of articles. */
    private static final String POPULAR = "popular";

    private final Filing filing;
    private final Tagging tagging;
    private final ChangeLog changes;
    private final Clock clock;

    Publishing(Filing filing, Tagging tagging, ChangeLog changes, Clock clock) {
        this.filing = filing;
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
        filing.attach(article.id, manuscript);
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
                                filing.authors(id),
                                filing.tags(id),
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
        filing.lock(article);
        filing.appear(article, told);
        changes.add(Kind.PUBLISHED, Subject.ARTICLE, id);
    }

    /** Replaces what an article says. @param at what readers see as the time of the update, when it is public */
    @Transactional
    public void update(UUID id, Manuscript manuscript, Instant at) {
        Article article = locked(id);
        boolean isPublic = article.isPublished();
        if (isPublic) {
            filing.lock(article, manuscript);
            filing.disappear(article);
        }
        write(article, manuscript);
        touch(article);
        filing.detach(id);
        filing.attach(article.id, manuscript);
        if (isPublic) {
            article.updatedAt = told(at);
            filing.appear(article, publishedAt(article));
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
        tell(article, Kind.SLUG_CHANGED);
    }

    /** What is said of a picture that an article shows is said otherwise now. */
    @Transactional
    public void redescribe(UUID id) {
        Article article = locked(id);
        tell(article, Kind.UPDATED);
    }

    /**
     * Decides where an article may stand in the lists that make themselves. Readers are told once, and only of something new.
     *
     * @param isOffered whether among the related stories of others
     * @param isExcludedFromPopular whether never among the most popular, into which nothing can be put
     * @param isMoreDecided whether the same act decided more of its place, which has to be told too
     */
    @Transactional
    public void place(UUID id, boolean isOffered, boolean isExcludedFromPopular, boolean isMoreDecided) {
        Article article = locked(id);
        if (!isMoreDecided
                && article.isOffered == isOffered
                && article.isExcludedFromPopular == isExcludedFromPopular) {
            return;
        }
        article.isOffered = isOffered;
        article.isExcludedFromPopular = isExcludedFromPopular;
        tell(article, Kind.UPDATED);
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
            filing.lock(article);
            filing.disappear(article);
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
        List<UUID> carrying = filing.mergeTags(from, into);
        List<UUID> read = getSession()
                .createNativeQuery("""
                        with retagged as (
                            update article set version = version + 1, changed_at = :now
                            where id = any(cast(:ids as uuid[]))
                            returning id, state)
                        select id from retagged where state = 'published'""", UUID.class)
                .setParameter("now", clock.instant())
                .setParameter("ids", carrying.toArray(UUID[]::new))
                .getResultList();
        tagging.fold(from, into);
        // What these are related to may be otherwise now, which a tag that is only renamed does not touch.
        changes.add(Kind.UPDATED, Subject.ARTICLE, read);
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

    /** Follows a change of what is said of an article: those who read it are told, where there are any. */
    private void tell(Article article, Kind kind) {
        touch(article);
        if (article.isPublished()) {
            changes.add(kind, Subject.ARTICLE, article.id);
        }
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
