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
import java.io.InputStream;
import java.util.UUID;
import org.broadsheet.media.Description;
import org.broadsheet.media.Images;
import org.broadsheet.shared.Form;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.Origins;
import org.broadsheet.shared.Page.Slice;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where pictures come in. */
@Path("/v1/editorial/images")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Right.WRITE)
@RunOnVirtualThread
@Tag(name = "Editorial")
class ImageResource {
    private static final int MAX_FORM_BYTES = 20_000;

    private final Pictures pictures;
    private final Picturing picturing;
    private final Images images;
    private final Origins origins;
    private final ObjectMapper mapper;

    ImageResource(Pictures pictures, Picturing picturing, Images images, Origins origins, ObjectMapper mapper) {
        this.pictures = pictures;
        this.picturing = picturing;
        this.images = images;
        this.origins = origins;
        this.mapper = mapper;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "addImage", summary = "Takes a picture in", description = """
                    A JPEG, PNG, WebP, AVIF or GIF (its first frame) of at most 20 MB, 100 megapixels and 20,000 pixels a \
                    side; progressive JPEGs, WebPs and AVIFs of 50 megapixels. AVIF is taken where the server can read it. Its kind is told by its content: `Content-Type` is not \
                    believed. What a camera wrote into it, places too, does not survive. The same bytes again give the picture \
                    that is here, with 200, and what is said of it stays. Anything else is refused with 415.""")
    @Parameter(
            name = "alt",
            in = ParameterIn.QUERY,
            description = "What is to be seen; may be said later.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "caption",
            in = ParameterIn.QUERY,
            description = "The line under the picture.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "credit",
            in = ParameterIn.QUERY,
            description = "Who made it; may be said later.",
            schema = @Schema(type = SchemaType.STRING))
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "image/*",
                            schema = @Schema(type = SchemaType.STRING, format = "binary", description = "The file.")))
    @APIResponse(
            responseCode = "201",
            description = "Taken in.",
            content = @Content(schema = @Schema(implementation = PictureView.Whole.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was here already.",
            content = @Content(schema = @Schema(implementation = PictureView.Whole.class)))
    public Response add(InputStream body, @Context UriInfo uri, @Context SecurityIdentity identity) {
        Parameters parameters = Parameters.of(uri);
        Description description = PictureForms.description(parameters);
        parameters.refuseFaults();
        Actor actor = Actor.of(identity);
        Images.Taken taken = picturing.take(actor, body, description);
        return answer(taken.isNew() ? 201 : 200, taken.id(), actor)
                .header(HttpHeaders.LOCATION, origins.apiUrl() + "/v1/editorial/images/" + taken.id())
                .build();
    }

    @GET
    @Operation(
            operationId = "listImages",
            summary = "The newsroom's pictures, whatever was taken in last first",
            description = "`q` finds words, and their beginnings, in what is said of them.")
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "Words that all must stand there.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "unused",
            in = ParameterIn.QUERY,
            description = "`true` for those that no article uses.",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @Parameter(
            name = "file",
            in = ParameterIn.QUERY,
            description = "The address or the path of one of its files, as texts name it: the picture that it is of.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @Parameter(name = "cursor", in = ParameterIn.QUERY)
    @APIResponse(
            responseCode = "200",
            description = "A page of them.",
            content = @Content(schema = @Schema(implementation = PictureView.PictureList.class)))
    public PictureView.PictureList list(@Context UriInfo uri) {
        Parameters parameters = Parameters.of(uri);
        Pictures.Query query = PictureForms.query(parameters, images);
        parameters.refuseFaults();
        Slice<PictureView> page = pictures.page(query);
        String next = page.next(last -> parameters.place(last.id().toString()));
        return new PictureView.PictureList(page.items(), next);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getImage", summary = "A picture, and where it is used")
    @APIResponse(
            responseCode = "200",
            description = "The picture.",
            content = @Content(schema = @Schema(implementation = PictureView.Whole.class)))
    public Response one(@PathParam("id") String id, @Context SecurityIdentity identity) {
        return answer(200, id(id), Actor.of(identity)).build();
    }

    @PUT
    @Path("/{id}")
    @Operation(operationId = "describeImage", summary = "Says what a picture shows", description = """
                    Takes the `ETag` of what was read as `If-Match`. An alternative text and a credit are needed before an \
                    article with it is published; while readers see it, only those who publish change them.""")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = PictureView.DescriptionForm.class)))
    @APIResponse(
            responseCode = "200",
            description = "Said.",
            content = @Content(schema = @Schema(implementation = PictureView.Whole.class)))
    public Response describe(
            @PathParam("id") String id,
            byte[] body,
            @HeaderParam("If-Match") @Nullable String match,
            @Context SecurityIdentity identity) {
        Actor actor = Actor.of(identity);
        int version = IfMatch.version(match);
        Description description = PictureForms.description(Form.of(body, MAX_FORM_BYTES, mapper));
        picturing.describe(actor, id(id), version, description);
        return answer(200, id(id), actor).build();
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteImage",
            summary = "Throws a picture away that no article uses, with its files",
            description = "Takes `If-Match`. One's own; those who publish may delete any.")
    @APIResponse(responseCode = "204", description = "It is gone.")
    public Response delete(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String match,
            @Context SecurityIdentity identity) {
        picturing.delete(Actor.of(identity), id(id), IfMatch.version(match));
        return Response.noContent().build();
    }

    private static UUID id(String id) {
        return Ids.parse(id).orElseThrow(() -> ProblemException.notFound("picture"));
    }

    private Response.ResponseBuilder answer(int status, UUID id, Actor actor) {
        PictureView picture = pictures.find(id).orElseThrow(() -> ProblemException.notFound("picture"));
        return Response.status(status)
                .entity(new PictureView.Whole(picture, pictures.uses(actor, id)))
                .header(HttpHeaders.ETAG, IfMatch.etag(picture.version()));
    }
}
