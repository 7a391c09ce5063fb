package org.broadsheet.shared;

import io.quarkus.security.AuthenticationException;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * What happens to a request before any routing: it gets an id and the headers that every answer carries, a preflight
 * is answered, and spellings that only an attack uses are refused.
 */
@ApplicationScoped
class Doorway {
    private static final Logger LOG = Logger.getLogger(Doorway.class);
    private static final String REQUEST_ID = "requestId";
    private static final Pattern USABLE_ID = Pattern.compile("[A-Za-z0-9._:;=+/@-]{1,128}");
    /** What is only posted to. */
    private static final Pattern POSTED =
            Pattern.compile("/v1/(articles/[^/]+/views|donations(/[^/]+/cancel)?|webhooks/[^/]+)");

    static final int MAX_QUERY = 4096;

    /**
     * Paths reach the router as spelled, and other layers may read another spelling of them differently: every
     * bypass of a path rule so far was one of these. No address of ours needs any of them.
     */
    private static final Pattern ODD_PATH = Pattern.compile(
            "//|[\\\\;\"<>^`{|}]|/\\.{1,2}(/|$)|%(0[0-9a-f]|1[0-9a-f]|7f|2f|5c|3b|2e|25)|[^\\x21-\\x7e]",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern CONTROL_IN_QUERY =
            Pattern.compile("%(0[0-8bcef]|1[0-9a-f]|7f)|[^\\x21-\\x7e]", Pattern.CASE_INSENSITIVE);

    private final Problems problems;
    private final Origins origins;
    private final long maxBodyBytes;
    private final long maxPictureBytes;

    Doorway(
            Problems problems,
            Origins origins,
            @ConfigProperty(name = "broadsheet.max-body-bytes") long maxBodyBytes,
            @ConfigProperty(name = "broadsheet.max-picture-bytes") long maxPictureBytes) {
        this.problems = problems;
        this.origins = origins;
        this.maxBodyBytes = maxBodyBytes;
        this.maxPictureBytes = maxPictureBytes;
    }

    void open(@Observes Filters filters) {
        filters.register(this::enter, 1000);
        // After the framework's own limit, which is the largest of ours, and in its place: it knows one for all
        // addresses.
        filters.register(this::limitUndeclaredBody, 1);
    }

    /** A body that comes in chunks tells its length only as it is read. */
    private void limitUndeclaredBody(RoutingContext context) {
        context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, mostBytes(context.request()));
        context.next();
    }

    private long mostBytes(HttpServerRequest request) {
        return Doors.takesPictures(request) ? maxPictureBytes : maxBodyBytes;
    }

    /** What fails in the HTTP layer itself, before the filters even, is told like everything else. */
    void catchFailures(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(context -> {
            Throwable failure = context.failure();
            if (failure instanceof SecurityException || failure instanceof AuthenticationException) {
                context.next();
            } else {
                failed(context);
            }
        });
        // A path that the router itself cannot read comes here, past all routes.
        router.errorHandler(500, this::failed);
    }

    private void failed(RoutingContext context) {
        if (context.response().headWritten()) {
            return;
        }
        name(context);
        Optional<String> refusal = refusal(context.request());
        if (refusal.isPresent()) {
            problems.end(context, ProblemKind.MALFORMED_REQUEST, refusal.get());
            return;
        }
        ProblemKind kind = ProblemKind.ofStatus(context.statusCode());
        if (kind == ProblemKind.INTERNAL) {
            LOG.errorf(
                    context.failure(),
                    "Unexpected failure at %s",
                    Texts.printable(String.valueOf(context.request().uri())));
        }
        problems.end(context, kind, ProblemMapper.remedy(kind));
    }

    /** The request's id: the caller's own when it is usable, else one of ours. */
    static String requestId(RoutingContext request) {
        return request.get(REQUEST_ID, "");
    }

    private void enter(RoutingContext context) {
        HttpServerRequest request = context.request();
        name(context);

        Optional<String> refusal = refusal(request);
        if (refusal.isPresent()) {
            problems.end(context, ProblemKind.MALFORMED_REQUEST, refusal.get());
        } else if (query(request).length() > MAX_QUERY) {
            problems.end(
                    context,
                    ProblemKind.QUERY_TOO_LONG,
                    "The query has " + query(request).length() + " characters; at most " + MAX_QUERY + " are read.");
        } else if (declaredBody(request) > mostBytes(request)) {
            // The body is not read to its end, so the connection cannot be used again.
            context.response().putHeader("Connection", "close");
            problems.end(
                    context,
                    ProblemKind.BODY_TOO_LARGE,
                    "The body may have at most " + mostBytes(request) + " bytes here.");
        } else if (isOnlyRead(request) && !isRead(request)) {
            context.response().putHeader("Allow", "GET, HEAD, OPTIONS");
            problems.end(context, ProblemKind.METHOD_NOT_ALLOWED, ProblemMapper.remedy(ProblemKind.METHOD_NOT_ALLOWED));
        } else if (Doors.isForeignWrite(request, origins)) {
            problems.end(
                    context,
                    ProblemKind.NOT_PERMITTED,
                    "Only pages of the newsroom's own may do this with a session. Scripts use a personal token, without a cookie.");
        } else if (hasSlashAtEnd(request)) {
            problems.end(
                    context, ProblemKind.NOT_FOUND, "No resource has this address; leave out the slash at its end.");
        } else if (isPreflight(request)) {
            context.response()
                    .putHeader("Access-Control-Allow-Methods", methods(request))
                    .putHeader(
                            "Access-Control-Allow-Headers",
                            "Accept, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, If-Modified-Since, X-Request-Id")
                    .putHeader("Access-Control-Max-Age", "86400")
                    .setStatusCode(204)
                    .end();
        } else {
            context.next();
        }
    }

    /** Gives the request its id, and the answer the headers that every answer has. */
    private void name(RoutingContext context) {
        String given = context.request().getHeader("X-Request-Id");
        String id = given != null && USABLE_ID.matcher(given).matches()
                ? given
                : Ids.next().toString();
        context.put(REQUEST_ID, id);
        MDC.put(REQUEST_ID, id);
        headers(context, id);
        if (Coding.isRefusedThoughSent(context.request().getHeader("Accept-Encoding"))) {
            context.addHeadersEndHandler(ended -> context.response().putHeader("Content-Encoding", "identity"));
        }
    }

    private void headers(RoutingContext context, String id) {
        HttpServerResponse response = context.response();
        response.putHeader("Date", Answers.httpDate(Instant.now()))
                .putHeader("X-Request-Id", id)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "strict-origin-when-cross-origin")
                .putHeader(
                        "Access-Control-Expose-Headers",
                        "ETag, Last-Modified, Link, Surrogate-Key, X-Request-Id, RateLimit, RateLimit-Policy, Retry-After");
        if (Doors.isOfStaff(String.valueOf(context.request().path()))) {
            // With the session's cookie, and so for the newsroom's own pages alone.
            response.putHeader("Access-Control-Allow-Origin", origins.siteUrl())
                    .putHeader("Access-Control-Allow-Credentials", "true")
                    .putHeader("Vary", "Origin")
                    .putHeader("Cache-Control", "private, no-store");
        } else {
            response.putHeader("Access-Control-Allow-Origin", "*");
        }
    }

    private static Optional<String> refusal(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        if (ODD_PATH.matcher(path).find() || BROKEN_ESCAPE.matcher(path).find()) {
            return Optional.of(
                    "The path holds characters that no address here has. Use the addresses as the API gives them.");
        }
        String query = query(request);
        if (BROKEN_ESCAPE.matcher(query).find()
                || CONTROL_IN_QUERY.matcher(query).find()
                || !isUtf8(query)) {
            return Optional.of(
                    "The query holds a broken escape or a control character. Encode values as UTF-8, then percent-encode them.");
        }
        return Optional.empty();
    }

    private static boolean isUtf8(String query) {
        return query.indexOf('%') < 0
                || URLDecoder.decode(query, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0;
    }

    private static String query(HttpServerRequest request) {
        String query = request.query();
        return query == null ? "" : query;
    }

    /** The framework's own addresses, which would take any method. */
    private static boolean isOnlyRead(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        return path.startsWith("/docs") || path.startsWith("/openapi");
    }

    private static boolean isRead(HttpServerRequest request) {
        return HttpMethod.GET.equals(request.method())
                || HttpMethod.HEAD.equals(request.method())
                || HttpMethod.OPTIONS.equals(request.method());
    }

    /** One thing has one address: caches and cursors would take a second spelling for another thing. */
    private static boolean hasSlashAtEnd(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        return path.startsWith("/v1/") && path.endsWith("/");
    }

    private static long declaredBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }

    /** Pages of any origin may read, tell what their readers read, and take donations: no cookie is ever at stake. */
    static String methods(HttpServerRequest request) {
        if (Doors.isOfStaff(String.valueOf(request.path()))) {
            return "GET, HEAD, POST, PUT, DELETE, OPTIONS";
        }
        return POSTED.matcher(String.valueOf(request.path())).matches() ? "POST, OPTIONS" : "GET, HEAD, OPTIONS";
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return HttpMethod.OPTIONS.equals(request.method())
                && request.getHeader("Access-Control-Request-Method") != null;
    }
}
