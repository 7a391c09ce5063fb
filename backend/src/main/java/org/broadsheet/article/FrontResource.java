package org.broadsheet.article;

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
import org.broadsheet.shared.Answer;
import org.broadsheet.shared.Answers;
import org.broadsheet.shared.Fields;
import org.broadsheet.shared.Page;
import org.broadsheet.shared.Parameters;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/front")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
@Tag(name = "Articles")
class FrontResource {
    private final FrontPage front;
    private final Articles articles;
    private final Answers answers;

    FrontResource(FrontPage front, Articles articles, Answers answers) {
        this.front = front;
        this.articles = articles;
        this.answers = answers;
    }

    @GET
    @Operation(
            operationId = "getFront",
            summary = "What editors put on the front page, in their order",
            description = "The first leads. Whatever follows is the newest, which `/v1/articles` has.")
    @Parameter(name = "fields", in = ParameterIn.QUERY)
    @APIResponseSchema(ArticleList.class)
    public Response front(@Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters parameters = Parameters.of(uri);
        Fields fields = parameters.fields(ArticleCard.class);
        parameters.refuseFaults();
        FrontPage.Shown shown = front.shown();
        List<ArticleCard> cards = articles.cards(shown.ids());
        List<String> builtFrom = new ArrayList<>(List.of("list:front"));
        cards.forEach(card -> builtFrom.add("article:" + card.id()));
        ArticleList list = new ArticleList(cards, new Page(Parameters.MAX_LIMIT, null, null));
        return answers.page(Answer.of(list, fields, builtFrom, shown.changedAt()), null, parameters, headers);
    }
}
