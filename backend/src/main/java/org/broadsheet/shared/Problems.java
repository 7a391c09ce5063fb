package org.broadsheet.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the body of every error, for both places that can fail: the resources and the HTTP layer before them. */
@ApplicationScoped
public class Problems {
    /** The media type of every error. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private final Origins origins;
    private final ObjectMapper mapper;

    Problems(Origins origins, ObjectMapper mapper) {
        this.origins = origins;
        this.mapper = mapper;
    }

    Problem of(ProblemKind kind, String detail, List<Problem.Fault> faults, RoutingContext request) {
        return of(kind, detail, faults, null, request);
    }

    Problem of(
            ProblemKind kind,
            String detail,
            List<Problem.Fault> faults,
            @Nullable Object current,
            RoutingContext request) {
        return new Problem(
                origins.siteUrl() + "/problems/" + kind.slug(),
                kind.title(),
                kind.status(),
                detail,
                Texts.harmless(String.valueOf(request.request().path())),
                Doorway.requestId(request),
                faults,
                current);
    }

    /** Ends a request that never reached a resource. */
    void end(RoutingContext request, ProblemKind kind, String detail) {
        try {
            String body = mapper.writeValueAsString(of(kind, detail, List.of(), request));
            request.response()
                    .setStatusCode(kind.status())
                    .putHeader("Content-Type", MEDIA_TYPE)
                    .putHeader("Cache-Control", "no-store")
                    .end(body);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A problem cannot be written as JSON", broken);
        }
    }
}
