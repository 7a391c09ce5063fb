package org.broadsheet.staff;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.Parameters;
import org.broadsheet.shared.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Everybody's personal tokens: a script outlives whoever remembers it, and somebody must be able to end it. */
@Path("/v1/staff/member-tokens")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Right.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Staff")
class MemberTokenResource {
    private final PersonalTokens tokens;

    MemberTokenResource(PersonalTokens tokens) {
        this.tokens = tokens;
    }

    @Schema(description = "A page of everybody's personal tokens.")
    record MemberTokenList(
            @Schema(description = "The tokens that have not ended, the newest first.")
            List<MemberToken> items,

            @Schema(description = "The cursor of the next page; null on the last.", nullable = true) @Nullable
            String next) {}

    @Schema(description = "A personal token of somebody, without its secret.")
    record MemberToken(
            @Schema(description = "The token's id.") UUID id,
            @Schema(description = "Id of whose it is.") UUID memberId,
            @Schema(description = "Whose it is.") String memberName,
            @Schema(description = "What it is for.") String name,

            @Schema(description = "What it may do, as long as whose it is may do so too.")
            List<String> rights,

            @Schema(description = "When it was made.") Instant createdAt,
            @Schema(description = "When it ends.") Instant expiresAt,

            @Schema(description = "When it was last used, to the minute; null for never.", nullable = true) @Nullable
            Instant lastUsedAt) {
        static MemberToken of(PersonalTokens.Owned one) {
            return new MemberToken(
                    one.id(),
                    one.memberId(),
                    one.memberName(),
                    one.name(),
                    List.copyOf(Arrays.asList(one.rights().split(",", -1))),
                    one.createdAt(),
                    one.expiresAt(),
                    one.lastUsedAt());
        }
    }

    @GET
    @Operation(operationId = "listMemberTokens", summary = "Everybody's personal tokens")
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @Parameter(name = "cursor", in = ParameterIn.QUERY)
    @APIResponse(
            responseCode = "200",
            description = "A page of them.",
            content = @Content(schema = @Schema(implementation = MemberTokenList.class)))
    public MemberTokenList tokens(@Context UriInfo uri) {
        Parameters parameters = Parameters.of(uri);
        int limit = parameters.limit();
        UUID before = parameters
                .cursor(1)
                .flatMap(cursor -> Ids.parse(cursor.text(0)))
                .orElse(null);
        parameters.refuseFaults();
        List<PersonalTokens.Owned> found = tokens.all(before, limit + 1);
        List<PersonalTokens.Owned> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit
                ? parameters.place(page.getLast().id().toString()).encoded()
                : null;
        return new MemberTokenList(page.stream().map(MemberToken::of).toList(), next);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "revokeMemberToken",
            summary = "Revokes somebody's personal token",
            description = "The next request with it is refused.")
    @APIResponse(responseCode = "204", description = "It is of no use any more.")
    public Response revoke(@PathParam("id") String id, @Context SecurityIdentity identity) {
        if (Ids.parse(id)
                .filter(token -> tokens.revokeOfAnybody(Actor.of(identity), token))
                .isEmpty()) {
            throw ProblemException.notFound("token");
        }
        return Response.noContent().build();
    }
}
