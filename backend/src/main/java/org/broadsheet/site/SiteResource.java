package org.broadsheet.site;

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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.broadsheet.shared.Answer;
import org.broadsheet.shared.Answers;
import org.broadsheet.shared.Fields;
import org.broadsheet.shared.Origins;
import org.broadsheet.shared.Parameters;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/site")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
@Tag(name = "Site", description = "The newsroom itself: its name, its city, its clock, its weather.")
class SiteResource {
    private static final Duration KEEPS = Duration.ofSeconds(30);

    private final Sites sites;
    private final Answers answers;
    private final Origins origins;
    private final Clock clock;

    SiteResource(Sites sites, Answers answers, Origins origins, Clock clock) {
        this.sites = sites;
        this.answers = answers;
        this.origins = origins;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "getSite",
            summary = "The newsroom: name, city, language, today's date, and where to go from here",
            description =
                    "`today` is the date in the newsroom's own time zone. `leadArticle` is the story that editors let lead; null means that the newest leads.")
    @Parameter(name = "fields", in = ParameterIn.QUERY)
    @APIResponseSchema(SiteView.class)
    public Response site(@Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters parameters = Parameters.of(uri);
        Fields fields = parameters.fields(SiteView.class);
        parameters.refuseFaults();

        Sites.Row row = sites.current();
        ZoneId zone = ZoneId.of(row.timeZone());
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        SiteView view = new SiteView(
                row.name(),
                row.description(),
                row.language(),
                row.timeZone(),
                row.city(),
                row.country(),
                today,
                row.currency(),
                lead(row),
                new SiteView.SiteLinks(
                        origins.apiUrl() + "/v1/site",
                        origins.siteUrl() + "/",
                        origins.apiUrl() + "/docs",
                        origins.apiUrl() + "/openapi.yaml"));
        List<String> builtFrom = row.leadId() == null ? List.of("site") : List.of("site", "article:" + row.leadId());
        Answer answer =
                Answer.of(view, fields, builtFrom, changedAt(row, today, zone)).keeping(KEEPS);
        return answers.one(answer, parameters, headers);
    }

    private SiteView.@Nullable Lead lead(Sites.Row row) {
        if (row.leadId() == null) {
            return null;
        }
        String slug = Objects.requireNonNull(row.leadSlug());
        return new SiteView.Lead(
                row.leadId(),
                slug,
                Objects.requireNonNull(row.leadHeadline()),
                origins.links("/v1/articles/" + slug, "/articles/" + slug));
    }

    /** The date on the masthead changes at midnight, whatever else does not. */
    private static Instant changedAt(Sites.Row row, LocalDate today, ZoneId zone) {
        Instant latest = today.atStartOfDay(zone).toInstant();
        latest = row.changedAt().isAfter(latest) ? row.changedAt() : latest;
        // The lead story is part of this, and its withdrawal is told by the change log alone.
        Instant content = row.contentChangedAt();
        return content != null && content.isAfter(latest) ? content : latest;
    }
}
