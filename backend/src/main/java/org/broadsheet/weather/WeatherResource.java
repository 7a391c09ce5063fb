package org.broadsheet.weather;

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
import java.time.Duration;
import java.util.List;
import org.broadsheet.shared.Answer;
import org.broadsheet.shared.Answers;
import org.broadsheet.shared.Fields;
import org.broadsheet.shared.Parameters;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/weather")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
@Tag(name = "Site")
class WeatherResource {
    private static final Duration KEEPS = Duration.ofSeconds(60);

    /** A newer value may be on its way: the first after a start, or after an outage. */
    private static final Duration KEEPS_WHEN_OLD = Duration.ofSeconds(10);

    private final CurrentWeather weather;
    private final Answers answers;

    WeatherResource(CurrentWeather weather, Answers answers) {
        this.weather = weather;
        this.answers = answers;
    }

    @GET
    @Operation(
            operationId = "getWeather",
            summary = "The weather in the site's city",
            description =
                    "The last that is known, at once: nobody waits for the provider. Where the newsroom names no place, or nothing has been heard for three hours, the values are null. Name the attribution where you show them.")
    @Parameter(name = "fields", in = ParameterIn.QUERY)
    @APIResponseSchema(Weather.class)
    public Response weather(@Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters parameters = Parameters.of(uri);
        Fields fields = parameters.fields(Weather.class);
        parameters.refuseFaults();

        CurrentWeather.Reading reading = weather.now();
        Answer answer = Answer.of(reading.weather(), fields, List.of("weather"), reading.changedAt())
                .keeping(reading.isFresh() ? KEEPS : KEEPS_WHEN_OLD);
        return answers.one(answer, parameters, headers);
    }
}
