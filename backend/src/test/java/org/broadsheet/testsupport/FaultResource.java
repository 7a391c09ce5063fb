package org.broadsheet.testsupport;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Doors that fail in every way that a room could, and one that takes a body; only tests have them. */
@Path("/test")
@Produces(MediaType.APPLICATION_JSON)
public class FaultResource {
    public record Note(String title, int pages, List<String> tags) {}

    @POST
    @Path("/notes")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Note take(Note note) {
        return note;
    }

    @GET
    @Path("/broken")
    @PermitAll
    @Operation(hidden = true)
    public Note broken() {
        throw new IllegalStateException("select secret from vault", new SQLException("relation \"vault\"", "42P01"));
    }

    @GET
    @Path("/database-away")
    @PermitAll
    @Operation(hidden = true)
    public Note databaseAway() {
        throw new IllegalStateException(new SQLTransientConnectionException("10.0.0.7 refused", "08001"));
    }

    @GET
    @Path("/staff")
    @RolesAllowed("editor")
    @Operation(hidden = true)
    public Note staff() {
        return new Note("secret", 1, List.of());
    }

    /** Says nothing about access, so nobody may enter. */
    @GET
    @Path("/forgotten")
    @Operation(hidden = true)
    public Note forgotten() {
        return new Note("secret", 1, List.of());
    }
}
