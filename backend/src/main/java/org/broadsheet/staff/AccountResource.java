package org.broadsheet.staff;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.broadsheet.shared.Form;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.staff.AccountViews.RecoveryCodes;
import org.broadsheet.staff.AccountViews.SecondFactorSecret;
import org.broadsheet.staff.AccountViews.TokenItem;
import org.broadsheet.staff.AccountViews.TokenList;
import org.broadsheet.staff.AccountViews.TokenMade;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One's own account. What it is kept safe by is changed in person, never by a script's token. */
@Path("/v1/staff")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Staff")
class AccountResource {
    private final KeepingSafe keepingSafe;
    private final PersonalTokens tokens;
    private final Members members;
    private final ObjectMapper mapper;

    AccountResource(KeepingSafe keepingSafe, PersonalTokens tokens, Members members, ObjectMapper mapper) {
        this.keepingSafe = keepingSafe;
        this.tokens = tokens;
        this.members = members;
        this.mapper = mapper;
    }

    @PUT
    @Path("/password")
    @Operation(
            operationId = "changePassword",
            summary = "Changes one's own password",
            description = "Every other session of the account is ended.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = StaffForms.PasswordChange.class)))
    @APIResponse(responseCode = "204", description = "It is changed.")
    public Response changePassword(byte[] body, @Context SecurityIdentity identity) {
        Actor actor = Actor.of(identity).inPerson();
        StaffForms.PasswordChange form =
                StaffForms.passwordChange(form(body), members.byId(actor.id()).orElseThrow());
        keepingSafe.changePassword(actor, form.present(), form.password());
        return Response.noContent().build();
    }

    @POST
    @Path("/second-factor")
    @Operation(
            operationId = "beginSecondFactor",
            summary = "Begins to set up a second factor",
            description = "It is in force once a code of it was given. What was begun before is void.")
    @APIResponse(
            responseCode = "200",
            description = "The secret for the authenticator.",
            content = @Content(schema = @Schema(implementation = SecondFactorSecret.class)))
    public SecondFactorSecret beginSecondFactor(@Context SecurityIdentity identity) {
        Actor actor = Actor.of(identity).inPerson().confirmed();
        return SecondFactorSecret.of(
                keepingSafe.beginSecondFactor(actor),
                members.byId(actor.id()).orElseThrow().email());
    }

    @PUT
    @Path("/second-factor")
    @Operation(
            operationId = "confirmSecondFactor",
            summary = "Puts a second factor into force",
            description = "Gives the recovery codes, which are shown this once. Every other session is ended.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = StaffForms.Code.class)))
    @APIResponse(
            responseCode = "200",
            description = "It is in force.",
            content = @Content(schema = @Schema(implementation = RecoveryCodes.class)))
    public RecoveryCodes confirmSecondFactor(byte[] body, @Context SecurityIdentity identity) {
        return new RecoveryCodes(
                keepingSafe.confirmSecondFactor(Actor.of(identity).inPerson(), StaffForms.code(form(body))));
    }

    @POST
    @Path("/second-factor/recovery-codes")
    @Operation(
            operationId = "renewRecoveryCodes",
            summary = "Makes new recovery codes",
            description = "Takes a code of the second factor; the old ones are void.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = StaffForms.Code.class)))
    @APIResponse(
            responseCode = "200",
            description = "The new ones.",
            content = @Content(schema = @Schema(implementation = RecoveryCodes.class)))
    public RecoveryCodes renewRecoveryCodes(byte[] body, @Context SecurityIdentity identity) {
        return new RecoveryCodes(
                keepingSafe.renewRecoveryCodes(Actor.of(identity).inPerson(), StaffForms.code(form(body))));
    }

    @POST
    @Path("/second-factor/removal")
    @Operation(
            operationId = "removeSecondFactor",
            summary = "Takes off one's second factor",
            description = "Takes a code of it. Every other session is ended.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = StaffForms.Code.class)))
    @APIResponse(responseCode = "204", description = "It is off.")
    public Response removeSecondFactor(byte[] body, @Context SecurityIdentity identity) {
        keepingSafe.removeSecondFactor(Actor.of(identity).inPerson(), StaffForms.code(form(body)));
        return Response.noContent().build();
    }

    @GET
    @Path("/tokens")
    @Operation(operationId = "listTokens", summary = "One's personal tokens")
    @APIResponse(
            responseCode = "200",
            description = "The tokens, the newest first.",
            content = @Content(schema = @Schema(implementation = TokenList.class)))
    public TokenList tokens(@Context SecurityIdentity identity) {
        return new TokenList(tokens.of(Actor.of(identity).id()).stream()
                .map(one -> new TokenItem(
                        one.id(),
                        one.name(),
                        List.copyOf(Arrays.asList(one.rights().split(",", -1))),
                        one.createdAt(),
                        one.expiresAt(),
                        one.lastUsedAt()))
                .toList());
    }

    @POST
    @Path("/tokens")
    @Operation(
            operationId = "makeToken",
            summary = "Makes a personal token for a script",
            description = "Its secret is given this once. Send it as `Authorization: Bearer bs_pat_…`.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = StaffForms.NewToken.class)))
    @APIResponse(
            responseCode = "201",
            description = "The token.",
            content = @Content(schema = @Schema(implementation = TokenMade.class)))
    public Response makeToken(byte[] body, @Context SecurityIdentity identity) {
        Actor actor = Actor.of(identity).inPerson().confirmed();
        StaffForms.NewToken form = StaffForms.newToken(form(body), actor);
        PersonalTokens.Made made = tokens.make(actor, form.name(), form.rights(), Duration.ofDays(form.days()));
        return Response.status(201)
                .entity(new TokenMade(made.id(), made.secret()))
                .build();
    }

    @DELETE
    @Path("/tokens/{id}")
    @Operation(operationId = "revokeToken", summary = "Revokes a personal token")
    @APIResponse(responseCode = "204", description = "It is of no use any more.")
    public Response revokeToken(@PathParam("id") String id, @Context SecurityIdentity identity) {
        Actor actor = Actor.of(identity).inPerson();
        if (Ids.parse(id).filter(one -> tokens.revoke(actor, one)).isEmpty()) {
            throw ProblemException.notFound("token");
        }
        return Response.noContent().build();
    }

    private Form form(byte[] body) {
        return Form.of(body, SessionResource.MAX_BYTES, mapper);
    }
}
