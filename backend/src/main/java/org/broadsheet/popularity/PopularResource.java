package org.broadsheet.popularity;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.broadsheet.shared.Answer;
import org.broadsheet.shared.Answers;
import org.broadsheet.shared.Fields;
import org.broadsheet.shared.Page;
import org.broadsheet.shared.Parameters;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/articles/popular")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
@Tag(name = "Articles")
class PopularResource {
    private final Popular popular;
    private final Answers answers;

    PopularResource(Popular popular, Answers answers) {
        this.popular = popular;
        this.answers = answers;
    }

    @GET
    @Operation(operationId = "listPopular", summary = "The most popular articles", description = """
                    Ranked by what readers did, by default by how many there were in the last 24 hours; made every half \
                    minute. Old articles give way: each window has a greatest age, and age weighs against readers. Where too \
                    little is known the list is filled up with the latest, and each item says which it is. Of `section`, `tag` \
                    and `author` one may be given, as a slug.""")
    @Parameter(
            name = "window",
            in = ParameterIn.QUERY,
            description = "How far back to look.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"1h", "24h", "7d", "30d"},
                            defaultValue = "24h"))
    @Parameter(
            name = "metric",
            in = ParameterIn.QUERY,
            description = "What to rank by.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"readers", "views", "reads", "shares", "trending"},
                            defaultValue = "readers"))
    @Parameter(
            name = "section",
            in = ParameterIn.QUERY,
            description = "Only of this section, by its slug.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "tag",
            in = ParameterIn.QUERY,
            description = "Only with this tag, by its slug, present or former.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "author",
            in = ParameterIn.QUERY,
            description = "Only by this author, by slug.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @Parameter(name = "fields", in = ParameterIn.QUERY)
    @Parameter(
            name = "include",
            in = ParameterIn.QUERY,
            description = "`counts` says how many readers, views, reads and shares there were, rounded down.",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponseSchema(PopularList.class)
    public Response popular(@Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters parameters = Parameters.of(uri);
        Window window = parameters.choice("window", Window.class).orElse(Window.DAY);
        Metric metric = parameters.choice("metric", Metric.class).orElse(Metric.READERS);
        Popular.Scope scope = Popular.scope(parameters.oneSlugOf("section", "tag", "author"));
        Set<String> include = parameters.include(Set.of("counts"));
        Fields fields = parameters.fields(PopularStory.class).and(include);
        int limit = parameters.limit();
        parameters.refuseFaults();

        Popular.Found found = popular.list(window, metric, scope, include.contains("counts"), limit);
        List<String> builtFrom = new ArrayList<>(List.of("list:popular"));
        if (scope.kind() != Popular.Kind.SITE) {
            builtFrom.add(scope.kind().written() + ':' + scope.slug());
        }
        found.stories()
                .forEach(story -> builtFrom.add("article:" + story.article().id()));
        PopularList list = new PopularList(
                window, metric, found.basis(), found.computedAt(), found.stories(), new Page(limit, null, null));
        Answer answer = Answer.of(list, fields, builtFrom, found.changedAt());
        return answers.page(answer, null, parameters, headers);
    }
}
