package org.broadsheet.donation;

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
import org.broadsheet.shared.Form;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Right;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What gifts are for. */
@Path("/v1/staff/campaigns")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Right.DONATIONS)
@RunOnVirtualThread
@Tag(name = "Donations")
class CampaignResource {
    private static final int TITLE = 200;
    private static final int DESCRIPTION = 2000;
    private static final long MOST = 1_000_000_000_000L;

    private final Campaigns campaigns;
    private final Offers offers;
    private final ObjectMapper mapper;

    CampaignResource(Campaigns campaigns, Offers offers, ObjectMapper mapper) {
        this.campaigns = campaigns;
        this.offers = offers;
        this.mapper = mapper;
    }

    @Schema(name = "CampaignList", description = "What gifts are for.")
    record CampaignList(
            @Schema(description = "All campaigns, those that are open first.")
            List<Campaigns.Kept> items) {}

    @Schema(name = "NewCampaign", description = "A campaign to be made.")
    record NewCampaign(
            @Schema(description = "For its address; it stays.")
            String slug,

            @Schema(description = "What it is called.") String title,
            @Schema(description = "What it is for.") String description,

            @Schema(description = "How much is to come together, in the currency's smallest unit.", nullable = true)
            @Nullable
            Long goalMinor,

            @Schema(description = "Of what (ISO 4217), where there is a goal.", nullable = true) @Nullable
            String goalCurrency,

            @Schema(description = "Whether gifts are taken for it; true where it is left out.", nullable = true)
            @Nullable
            Boolean isOpen) {}

    @Schema(name = "CampaignChange", description = "What a campaign is to say from now on, all of it.")
    record Change(
            @Schema(description = "What it is called.") String title,
            @Schema(description = "What it is for.") String description,

            @Schema(description = "How much is to come together, in the currency's smallest unit.", nullable = true)
            @Nullable
            Long goalMinor,

            @Schema(description = "Of what (ISO 4217), where there is a goal.", nullable = true) @Nullable
            String goalCurrency,

            @Schema(description = "Whether gifts are taken for it; true where it is left out.", nullable = true)
            @Nullable
            Boolean isOpen) {}

    @GET
    @Operation(operationId = "listCampaigns", summary = "All campaigns, closed ones too")
    @APIResponse(
            responseCode = "200",
            description = "The campaigns.",
            content = @Content(schema = @Schema(implementation = CampaignList.class)))
    public CampaignList campaigns() {
        return new CampaignList(campaigns.all());
    }

    @POST
    @Operation(operationId = "createCampaign", summary = "Makes a campaign")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewCampaign.class)))
    @APIResponse(
            responseCode = "201",
            description = "All campaigns, with the new one.",
            content = @Content(schema = @Schema(implementation = CampaignList.class)))
    public Response create(byte[] body, @Context SecurityIdentity identity) {
        Form form = Form.of(body, AccountingResource.MAX_BYTES, mapper);
        String slug = form.needed("slug", form.slug("slug"), "");
        Campaigns.Plan plan = plan(form);
        if (!campaigns.add(slug, plan, Actor.of(identity))) {
            throw new ProblemException(ProblemKind.CONFLICT, "There is a campaign of this slug. Choose another.");
        }
        return Response.status(201).entity(campaigns()).build();
    }

    @PUT
    @Path("/{slug}")
    @Operation(
            operationId = "changeCampaign",
            summary = "Changes, opens or closes a campaign",
            description = "The general one stays open: close the newsroom's donations as a whole by configuration.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Change.class)))
    @APIResponse(
            responseCode = "200",
            description = "All campaigns, as they are now.",
            content = @Content(schema = @Schema(implementation = CampaignList.class)))
    public CampaignList change(@PathParam("slug") String slug, byte[] body, @Context SecurityIdentity identity) {
        Campaigns.Plan plan = plan(Form.of(body, AccountingResource.MAX_BYTES, mapper));
        if (slug.equals(Campaigns.GENERAL) && !plan.isOpen()) {
            throw new ProblemException(
                    ProblemKind.CONFLICT, "Gifts that name no campaign are for this one, so it stays open.");
        }
        if (!campaigns.change(slug, plan, Actor.of(identity))) {
            throw ProblemException.notFound("campaign");
        }
        return campaigns();
    }

    private Campaigns.Plan plan(Form form) {
        Long goal = form.number("goalMinor", 1, MOST).orElse(null);
        String currency = form.line("goalCurrency", 3)
                .filter(code -> form.isSo(
                        offers.in(code).isPresent(), "goalCurrency", "must be a currency that gifts are taken in"))
                .orElse(null);
        form.isSo((goal == null) == (currency == null), "goalCurrency", "goes with goalMinor");
        Campaigns.Plan plan = new Campaigns.Plan(
                form.needed("title", form.line("title", TITLE), ""),
                form.needed("description", form.text("description", DESCRIPTION), ""),
                goal,
                currency,
                form.flag("isOpen").orElse(true));
        form.refuseFaults();
        return plan;
    }
}
