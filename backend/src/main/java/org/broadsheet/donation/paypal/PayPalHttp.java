package org.broadsheet.donation.paypal;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.rest.client.reactive.Url;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** PayPal over HTTP. Whole addresses are given, since certificates lie on another host than the rest. */
@Path("")
interface PayPalHttp extends Wire {
    Duration CONNECTING = Duration.ofSeconds(3);

    /** Long on purpose: to give up early is to not know whether money was taken. */
    Duration ANSWERING = Duration.ofSeconds(20);

    @GET
    RestResponse<InputStream> get(@Url URI address, @HeaderParam("Authorization") @Nullable String authorization);

    @POST
    RestResponse<InputStream> post(
            @Url URI address,
            @HeaderParam("Authorization") @Nullable String authorization,
            @HeaderParam("PayPal-Request-Id") @Nullable String requestId,
            @HeaderParam("Prefer") String prefer,
            @HeaderParam("Content-Type") String contentType,
            byte[] body);

    @Override
    default Answer send(Ask ask) {
        try {
            byte[] body = ask.body();
            RestResponse<InputStream> response = body == null
                    ? get(ask.address(), ask.authorization())
                    : post(
                            ask.address(),
                            ask.authorization(),
                            ask.requestId(),
                            "return=representation",
                            ask.contentType(),
                            body);
            InputStream entity = response.getEntity();
            byte[] answer = entity == null ? new byte[0] : entity.readNBytes(ask.maxBytes() + 1);
            if (answer.length > ask.maxBytes()) {
                return Answer.none("more than " + ask.maxBytes() + " bytes");
            }
            return new Answer(
                    response.getStatus(),
                    answer,
                    response.getHeaderString("Paypal-Debug-Id"),
                    response.getHeaderString("Retry-After"),
                    "");
        } catch (ProcessingException | IOException broken) {
            // Only what kind of failure: its message may show more than a log should.
            Throwable root = broken;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return Answer.none("no answer, " + root.getClass().getSimpleName());
        }
    }

    /**
     * A connection of its own for each call: one that PayPal closes just when we write would make an unknown outcome of
     * a payment.
     */
    static PayPalHttp with(Duration connecting, Duration answering, Vertx vertx) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create("http://localhost"))
                .connectTimeout(connecting.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(answering.toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .userAgent("Broadsheet")
                .property("microprofile.rest.client.disable.default.mapper", true)
                .httpClientOptions(new HttpClientOptions().setKeepAlive(false))
                // The client's own patience does not bound an answer that keeps coming.
                .httpClientRequestCustomizer(request -> vertx.setTimer(
                        connecting.plus(answering).toMillis(),
                        over -> request.connection().close()))
                .build(PayPalHttp.class);
    }
}
