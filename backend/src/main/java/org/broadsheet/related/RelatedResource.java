package org.broadsheet.related;

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
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.article.ArticleKey;
import org.broadsheet.article.Articles;
import org.broadsheet.article.RelatedStory;
import org.broadsheet.article.Relating;
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

@Path("/v1/articles")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
@Tag(name = "Articles")
class RelatedResource {
    private final Relating related;
    private final Articles articles;
    private final Answers answers;

    RelatedResource(Relating related, Articles articles, Answers answers) {
        this.related = related;
        this.articles = articles;
        this.answers = answers;
    }

    private enum Languages {
        OWN,
        ANY
    }

    @GET
    @Path("/{idOrSlug}/related")
    @Operation(operationId = "listRelated", summary = "Stories related to an article", description = """
                    Those that editors pinned lead, in their order; then those that the words, names, tags and times of both \
                    bring together, best first. The list ends where no more belong to it, and after twenty: an empty \
                    place beats a wrong story, and what editors exclude leaves its place to the next. With `languages=any` \
                    twenty of other languages may follow. It is made when content changes, not when it is asked for. A withdrawn article answers 410 with the reason.""")
    @Parameter(
            name = "idOrSlug",
            in = ParameterIn.PATH,
            description = "The article's id, its slug, or any slug it ever had.")
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @Parameter(name = "fields", in = ParameterIn.QUERY)
    @Parameter(
            name = "languages",
            in = ParameterIn.QUERY,
            description =
                    "`own`: stories in the article's language. `any`: stories in other languages that share its tags come after those.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"own", "any"},
                            defaultValue = "own"))
    @APIResponseSchema(RelatedList.class)
    public Response related(
            @PathParam("idOrSlug") String idOrSlug, @Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters parameters = Parameters.of(uri);
        int limit = parameters.limit();
        Languages languages = parameters.choice("languages", Languages.class).orElse(Languages.OWN);
        Fields fields = parameters.fields(RelatedStory.class);
        parameters.refuseFaults();

        ArticleKey key = new ArticleKey(idOrSlug);
        Relating.Related found =
                related.of(key, limit, languages == Languages.ANY).orElseThrow(() -> articles.missing(key));
        UUID id = found.article();
        // Cards name sections, authors and tags: who renames one drops all lists.
        List<String> builtFrom = Stream.concat(
                        Stream.of("list:articles", "related:" + id, "article:" + id),
                        found.stories().stream()
                                .map(story -> "article:" + story.article().id()))
                .toList();
        RelatedList list = new RelatedList(found.stories(), new Page(limit, null, null));
        return answers.page(Answer.of(list, fields, builtFrom, found.changedAt()), null, parameters, headers);
    }
}
