package org.broadsheet.staff;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.broadsheet.shared.Form;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The accounts of the newsroom, for those who keep them. */
@Path("/v1/staff/members")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Right.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Staff")
class MemberResource {
    private final Members members;
    private final KeepingAccounts keepingAccounts;
    private final KeepingSafe keepingSafe;
    private final ObjectMapper mapper;

    MemberResource(Members members, KeepingAccounts keepingAccounts, KeepingSafe keepingSafe, ObjectMapper mapper) {
        this.members = members;
        this.keepingAccounts = keepingAccounts;
        this.keepingSafe = keepingSafe;
        this.mapper = mapper;
    }

    @Schema(description = "The accounts of the newsroom.")
    record MemberList(
            @Schema(description = "The accounts, by name.") List<MemberView> items) {}

    @Schema(description = "An account, and the link to it where no letter can bring it.")
    record Invited(
            @Schema(description = "The account.") MemberView member,

            @Schema(
                    description = "To be handed over by hand: no mail server is configured. Null where a letter goes.",
                    nullable = true)
            @Nullable
            String link) {}

    @GET
    @Operation(operationId = "listMembers", summary = "All accounts")
    @APIResponse(
            responseCode = "200",
            description = "The accounts, by name.",
            content = @Content(schema = @Schema(implementation = MemberList.class)))
    public MemberList members() {
        return new MemberList(members.all().stream().map(MemberView::of).toList());
    }

    @POST
    @Operation(operationId = "inviteMember", summary = "Makes an account, and invites its owner to choose a password")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = StaffForms.Invitation.class)))
    @APIResponse(
            responseCode = "201",
            description = "Invited.",
            content = @Content(schema = @Schema(implementation = Invited.class)))
    public Response invite(byte[] body, @Context SecurityIdentity identity) {
        StaffForms.Invitation form = StaffForms.invitation(form(body));
        KeepingAccounts.Sent sent = keepingAccounts.invite(Actor.of(identity).confirmed(), form);
        return Response.status(201).entity(invited(sent)).build();
    }

    @PUT
    @Path("/{id}")
    @Operation(
            operationId = "changeMember",
            summary = "Changes an account",
            description = "Its sessions end where it may do other things than before, or is suspended.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = StaffForms.Change.class)))
    @APIResponse(
            responseCode = "200",
            description = "The account as it is now.",
            content = @Content(schema = @Schema(implementation = MemberView.class)))
    public MemberView change(@PathParam("id") String id, byte[] body, @Context SecurityIdentity identity) {
        UUID member = id(id);
        StaffForms.Change form = StaffForms.change(form(body));
        members.change(
                Actor.of(identity).confirmed(),
                member,
                form.version(),
                form.name(),
                form.roles(),
                form.isSuspended(),
                form.authorId());
        return MemberView.of(members.byId(member).orElseThrow());
    }

    @POST
    @Path("/{id}/link")
    @Operation(
            operationId = "sendMemberLink",
            summary = "Sends the invitation again, or a link to a new password",
            description = "The links that were sent before are void.")
    @APIResponse(
            responseCode = "201",
            description = "It is on its way.",
            content = @Content(schema = @Schema(implementation = Invited.class)))
    public Response link(@PathParam("id") String id, @Context SecurityIdentity identity) {
        return Response.status(201)
                .entity(invited(keepingAccounts.link(Actor.of(identity).confirmed(), id(id))))
                .build();
    }

    @POST
    @Path("/{id}/second-factor-removal")
    @Operation(
            operationId = "removeMemberSecondFactor",
            summary = "Takes off the second factor of somebody who lost it",
            description = "Be sure who asks. The account's sessions are ended.")
    @APIResponse(responseCode = "204", description = "It is off.")
    public Response removeSecondFactor(@PathParam("id") String id, @Context SecurityIdentity identity) {
        keepingSafe.removeSecondFactorOf(Actor.of(identity).confirmed(), id(id));
        return Response.noContent().build();
    }

    private Invited invited(KeepingAccounts.Sent sent) {
        return new Invited(MemberView.of(members.byId(sent.member()).orElseThrow()), sent.link());
    }

    private static UUID id(String id) {
        return Ids.parse(id).orElseThrow(() -> ProblemException.notFound("member"));
    }

    private Form form(byte[] body) {
        return Form.of(body, SessionResource.MAX_BYTES, mapper);
    }
}
