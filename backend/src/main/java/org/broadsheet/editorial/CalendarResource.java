package org.broadsheet.editorial;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.broadsheet.shared.Parameters;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Right;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is to happen by itself. */
@Path("/v1/editorial/calendar")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Right.WRITE)
@RunOnVirtualThread
@Tag(name = "Editorial")
class CalendarResource {
    private static final Duration AHEAD = Duration.ofDays(31);
    private static final int MOST = 500;

    private final Drafts drafts;
    private final DraftViews views;
    private final Clock clock;

    CalendarResource(Drafts drafts, DraftViews views, Clock clock) {
        this.drafts = drafts;
        this.views = views;
        this.clock = clock;
    }

    @Schema(description = "What is planned.")
    record Calendar(
            @Schema(description = "The articles, in the order of their times.")
            List<DraftView.Card> items) {}

    @GET
    @Operation(
            operationId = "getCalendar",
            summary = "What goes out and what is taken back by itself, and embargoes, in that order",
            description =
                    "Of what one may see, for a month from now, where nothing else is asked; at most 500. What only an embargo holds back is among it at its end.")
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "Not earlier than this.",
            schema = @Schema(ref = "#/components/schemas/Instant"))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "Earlier than this.",
            schema = @Schema(ref = "#/components/schemas/Instant"))
    @APIResponse(
            responseCode = "200",
            description = "The plans.",
            content = @Content(schema = @Schema(implementation = Calendar.class)))
    public Calendar calendar(@Context UriInfo uri, @Context SecurityIdentity identity) {
        Parameters parameters = Parameters.of(uri);
        Instant from = parameters.instant("from").orElse(clock.instant());
        Instant to = parameters.instant("to").orElse(from.plus(AHEAD));
        parameters.refuseFaults();
        Actor actor = Actor.of(identity);
        return new Calendar(drafts.planned(from, to, actor.id(), actor.may(Right.PUBLISH), MOST).stream()
                .map(views::card)
                .toList());
    }
}
