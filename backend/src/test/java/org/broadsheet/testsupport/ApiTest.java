package org.broadsheet.testsupport;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.WithTestResource;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** A test through the door: an empty newsroom, the real server, and every answer held against the contract. Subclasses are
 * {@code @QuarkusTest}. */
@WithTestResource(PostgresForTests.class)
public abstract class ApiTest {
    @Inject
    protected Newsroom newsroom;

    @BeforeEach
    void begin_with_an_empty_newsroom() {
        newsroom.clear();
    }

    /** A request whose address is sent as written, and whose redirect is not followed. */
    protected static RequestSpecification api() {
        return given().filter(new ContractFilter())
                .urlEncodingEnabled(false)
                .config(RestAssuredConfig.config()
                        .redirect(RedirectConfig.redirectConfig().followRedirects(false)));
    }
}
