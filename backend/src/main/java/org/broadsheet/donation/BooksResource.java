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
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.broadsheet.shared.Form;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.Parameters;
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

/** Whether the books are right, and what to look at where they are not. */
@Path("/v1/staff/donation-books")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Right.DONATIONS)
@RunOnVirtualThread
@Tag(name = "Donations")
class BooksResource {
    private static final int WORD = 500;

    private final Accounting accounting;
    private final ObjectMapper mapper;

    BooksResource(Accounting accounting, ObjectMapper mapper) {
        this.accounting = accounting;
        this.mapper = mapper;
    }

    @Schema(name = "DonationFindings", description = "What does not agree.")
    record Findings(
            @Schema(description = "What nobody has closed yet, the newest first.")
            List<Accounting.Finding> items) {}

    @Schema(name = "FindingResolution", description = "The closing word on a finding.")
    record Resolution(
            @Schema(
                    description = "What was found out and done. It stays in the audit log: nothing personal.",
                    nullable = true)
            @Nullable
            String word) {}

    @Schema(name = "DonationDisputes", description = "What donors dispute.")
    record DisputeList(
            @Schema(description = "Those that are open first, the most urgent before others.")
            List<Accounting.Disputed> items) {}

    @Schema(name = "ProviderEvents", description = "What providers told us.")
    record Events(
            @Schema(description = "The events, the newest first.")
            List<Accounting.Event> items) {}

    @Schema(name = "DonationBalances", description = "The books, summed.")
    record Balances(
            @Schema(description = "What each account holds; those of one provider, mode and currency add up to zero.")
            List<Accounting.Balance> balances,

            @Schema(description = "What does not agree with itself, in words; empty when all is well.")
            List<String> faults) {}

    @Schema(name = "DonationSelfTest", description = "Whether donations can work now.")
    record SelfTest(
            @Schema(description = "Each thing that must be so; none when no donations are taken.")
            List<PaymentProvider.Check> checks) {}

    @Schema(
            name = "LastComparison",
            description = "The last time that the books were held against the provider's statement.")
    record Last(
            @Schema(description = "What came of it; null when it never was.", nullable = true) @Nullable
            Comparison comparison) {}

    @GET
    @Path("/findings")
    @Operation(operationId = "listDonationFindings", summary = "What does not agree, and nobody has closed yet")
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @APIResponse(
            responseCode = "200",
            description = "The newest of it.",
            content = @Content(schema = @Schema(implementation = Findings.class)))
    public Findings findings(@Context UriInfo uri) {
        return new Findings(accounting.findings(limit(uri)));
    }

    @POST
    @Path("/findings/{id}/resolution")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "resolveDonationFinding",
            summary = "Closes a finding",
            description = "It stays closed until it changes. A body with the closing `word` may be left out.")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = Resolution.class)))
    @APIResponse(responseCode = "204", description = "It is closed.")
    public Response resolve(@PathParam("id") String id, byte[] body, @Context SecurityIdentity identity) {
        String word = word(body);
        if (Ids.parse(id)
                .filter(finding -> accounting.resolve(finding, word, Actor.of(identity)))
                .isEmpty()) {
            throw ProblemException.notFound("finding");
        }
        return Response.noContent().build();
    }

    @GET
    @Path("/comparison")
    @Operation(operationId = "getStatementComparison", summary = "When the books were last held against the statement")
    @APIResponse(
            responseCode = "200",
            description = "What came of it.",
            content = @Content(schema = @Schema(implementation = Last.class)))
    public Last lastCompared() {
        return new Last(accounting.lastCompared().orElse(null));
    }

    @POST
    @Path("/comparison")
    @Operation(
            operationId = "compareStatement",
            summary = "Holds the books against the provider's statement, now",
            description = "Which takes a while, and happens by itself once a day. 409 when no donations are taken.")
    @APIResponse(
            responseCode = "200",
            description = "What came of it.",
            content = @Content(schema = @Schema(implementation = Comparison.class)))
    public Comparison compare(@Context SecurityIdentity identity) {
        accounting.note(Actor.of(identity), "statement.compared", null, Map.of());
        return accounting
                .compare()
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.CONFLICT,
                        "No donations are taken here, so there is no statement to compare with."));
    }

    @GET
    @Path("/disputes")
    @Operation(operationId = "listDonationDisputes", summary = "What donors dispute at the provider")
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @APIResponse(
            responseCode = "200",
            description = "The most urgent of it.",
            content = @Content(schema = @Schema(implementation = DisputeList.class)))
    public DisputeList disputes(@Context UriInfo uri) {
        return new DisputeList(accounting.disputes(limit(uri)));
    }

    private enum EventState {
        RECEIVED,
        DONE,
        IGNORED,
        DEAD
    }

    @GET
    @Path("/events")
    @Operation(operationId = "listProviderEvents", summary = "What the provider told us, the newest first")
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description = "Only what stands so.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"received", "done", "ignored", "dead"}))
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @APIResponse(
            responseCode = "200",
            description = "The newest of them.",
            content = @Content(schema = @Schema(implementation = Events.class)))
    public Events events(@Context UriInfo uri) {
        Parameters parameters = Parameters.of(uri);
        String state = parameters
                .choice("state", EventState.class)
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .orElse(null);
        int limit = parameters.limit();
        parameters.refuseFaults();
        return new Events(accounting.events(state, limit));
    }

    @POST
    @Path("/events/{provider}/{id}/replay")
    @Operation(
            operationId = "replayProviderEvent",
            summary = "Has an event looked into again that was given up",
            description = "404 where there is none such.")
    @APIResponse(responseCode = "204", description = "It is looked into again.")
    public Response replay(
            @PathParam("provider") String provider, @PathParam("id") String id, @Context SecurityIdentity identity) {
        if (!accounting.replay(provider, id, Actor.of(identity))) {
            throw ProblemException.notFound("event");
        }
        return Response.noContent().build();
    }

    @GET
    @Path("/self-test")
    @Operation(
            operationId = "testDonations",
            summary = "Whether donations can work now",
            description = "Asks the provider, each time. Each thing that is not so comes with what to do.")
    @APIResponse(
            responseCode = "200",
            description = "What was found.",
            content = @Content(schema = @Schema(implementation = SelfTest.class)))
    public SelfTest selfTest() {
        return new SelfTest(accounting.selfTest());
    }

    @GET
    @Path("/balances")
    @Operation(
            operationId = "getDonationBalances",
            summary = "What the books hold, and whether they agree with themselves")
    @APIResponse(
            responseCode = "200",
            description = "The books, summed.",
            content = @Content(schema = @Schema(implementation = Balances.class)))
    public Balances balances() {
        return new Balances(accounting.balances(), accounting.faults());
    }

    private @Nullable String word(byte[] body) {
        if (body.length == 0) {
            return null;
        }
        Form form = Form.of(body, AccountingResource.MAX_BYTES, mapper);
        String word = form.line("word", WORD).orElse(null);
        form.refuseFaults();
        return word;
    }

    private static int limit(UriInfo uri) {
        Parameters parameters = Parameters.of(uri);
        int limit = parameters.limit();
        parameters.refuseFaults();
        return limit;
    }
}
