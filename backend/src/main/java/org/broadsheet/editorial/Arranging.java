package org.broadsheet.editorial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.article.FrontPage;
import org.broadsheet.article.FrontPage.Slot;
import org.broadsheet.article.Publishing;
import org.broadsheet.related.RelatedChoices;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Audit;

/** What editors put where: on the front page, beside a story, and out of the lists that make themselves. */
@ApplicationScoped
class Arranging {
    private final FrontPage front;
    private final RelatedChoices choices;
    private final Publishing publishing;
    private final Audit audit;

    Arranging(FrontPage front, RelatedChoices choices, Publishing publishing, Audit audit) {
        this.front = front;
        this.choices = choices;
        this.publishing = publishing;
        this.audit = audit;
    }

    /** @throws ProblemException when somebody arranged it meanwhile, or an article never was public */
    @Transactional
    FrontPage.Arrangement arrange(Actor actor, List<Slot> slots, int version) {
        slots.forEach(slot -> known(slot.articleId()));
        if (front.arrange(slots, version).isEmpty()) {
            throw new ProblemException(
                    ProblemKind.STALE,
                    "Somebody arranged it meanwhile; nothing was overwritten. Read it again, and put yours into that.");
        }
        audit.note(
                actor,
                "front.arranged",
                null,
                Map.of("articles", slots.stream().map(Slot::articleId).toList()));
        return front.arrangement();
    }

    /** What editors decided of an article's place in lists. */
    record Placing(List<UUID> pinned, List<UUID> excluded, boolean isOffered, boolean isExcludedFromPopular) {}

    @Transactional
    Placing placing(UUID article) {
        Publishing.Standing standing = known(article);
        RelatedChoices.Choices chosen = choices.of(article);
        return new Placing(chosen.pinned(), chosen.excluded(), standing.isOffered(), standing.isExcludedFromPopular());
    }

    /** Decides all of it anew. */
    @Transactional
    void place(Actor actor, UUID article, Placing placing) {
        known(article);
        placing.pinned().forEach(this::known);
        placing.excluded().forEach(this::known);
        RelatedChoices.Choices before = choices.of(article);
        boolean isChosenAnew = !before.pinned().equals(placing.pinned())
                || !Set.copyOf(before.excluded()).equals(Set.copyOf(placing.excluded()));
        // First, since it locks the article: of two who decide at once the second waits.
        publishing.place(article, placing.isOffered(), placing.isExcludedFromPopular(), isChosenAnew);
        if (isChosenAnew) {
            choices.choose(article, placing.pinned(), placing.excluded());
        }
        audit.note(
                actor,
                "article.placed",
                Drafting.subject(article),
                Map.of(
                        "pinned", placing.pinned(),
                        "excluded", placing.excluded(),
                        "isOffered", placing.isOffered(),
                        "isExcludedFromPopular", placing.isExcludedFromPopular()));
    }

    private Publishing.Standing known(UUID article) {
        return publishing
                .standing(article)
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.CONFLICT,
                        "Article " + article + " was never public, so it stands in no list. Publish it first."));
    }
}
