package org.broadsheet.tag;

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
import java.util.Set;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.shared.Answer;
import org.broadsheet.shared.Answers;
import org.broadsheet.shared.Fields;
import org.broadsheet.shared.Page;
import org.broadsheet.shared.Page.Counted;
import org.broadsheet.shared.Page.Slice;
import org.broadsheet.shared.Parameters;
import org.broadsheet.shared.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

@Path("/v1/tags")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
@org.eclipse.microprofile.openapi.annotations.tags.Tag(name = "Tags", description = "What articles are about.")
class TagResource {
    private final Tags tags;
    private final ChangeLog changes;
    private final Answers answers;

    TagResource(Tags tags, ChangeLog changes, Answers answers) {
        this.tags = tags;
        this.changes = changes;
        this.answers = answers;
    }

    @GET
    @Operation(
            operationId = "listTags",
            summary = "The tags that published articles carry",
            description = "With `excludeArticle` this is the \"other tags\" block of an article's page.")
    @Parameter(
            name = "prefix",
            in = ParameterIn.QUERY,
            description = "Only tags whose name or slug starts with this, whatever the case.")
    @Parameter(
            name = "order",
            in = ParameterIn.QUERY,
            description =
                    "`popular` and `count`: most articles first; `name`: by the alphabet; `recent`: last used first.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"popular", "count", "name", "recent"},
                            defaultValue = "popular"))
    @Parameter(
            name = "excludeArticle",
            in = ParameterIn.QUERY,
            description = "Leaves out the tags of this published article, by id.",
            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @Parameter(name = "cursor", in = ParameterIn.QUERY)
    @Parameter(name = "fields", in = ParameterIn.QUERY)
    @Parameter(name = "include", in = ParameterIn.QUERY)
    @APIResponseSchema(TagList.class)
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters parameters = Parameters.of(uri);
        TagQuery query = TagQuery.read(parameters);
        Fields fields = parameters.fields(TagView.class);
        boolean isTotalWanted = parameters.include(Set.of("total")).contains("total");
        parameters.refuseFaults();

        Slice<Tags.Row> rows = tags.page(query);
        String next = rows.next(row -> parameters.place(query.order().key(row), row.slug()));
        Counted counted = isTotalWanted ? tags.total(query) : null;
        TagList list = new TagList(
                rows.items().stream().map(tags::view).toList(),
                new Page(query.limit(), next, counted == null ? null : counted.total()));
        Answer answer =
                Answer.of(list, fields, List.of("list:tags"), counted == null ? changes.lastAt() : counted.changedAt());
        return answers.page(answer, next, parameters, headers);
    }

    @GET
    @Path("/{slug}")
    @Operation(
            operationId = "getTag",
            summary = "One tag",
            description = "A slug the tag had before answers 301 with its present address.")
    @Parameter(name = "slug", in = ParameterIn.PATH, description = "The tag's slug, present or former.")
    @Parameter(name = "fields", in = ParameterIn.QUERY)
    @APIResponseSchema(TagView.class)
    public Response one(@PathParam("slug") String slug, @Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters parameters = Parameters.of(uri);
        Fields fields = parameters.fields(TagView.class);
        parameters.refuseFaults();

        Tags.Row row = tags.bySlug(slug).orElseThrow(() -> ProblemException.notFound("tag"));
        if (!row.slug().equals(slug)) {
            return answers.moved("/v1/tags/" + row.slug(), parameters, List.of("tag:" + row.slug()));
        }
        Answer answer = Answer.of(tags.view(row), fields, List.of("tag:" + row.slug()), changes.lastAt());
        return answers.one(answer, parameters, headers);
    }
}
