package org.broadsheet.editorial;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.broadsheet.popularity.Statistics;
import org.broadsheet.shared.Parameters;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Right;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How an article is read, for those who write. */
@Path("/v1/editorial/articles/{id}/statistics")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Right.WRITE)
@RunOnVirtualThread
@Tag(name = "Editorial")
class StatisticsResource {
    private static final int DAYS = 30;

    private final Drafts drafts;
    private final Statistics statistics;
    private final Clock clock;

    StatisticsResource(Drafts drafts, Statistics statistics, Clock clock) {
        this.drafts = drafts;
        this.statistics = statistics;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "getArticleStatistics",
            summary = "How an article was read, hour by hour and day by day",
            description = "For whoever sees it here: what is not published yet has zeros.")
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description =
                    "The first day, in UTC, is the one with this time; 29 days before the last where it is left out.",
            schema = @Schema(ref = "#/components/schemas/Instant"))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "The last day, in UTC, is the one with this time; today where it is left out.",
            schema = @Schema(ref = "#/components/schemas/Instant"))
    @APIResponse(
            responseCode = "200",
            description = "What was counted.",
            content = @Content(schema = @Schema(implementation = StatisticsView.class)))
    public StatisticsView statistics(
            @PathParam("id") String id, @Context UriInfo uri, @Context SecurityIdentity identity) {
        Parameters parameters = Parameters.of(uri);
        LocalDate last = day(parameters.instant("to").orElse(clock.instant()));
        LocalDate first =
                parameters.instant("from").map(StatisticsResource::day).orElse(last.minusDays(DAYS - 1));
        parameters.refuseFaults();
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        if (days < 1 || days > Statistics.MOST_DAYS) {
            throw new ProblemException(
                    ProblemKind.INVALID_PARAMETER,
                    "From `from` to `to` there may be 1 to " + Statistics.MOST_DAYS
                            + " days, the first of them first.");
        }
        UUID article = drafts.find(DraftIds.of(id))
                .filter(draft -> draft.isSeenBy(Actor.of(identity)))
                .map(Draft::id)
                .orElseThrow(() -> ProblemException.notFound("article"));
        return StatisticsView.of(statistics.of(article, first, last));
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
