package org.broadsheet.editorial;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Right;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether the links of a text answer, before readers find out. */
@Path("/v1/editorial/articles/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Right.WRITE)
@RunOnVirtualThread
@Tag(name = "Editorial")
class LinkResource {
    private final LinkChecking checking;

    LinkResource(LinkChecking checking) {
        this.checking = checking;
    }

    @POST
    @Path("/check-links")
    @Operation(
            operationId = "checkLinks",
            summary = "Asks the links of the newest revision whether they answer",
            description = """
                    The first 50 of other sites, each within 5 seconds and all within 12; redirects are followed. Only \
                    public addresses are asked, at the ports 80 and 443. Links to the newsroom's own pages are looked up. \
                    Six times a minute for each member.""")
    @APIResponse(
            responseCode = "200",
            description = "Each link, and what became of it.",
            content = @Content(schema = @Schema(implementation = LinkView.All.class)))
    public LinkView.All check(@PathParam("id") String id, @Context SecurityIdentity identity) {
        return checking.check(Actor.of(identity), DraftIds.of(id));
    }
}
