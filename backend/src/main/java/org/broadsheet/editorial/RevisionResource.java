package org.broadsheet.editorial;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.broadsheet.article.ArticleView;
import org.broadsheet.shared.Parameters;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Right;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What an article said at each save, and how it would look. */
@Path("/v1/editorial/articles/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Right.WRITE)
@RunOnVirtualThread
@Tag(name = "Editorial")
class RevisionResource {
    private final Drafts drafts;
    private final Drafting drafting;
    private final DraftViews views;
    private final Previewing previewing;

    RevisionResource(Drafts drafts, Drafting drafting, DraftViews views, Previewing previewing) {
        this.drafts = drafts;
        this.drafting = drafting;
        this.views = views;
        this.previewing = previewing;
    }

    @GET
    @Path("/revisions")
    @Operation(operationId = "listRevisions", summary = "Every save of an article, the newest first")
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @Parameter(name = "cursor", in = ParameterIn.QUERY)
    @APIResponse(
            responseCode = "200",
            description = "A page of them.",
            content = @Content(schema = @Schema(implementation = DraftView.RevisionList.class)))
    public DraftView.RevisionList revisions(
            @PathParam("id") String id, @Context UriInfo uri, @Context SecurityIdentity identity) {
        Parameters parameters = Parameters.of(uri);
        int limit = parameters.limit();
        int below = parameters.cursor(1).map(cursor -> cursor.number(0)).orElse(Integer.MAX_VALUE);
        parameters.refuseFaults();
        UUID article = seen(id, identity);
        List<Drafts.Revision> found = drafts.revisions(article, below, limit + 1);
        List<Drafts.Revision> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit
                ? parameters.place(Integer.toString(page.getLast().number())).encoded()
                : null;
        return new DraftView.RevisionList(
                page.stream()
                        .map(one -> new DraftView.RevisionItem(
                                one.number(), one.savedAt(), one.savedBy(), one.isAutosave()))
                        .toList(),
                next);
    }

    @GET
    @Path("/revisions/{number}")
    @Operation(operationId = "getRevision", summary = "What an article said at one save")
    @APIResponse(
            responseCode = "200",
            description = "The revision.",
            content = @Content(schema = @Schema(implementation = DraftView.RevisionWhole.class)))
    public DraftView.RevisionWhole revision(
            @PathParam("id") String id, @PathParam("number") String number, @Context SecurityIdentity identity) {
        UUID article = seen(id, identity);
        return new DraftView.RevisionWhole(number(number), views.text(drafts.text(article, number(number))));
    }

    @GET
    @Path("/revisions/{number}/difference")
    @Operation(
            operationId = "compareRevisions",
            summary = "What changed from one save to another, word by word",
            description = "To `number` from `from`, or from the save before it.")
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "The number of the older one.",
            schema = @Schema(type = SchemaType.INTEGER))
    @APIResponse(
            responseCode = "200",
            description = "The difference.",
            content = @Content(schema = @Schema(implementation = DraftView.DifferenceView.class)))
    public DraftView.DifferenceView difference(
            @PathParam("id") String id,
            @PathParam("number") String number,
            @Context UriInfo uri,
            @Context SecurityIdentity identity) {
        Parameters parameters = Parameters.of(uri);
        int to = number(number);
        int from = parameters.text("from").map(RevisionResource::number).orElse(Math.max(1, to - 1));
        parameters.refuseFaults();
        UUID article = seen(id, identity);
        return new DraftView.DifferenceView(
                from,
                to,
                Difference.between(views.text(drafts.text(article, from)), views.text(drafts.text(article, to))));
    }

    @POST
    @Path("/revisions/{number}/restore")
    @Operation(
            operationId = "restoreRevision",
            summary = "Makes an old revision the newest",
            description = "Those between stay, and readers see nothing of it before it is published.")
    @APIResponse(
            responseCode = "200",
            description = "The article as it is now.",
            content = @Content(schema = @Schema(implementation = DraftView.class)))
    public Response restore(
            @PathParam("id") String id,
            @PathParam("number") String number,
            @HeaderParam("If-Match") @Nullable String match,
            @Context SecurityIdentity identity) {
        Actor actor = Actor.of(identity);
        UUID article = DraftIds.of(id);
        drafting.restore(actor, article, IfMatch.version(match), number(number));
        Draft draft = drafts.find(article).orElseThrow();
        return Response.ok(views.whole(draft, actor))
                .header(HttpHeaders.ETAG, IfMatch.etag(draft.version()))
                .build();
    }

    @GET
    @Path("/revisions/{number}/page")
    @Operation(
            operationId = "showRevision",
            summary = "One revision as readers would see it",
            description = "The same shape as a published article, whatever the revision still lacks.")
    @APIResponse(
            responseCode = "200",
            description = "The article as it would be.",
            content = @Content(schema = @Schema(implementation = ArticleView.class)))
    public ArticleView page(
            @PathParam("id") String id, @PathParam("number") String number, @Context SecurityIdentity identity) {
        return previewing.show(seen(id, identity), number(number));
    }

    @POST
    @Path("/revisions/{number}/previews")
    @Operation(
            operationId = "makePreview",
            summary = "A link to one revision for somebody without an account",
            description = "Good for an hour, and until it is revoked.")
    @APIResponse(
            responseCode = "201",
            description = "The link.",
            content = @Content(schema = @Schema(implementation = DraftView.PreviewLink.class)))
    public Response preview(
            @PathParam("id") String id, @PathParam("number") String number, @Context SecurityIdentity identity) {
        Previewing.Link link = previewing.make(Actor.of(identity), DraftIds.of(id), number(number));
        return Response.status(201)
                .entity(new DraftView.PreviewLink(link.url(), link.expiresAt()))
                .build();
    }

    @DELETE
    @Path("/previews")
    @Operation(operationId = "revokePreviews", summary = "Ends every link to an article's revisions")
    @APIResponse(responseCode = "204", description = "They are dead.")
    public Response revoke(@PathParam("id") String id, @Context SecurityIdentity identity) {
        previewing.revoke(Actor.of(identity), DraftIds.of(id));
        return Response.noContent().build();
    }

    private UUID seen(String id, SecurityIdentity identity) {
        return drafts.find(DraftIds.of(id))
                .filter(draft -> draft.isSeenBy(Actor.of(identity)))
                .map(Draft::id)
                .orElseThrow(() -> ProblemException.notFound("article"));
    }

    private static int number(String number) {
        if (!number.matches("[0-9]{1,8}")) {
            throw ProblemException.notFound("revision");
        }
        return Integer.parseInt(number);
    }
}
