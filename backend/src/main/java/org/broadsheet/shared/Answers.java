package org.broadsheet.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Writes every public answer: trims it, gives it its validators and cache headers, and says 304 where that is enough.
 */
@ApplicationScoped
public class Answers {
    /**
     * A change younger than this may still be joined by an older one that commits late (transactions are cut off
     * sooner than that), so its time is not yet good enough to say "not modified since" by.
     */
    private static final Duration UNSETTLED = Duration.ofSeconds(15);

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final ObjectMapper mapper;
    private final Origins origins;
    private final Clock clock;
    /** Moves with all that shapes a body but its data: the addresses in it, the sanitiser's rules, the release. */
    private final String configuration;

    Answers(
            ObjectMapper mapper,
            Origins origins,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.version") String release) {
        this.mapper = mapper;
        this.origins = origins;
        this.clock = clock;
        this.configuration =
                hash(String.join(" ", origins.siteUrl(), origins.apiUrl(), String.valueOf(SafeHtml.POLICY), release)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** The answer to a GET of one thing, or 304 when the client has it already. */
    public Response one(Answer answer, Parameters parameters, HttpHeaders request) {
        JsonNode tree = tree(answer);
        byte[] bytes = bytes(tree == null ? null : answer.fields().trim(tree), answer);
        return written(answer, bytes, parameters, request, null);
    }

    /** The answer to a GET of a page of a list, with the Link to the next. */
    public Response page(Answer answer, @Nullable String next, Parameters parameters, HttpHeaders request) {
        JsonNode tree = tree(answer);
        if (tree instanceof ObjectNode list) {
            list.set("items", answer.fields().trim(list.get("items")));
        }
        return written(answer, bytes(tree, answer), parameters, request, next);
    }

    /** 301 to where a thing is to be found now, with the same query; kept as short as the content itself. */
    public Response moved(String path, Parameters parameters, List<String> builtFrom) {
        return Response.status(Response.Status.MOVED_PERMANENTLY)
                .header(HttpHeaders.LOCATION, origins.apiUrl() + path + parameters.querySuffix())
                .header(HttpHeaders.CACHE_CONTROL, cacheControl(Answer.CONTENT))
                .header("Surrogate-Key", String.join(" ", builtFrom))
                .build();
    }

    /** The whole 304 without the work, for a client that asks whether a known version still stands. */
    public Optional<Response> ifUnchanged(Answer answer, Parameters parameters, HttpHeaders request) {
        String etag = etag(answer, new byte[0], parameters, request);
        Instant lastModified = lastModified(answer.changedAt());
        return isUnchanged(etag, lastModified, answer.changedAt(), request)
                ? Optional.of(headers(Response.status(Response.Status.NOT_MODIFIED), answer, etag, lastModified)
                        .build())
                : Optional.empty();
    }

    private @Nullable JsonNode tree(Answer answer) {
        // Trimming works on a tree; whole answers are written straight through.
        return answer.fields().isAll() ? null : mapper.valueToTree(answer.body());
    }

    private byte[] bytes(@Nullable JsonNode trimmed, Answer answer) {
        try {
            return mapper.writeValueAsBytes(trimmed == null ? answer.body() : trimmed);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("An answer's record cannot be written as JSON", broken);
        }
    }

    private Response written(
            Answer answer, byte[] bytes, Parameters parameters, HttpHeaders request, @Nullable String next) {
        String etag = etag(answer, bytes, parameters, request);
        Instant lastModified = lastModified(answer.changedAt());
        if (isUnchanged(etag, lastModified, answer.changedAt(), request)) {
            return headers(Response.status(Response.Status.NOT_MODIFIED), answer, etag, lastModified)
                    .build();
        }
        Response.ResponseBuilder response =
                headers(Response.ok(bytes), answer, etag, lastModified).type(MediaType.APPLICATION_JSON_TYPE);
        if (next != null) {
            String address = origins.apiUrl() + parameters.path() + '?' + parameters.queryWith(next);
            response.header(HttpHeaders.LINK, "<" + address + ">; rel=\"next\"");
        }
        return response.build();
    }

    private static Response.ResponseBuilder headers(
            Response.ResponseBuilder response, Answer answer, String etag, @Nullable Instant lastModified) {
        response.header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, cacheControl(answer.keeps()))
                .header(HttpHeaders.VARY, "Accept-Encoding");
        // A 304 may leave the keys out: caches then keep those that they were given with the body.
        if (!answer.builtFrom().isEmpty()) {
            response.header("Surrogate-Key", String.join(" ", answer.builtFrom()));
        }
        if (lastModified != null) {
            response.header(HttpHeaders.LAST_MODIFIED, httpDate(lastModified));
        }
        return response;
    }

    /** A time as HTTP writes it, in whole seconds. */
    static String httpDate(Instant instant) {
        return HTTP_DATE.format(instant);
    }

    private static String cacheControl(Duration keeps) {
        // What must not be seen for long is not to be seen for long while it is asked for anew either.
        long stale = keeps.compareTo(Answer.CONTENT) <= 0 ? keeps.toSeconds() : 30;
        return "public, max-age=" + keeps.toSeconds() + ", stale-while-revalidate=" + stale + ", stale-if-error=86400";
    }

    private String etag(Answer answer, byte[] bytes, Parameters parameters, HttpHeaders request) {
        String version = answer.version();
        String state = version == null
                ? hash(bytes)
                : version + '-' + hash((configuration + parameters.representation()).getBytes(StandardCharsets.UTF_8));
        Coding coding = Coding.of(request.getHeaderString(HttpHeaders.ACCEPT_ENCODING));
        return '"' + state + '-' + coding.mark() + '"';
    }

    private boolean isUnchanged(
            String etag, @Nullable Instant lastModified, @Nullable Instant changedAt, HttpHeaders request) {
        List<String> known = request.getRequestHeader(HttpHeaders.IF_NONE_MATCH);
        if (known != null && !known.isEmpty()) {
            return known.stream()
                    .flatMap(line -> Pattern.compile(",").splitAsStream(line))
                    .map(tag -> tag.strip().replaceFirst("^W/", ""))
                    .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
        }
        String since = request.getHeaderString(HttpHeaders.IF_MODIFIED_SINCE);
        if (since == null || lastModified == null || changedAt == null) {
            return false;
        }
        try {
            return isSettled(changedAt) && !lastModified.isAfter(HTTP_DATE.parse(since, Instant::from));
        } catch (DateTimeParseException notADate) {
            return false;
        }
    }

    private @Nullable Instant lastModified(@Nullable Instant changedAt) {
        if (changedAt == null) {
            return null;
        }
        Instant second = changedAt.truncatedTo(ChronoUnit.SECONDS);
        return isSettled(changedAt) ? second : second.minusSeconds(1);
    }

    private boolean isSettled(Instant changedAt) {
        return changedAt.isBefore(clock.instant().minus(UNSETTLED));
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
