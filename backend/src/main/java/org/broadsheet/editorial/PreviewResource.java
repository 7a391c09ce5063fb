package org.broadsheet.editorial;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.broadsheet.article.ArticleView;
import org.broadsheet.shared.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where the link of a preview leads. */
@Path("/v1/editorial/previews")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
@Tag(name = "Editorial")
class PreviewResource {
    private final Previewing previewing;

    PreviewResource(Previewing previewing) {
        this.previewing = previewing;
    }

    @GET
    @Path("/{token}")
    @Operation(
            operationId = "readPreview",
            summary = "What a preview's link shows",
            description = "The same shape as a published article. Whoever has the link may see it, while it stands.")
    @Parameter(
            name = "token",
            in = ParameterIn.PATH,
            description = "What stands behind `/preview/` in the link.",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The article as it would be.",
            content = @Content(schema = @Schema(implementation = ArticleView.class)))
    public Response read(@PathParam("token") String token) {
        ArticleView shown = previewing.read(token).orElseThrow(() -> ProblemException.notFound("preview"));
        return Response.ok(shown)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .build();
    }
}
