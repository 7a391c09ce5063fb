package org.broadsheet.editorial;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.article.Publishing;
import org.broadsheet.section.SectionName;
import org.broadsheet.shared.Origins;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Right;
import org.jspecify.annotations.Nullable;

/** Makes of a draft what the contract shows of it. */
@ApplicationScoped
class DraftViews {
    private final Drafts drafts;
    private final Gaps gaps;
    private final Publishing publishing;
    private final Names names;
    private final Origins origins;

    DraftViews(Drafts drafts, Gaps gaps, Publishing publishing, Names names, Origins origins) {
        this.drafts = drafts;
        this.gaps = gaps;
        this.publishing = publishing;
        this.names = names;
        this.origins = origins;
    }

    DraftView whole(Draft draft, Actor actor) {
        DraftText text = drafts.text(draft.id(), draft.revision());
        return new DraftView(
                draft.id(),
                draft.state(),
                draft.hasUnpublishedChanges(),
                draft.version(),
                draft.revision(),
                draft.liveRevision(),
                text(text),
                draft.creator(),
                draft.createdAt(),
                draft.changer(),
                draft.changedAt(),
                draft.publishAt(),
                draft.publishRevision(),
                draft.withdrawAt(),
                draft.withdrawReason(),
                draft.embargoedUntil(),
                draft.note(),
                live(draft),
                gaps.of(text),
                acts(draft, actor));
    }

    DraftView.Text text(DraftText text) {
        return new DraftView.Text(
                text.kind(),
                text.language(),
                text.slug(),
                text.headline(),
                text.kicker(),
                text.standfirst(),
                text.trailText(),
                text.body(),
                names.sectionName(text.sectionId()),
                names.authorNames(text.authorIds()),
                names.tagNames(text.tagIds()),
                text.leadImageId(),
                text.location(),
                text.rights(),
                text.translationGroup());
    }

    private DraftView.@Nullable Live live(Draft draft) {
        Publishing.Standing standing = draft.publicState() == null
                ? null
                : publishing.standing(draft.id()).orElse(null);
        Instant publishedAt = standing == null ? null : standing.publishedAt();
        if (standing == null || publishedAt == null) {
            return null;
        }
        Instant updatedAt = standing.updatedAt();
        return new DraftView.Live(
                standing.slug(),
                origins.siteUrl() + "/articles/" + standing.slug(),
                publishedAt,
                updatedAt == null ? publishedAt : updatedAt,
                standing.withdrawnReason());
    }

    DraftView.Card card(Drafts.Row row) {
        return new DraftView.Card(
                row.id(),
                row.state(),
                row.headline(),
                row.sectionSlug() == null || row.sectionName() == null
                        ? null
                        : new SectionName(row.sectionSlug(), row.sectionName()),
                row.language(),
                row.creator(),
                row.changer(),
                row.changedAt(),
                row.hasUnpublishedChanges(),
                row.publishAt(),
                row.withdrawAt(),
                row.embargoedUntil(),
                row.publishedAt());
    }

    /** What its doors would let somebody do, so that a desk offers nothing else. */
    private static List<String> acts(Draft draft, Actor actor) {
        List<String> acts = new ArrayList<>();
        boolean isWithdrawn = "withdrawn".equals(draft.publicState());
        boolean isPlanned = draft.publishAt() != null;
        add(acts, draft.isEditedBy(actor), "edit");
        add(acts, draft.isEditedBy(actor) && draft.stage().equals("draft") && !isPlanned, "submit");
        if (actor.may(Right.PUBLISH)) {
            add(acts, !draft.stage().equals("approved") && !isPlanned, "approve");
            add(acts, !draft.stage().equals("draft") && !isPlanned && !draft.isPublic() && !isWithdrawn, "giveBack");
            add(acts, !isWithdrawn, "publish");
            add(acts, !isWithdrawn, "schedule");
            add(acts, draft.publicState() != null, "correct");
            add(acts, draft.isPublic(), "withdraw");
        }
        add(acts, isWithdrawn && actor.may(Right.LEAD), "reinstate");
        add(acts, draft.isEditedBy(actor) && draft.publicState() == null && draft.liveRevision() == null, "discard");
        return acts;
    }

    private static void add(List<String> acts, boolean isOffered, String act) {
        if (isOffered) {
            acts.add(act);
        }
    }
}
