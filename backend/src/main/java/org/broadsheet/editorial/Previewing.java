package org.broadsheet.editorial;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.article.ArticleView;
import org.broadsheet.article.Articles;
import org.broadsheet.article.Publishing;
import org.broadsheet.shared.Origins;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.shared.Secrets;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Audit;
import org.broadsheet.staff.Right;
import org.broadsheet.staff.Role;
import org.hibernate.Session;

/**
 * Shows one revision as readers would see it. It is published for the eyes of one transaction that never commits, so that a
 * preview is the real thing and cannot differ from it.
 */
@ApplicationScoped
class Previewing {
    static final Duration LIFE = Duration.ofHours(1);

    private final Drafts drafts;
    private final Releasing releasing;
    private final Publishing publishing;
    private final Articles articles;
    private final Audit audit;
    private final Origins origins;
    private final Clock clock;
    private final Session database;

    Previewing(
            Drafts drafts,
            Releasing releasing,
            Publishing publishing,
            Articles articles,
            Audit audit,
            Origins origins,
            Clock clock,
            Session database) {
        this.drafts = drafts;
        this.releasing = releasing;
        this.publishing = publishing;
        this.articles = articles;
        this.audit = audit;
        this.origins = origins;
        this.clock = clock;
        this.database = database;
    }

    /** @param url of the site's page; the secret in it is kept nowhere here */
    record Link(String url, Instant expiresAt) {}

    /** A link to a revision, good for an hour. */
    @Transactional
    Link make(Actor actor, UUID id, int revision) {
        Draft draft = drafts.find(id)
                .filter(one -> one.isSeenBy(actor))
                .orElseThrow(() -> ProblemException.notFound("article"));
        if (draft.revision() == 0) {
            drafts.locked(id);
        }
        int shown = Math.max(1, revision);
        drafts.refuseUnknown(id, shown);
        String token = Secrets.fresh();
        Instant expiresAt = database.createNativeQuery("""
                        insert into preview (token_hash, article_id, revision, made_by, expires_at)
                        values (:hash, :id, :revision, :actor, now() + make_interval(secs => :seconds))
                        returning expires_at""", Instant.class)
                .setParameter("hash", Secrets.hash(token))
                .setParameter("id", id)
                .setParameter("revision", shown)
                .setParameter("actor", actor.id())
                .setParameter("seconds", (double) LIFE.toSeconds())
                .getSingleResult();
        audit.note(actor, "preview.made", Drafting.subject(id), Map.of("revision", shown));
        return new Link(origins.siteUrl() + "/preview/" + token, expiresAt);
    }

    /** Ends every link to an article's revisions. */
    @Transactional
    void revoke(Actor actor, UUID id) {
        if (drafts.find(id).filter(one -> one.isEditedBy(actor)).isEmpty()) {
            throw ProblemException.notFound("article");
        }
        database.createNativeMutationQuery("delete from preview where article_id = :id or expires_at < now()")
                .setParameter("id", id)
                .executeUpdate();
        audit.note(actor, "preview.revoked", Drafting.subject(id), Map.of());
    }

    private record Shown(UUID id, int revision) {}

    /** What a link shows, while it stands and whoever made it still works here and may see the article. */
    Optional<ArticleView> read(String token) {
        return database.createNativeQuery("""
                        select p.article_id, p.revision
                        from preview p
                        join staff_member m on m.id = p.made_by
                        join draft d on d.id = p.article_id
                        left join published_article a on a.id = p.article_id
                        where p.token_hash = :hash and p.expires_at > now() and m.state = 'active'
                            and (d.created_by = m.id or a.id is not null or m.roles && string_to_array(:publishers, ','))""", Shown.class)
                .setParameter("publishers", String.join(",", Role.holding(Right.PUBLISH)))
                .setParameter("hash", Secrets.hash(token))
                .uniqueResultOptional()
                .map(shown -> show(shown.id(), shown.revision()));
    }

    /** A revision as readers would see it. */
    ArticleView show(UUID id, int revision) {
        QuarkusTransaction.begin();
        try {
            DraftText text = drafts.text(id, revision)
                    .asFarAsItGoes("preview-" + id.toString().substring(24), anySection());
            boolean isFree = drafts.ownerOf(text.slug()).map(id::equals).orElse(true);
            if (!isFree) {
                throw new ProblemException(
                        ProblemKind.CONFLICT, "The slug belongs to another article. Choose another, then look again.");
            }
            Instant at = publishing
                    .standing(id)
                    .flatMap(one -> Optional.ofNullable(one.publishedAt()))
                    .orElse(clock.instant());
            releasing.put(id, text, at);
            return articles.view(id).orElseThrow();
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private UUID anySection() {
        return database.createNativeQuery("select id from section order by position, id limit 1", UUID.class)
                .uniqueResultOptional()
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.CONFLICT,
                        "There is no section yet, and an article stands in one. Make a section first."));
    }
}
