package org.broadsheet.editorial;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.broadsheet.shared.Form;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Right;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How an article passes from hand to hand and before its readers: each step by its name, each with its right. */
@Path("/v1/editorial/articles/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Right.PUBLISH)
@RunOnVirtualThread
@Tag(name = "Editorial")
class ReleaseResource {
    private static final int MAX_BYTES = 16_384;

    private final Reviewing reviewing;
    private final Releasing releasing;
    private final Drafts drafts;
    private final DraftViews views;
    private final Clock clock;
    private final ObjectMapper mapper;

    ReleaseResource(
            Reviewing reviewing,
            Releasing releasing,
            Drafts drafts,
            DraftViews views,
            Clock clock,
            ObjectMapper mapper) {
        this.reviewing = reviewing;
        this.releasing = releasing;
        this.drafts = drafts;
        this.views = views;
        this.clock = clock;
        this.mapper = mapper;
    }

    @POST
    @Path("/submit")
    @RolesAllowed(Right.WRITE)
    @Operation(operationId = "submitDraft", summary = "Asks for a review")
    @APIResponse(
            responseCode = "200",
            description = "The article as it stands now.",
            content = @Content(schema = @Schema(implementation = DraftView.class)))
    public Response submit(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String match,
            @Context SecurityIdentity identity) {
        reviewing.submit(Actor.of(identity), DraftIds.of(id), IfMatch.version(match));
        return now(id, identity);
    }

    @POST
    @Path("/approve")
    @Operation(operationId = "approveDraft", summary = "Says that it may go out as it is")
    @APIResponse(
            responseCode = "200",
            description = "The article as it stands now.",
            content = @Content(schema = @Schema(implementation = DraftView.class)))
    public Response approve(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String match,
            @Context SecurityIdentity identity) {
        reviewing.approve(Actor.of(identity), DraftIds.of(id), IfMatch.version(match));
        return now(id, identity);
    }

    @POST
    @Path("/give-back")
    @Operation(operationId = "giveBackDraft", summary = "Gives it back to whoever writes, with a word")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DraftForms.Note.class)))
    @APIResponse(
            responseCode = "200",
            description = "The article as it stands now.",
            content = @Content(schema = @Schema(implementation = DraftView.class)))
    public Response giveBack(
            @PathParam("id") String id,
            byte[] body,
            @HeaderParam("If-Match") @Nullable String match,
            @Context SecurityIdentity identity) {
        int version = IfMatch.version(match);
        reviewing.giveBack(Actor.of(identity), DraftIds.of(id), version, DraftForms.note(form(body)));
        return now(id, identity);
    }

    @POST
    @Path("/publish")
    @Operation(
            operationId = "publishDraft",
            summary = "Shows readers the newest revision, now",
            description = "400 names everything that is still missing. What was scheduled is off.")
    @APIResponse(
            responseCode = "200",
            description = "The article as it stands now.",
            content = @Content(schema = @Schema(implementation = DraftView.class)))
    public Response publish(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String match,
            @Context SecurityIdentity identity) {
        releasing.publish(Actor.of(identity), DraftIds.of(id), IfMatch.version(match));
        return now(id, identity);
    }

    @PUT
    @Path("/schedule")
    @Operation(
            operationId = "scheduleDraft",
            summary = "Plans when it goes out, and when it is taken back",
            description = """
                    Replaces the whole plan: an empty one takes everything off. The newest revision goes out, at that time by \
                    the database's clock, never earlier; what is saved later does not.""")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DraftForms.Plan.class)))
    @APIResponse(
            responseCode = "200",
            description = "The article as it stands now.",
            content = @Content(schema = @Schema(implementation = DraftView.class)))
    public Response schedule(
            @PathParam("id") String id,
            byte[] body,
            @HeaderParam("If-Match") @Nullable String match,
            @Context SecurityIdentity identity) {
        int version = IfMatch.version(match);
        releasing.schedule(Actor.of(identity), DraftIds.of(id), version, DraftForms.plan(form(body), clock.instant()));
        return now(id, identity);
    }

    @POST
    @Path("/corrections")
    @Operation(
            operationId = "correctArticle",
            summary = "Tells readers what was wrong",
            description =
                    "A correction is added and never taken back. The text itself is mended by saving and publishing it.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DraftForms.Correction.class)))
    @APIResponse(
            responseCode = "200",
            description = "The article as it stands now.",
            content = @Content(schema = @Schema(implementation = DraftView.class)))
    public Response correct(
            @PathParam("id") String id,
            byte[] body,
            @HeaderParam("If-Match") @Nullable String match,
            @Context SecurityIdentity identity) {
        int version = IfMatch.version(match);
        DraftForms.Correction correction = DraftForms.correction(form(body));
        releasing.correct(Actor.of(identity), DraftIds.of(id), version, correction.kind(), correction.text());
        return now(id, identity);
    }

    @POST
    @Path("/withdraw")
    @Operation(
            operationId = "withdrawArticle",
            summary = "Takes it back",
            description = "Its address answers 410 with the reason from now on.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DraftForms.Reason.class)))
    @APIResponse(
            responseCode = "200",
            description = "The article as it stands now.",
            content = @Content(schema = @Schema(implementation = DraftView.class)))
    public Response withdraw(
            @PathParam("id") String id,
            byte[] body,
            @HeaderParam("If-Match") @Nullable String match,
            @Context SecurityIdentity identity) {
        int version = IfMatch.version(match);
        releasing.withdraw(Actor.of(identity), DraftIds.of(id), version, DraftForms.reason(form(body)));
        return now(id, identity);
    }

    @POST
    @Path("/reinstate")
    @RolesAllowed(Right.LEAD)
    @Operation(
            operationId = "reinstateArticle",
            summary = "Puts a withdrawn article back",
            description = "As it was, with its own date.")
    @APIResponse(
            responseCode = "200",
            description = "The article as it stands now.",
            content = @Content(schema = @Schema(implementation = DraftView.class)))
    public Response reinstate(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String match,
            @Context SecurityIdentity identity) {
        releasing.reinstate(Actor.of(identity), DraftIds.of(id), IfMatch.version(match));
        return now(id, identity);
    }

    private Response now(String id, SecurityIdentity identity) {
        Draft draft = drafts.find(DraftIds.of(id)).orElseThrow(() -> ProblemException.notFound("article"));
        return Response.ok(views.whole(draft, Actor.of(identity)))
                .header(HttpHeaders.ETAG, IfMatch.etag(draft.version()))
                .build();
    }

    private Form form(byte[] body) {
        return Form.of(body, MAX_BYTES, mapper);
    }
}
