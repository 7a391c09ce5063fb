package org.broadsheet.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import org.broadsheet.shared.Doors;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Staff;
import org.broadsheet.testsupport.Staff.Somebody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What gives power or money away is not done from a desk that was left open. */
@QuarkusTest
class StepUpTest extends ApiTest {
    private static final String PASSWORD = "four ferries at noon";
    private static final String NOBODY = "01980000-0000-7000-8000-0000000000ff";

    @Inject
    Staff staff;

    @Inject
    StaffLinks links;

    /** Somebody who may do everything, and signed in so many minutes ago. */
    private Somebody signedIn(int minutesAgo) {
        Somebody somebody = staff.with("administrator", "publisher", "chief_editor");
        newsroom.change("update staff_session set began_at = now() - interval '" + minutesAgo
                + " minutes' where member_id = '" + somebody.id() + "'");
        return somebody;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        POST   | /v1/staff/tokens                                        | {"name": "x", "rights": ["write"], "days": 3}
        POST   | /v1/staff/second-factor                                 |
        POST   | /v1/staff/members                                       | {"email": "eve@news.example", "name": "Eve", "roles": ["administrator"]}
        PUT    | /v1/staff/members/{nobody}                              | {"version": 0, "name": "Eve", "roles": ["administrator"], "isSuspended": false}
        POST   | /v1/staff/members/{nobody}/link                         |
        POST   | /v1/staff/members/{nobody}/second-factor-removal        |
        POST   | /v1/staff/donations/{nobody}/refunds                    | {"payment": "{nobody}", "reason": "asked for"}
        POST   | /v1/staff/donations/{nobody}/refunds/{nobody}/approval  |
        POST   | /v1/staff/donations/erasures                            | {"email": "donor@news.example"}
        GET    | /v1/staff/donations/export                              |
        """)
    void asks_for_a_new_sign_in_before(Method method, String path, String body) {
        Somebody old = signedIn(16);
        Somebody recent = signedIn(14);
        long before = newsroom.number("select count(*) from audit");

        Response refused = send(old, method, path, body);

        refused.then()
                .statusCode(401)
                .body("type", containsString("sign-in-again"))
                .body("detail", containsString("Sign in again"));
        assertThat(newsroom.number("select count(*) from audit")).isEqualTo(before);
        if (!path.contains("refunds")) {
            send(recent, method, path, body).then().statusCode(not(401));
        }
    }

    private static Response send(Somebody somebody, Method method, String path, String body) {
        var request = somebody.asks();
        if (path.endsWith("/refunds")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        if (body != null) {
            request.body(body.replace("{nobody}", NOBODY));
        }
        return request.request(method, path.replace("{nobody}", NOBODY));
    }

    @Test
    void lets_an_older_session_do_all_else() {
        Somebody old = signedIn(100);

        old.asks().get("/v1/staff/members").then().statusCode(200);
        old.asks().get("/v1/staff/donations").then().statusCode(200);
        old.asks()
                .body("{\"language\": \"en\", \"headline\": \"The harbour opens\"}")
                .post("/v1/editorial/articles")
                .then()
                .statusCode(201);
    }

    @Test
    void lets_a_script_do_what_its_owner_made_it_for() {
        String token = staff.token(signedIn(100), Right.ADMINISTER);

        Staff.script(token)
                .body("{\"email\": \"mei@news.example\", \"name\": \"Mei\", \"roles\": [\"editor\"]}")
                .post("/v1/staff/members")
                .then()
                .statusCode(201);
    }

    @Test
    void ends_the_session_that_somebody_signs_in_from_anew_and_no_other() {
        String link = links.make(StaffLinks.SETUP, null);
        String first = Staff.session(Staff.stranger()
                .body("{\"secret\": \"" + link.substring(link.indexOf('#') + 1)
                        + "\", \"email\": \"ada@news.example\", \"name\": \"Ada Byron\", \"password\": \"" + PASSWORD
                        + "\"}")
                .post("/v1/staff/links/redeem"));
        Somebody other = signedIn(1);

        String second = Staff.session(signIn(first));
        String third = Staff.session(signIn(other.session()));

        session(first).then().statusCode(401);
        for (String standing : new String[] {second, third, other.session()}) {
            session(standing).then().statusCode(200);
        }
    }

    private static Response signIn(String from) {
        return Staff.stranger()
                .cookie(Doors.SESSION_COOKIE, from)
                .body("{\"email\": \"ada@news.example\", \"password\": \"" + PASSWORD + "\"}")
                .post("/v1/staff/session");
    }

    private static Response session(String session) {
        return api().cookie(Doors.SESSION_COOKIE, session).get("/v1/staff/session");
    }
}
