package org.broadsheet.author;

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

@Path("/v1/authors")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
@Tag(name = "Authors", description = "Who wrote it.")
class AuthorResource {
    private final Authors authors;
    private final ChangeLog changes;
    private final Answers answers;

    AuthorResource(Authors authors, ChangeLog changes, Answers answers) {
        this.authors = authors;
        this.changes = changes;
        this.answers = answers;
    }

    @GET
    @Operation(
            operationId = "listAuthors",
            summary = "The authors with published articles, by slug",
            description = "Who has nothing published, or has it no more, is not listed.")
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @Parameter(name = "cursor", in = ParameterIn.QUERY)
    @Parameter(name = "fields", in = ParameterIn.QUERY)
    @Parameter(name = "include", in = ParameterIn.QUERY)
    @APIResponseSchema(AuthorList.class)
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters parameters = Parameters.of(uri);
        int limit = parameters.limit();
        Fields fields = parameters.fields(AuthorView.class);
        boolean isTotalWanted = parameters.include(Set.of("total")).contains("total");
        Optional<Cursor> after = parameters.cursor(1);
        parameters.refuseFaults();

        Slice<Authors.Row> rows =
                authors.bySlugOrder(after.map(cursor -> cursor.text(0)).orElse(""), limit);
        String next = rows.next(row -> parameters.place(row.slug()));
        Counted counted = isTotalWanted ? authors.total() : null;
        AuthorList list = new AuthorList(
                rows.items().stream().map(authors::view).toList(),
                new Page(limit, next, counted == null ? null : counted.total()));
        Answer answer = Answer.of(
                list, fields, List.of("list:authors"), counted == null ? changes.lastAt() : counted.changedAt());
        return answers.page(answer, next, parameters, headers);
    }

    @GET
    @Path("/{slug}")
    @Operation(
            operationId = "getAuthor",
            summary = "One author",
            description = "What they write is in `/v1/articles?author=`. Who has nothing published is not found.")
    @Parameter(name = "slug", in = ParameterIn.PATH, description = "The author's slug.")
    @Parameter(name = "fields", in = ParameterIn.QUERY)
    @APIResponseSchema(AuthorView.class)
    public Response one(@PathParam("slug") String slug, @Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters parameters = Parameters.of(uri);
        Fields fields = parameters.fields(AuthorView.class);
        parameters.refuseFaults();

        Authors.Row row = authors.bySlug(slug).orElseThrow(() -> ProblemException.notFound("author"));
        Answer answer = Answer.of(authors.view(row), fields, List.of("author:" + row.slug()), changes.lastAt());
        return answers.one(answer, parameters, headers);
    }
}
