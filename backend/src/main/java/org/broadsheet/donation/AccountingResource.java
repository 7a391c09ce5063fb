package org.broadsheet.donation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.shared.Form;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.Parameters;
import org.broadsheet.shared.ProblemException;
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

/** The gifts, for those who look after them. */
@Path("/v1/staff/donations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Right.DONATIONS)
@RunOnVirtualThread
@Tag(
        name = "Donations",
        description = "What was given, for those who look after it: gifts, refunds, books and campaigns.")
class AccountingResource {
    static final int MAX_BYTES = 8192;

    private static final int PAGE = 1000;
    private static final int EMAIL = 254;

    private final Accounting accounting;
    private final DonationFile files;
    private final Settling settling;
    private final ObjectMapper mapper;

    AccountingResource(Accounting accounting, DonationFile files, Settling settling, ObjectMapper mapper) {
        this.accounting = accounting;
        this.files = files;
        this.settling = settling;
        this.mapper = mapper;
    }

    @Schema(name = "StaffDonationList", description = "A page of gifts.")
    record DonationList(
            @Schema(description = "The gifts, the newest first.")
            List<Accounting.Line> items,

            @Schema(description = "The cursor of the next page; null on the last.", nullable = true) @Nullable
            String next) {}

    @Schema(name = "SyncedDonation", description = "What came of asking the provider.")
    record Synced(
            @Schema(
                    description = """
                            `busy`: another is asking just now. `unknown`: the provider did not say. `throttled`: it wants a pause. \
                            `elsewhere`: the gift came by another provider or account than is configured now.""",
                    enumeration = {"settled", "busy", "unknown", "throttled", "elsewhere"})
            String outcome,

            DonationFile.Whole file) {}

    @Schema(name = "Erasure", description = "Whose personal data is to go.")
    record Erasure(
            @Schema(description = "The donor's e-mail address.")
            String email) {}

    @Schema(name = "Erased", description = "What was erased.")
    record Erased(
            @Schema(description = "Of how many gifts.") int donations) {}

    @GET
    @Operation(operationId = "listStaffDonations", summary = "The gifts, the newest first")
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description = "Only what stands so.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {
                                "new",
                                "awaiting_payer",
                                "capturing",
                                "pending_review",
                                "paid",
                                "part_refunded",
                                "refunded",
                                "reversed",
                                "declined",
                                "failed",
                                "cancelled",
                                "expired",
                                "active",
                                "suspended"
                            }))
    @Parameter(
            name = "mode",
            in = ParameterIn.QUERY,
            description = "Only money of this sort.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"live", "sandbox", "demo"}))
    @Parameter(
            name = "campaign",
            in = ParameterIn.QUERY,
            description = "Only what was given for the campaign of this slug.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "email",
            in = ParameterIn.QUERY,
            description = "Only what was given under this address.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "Not begun earlier than this.",
            schema = @Schema(ref = "#/components/schemas/Instant"))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "Begun earlier than this.",
            schema = @Schema(ref = "#/components/schemas/Instant"))
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @Parameter(name = "cursor", in = ParameterIn.QUERY)
    @APIResponse(
            responseCode = "200",
            description = "A page of them.",
            content = @Content(schema = @Schema(implementation = DonationList.class)))
    public DonationList list(@Context UriInfo uri) {
        Parameters parameters = Parameters.of(uri);
        int limit = parameters.limit();
        UUID before = parameters
                .cursor(1)
                .flatMap(cursor -> Ids.parse(cursor.text(0)))
                .orElse(null);
        Accounting.Query query = query(parameters, before, limit + 1);
        parameters.refuseFaults();
        List<Accounting.Line> found = accounting.list(query);
        List<Accounting.Line> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit
                ? parameters.place(page.getLast().id().toString()).encoded()
                : null;
        return new DonationList(page, next);
    }

    @GET
    @Path("/export")
    @Produces("text/csv")
    @Operation(
            operationId = "exportStaffDonations",
            summary = "The gifts as a table for spreadsheets",
            description = "All that the filters leave, the newest first; nothing in it is taken for a formula.")
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description = "Only what stands so.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "mode",
            in = ParameterIn.QUERY,
            description = "Only money of this sort.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"live", "sandbox", "demo"}))
    @Parameter(
            name = "campaign",
            in = ParameterIn.QUERY,
            description = "Only what was given for the campaign of this slug.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "email",
            in = ParameterIn.QUERY,
            description = "Only what was given under this address.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "Not begun earlier than this.",
            schema = @Schema(ref = "#/components/schemas/Instant"))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "Begun earlier than this.",
            schema = @Schema(ref = "#/components/schemas/Instant"))
    @APIResponse(
            responseCode = "200",
            description = "The table, its first line the names of the columns.",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
    public Response export(@Context UriInfo uri, @Context SecurityIdentity identity) {
        Parameters parameters = Parameters.of(uri);
        Accounting.Query query = query(parameters, null, PAGE);
        parameters.refuseFaults();
        accounting.note(Actor.of(identity).confirmed(), "donation.exported", null, Map.of());
        StreamingOutput table = stream -> {
            Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
            writer.write(Accounting.HEADINGS);
            List<Accounting.Line> page = accounting.list(query);
            while (!page.isEmpty()) {
                writer.write(Accounting.rows(page));
                page = accounting.list(query.before(page.getLast().id()));
            }
            writer.flush();
        };
        return Response.ok(table)
                .header("Content-Disposition", "attachment; filename=\"donations.csv\"")
                .build();
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getStaffDonation", summary = "All that is known of a gift, and of who gave it")
    @APIResponse(
            responseCode = "200",
            description = "The gift.",
            content = @Content(schema = @Schema(implementation = DonationFile.Whole.class)))
    public DonationFile.Whole one(@PathParam("id") String id) {
        return file(id);
    }

    @POST
    @Path("/{id}/sync")
    @Operation(
            operationId = "syncDonation",
            summary = "Asks the provider how a gift stands, now",
            description = "Which happens by itself too, the longer the rarer.")
    @APIResponse(
            responseCode = "200",
            description = "What came of it, and the gift as it is now.",
            content = @Content(schema = @Schema(implementation = Synced.class)))
    public Synced sync(@PathParam("id") String id, @Context SecurityIdentity identity) {
        UUID donation = file(id).donation().id();
        Actor actor = Actor.of(identity);
        accounting.note(actor, "donation.synced", Accounting.subject(donation), Map.of());
        Settling.Outcome outcome = settling.settle(donation, "staff:" + actor.id());
        return new Synced(outcome.name().toLowerCase(Locale.ROOT), file(id));
    }

    @POST
    @Path("/erasures")
    @Operation(
            operationId = "eraseDonor",
            summary = "Erases all that is personal of a donor",
            description = "Of whoever has this address; the books stay whole. It cannot be undone.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Erasure.class)))
    @APIResponse(
            responseCode = "200",
            description = "It is erased.",
            content = @Content(schema = @Schema(implementation = Erased.class)))
    public Erased erase(byte[] body, @Context SecurityIdentity identity) {
        Form form = Form.of(body, MAX_BYTES, mapper);
        String email = form.needed("email", form.line("email", EMAIL), "");
        form.refuseFaults();
        return new Erased(accounting.erase(email, Actor.of(identity).confirmed()));
    }

    private DonationFile.Whole file(String id) {
        return Ids.parse(id).flatMap(files::of).orElseThrow(() -> ProblemException.notFound("donation"));
    }

    private static Accounting.Query query(Parameters parameters, @Nullable UUID before, int limit) {
        return new Accounting.Query(
                written(parameters.choice("state", State.class)),
                written(parameters.choice("mode", Mode.class)),
                parameters.slug("campaign").orElse(null),
                parameters.instant("from").orElse(null),
                parameters.instant("to").orElse(null),
                parameters.text("email").orElse(null),
                before,
                limit);
    }

    private static @Nullable String written(Optional<? extends Enum<?>> choice) {
        return choice.map(one -> one.name().toLowerCase(Locale.ROOT)).orElse(null);
    }
}
