package org.broadsheet.section;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.shared.Answer;
import org.broadsheet.shared.Answers;
import org.broadsheet.shared.Cursor;
import org.broadsheet.shared.Fields;
import org.broadsheet.shared.Page;
import org.broadsheet.shared.Page.Counted;
import org.broadsheet.shared.Page.Slice;
import org.broadsheet.shared.Parameters;
import org.broadsheet.shared.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/sections")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
@Tag(name = "Sections", description = "The parts of the paper, in its order.")
class SectionResource {
    private final Sections sections;
    private final ChangeLog changes;
    private final Answers answers;

    SectionResource(Sections sections, ChangeLog changes, Answers answers) {
        this.sections = sections;
        this.changes = changes;
        this.answers = answers;
    }

    @GET
    @Operation(
            operationId = "listSections",
            summary = "The sections, in the paper's order",
            description = "All of them, those without a published article too.")
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @Parameter(name = "cursor", in = ParameterIn.QUERY)
    @Parameter(name = "fields", in = ParameterIn.QUERY)
    @Parameter(name = "include", in = ParameterIn.QUERY)
    @APIResponseSchema(SectionList.class)
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters parameters = Parameters.of(uri);
        int limit = parameters.limit();
        Fields fields = parameters.fields(SectionView.class);
        boolean isTotalWanted = parameters.include(Set.of("total")).contains("total");
        Optional<Cursor> after = parameters.cursor(2);
        parameters.refuseFaults();

        Slice<Sections.Row> rows = sections.inOrder(
                after.map(cursor -> cursor.number(0)).orElse(-1),
                after.map(cursor -> cursor.text(1)).orElse(""),
                limit);
        String next = rows.next(row -> parameters.place(Integer.toString(row.position()), row.slug()));
        Counted counted = isTotalWanted ? sections.total() : null;
        SectionList list = new SectionList(
                rows.items().stream().map(sections::view).toList(),
                new Page(limit, next, counted == null ? null : counted.total()));
        Answer answer = Answer.of(
                list, fields, List.of("list:sections"), counted == null ? changes.lastAt() : counted.changedAt());
        return answers.page(answer, next, parameters, headers);
    }

    @GET
    @Path("/{slug}")
    @Operation(
            operationId = "getSection",
            summary = "One section",
            description = "What stands in it is in `/v1/articles?section=`.")
    @Parameter(name = "slug", in = ParameterIn.PATH, description = "The section's slug.")
    @Parameter(name = "fields", in = ParameterIn.QUERY)
    @APIResponseSchema(SectionView.class)
    public Response one(@PathParam("slug") String slug, @Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters parameters = Parameters.of(uri);
        Fields fields = parameters.fields(SectionView.class);
        parameters.refuseFaults();

        Sections.Row row = sections.bySlug(slug).orElseThrow(() -> ProblemException.notFound("section"));
        Answer answer = Answer.of(sections.view(row), fields, List.of("section:" + row.slug()), changes.lastAt());
        return answers.one(answer, parameters, headers);
    }
}
