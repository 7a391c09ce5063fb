package org.broadsheet.popularity;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.broadsheet.shared.ClientAddress;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/articles")
@PermitAll
@Tag(name = "Articles")
class ViewsResource {
    private final Views views;
    private final Crawlers crawlers;
    private final ClientAddress addresses;
    private final ObjectMapper mapper;

    ViewsResource(Views views, Crawlers crawlers, ClientAddress addresses, ObjectMapper mapper) {
        this.views = views;
        this.crawlers = crawlers;
        this.addresses = addresses;
        this.mapper = mapper;
    }

    @POST
    @Path("/{id}/views")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "countView",
            summary = "Tells that a reader saw, read or shared an article",
            description = """
                    Made for `navigator.sendBeacon`: an empty body is a view, and JSON may be sent as `text/plain`. 204 means \
                    that it is counted, once and for good, or that it does not count: crawlers, prefetches, repetitions within \
                    the hour, readers who ask not to be tracked, and ids of no published article are all answered alike. \
                    Nothing is stored that could tell who read what.""")
    @Parameter(
            name = "id",
            in = ParameterIn.PATH,
            description = "The article's id; slugs are not taken.",
            schema = @Schema(ref = "#/components/schemas/UUID"))
    @RequestBody(
            required = false,
            description = "At most 1,024 bytes.",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = Beacon.class)),
                @Content(mediaType = "text/plain", schema = @Schema(implementation = Beacon.class))
            })
    @APIResponse(responseCode = "204", description = "Counted, or not to be counted.")
    public CompletionStage<Response> count(
            @PathParam("id") String id, byte[] body, @Context HttpServerRequest request, @Context HttpHeaders headers) {
        Optional<UUID> article = Ids.parse(id);
        if (article.isEmpty()) {
            throw new ProblemException(
                    ProblemKind.INVALID_PARAMETER, "Views are counted by the article's id, and this is none.");
        }
        Beacon beacon = Beacon.read(body, mapper);
        String agent = headers.getHeaderString(HttpHeaders.USER_AGENT);
        if (agent == null || !wantsToBeCounted(headers) || !crawlers.isBrowser(agent)) {
            views.ignore();
            return CompletableFuture.completedFuture(done());
        }
        return views.take(article.get(), beacon, new Visitor(addresses.of(request), agent))
                .thenApply(counted -> done());
    }

    /** Not what nobody looks at yet, and nobody who asks to be left alone. */
    private static boolean wantsToBeCounted(HttpHeaders headers) {
        return !"1".equals(headers.getHeaderString("DNT"))
                && !"1".equals(headers.getHeaderString("Sec-GPC"))
                && headers.getHeaderString("Sec-Purpose") == null
                && headers.getHeaderString("Purpose") == null
                && headers.getHeaderString("X-Moz") == null;
    }

    private static Response done() {
        return Response.noContent()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
