package org.broadsheet.donation.demo;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import org.broadsheet.donation.demo.DemoOrders.Order;
import org.broadsheet.shared.Origins;
import org.broadsheet.shared.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page where a donor of play money agrees, in the place of the provider's. */
@Path("/v1/donations/demo/{reference}")
@Produces(MediaType.TEXT_HTML)
@PermitAll
@RunOnVirtualThread
class DemoPageResource {
    private static final Map<String, String> CHOICES =
            Map.of("approve", "approved", "decline", "declined", "pending", "approved_pending", "close", "approved");

    private final DemoOrders orders;
    private final DemoProvider provider;
    private final DemoEvents events;
    private final Origins origins;

    DemoPageResource(DemoOrders orders, DemoProvider provider, DemoEvents events, Origins origins) {
        this.orders = orders;
        this.provider = provider;
        this.events = events;
        this.origins = origins;
    }

    @GET
    @Operation(hidden = true)
    public Response page(@PathParam("reference") String reference) {
        Order order = order(reference);
        String amount = order.amount().text(provider.decimals().getOrDefault(order.currency(), 2));
        return html("""
                <h1>Demonstration: no money moves</h1>
                <p>In place of PayPal, this page asks whether you agree to give</p>
                <p class="amount">%s %s, %s</p>
                <form method="post">
                <button name="choice" value="approve">Approve</button>
                <button name="choice" value="cancel">Cancel</button>
                <button name="choice" value="decline">Decline</button>
                <button name="choice" value="pending">Approve, then pending</button>
                <button name="choice" value="close">Close the tab</button>
                </form>
                """.formatted(order.currency(), amount, order.frequencyWritten()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response choose(@PathParam("reference") String reference, @FormParam("choice") String choice) {
        Order order = order(reference);
        if ("cancel".equals(choice)) {
            return led(order.cancelUrl());
        }
        String state = CHOICES.get(choice);
        if (state == null) {
            return page(reference);
        }
        orders.choose(order, state);
        events.tell(order);
        return "close".equals(choice)
                ? html(
                        "<h1>Demonstration: no money moves</h1><p>Approved. You may close this tab: the newsroom hears of it.</p>")
                : led(order.returnUrl());
    }

    private Order order(String reference) {
        return orders.find(reference).orElseThrow(() -> ProblemException.notFound("order"));
    }

    private static Response led(String url) {
        return Response.seeOther(URI.create(url))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Response html(String content) {
        return Response.ok("""
                        <!doctype html>
                        <html lang="en">
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width">
                        <meta name="robots" content="noindex">
                        <title>Demonstration: no money moves</title>
                        <style>
                        :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
                        body { max-width: 30rem; margin: 3rem auto; padding: 0 1rem }
                        h1 { font-size: 1.25rem }
                        .amount { font-size: 1.5rem }
                        button { display: block; width: 100%%; margin: .5rem 0; padding: .75rem; font: inherit }
                        </style>
                        <main>
                        %s
                        </main>
                        </html>
                        """.formatted(content))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
                                + origins.apiUrl() + ' ' + origins.siteUrl())
                .build();
    }
}
