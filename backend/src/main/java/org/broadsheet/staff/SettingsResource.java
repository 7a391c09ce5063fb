package org.broadsheet.staff;

import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.shared.InForce;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is in force on the node that answers, for those who set the newsroom up. */
@Path("/v1/staff/settings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Right.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Staff")
class SettingsResource {
    private final List<InForce> rooms;

    SettingsResource(@All List<InForce> rooms) {
        this.rooms = rooms;
    }

    @Schema(name = "Settings", description = "What is in force. No secret is in it, only that there is one.")
    record Settings(
            @Schema(description = "The settings by what they are of, in alphabetical order.")
            List<InForce.Group> groups) {}

    @GET
    @Operation(
            operationId = "getSettings",
            summary = "The limits and times that are in force, and what is configured",
            description = "As the node has them that answers. They are changed by its environment, not here.")
    @APIResponse(
            responseCode = "200",
            description = "The settings.",
            content = @Content(schema = @Schema(implementation = Settings.class)))
    public Settings settings() {
        return new Settings(rooms.stream()
                .map(InForce::inForce)
                .sorted(Comparator.comparing(InForce.Group::name))
                .toList());
    }
}
