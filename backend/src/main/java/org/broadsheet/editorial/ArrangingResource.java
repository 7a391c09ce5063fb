package org.broadsheet.editorial;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.article.FrontPage;
import org.broadsheet.article.FrontPage.Slot;
import org.broadsheet.shared.Form;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Right;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The front page, as it is arranged. */
@Path("/v1/editorial/front")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Right.PUBLISH)
@RunOnVirtualThread
@Tag(name = "Editorial")
class ArrangingResource {
    private static final int MAX_BYTES = 16_384;
    private static final int MOST = 20;

    private final FrontPage front;
    private final Arranging arranging;
    private final ObjectMapper mapper;

    ArrangingResource(FrontPage front, Arranging arranging, ObjectMapper mapper) {
        this.front = front;
        this.arranging = arranging;
        this.mapper = mapper;
    }

    @Schema(description = "The front page as editors arrange it.")
    record FrontArrangement(
            @Schema(description = "The places in their order; the first leads.")
            List<FrontSlot> slots) {}

    @Schema(description = "One place of the front page.")
    record FrontSlot(
            @Schema(description = "The article that stands there, while readers can read it.")
            UUID articleId,

            @Schema(description = "When the place empties itself; null for never.", nullable = true) @Nullable
            Instant expiresAt) {}

    @GET
    @Operation(operationId = "getFrontArrangement", summary = "How the front page is arranged")
    @APIResponse(
            responseCode = "200",
            description = "The places.",
            content = @Content(schema = @Schema(implementation = FrontArrangement.class)))
    public Response arrangement() {
        return answer(front.arrangement());
    }

    @PUT
    @RolesAllowed(Right.LEAD)
    @Operation(
            operationId = "arrangeFront",
            summary = "Arranges the front page anew",
            description =
                    "All of it: what is left out stands there no more. Takes the `ETag` of what was read as `If-Match`.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = FrontArrangement.class)))
    @APIResponse(
            responseCode = "200",
            description = "The places.",
            content = @Content(schema = @Schema(implementation = FrontArrangement.class)))
    public Response arrange(
            byte[] body, @HeaderParam("If-Match") @Nullable String match, @Context SecurityIdentity identity) {
        int version = IfMatch.version(match);
        Form form = Form.of(body, MAX_BYTES, mapper);
        List<Slot> slots = form.objects("slots", MOST).stream()
                .map(slot -> new Slot(
                        slot.needed("articleId", slot.id("articleId"), new UUID(0, 0)),
                        slot.instant("expiresAt").orElse(null)))
                .toList();
        form.isSo(
                slots.stream().map(Slot::articleId).distinct().count() == slots.size(),
                "slots",
                "must name each article once");
        form.refuseFaults();
        return answer(arranging.arrange(Actor.of(identity), slots, version));
    }

    private static Response answer(FrontPage.Arrangement arrangement) {
        return Response.ok(new FrontArrangement(arrangement.slots().stream()
                        .map(slot -> new FrontSlot(slot.articleId(), slot.expiresAt()))
                        .toList()))
                .header(HttpHeaders.ETAG, IfMatch.etag(arrangement.version()))
                .build();
    }
}
