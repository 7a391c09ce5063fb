package org.broadsheet.shared;

/** Every way a request can fail, with its stable name; the site explains each at {@code /problems/<name>}. */
public enum ProblemKind {
    MALFORMED_REQUEST("malformed-request", 400, "The request cannot be read"),
    INVALID_PARAMETER("invalid-parameter", 400, "A parameter is not valid"),
    UNKNOWN_PARAMETER("unknown-parameter", 400, "A parameter is not known"),
    UNKNOWN_FIELD("unknown-field", 400, "A field is not known"),
    INVALID_CURSOR("invalid-cursor", 400, "The cursor does not belong to this list"),
    MALFORMED_JSON("malformed-json", 400, "The body is not valid JSON"),
    INVALID_BODY("invalid-body", 400, "The body is not valid"),
    NOT_AUTHENTICATED("not-authenticated", 401, "Sign in first"),
    SECOND_FACTOR_NEEDED("second-factor-needed", 401, "A code is needed beside the password"),
    SIGN_IN_AGAIN("sign-in-again", 401, "Sign in again first"),
    NOT_PERMITTED("not-permitted", 403, "Not permitted"),
    NOT_FOUND("not-found", 404, "There is nothing here"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "This address does not take that method"),
    NOT_ACCEPTABLE("not-acceptable", 406, "None of the accepted media types can be served"),
    CONFLICT("conflict", 409, "Somebody else was first"),
    GONE("gone", 410, "Withdrawn"),
    STALE("stale", 412, "It was changed meanwhile"),
    BODY_TOO_LARGE("body-too-large", 413, "The body is too large"),
    QUERY_TOO_LONG("query-too-long", 414, "The query is too long"),
    KEY_REUSED("key-reused", 422, "The key was used for something else"),
    VERSION_NEEDED("version-needed", 428, "Say which version you change"),
    TOO_MANY("too-many-requests", 429, "Too many requests"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body's media type is not supported"),
    INTERNAL("internal", 500, "Something went wrong here"),
    UNAVAILABLE("unavailable", 503, "Not available for the moment");

    private final String slug;
    private final int status;
    private final String title;

    ProblemKind(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    public String slug() {
        return slug;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The kind that fits a bare HTTP status, for failures that the framework raised before our code ran. */
    static ProblemKind ofStatus(int status) {
        return switch (status) {
            case 401 -> NOT_AUTHENTICATED;
            case 403 -> NOT_PERMITTED;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 409 -> CONFLICT;
            case 410 -> GONE;
            case 412 -> STALE;
            case 413 -> BODY_TOO_LARGE;
            case 414 -> QUERY_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 503 -> UNAVAILABLE;
            default -> status >= 400 && status < 500 ? MALFORMED_REQUEST : INTERNAL;
        };
    }
}
