package org.broadsheet.weather;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The one address of Open-Meteo that we use, as https://open-meteo.com/en/docs describes it. */
@Path("/v1/forecast")
interface OpenMeteoForecast {

    /**
     * The values of now, as a stream that need not be closed: its connection is, in any case, by {@link WeatherSettings.Patience#whole}.
     * To stop reading is to stop receiving; to close it early would be to go on receiving, only to throw it away.
     *
     * @param latitude in degrees, plainly written, like the longitude
     * @param current the names of the values wanted, with commas
     * @param key of a customer; null is not sent
     * @throws UnusableAnswerException for any status but 200
     */
    @GET
    InputStream current(
            @RestQuery String latitude,
            @RestQuery String longitude,
            @RestQuery String current,
            @RestQuery String timezone,
            @RestQuery("apikey") @Nullable String key);

    /** The address at a server, called by a connection of its own each time, since minutes lie between two calls. */
    static OpenMeteoForecast at(URI server, WeatherSettings.Patience patience, Vertx vertx) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(server)
                .connectTimeout(patience.connecting().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(patience.silence().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .userAgent("Broadsheet")
                .httpClientOptions(new HttpClientOptions().setKeepAlive(false))
                // No time-out of the client's own bounds an answer that keeps coming, and none closes what is left
                // unread.
                .httpClientRequestCustomizer(request -> vertx.setTimer(
                        patience.whole().toMillis(),
                        over -> request.connection().close()))
                .register(OnlyOk.class)
                .build(OpenMeteoForecast.class);
    }

    /** Anything but 200 is a failure: redirects too, which are not followed. */
    class OnlyOk implements ResponseExceptionMapper<UnusableAnswerException> {
        @Override
        public boolean handles(int status, MultivaluedMap<String, Object> headers) {
            // No status at all is for the client to tell.
            return status > 0 && status != Response.Status.OK.getStatusCode();
        }

        @Override
        public UnusableAnswerException toThrowable(Response response) {
            return new UnusableAnswerException("status " + response.getStatus());
        }
    }
}
