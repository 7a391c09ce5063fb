package org.broadsheet.editorial;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import java.util.regex.Pattern;
import org.broadsheet.shared.Form;
import org.broadsheet.shared.Origins;
import org.broadsheet.shared.Page.Slice;
import org.broadsheet.shared.Parameters;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.shared.Secrets;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Right;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where people write. */
@Path("/v1/editorial/articles")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Right.WRITE)
@RunOnVirtualThread
@Tag(name = "Editorial", description = "How articles are written, reviewed, published, corrected and withdrawn.")
class DraftResource {
    static final int MAX_BYTES = 1_000_000;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private final Drafts drafts;
    private final Drafting drafting;
    private final DraftViews views;
    private final DraftForms forms;
    private final Presences presences;
    private final Origins origins;
    private final ObjectMapper mapper;

    DraftResource(
            Drafts drafts,
            Drafting drafting,
            DraftViews views,
            DraftForms forms,
            Presences presences,
            Origins origins,
            ObjectMapper mapper) {
        this.drafts = drafts;
        this.drafting = drafting;
        this.views = views;
        this.forms = forms;
        this.presences = presences;
        this.origins = origins;
        this.mapper = mapper;
    }

    @GET
    @Operation(
            operationId = "listDrafts",
            summary = "What the newsroom works at, whatever was changed last first",
            description = """
                    Everything that one may see: one's own, what is published, and for those who publish all of it. `q` finds \
                    words, and their beginnings, in what was saved last.""")
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description = "Only what stands so.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"draft", "in_review", "approved", "scheduled", "published", "withdrawn"}))
    @Parameter(
            name = "whose",
            in = ParameterIn.QUERY,
            description = "`mine` for what one began oneself.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"mine", "all"},
                            defaultValue = "all"))
    @Parameter(
            name = "section",
            in = ParameterIn.QUERY,
            description = "Only what stands in this section.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "Words that all must stand in it.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @Parameter(name = "cursor", in = ParameterIn.QUERY)
    @APIResponse(
            responseCode = "200",
            description = "A page of it.",
            content = @Content(schema = @Schema(implementation = DraftView.DraftList.class)))
    public DraftView.DraftList list(@Context UriInfo uri, @Context SecurityIdentity identity) {
        Parameters parameters = Parameters.of(uri);
        DraftQuery query = DraftQuery.read(parameters, Actor.of(identity));
        parameters.refuseFaults();
        Slice<Drafts.Row> page = drafts.page(query);
        String next = page.hasMore()
                ? parameters
                        .place(
                                page.items().getLast().changedAt().toString(),
                                page.items().getLast().id().toString())
                        .encoded()
                : null;
        return new DraftView.DraftList(page.items().stream().map(views::card).toList(), next);
    }

    @POST
    @Operation(operationId = "createDraft", summary = "Begins an article", description = """
                    It may be as unfinished as one likes; only `language` is needed. The same `Idempotency-Key` and body give \
                    the same article again, with 200.""")
    @Parameter(
            name = "Idempotency-Key",
            in = ParameterIn.HEADER,
            description = "The client's own for this act: 8 to 64 letters, digits, dots, hyphens, underscores.",
            schema = @Schema(type = SchemaType.STRING))
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DraftForms.Text.class)))
    @APIResponse(
            responseCode = "201",
            description = "Begun.",
            content = @Content(schema = @Schema(implementation = DraftView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Begun before, under the same key.",
            content = @Content(schema = @Schema(implementation = DraftView.class)))
    public Response create(
            byte[] body, @HeaderParam("Idempotency-Key") @Nullable String key, @Context SecurityIdentity identity) {
        Actor actor = Actor.of(identity);
        if (key != null && !KEY.matcher(key).matches()) {
            throw new ProblemException(
                    ProblemKind.INVALID_PARAMETER,
                    "The header Idempotency-Key has 8 to 64 letters, digits, dots, hyphens or underscores.");
        }
        DraftText text = forms.text(Form.of(body, MAX_BYTES, mapper));
        Drafting.Created created = drafting.create(
                actor, text, key == null ? null : Secrets.hash(actor.id() + " " + key), Secrets.hash(body));
        return answer(created.isNew() ? 201 : 200, created.id(), actor)
                .header(HttpHeaders.LOCATION, origins.apiUrl() + "/v1/editorial/articles/" + created.id())
                .build();
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getDraft", summary = "An article as the newsroom works at it")
    @APIResponse(
            responseCode = "200",
            description = "The article.",
            content = @Content(schema = @Schema(implementation = DraftView.class)))
    public Response one(@PathParam("id") String id, @Context SecurityIdentity identity) {
        return answer(200, DraftIds.of(id), Actor.of(identity)).build();
    }

    @PUT
    @Path("/{id}")
    @Operation(operationId = "saveDraft", summary = "Saves what an article is to say", description = """
                    Readers see nothing of it before it is published. Takes the `ETag` of what was read as `If-Match`; where \
                    somebody else saved meanwhile the answer is 412 with what it is now as `current`.""")
    @Parameter(
            name = "autosave",
            in = ParameterIn.QUERY,
            description =
                    "`true` where the desk saves by itself: then the last save of this sort grows instead of a new one beginning.",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DraftForms.Text.class)))
    @APIResponse(
            responseCode = "200",
            description = "Saved.",
            content = @Content(schema = @Schema(implementation = DraftView.class)))
    public Response save(
            @PathParam("id") String id,
            byte[] body,
            @HeaderParam("If-Match") @Nullable String match,
            @Context UriInfo uri,
            @Context SecurityIdentity identity) {
        Parameters parameters = Parameters.of(uri);
        boolean isAutosave = parameters.choice("autosave", Autosave.class).orElse(Autosave.FALSE) == Autosave.TRUE;
        parameters.refuseFaults();
        int version = IfMatch.version(match);
        Actor actor = Actor.of(identity);
        UUID article = DraftIds.of(id);
        drafting.save(actor, article, version, forms.text(Form.of(body, MAX_BYTES, mapper)), isAutosave);
        return answer(200, article, actor).build();
    }

    private enum Autosave {
        TRUE,
        FALSE
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "discardDraft",
            summary = "Throws an article away that readers never saw",
            description = "Takes `If-Match`.")
    @APIResponse(responseCode = "204", description = "It is gone.")
    public Response discard(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String match,
            @Context SecurityIdentity identity) {
        drafting.discard(Actor.of(identity), DraftIds.of(id), IfMatch.version(match));
        return Response.noContent().build();
    }

    @PUT
    @Path("/{id}/presence")
    @Operation(
            operationId = "tellPresence",
            summary = "Says that one has an article open, and who else has",
            description = "To be said every ten seconds or so; it fades by itself after thirty.")
    @APIResponse(
            responseCode = "200",
            description = "The others.",
            content = @Content(schema = @Schema(implementation = DraftView.Presence.class)))
    public DraftView.Presence presence(@PathParam("id") String id, @Context SecurityIdentity identity) {
        Actor actor = Actor.of(identity);
        UUID article = DraftIds.of(id);
        return new DraftView.Presence(presences.tell(seen(article, actor).id(), actor.id()));
    }

    private Draft seen(UUID id, Actor actor) {
        return drafts.find(id)
                .filter(draft -> draft.isSeenBy(actor))
                .orElseThrow(() -> ProblemException.notFound("article"));
    }

    private Response.ResponseBuilder answer(int status, UUID id, Actor actor) {
        Draft draft = seen(id, actor);
        return Response.status(status)
                .entity(views.whole(draft, actor))
                .header(HttpHeaders.ETAG, IfMatch.etag(draft.version()));
    }
}
