package org.broadsheet.donation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.broadsheet.shared.Form;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
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

/** How money is given back. */
@Path("/v1/staff/donations/{id}/refunds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Right.DONATIONS)
@RunOnVirtualThread
@Tag(name = "Donations")
class RefundResource {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{8,64}");
    private static final int REASON = 200;

    private final Refunding refunding;
    private final DonationFile files;
    private final ObjectMapper mapper;

    RefundResource(Refunding refunding, DonationFile files, ObjectMapper mapper) {
        this.refunding = refunding;
        this.files = files;
        this.mapper = mapper;
    }

    @Schema(name = "NewRefund", description = "What is to be given back.")
    record NewRefund(
            @Schema(description = "Id of the payment.") UUID payment,

            @Schema(
                    description = "How much, in the currency's smallest unit; all that is left where it is left out.",
                    nullable = true)
            @Nullable
            Long amountMinor,

            @Schema(description = "Why. It stays in the books for ever: nothing personal.")
            String reason) {}

    @POST
    @Operation(operationId = "refundDonation", summary = "Gives money back, all or a part", description = """
                    From an amount on that the newsroom sets it is only asked for: then `state` is `requested`, and a second \
                    person must agree. The same `Idempotency-Key` and body are the same refund; 409 where so much is not left, or \
                    the provider refuses.""")
    @Parameter(
            name = "Idempotency-Key",
            in = ParameterIn.HEADER,
            required = true,
            description = "The client's own for this click: 8 to 64 letters, digits, dots, hyphens, underscores.",
            schema = @Schema(type = SchemaType.STRING))
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewRefund.class)))
    @APIResponse(
            responseCode = "201",
            description = "The refund, as far as it has come.",
            content = @Content(schema = @Schema(implementation = Refunding.Refund.class)))
    public Response refund(
            @PathParam("id") String id,
            byte[] body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context SecurityIdentity identity) {
        if (key == null || !KEY.matcher(key).matches()) {
            throw new ProblemException(
                    ProblemKind.INVALID_PARAMETER,
                    "The header Idempotency-Key is needed: 8 to 64 letters, digits, dots, hyphens or underscores.");
        }
        Actor actor = Actor.of(identity).confirmed();
        Form form = Form.of(body, AccountingResource.MAX_BYTES, mapper);
        UUID payment = form.needed("payment", form.id("payment"), actor.id());
        Long amount = form.number("amountMinor", 1, Long.MAX_VALUE).orElse(null);
        String reason = form.needed("reason", form.line("reason", REASON), "");
        form.refuseFaults();
        of(id, payment, "payment");
        UUID refund = UUID.nameUUIDFromBytes((actor.id() + " " + key).getBytes(StandardCharsets.UTF_8));
        return Response.status(201)
                .entity(refunding.refund(new Refunding.Wish(refund, payment, amount, reason), actor))
                .build();
    }

    @POST
    @Path("/{refund}/approval")
    @Operation(
            operationId = "approveRefund",
            summary = "Agrees to a refund that somebody else asked for",
            description = "409 for whoever asked for it.")
    @APIResponse(
            responseCode = "200",
            description = "The refund, as far as it has come.",
            content = @Content(schema = @Schema(implementation = Refunding.Refund.class)))
    public Refunding.Refund approve(
            @PathParam("id") String id, @PathParam("refund") String refund, @Context SecurityIdentity identity) {
        Actor actor = Actor.of(identity).confirmed();
        return refunding.approve(of(id, parsed(refund), "refund"), actor);
    }

    @POST
    @Path("/{refund}/refusal")
    @Operation(
            operationId = "declineRefund",
            summary = "Says that a refund which waits is not to be",
            description = "Whoever asked for it may say so too.")
    @APIResponse(
            responseCode = "200",
            description = "The refund, which failed.",
            content = @Content(schema = @Schema(implementation = Refunding.Refund.class)))
    public Refunding.Refund decline(
            @PathParam("id") String id, @PathParam("refund") String refund, @Context SecurityIdentity identity) {
        return refunding.decline(of(id, parsed(refund), "refund"), Actor.of(identity));
    }

    private static UUID parsed(String refund) {
        return Ids.parse(refund).orElseThrow(() -> ProblemException.notFound("refund"));
    }

    /** A payment or refund, which must be of the gift that the address names. */
    private UUID of(String donation, UUID one, String what) {
        if (Ids.parse(donation).filter(id -> files.has(id, one)).isEmpty()) {
            throw ProblemException.notFound(what);
        }
        return one;
    }
}
