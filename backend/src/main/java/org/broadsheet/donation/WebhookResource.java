package org.broadsheet.donation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.broadsheet.donation.PaymentProvider.Verdict;
import org.broadsheet.donation.PaymentProvider.WebhookCall;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** Where providers tell what happened. The bytes are looked at as they came, before anything is made of them. */
@Path("/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
class WebhookResource {
    private static final Logger LOG = Logger.getLogger(WebhookResource.class);
    private static final int MAX_BYTES = 256 * 1024;

    private final Provider provider;
    private final Inbox inbox;

    WebhookResource(Provider provider, Inbox inbox) {
        this.provider = provider;
        this.inbox = inbox;
    }

    @POST
    @Path("/{provider}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response receive(@PathParam("provider") String id, byte[] body, @Context HttpHeaders headers) {
        PaymentProvider from = provider.chosen()
                .filter(one -> one.id().equals(id))
                .orElseThrow(() -> ProblemException.notFound("provider"));
        if (body.length > MAX_BYTES) {
            throw new ProblemException(
                    ProblemKind.BODY_TOO_LARGE, "The body may have at most " + MAX_BYTES + " bytes.");
        }
        Map<String, List<String>> named = new TreeMap<>();
        headers.getRequestHeaders().forEach((name, values) -> named.put(name.toLowerCase(Locale.ROOT), values));
        return switch (from.verify(new WebhookCall(named, body))) {
            case Verdict.Genuine genuine -> {
                inbox.keep(id, genuine.event(), body);
                yield Response.ok(Map.of("received", true))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build();
            }
            case Verdict.Forged forged -> {
                LOG.warnf("A webhook was refused: %s", forged.why());
                throw new ProblemException(ProblemKind.INVALID_BODY, "This is not from " + id + '.');
            }
            case Verdict.CannotTell unsure -> {
                LOG.warnf("A webhook could not be checked: %s", unsure.why());
                throw new ProblemException(
                        ProblemKind.UNAVAILABLE, "It cannot be told just now whether this is genuine. Send it again.");
            }
        };
    }
}
