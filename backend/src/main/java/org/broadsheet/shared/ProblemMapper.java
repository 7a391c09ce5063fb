package org.broadsheet.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where something thrown becomes what the client reads: nothing of our insides, always a remedy. */
class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final int RETRY_AFTER_SECONDS = 2;

    private final Problems problems;

    ProblemMapper(Problems problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper
    Response expected(ProblemException problem, RoutingContext request) {
        Response response = response(
                problem.kind(),
                problems.of(problem.kind(), problem.detail(), problem.faults(), problem.current(), request));
        if (problem.pause().isPositive()) {
            response.getHeaders()
                    .putSingle(HttpHeaders.RETRY_AFTER, problem.pause().toSeconds() + 1);
        }
        return response;
    }

    @ServerExceptionMapper
    Response raisedByTheFramework(WebApplicationException raised, RoutingContext request) {
        int status = raised.getResponse().getStatus();
        if (status >= 500) {
            return unexpected(raised, request);
        }
        if (raised.getCause() instanceof JsonProcessingException malformed) {
            return malformedJson(malformed, request);
        }
        ProblemKind kind = ProblemKind.ofStatus(status);
        Response response = response(kind, remedy(kind), List.of(), request);
        if (raised instanceof NotAllowedException) {
            String allowed = raised.getResponse().getHeaderString(HttpHeaders.ALLOW);
            response = Response.fromResponse(response)
                    .header(HttpHeaders.ALLOW, allowed == null ? Doorway.methods(request.request()) : allowed)
                    .build();
        }
        return response;
    }

    @ServerExceptionMapper
    Response malformedJson(JsonProcessingException malformed, RoutingContext request) {
        var place = malformed.getLocation();
        String where = place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
        return response(
                ProblemKind.MALFORMED_JSON,
                "The body is not JSON that can be read here" + where + ".",
                List.of(),
                request);
    }

    /** The framework has a mapper of its own for this, which would name our classes. */
    @ServerExceptionMapper
    Response mismatchedJson(MismatchedInputException mismatched, RoutingContext request) {
        return malformedJson(mismatched, request);
    }

    @ServerExceptionMapper
    Response notSignedIn(UnauthorizedException raised, RoutingContext request) {
        return response(ProblemKind.NOT_AUTHENTICATED, remedy(ProblemKind.NOT_AUTHENTICATED), List.of(), request);
    }

    @ServerExceptionMapper
    Response notPermitted(ForbiddenException raised, RoutingContext request) {
        return response(ProblemKind.NOT_PERMITTED, remedy(ProblemKind.NOT_PERMITTED), List.of(), request);
    }

    @ServerExceptionMapper
    Response brokenConstraint(ConstraintViolationException broken, RoutingContext request) {
        if (broken.getKind() == ConstraintKind.UNIQUE) {
            return response(
                    ProblemKind.CONFLICT,
                    "Something with the same name exists already. Read it, then choose another name.",
                    List.of(),
                    request);
        }
        return unexpected(broken, request);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable thrown, RoutingContext request) {
        if (isDatabaseAway(thrown)) {
            LOG.warnf("The database does not answer: %s", thrown.getMessage());
            return response(
                    ProblemKind.UNAVAILABLE,
                    "The archive does not answer just now. Try again in a few seconds.",
                    List.of(),
                    request);
        }
        LOG.errorf(thrown, "Unexpected failure at %s", Texts.printable(request.normalizedPath()));
        return response(
                ProblemKind.INTERNAL,
                "The fault is on our side and has been logged. Quote the requestId when you report it.",
                List.of(),
                request);
    }

    private static boolean isDatabaseAway(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            // Class 08: no connection; 57P: the server shuts down; 53: out of resources; Agroal's time-out has no
            // state.
            if (cause instanceof SQLTransientException
                    || (cause instanceof SQLException sql
                            && (sql.getSQLState() == null
                                    || sql.getSQLState().startsWith("08")
                                    || sql.getSQLState().startsWith("53")
                                    || sql.getSQLState().startsWith("57P")))) {
                return true;
            }
        }
        return false;
    }

    static String remedy(ProblemKind kind) {
        return switch (kind) {
            case NOT_FOUND -> "No resource has this address. The addresses are listed in the OpenAPI document.";
            case METHOD_NOT_ALLOWED -> "This address exists but takes other methods; see the Allow header.";
            case NOT_ACCEPTABLE -> "Answers here are application/json; send Accept: application/json or leave it out.";
            case UNSUPPORTED_MEDIA_TYPE -> "Send the body as application/json.";
            case NOT_AUTHENTICATED -> "This address is for staff; sign in or send a token.";
            case NOT_PERMITTED -> "Your role does not cover this.";
            case BODY_TOO_LARGE -> "Send a smaller body.";
            default -> "The request cannot be understood as it was sent. Compare it with the OpenAPI document.";
        };
    }

    private Response response(ProblemKind kind, String detail, List<Problem.Fault> faults, RoutingContext request) {
        return response(kind, problems.of(kind, detail, faults, request));
    }

    private static Response response(ProblemKind kind, Problem problem) {
        Response.ResponseBuilder response = Response.status(kind.status())
                .entity(problem)
                .type(Problems.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (kind == ProblemKind.UNAVAILABLE) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response.build();
    }
}
