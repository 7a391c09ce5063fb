package org.broadsheet.donation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import org.broadsheet.shared.Answer;
import org.broadsheet.shared.Answers;
import org.broadsheet.shared.Fields;
import org.broadsheet.shared.Page;
import org.broadsheet.shared.Parameters;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/support")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
@Tag(name = "Support", description = "What readers give, once or again and again.")
class SupportResource {
    private static final Duration KEEPS = Duration.ofSeconds(60);

    private final Support support;
    private final Answers answers;

    SupportResource(Support support, Answers answers) {
        this.support = support;
        this.answers = answers;
    }

    @GET
    @Operation(
            operationId = "getSupport",
            summary = "What can be given, and how far a campaign is",
            description =
                    "All that a page needs to ask for support. What was raised is live money that came and stayed.")
    @Parameter(
            name = "campaign",
            in = ParameterIn.QUERY,
            description = "A campaign's slug; without it the general one.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "fields", in = ParameterIn.QUERY)
    @APIResponseSchema(SupportView.class)
    public Response support(@Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters parameters = Parameters.of(uri);
        String campaign = parameters.slug("campaign").orElse(Campaigns.GENERAL);
        Fields fields = parameters.fields(SupportView.class);
        parameters.refuseFaults();
        SupportView view = support.view(campaign)
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.INVALID_PARAMETER,
                        "There is no open campaign of this name; leave it out for the general one."));
        return answers.one(
                Answer.of(view, fields, List.of("support"), support.changedAt()).keeping(KEEPS), parameters, headers);
    }

    @GET
    @Path("/supporters")
    @Operation(
            operationId = "listSupporters",
            summary = "Who gave and agreed to be named",
            description = "The newest first. Nobody is in it who did not give a name for it.")
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @Parameter(name = "fields", in = ParameterIn.QUERY)
    @APIResponseSchema(SupporterList.class)
    public Response supporters(@Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters parameters = Parameters.of(uri);
        int limit = parameters.limit();
        Fields fields = parameters.fields(SupporterList.Supporter.class);
        parameters.refuseFaults();
        SupporterList list = new SupporterList(support.supporters(limit), new Page(limit, null, null));
        return answers.page(
                Answer.of(list, fields, List.of("list:supporters"), support.changedAt())
                        .keeping(KEEPS),
                null,
                parameters,
                headers);
    }
}
