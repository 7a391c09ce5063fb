package org.broadsheet.editorial;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.article.ArticleKind;
import org.broadsheet.article.Manuscript;
import org.broadsheet.shared.Problem.Fault;
import org.jspecify.annotations.Nullable;

/**
 * What a revision says; unlike a {@link Manuscript} it may be unfinished. Kept as JSON, so a field that is added must be one that
 * old revisions can lack.
 *
 * @param slug wished for; empty until there is one
 * @param body sanitised HTML
 */
record DraftText(
        ArticleKind kind,
        String language,
        String slug,
        String headline,
        @Nullable String kicker,
        @Nullable String standfirst,
        @Nullable String trailText,
        String body,
        @Nullable UUID sectionId,
        List<UUID> authorIds,
        List<UUID> tagIds,
        @Nullable UUID leadImageId,
        @Nullable String location,
        @Nullable String rights,
        @Nullable UUID translationGroup) {

    DraftText {
        authorIds = List.copyOf(authorIds);
        tagIds = List.copyOf(tagIds);
    }

    static DraftText of(String slug, Manuscript manuscript) {
        return new DraftText(
                manuscript.kind(),
                manuscript.language(),
                slug,
                manuscript.headline(),
                manuscript.kicker(),
                manuscript.standfirst(),
                manuscript.trailText(),
                manuscript.body(),
                manuscript.sectionId(),
                manuscript.authorIds(),
                manuscript.tagIds(),
                manuscript.leadImageId(),
                manuscript.location(),
                manuscript.rights(),
                manuscript.translationGroup());
    }

    /** What is still missing before readers may see it; empty when it is complete. */
    List<Fault> missing() {
        List<Fault> missing = new ArrayList<>();
        need(missing, !headline.isBlank(), "headline", "is needed before it is published");
        need(missing, !slug.isBlank(), "slug", "is needed before it is published");
        need(missing, sectionId != null, "section", "is needed before it is published");
        need(missing, !body.isBlank(), "body", "is empty; there is nothing to publish");
        need(missing, !authorIds.isEmpty(), "authors", "must name at least one author before it is published");
        return missing;
    }

    private static void need(List<Fault> missing, boolean isThere, String field, String detail) {
        if (!isThere) {
            missing.add(Fault.pointer('/' + field, detail));
        }
    }

    /** Ready to be published; it must be {@linkplain #missing complete}. */
    Manuscript manuscript() {
        UUID section = sectionId;
        if (section == null) {
            throw new IllegalStateException("A text without a section is no manuscript");
        }
        return new Manuscript(
                kind,
                language,
                headline,
                kicker,
                standfirst,
                trailText,
                body,
                section,
                authorIds,
                tagIds,
                leadImageId,
                location,
                rights,
                translationGroup);
    }

    /** As much of it as there is, with something in the place of what a page cannot do without. */
    DraftText asFarAsItGoes(String slugInstead, UUID sectionInstead) {
        return new DraftText(
                kind,
                language,
                slug.isBlank() ? slugInstead : slug,
                headline.isBlank() ? "…" : headline,
                kicker,
                standfirst,
                trailText,
                body,
                sectionId == null ? sectionInstead : sectionId,
                authorIds,
                tagIds,
                leadImageId,
                location,
                rights,
                translationGroup);
    }
}
