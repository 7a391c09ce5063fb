package org.broadsheet.editorial;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.broadsheet.shared.Form;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Right;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where an article stands in the lists that make themselves, as far as editors decide. */
@Path("/v1/editorial/articles/{id}/placing")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Right.PUBLISH)
@RunOnVirtualThread
@Tag(name = "Editorial")
class PlacingResource {
    private static final int MAX_BYTES = 16_384;
    private static final int MOST = 50;

    private final Arranging arranging;
    private final ObjectMapper mapper;

    PlacingResource(Arranging arranging, ObjectMapper mapper) {
        this.arranging = arranging;
        this.mapper = mapper;
    }

    @Schema(description = "What editors decided of an article's place in lists.")
    record Placing(
            @Schema(description = "Stories that lead its related ones, in this order.")
            List<UUID> pinned,

            @Schema(description = "Stories that never stand beside it.")
            List<UUID> excluded,

            @Schema(description = "Whether it may stand beside others.")
            boolean isOffered,

            @Schema(description = "Whether it is kept out of the most popular. Nothing can be put into them.")
            boolean isExcludedFromPopular) {}

    @GET
    @Operation(operationId = "getPlacing", summary = "What editors decided of an article's place in lists")
    @APIResponse(
            responseCode = "200",
            description = "The decisions.",
            content = @Content(schema = @Schema(implementation = Placing.class)))
    public Placing placing(@PathParam("id") String id) {
        return view(arranging.placing(DraftIds.of(id)));
    }

    @PUT
    @RolesAllowed(Right.LEAD)
    @Operation(
            operationId = "placeArticle",
            summary = "Decides of an article's place in lists",
            description = "All of it anew.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Placing.class)))
    @APIResponse(
            responseCode = "200",
            description = "The decisions.",
            content = @Content(schema = @Schema(implementation = Placing.class)))
    public Placing place(@PathParam("id") String id, byte[] body, @Context SecurityIdentity identity) {
        UUID article = DraftIds.of(id);
        Form form = Form.of(body, MAX_BYTES, mapper);
        Arranging.Placing placing = new Arranging.Placing(
                form.ids("pinned", MOST).stream().distinct().toList(),
                form.ids("excluded", MOST).stream().distinct().toList(),
                form.needed("isOffered", form.flag("isOffered"), true),
                form.needed("isExcludedFromPopular", form.flag("isExcludedFromPopular"), false));
        form.isSo(
                placing.pinned().stream().noneMatch(placing.excluded()::contains),
                "excluded",
                "names a story that is pinned too");
        form.isSo(
                !placing.pinned().contains(article) && !placing.excluded().contains(article),
                "pinned",
                "must not name the article itself");
        form.refuseFaults();
        arranging.place(Actor.of(identity), article, placing);
        return view(arranging.placing(article));
    }

    private static Placing view(Arranging.Placing placing) {
        return new Placing(placing.pinned(), placing.excluded(), placing.isOffered(), placing.isExcludedFromPopular());
    }
}
