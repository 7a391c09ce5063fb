package org.broadsheet.testsupport;

import io.restassured.RestAssured;
import io.restassured.config.RedirectConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.UUID;

/** Gifts of the demonstration, given by the door as a donor gives them. */
public final class Gifts {
    private Gifts() {}

    /** One that is paid, by Ada. @return its id */
    public static UUID paid(String amount, String frequency) {
        Response given = ApiTest.api()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body("""
                        {"amount":"%s","currency":"EUR","frequency":"%s","publicName":"Ada","email":"ada@example.org"}""".formatted(amount, frequency))
                .post("/v1/donations");
        String page = URI.create(given.jsonPath().getString("approvalUrl")).getRawPath();
        String back = plain().contentType("application/x-www-form-urlencoded")
                .formParam("choice", "approve")
                .post(page)
                .header("Location");
        plain().get(URI.create(back).getRawPath() + '?' + URI.create(back).getRawQuery())
                .then()
                .statusCode(303);
        return UUID.fromString(given.jsonPath().getString("id"));
    }

    private static RequestSpecification plain() {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .config(RestAssured.config()
                        .redirect(RedirectConfig.redirectConfig().followRedirects(false)));
    }
}
