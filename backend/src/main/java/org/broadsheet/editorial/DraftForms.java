package org.broadsheet.editorial;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.broadsheet.article.ArticleKind;
import org.broadsheet.article.CorrectionKind;
import org.broadsheet.media.Images;
import org.broadsheet.shared.Form;
import org.broadsheet.shared.SafeHtml;
import org.broadsheet.shared.Texts;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the newsroom sends, read and found right. */
@ApplicationScoped
class DraftForms {
    private static final int LINE = 300;
    private static final int PARAGRAPH = 2000;
    private static final int BODY = 800_000;
    private static final int NAMES = 50;
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    private final Names names;
    private final Images images;

    DraftForms(Names names, Images images) {
        this.names = names;
        this.images = images;
    }

    @Schema(name = "DraftText", description = "What an article is to say. What is left out is empty.")
    record Text(
            @Schema(description = "What sort of piece it is; `article` where it is left out.", nullable = true)
            @Nullable
            ArticleKind kind,

            @Schema(description = "Language tag of the text.")
            String language,

            @Schema(description = "For its address; needed before it is published.", nullable = true) @Nullable
            String slug,

            @Schema(description = "What the story is called.", nullable = true) @Nullable
            String headline,

            @Schema(description = "The line above the headline.", nullable = true) @Nullable
            String kicker,

            @Schema(description = "The paragraph under the headline.", nullable = true) @Nullable
            String standfirst,

            @Schema(description = "A shorter text for lists.", nullable = true) @Nullable
            String trailText,

            @Schema(description = "HTML; what is not of the documented subset is taken out.", nullable = true) @Nullable
            String body,

            @Schema(description = "Slug of the section it stands in.", nullable = true) @Nullable
            String section,

            @Schema(description = "Slugs of the authors, in the order of the byline.", nullable = true) @Nullable
            List<String> authors,

            @Schema(description = "Slugs of the tags, the most fitting first.", nullable = true) @Nullable
            List<String> tags,

            @Schema(description = "Id of the picture that leads it.", nullable = true) @Nullable
            UUID leadImageId,

            @Schema(description = "Where it was written: the dateline's place.", nullable = true) @Nullable
            String location,

            @Schema(description = "Who holds the rights, where it is not the paper.", nullable = true) @Nullable
            String rights,

            @Schema(description = "Shared by the versions of one story in several languages.", nullable = true)
            @Nullable
            UUID translationGroup) {}

    /** @throws org.broadsheet.shared.ProblemException naming everything that is wrong */
    DraftText text(Form form) {
        String language = form.line("language", 35)
                .filter(tag -> form.isSo(
                        LANGUAGE.matcher(tag).matches(), "language", "must be a language tag such as en or pt-PT"))
                .orElse("");
        form.needed("language", Optional.of(language).filter(tag -> !tag.isEmpty()), "");
        DraftText text = new DraftText(
                form.choice("kind", ArticleKind.class).orElse(ArticleKind.ARTICLE),
                language,
                form.slug("slug").orElse(""),
                form.line("headline", LINE).orElse(""),
                form.line("kicker", LINE).orElse(null),
                form.text("standfirst", PARAGRAPH).orElse(null),
                form.text("trailText", PARAGRAPH).orElse(null),
                form.text("body", BODY)
                        .map(html -> SafeHtml.of(images.byPaths(html)).html())
                        .orElse(""),
                form.slug("section")
                        .flatMap(slug -> known(form, "section", slug, names::section))
                        .orElse(null),
                all(form, "authors", names::author),
                all(form, "tags", names::tag),
                form.id("leadImageId")
                        .filter(id -> form.isSo(images.exists(id), "leadImageId", "is no picture that is here"))
                        .orElse(null),
                form.line("location", LINE).orElse(null),
                form.line("rights", LINE).orElse(null),
                form.id("translationGroup").orElse(null));
        form.refuseFaults();
        return text;
    }

    private static List<UUID> all(Form form, String field, Function<String, Optional<UUID>> find) {
        List<UUID> ids = new ArrayList<>();
        for (String slug : form.lines(field, NAMES, 200)) {
            known(form, field, slug, find).ifPresent(ids::add);
        }
        return ids.stream().distinct().toList();
    }

    private static Optional<UUID> known(Form form, String field, String slug, Function<String, Optional<UUID>> find) {
        Optional<UUID> id = find.apply(slug);
        if (id.isEmpty()) {
            form.fault(field, "there is none called " + Texts.quoted(slug));
        }
        return id;
    }

    @Schema(name = "Schedule", description = "What is to happen by itself; what is left out is not to.")
    record Plan(
            @Schema(description = "When readers are to see the newest revision.", nullable = true) @Nullable
            Instant publishAt,

            @Schema(description = "When it is to be taken back.", nullable = true) @Nullable
            Instant withdrawAt,

            @Schema(description = "What readers are told then; needed with `withdrawAt`.", nullable = true) @Nullable
            String withdrawReason,

            @Schema(description = "Nobody publishes it earlier.", nullable = true) @Nullable
            Instant embargoedUntil) {}

    static Releasing.Plan plan(Form form, Instant now) {
        Instant publishAt = form.instant("publishAt").orElse(null);
        Instant withdrawAt = form.instant("withdrawAt").orElse(null);
        String reason = form.line("withdrawReason", LINE).orElse(null);
        Instant embargo = form.instant("embargoedUntil").orElse(null);
        if (publishAt != null) {
            form.isSo(publishAt.isAfter(now), "publishAt", "must lie ahead; publish it now instead");
            form.isSo(
                    embargo == null || !publishAt.isBefore(embargo),
                    "publishAt",
                    "must not be before the embargo ends");
        }
        if (withdrawAt != null) {
            form.isSo(withdrawAt.isAfter(now), "withdrawAt", "must lie ahead; withdraw it now instead");
            form.isSo(publishAt == null || withdrawAt.isAfter(publishAt), "withdrawAt", "must come after publishAt");
        }
        form.isSo(
                (withdrawAt == null) == (reason == null),
                "withdrawReason",
                "goes with withdrawAt: readers are told why it is gone");
        form.refuseFaults();
        return new Releasing.Plan(publishAt, withdrawAt, reason, embargo);
    }

    @Schema(name = "NewCorrection", description = "What readers are to be told was wrong.")
    record Correction(
            CorrectionKind kind,

            @Schema(description = "What was wrong, and what is right.")
            String text) {}

    static Correction correction(Form form) {
        Correction correction = new Correction(
                form.needed("kind", form.choice("kind", CorrectionKind.class), CorrectionKind.CORRECTION),
                form.needed("text", form.text("text", PARAGRAPH), ""));
        form.refuseFaults();
        return correction;
    }

    @Schema(name = "Reason", description = "What readers are told in an article's place.")
    record Reason(@Schema(description = "Why it is gone.") String reason) {}

    static String reason(Form form) {
        String reason = form.needed("reason", form.line("reason", LINE), "");
        form.refuseFaults();
        return reason;
    }

    @Schema(name = "Note", description = "A word to a colleague.")
    record Note(
            @Schema(description = "What is still to be done.", nullable = true) @Nullable
            String note) {}

    static @Nullable String note(Form form) {
        String note = form.text("note", PARAGRAPH).orElse(null);
        form.refuseFaults();
        return note;
    }
}
