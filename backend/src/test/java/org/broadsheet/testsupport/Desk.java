package org.broadsheet.testsupport;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.broadsheet.testsupport.Staff.Somebody;

/** What somebody does at the desk, by its doors. */
public final class Desk {
    private static final String ARTICLES = "/v1/editorial/articles";

    private Desk() {}

    /** Text that could go out as it is. */
    public static String text(String slug, String headline) {
        return text(slug, headline, "<p>Words about it.</p>");
    }

    public static String text(String slug, String headline, String body) {
        return """
                {"language": "en", "slug": "%s", "headline": "%s", "body": "%s", "section": "city", "authors": ["ada-byron"]}""".formatted(slug, headline, body.replace("\"", "\\\""));
    }

    /** Begins an article. @return its id */
    public static UUID begun(Somebody by, String text) {
        Response begun = by.asks().body(text).post(ARTICLES);
        begun.then().statusCode(201);
        return UUID.fromString(begun.jsonPath().getString("id"));
    }

    public static Response read(Somebody by, UUID id) {
        return by.asks().get(ARTICLES + "/" + id);
    }

    public static String version(Somebody by, UUID id) {
        Response read = read(by, id);
        read.then().statusCode(200);
        return read.getHeader("ETag");
    }

    /** A request that changes it as it stands now. */
    public static RequestSpecification changes(Somebody by, UUID id) {
        return by.asks().header("If-Match", version(by, id));
    }

    public static Response save(Somebody by, UUID id, String text) {
        return changes(by, id).body(text).put(ARTICLES + "/" + id);
    }

    /** Does what the door of this name does. */
    public static Response act(Somebody by, UUID id, String act) {
        return act(by, id, act, "{}");
    }

    public static Response act(Somebody by, UUID id, String act, String body) {
        return changes(by, id).body(body).post(ARTICLES + "/" + id + "/" + act);
    }

    public static Response schedule(Somebody by, UUID id, String plan) {
        return changes(by, id).body(plan).put(ARTICLES + "/" + id + "/schedule");
    }
}
