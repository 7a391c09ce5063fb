package org.broadsheet.editorial;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.article.ArticleKind;
import org.broadsheet.author.AuthorName;
import org.broadsheet.section.SectionName;
import org.broadsheet.shared.Problem.Fault;
import org.broadsheet.tag.TagName;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
        name = "Draft",
        description = "An article as the newsroom works at it, whether or not readers see anything of it.")
record DraftView(
        @Schema(description = "Never changes.") UUID id,

        @Schema(
                description = "Where it stands.",
                enumeration = {"draft", "in_review", "approved", "scheduled", "published", "withdrawn"})
        String state,

        @Schema(description = "Whether readers see something else than what was saved last.")
        boolean hasUnpublishedChanges,

        @Schema(description = "Moves with every change; the `ETag` holds the same.")
        int version,

        @Schema(description = "The newest revision; 0 while nobody has worked at it here.")
        int revision,

        @Schema(description = "The revision that readers see, or saw last; null for none.", nullable = true) @Nullable
        Integer liveRevision,

        @Schema(description = "What the newest revision says.")
        Text text,

        @Schema(description = "Who began it.", nullable = true) @Nullable
        String createdBy,

        @Schema(description = "When it was begun.") Instant createdAt,

        @Schema(description = "Who changed it last.", nullable = true) @Nullable
        String changedBy,

        @Schema(description = "When it was changed last.") Instant changedAt,

        @Schema(description = "When it goes out by itself.", nullable = true) @Nullable
        Instant publishAt,

        @Schema(description = "Which revision goes out then.", nullable = true) @Nullable
        Integer publishRevision,

        @Schema(description = "When it is taken back by itself.", nullable = true) @Nullable
        Instant withdrawAt,

        @Schema(description = "What readers are told then.", nullable = true) @Nullable
        String withdrawReason,

        @Schema(description = "Nobody publishes it earlier.", nullable = true) @Nullable
        Instant embargoedUntil,

        @Schema(description = "What whoever gave it back had to say, or the schedule.", nullable = true) @Nullable
        String note,

        @Schema(description = "What readers see; null for nothing.", nullable = true) @Nullable
        Live live,

        @Schema(
                description =
                        "What is still missing before it can be published. The pictures of the text are counted: `/body/pictures/0` is the first.")
        List<Fault> missing,

        @Schema(
                description =
                        "What one may do to it: `edit`, `submit`, `approve`, `giveBack`, `publish`, `schedule`, `correct`, `withdraw`, `reinstate`, `discard`.")
        List<String> acts) {

    @Schema(name = "DraftWords", description = "What a revision says.")
    record Text(
            ArticleKind kind,

            @Schema(description = "Language tag of the text.")
            String language,

            @Schema(description = "For its address; empty while there is none.")
            String slug,

            @Schema(description = "What the story is called; empty while it has no name.")
            String headline,

            @Schema(description = "The line above the headline.", nullable = true) @Nullable
            String kicker,

            @Schema(description = "The paragraph under the headline.", nullable = true) @Nullable
            String standfirst,

            @Schema(description = "A shorter text for lists.", nullable = true) @Nullable
            String trailText,

            @Schema(description = "HTML of the documented, sanitised subset.")
            String body,

            @Schema(description = "The section it stands in.", nullable = true) @Nullable
            SectionName section,

            @Schema(description = "The authors, in the order of the byline.")
            List<AuthorName> authors,

            @Schema(description = "The tags, the most fitting first.")
            List<TagName> tags,

            @Schema(description = "Id of the picture that leads it.", nullable = true) @Nullable
            UUID leadImageId,

            @Schema(description = "The dateline's place.", nullable = true) @Nullable
            String location,

            @Schema(description = "Who holds the rights, where it is not the paper.", nullable = true) @Nullable
            String rights,

            @Schema(description = "Shared by the versions of one story in several languages.", nullable = true)
            @Nullable
            UUID translationGroup) {}

    @Schema(name = "LiveArticle", description = "What readers see of an article.")
    record Live(
            @Schema(description = "Its present slug.") String slug,
            @Schema(description = "Its page on the site.") String url,

            @Schema(description = "What readers are told as its time.")
            Instant publishedAt,

            @Schema(description = "What readers are told as the time of its last update.")
            Instant updatedAt,

            @Schema(description = "What readers are told in its place; null while they can read it.", nullable = true)
            @Nullable
            String withdrawnReason) {}

    @Schema(name = "DraftList", description = "A page of what the newsroom works at.")
    record DraftList(
            @Schema(description = "Whatever was changed last, first.")
            List<Card> items,

            @Schema(description = "The cursor of the next page; null on the last.", nullable = true) @Nullable
            String next) {}

    @Schema(name = "DraftCard", description = "An article in a list of the newsroom.")
    record Card(
            @Schema(description = "Never changes.") UUID id,

            @Schema(
                    description = "Where it stands.",
                    enumeration = {"draft", "in_review", "approved", "scheduled", "published", "withdrawn"})
            String state,

            @Schema(description = "What the story is called; empty while it has no name.")
            String headline,

            @Schema(description = "The section it stands in.", nullable = true) @Nullable
            SectionName section,

            @Schema(description = "Language tag of the text.")
            String language,

            @Schema(description = "Who began it.", nullable = true) @Nullable
            String createdBy,

            @Schema(description = "Who changed it last.", nullable = true) @Nullable
            String changedBy,

            @Schema(description = "When it was changed last.")
            Instant changedAt,

            @Schema(description = "Whether readers see something else than what was saved last.")
            boolean hasUnpublishedChanges,

            @Schema(description = "When it goes out by itself.", nullable = true) @Nullable
            Instant publishAt,

            @Schema(description = "When it is taken back by itself.", nullable = true) @Nullable
            Instant withdrawAt,

            @Schema(description = "Nobody publishes it earlier.", nullable = true) @Nullable
            Instant embargoedUntil,

            @Schema(description = "What readers are told as its time.", nullable = true) @Nullable
            Instant publishedAt) {}

    @Schema(name = "RevisionList", description = "The saves of an article.")
    record RevisionList(
            @Schema(description = "The newest first.") List<RevisionItem> items,

            @Schema(description = "The cursor of the next page; null on the last.", nullable = true) @Nullable
            String next) {}

    @Schema(name = "RevisionItem", description = "One save of an article.")
    record RevisionItem(
            @Schema(description = "Its number, from 1.") int number,
            @Schema(description = "When it was saved.") Instant savedAt,

            @Schema(
                    description = "Who saved it; null for what was there before anybody worked at it here.",
                    nullable = true)
            @Nullable
            String savedBy,

            @Schema(description = "Whether the desk saved it by itself.")
            boolean isAutosave) {}

    @Schema(name = "Revision", description = "One save of an article, whole.")
    record RevisionWhole(
            @Schema(description = "Its number, from 1.") int number,
            @Schema(description = "What it says.") Text text) {}

    @Schema(name = "Difference", description = "What changed from one revision to another.")
    record DifferenceView(
            @Schema(description = "The older one's number.") int from,
            @Schema(description = "The newer one's number.") int to,

            @Schema(description = "The fields that are not the same.")
            List<FieldChange> fields) {}

    @Schema(name = "FieldChange", description = "What changed in one field.")
    record FieldChange(
            @Schema(description = "The field's name.") String field,

            @Schema(description = "Its text, in pieces: to be read one after another.")
            List<Piece> pieces) {}

    @Schema(name = "DifferencePiece", description = "A run of text.")
    record Piece(
            @Schema(
                    description = "Whether it stayed, came or went.",
                    enumeration = {"same", "added", "removed"})
            String kind,

            @Schema(description = "The text, its line breaks included.")
            String text) {}

    @Schema(name = "PreviewLink", description = "A link to one revision for people without an account.")
    record PreviewLink(
            @Schema(description = "The page on the site that shows it.")
            String url,

            @Schema(description = "When it stops working.") Instant expiresAt) {}

    @Schema(name = "Presence", description = "Who has an article open just now.")
    record Presence(
            @Schema(description = "The colleagues' names.") List<String> others) {}
}
