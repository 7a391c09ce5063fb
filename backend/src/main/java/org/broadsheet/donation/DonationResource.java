package org.broadsheet.donation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.broadsheet.shared.ClientAddress;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.Origins;
import org.broadsheet.shared.Parameters;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/donations")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
@Tag(name = "Support")
class DonationResource {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{8,64}");
    private static final String BEARER = "Bearer ";

    private final Giving giving;
    private final Donors donors;
    private final Ending ending;
    private final Offers offers;
    private final Creations creations;
    private final ClientAddress addresses;
    private final Origins origins;
    private final ObjectMapper mapper;

    DonationResource(
            Giving giving,
            Donors donors,
            Ending ending,
            Offers offers,
            Creations creations,
            ClientAddress addresses,
            Origins origins,
            ObjectMapper mapper) {
        this.giving = giving;
        this.donors = donors;
        this.ending = ending;
        this.offers = offers;
        this.creations = creations;
        this.addresses = addresses;
        this.origins = origins;
        this.mapper = mapper;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "giveDonation", summary = "Begins a donation", description = """
                    Answers with the address where the donor agrees, and with the secret token that its state is asked for \
                    with. The same `Idempotency-Key` and body give the same donation again, with 200; another body under it \
                    is 422. Where the provider does not answer in time `approvalUrl` is null and comes with the donation \
                    itself: nothing is lost, and nobody pays twice.""")
    @Parameter(
            name = "Idempotency-Key",
            in = ParameterIn.HEADER,
            required = true,
            description =
                    "The client's own for this click: 8 to 64 letters, digits, dots, hyphens, underscores; a UUID is good.",
            schema = @Schema(type = SchemaType.STRING))
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = NewDonation.class)))
    @APIResponse(
            responseCode = "201",
            description = "Taken in.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = BegunDonation.class)))
    @APIResponse(
            responseCode = "200",
            description = "Taken in before, under the same key.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = BegunDonation.class)))
    public Response give(
            byte[] body, @Context UriInfo uri, @Context HttpHeaders headers, @Context HttpServerRequest request) {
        Parameters.of(uri).refuseFaults();
        String key = headers.getHeaderString("Idempotency-Key");
        if (key == null || !KEY.matcher(key).matches()) {
            throw new ProblemException(
                    ProblemKind.INVALID_PARAMETER,
                    "The header Idempotency-Key is needed: 8 to 64 letters, digits, dots, hyphens or underscores.");
        }
        DonationForm form = DonationForm.read(body, mapper, offers);
        if (!donors.isKnown(key)) {
            Duration pause = creations.admit(addresses.of(request));
            if (pause.isPositive()) {
                throw new ProblemException(
                        ProblemKind.TOO_MANY,
                        "So many donations are begun from here that this looks like a machine. Try again in "
                                + (pause.toMinutes() + 1) + " minutes.",
                        pause);
            }
        }
        Giving.Given given = giving.give(form, key);
        Donation donation = given.donation();
        BegunDonation begun = new BegunDonation(
                donation.id(),
                given.token(),
                DonationView.of(donation, 0).status(),
                donation.approvalUrl(),
                donation.expiresAt(),
                new SupportView.ProviderView(donation.provider(), donation.mode()));
        return secret(Response.status(given.isNew() ? 201 : 200).entity(begun))
                .header(HttpHeaders.LOCATION, origins.apiUrl() + "/v1/donations/" + donation.id())
                .build();
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getDonation",
            summary = "Where a donation stands",
            description =
                    "For its donor alone: with the token as `Authorization: Bearer`. Ask again while `next.action` is `wait`.")
    @Parameter(
            name = "id",
            in = ParameterIn.PATH,
            description = "The donation's id.",
            schema = @Schema(ref = "#/components/schemas/UUID"))
    @APIResponse(
            responseCode = "200",
            description = "The donation.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = DonationView.class)))
    public Response donation(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters.of(uri).refuseFaults();
        return seen(own(id, headers));
    }

    @POST
    @Path("/{id}/cancel")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "cancelDonation",
            summary = "Ends a gift that recurs, or one that was not paid",
            description =
                    "For its donor alone. That it has ended already is success; money that came is given back by the newsroom.")
    @Parameter(
            name = "id",
            in = ParameterIn.PATH,
            description = "The donation's id.",
            schema = @Schema(ref = "#/components/schemas/UUID"))
    @APIResponse(
            responseCode = "200",
            description = "The donation as it is now.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = DonationView.class)))
    public Response cancel(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters.of(uri).refuseFaults();
        Donation donation = own(id, headers);
        ending.end(donation.id(), "donor");
        return seen(own(id, headers));
    }

    @GET
    @Path("/{id}/return")
    @Operation(hidden = true)
    public Response back(@PathParam("id") String id, @Context UriInfo uri) {
        return led(donors.back(id, uri.getQueryParameters().getFirst("s")));
    }

    @GET
    @Path("/{id}/cancelled")
    @Operation(hidden = true)
    public Response backWithout(@PathParam("id") String id, @Context UriInfo uri) {
        return led(donors.backWithout(id, uri.getQueryParameters().getFirst("s")));
    }

    private Response led(String path) {
        return secret(Response.seeOther(URI.create(origins.siteUrl() + path)))
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private Donation own(String id, HttpHeaders headers) {
        String authorization = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (authorization == null || !authorization.startsWith(BEARER)) {
            throw new ProblemException(
                    ProblemKind.NOT_AUTHENTICATED, "Send the donation's token as Authorization: Bearer.");
        }
        return Ids.parse(id)
                .flatMap(uuid -> donors.own(uuid, authorization.substring(BEARER.length())))
                .orElseThrow(() -> ProblemException.notFound("donation"));
    }

    private Response seen(Donation donation) {
        int decimals =
                offers.in(donation.currency()).map(Offers.Offer::decimals).orElse(2);
        Response.ResponseBuilder response = secret(Response.ok(DonationView.of(donation, decimals)));
        if (donation.state().isOpen()) {
            response.header(HttpHeaders.RETRY_AFTER, 2);
        }
        return response.build();
    }

    private static Response.ResponseBuilder secret(Response.ResponseBuilder response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
