package org.broadsheet.editorial;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.shared.Form;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Right;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One act on many articles: each by its own, by the rules of each, so that one that cannot be done holds up none. */
@Path("/v1/editorial/bulk")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Right.PUBLISH)
@RunOnVirtualThread
@Tag(name = "Editorial")
class BulkResource {
    private static final int MAX_BYTES = 16_384;
    private static final int MOST = 100;

    private final Reviewing reviewing;
    private final Releasing releasing;
    private final Drafts drafts;
    private final ObjectMapper mapper;

    BulkResource(Reviewing reviewing, Releasing releasing, Drafts drafts, ObjectMapper mapper) {
        this.reviewing = reviewing;
        this.releasing = releasing;
        this.drafts = drafts;
        this.mapper = mapper;
    }

    @Schema(description = "One act on many articles.")
    record BulkAct(
            @Schema(
                    description = "What is to be done to each.",
                    enumeration = {"approve", "publish", "withdraw"})
            String act,

            @Schema(description = "The articles, at most 100.")
            List<UUID> ids,

            @Schema(description = "What readers are told of each that is withdrawn.", nullable = true) @Nullable
            String reason) {}

    @Schema(description = "What became of it.")
    record BulkResult(
            @Schema(description = "One for each article, in the order they were named.")
            List<BulkItem> items) {}

    @Schema(description = "What became of one article.")
    record BulkItem(
            @Schema(description = "The article.") UUID id,
            @Schema(description = "Whether it was done.") boolean isDone,

            @Schema(description = "Why it was not; null where it was.", nullable = true) @Nullable
            String detail) {}

    private enum Act {
        APPROVE,
        PUBLISH,
        WITHDRAW
    }

    @POST
    @Operation(
            operationId = "actOnMany",
            summary = "Does one act to many articles",
            description = "As they stand now. What cannot be done to one is said of it, and done to the others.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = BulkAct.class)))
    @APIResponse(
            responseCode = "200",
            description = "What became of each.",
            content = @Content(schema = @Schema(implementation = BulkResult.class)))
    public BulkResult act(byte[] body, @Context SecurityIdentity identity) {
        Form form = Form.of(body, MAX_BYTES, mapper);
        Act act = form.needed("act", form.choice("act", Act.class), Act.APPROVE);
        List<UUID> ids = form.ids("ids", MOST).stream().distinct().toList();
        Optional<String> reason = form.line("reason", 300);
        form.isSo(!ids.isEmpty(), "ids", "must name at least one article");
        form.isSo(
                (act == Act.WITHDRAW) == reason.isPresent(),
                "reason",
                "goes with withdraw: readers are told why they are gone");
        form.refuseFaults();
        Actor actor = Actor.of(identity);
        List<BulkItem> items = new ArrayList<>();
        for (UUID id : ids) {
            items.add(item(actor, act, id, reason.orElse("")));
        }
        return new BulkResult(items);
    }

    private BulkItem item(Actor actor, Act act, UUID id, String reason) {
        try {
            int version = drafts.find(id)
                    .orElseThrow(() -> ProblemException.notFound("article"))
                    .version();
            switch (act) {
                case APPROVE -> reviewing.approve(actor, id, version);
                case PUBLISH -> releasing.publish(actor, id, version);
                case WITHDRAW -> releasing.withdraw(actor, id, version, reason);
            }
            return new BulkItem(id, true, null);
        } catch (ProblemException impossible) {
            return new BulkItem(id, false, impossible.detail());
        }
    }
}
