package org.broadsheet.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Staff;
import org.broadsheet.testsupport.Staff.Somebody;
import org.junit.jupiter.api.Test;

/** How administrators keep the accounts, and what is written down of it. */
@QuarkusTest
class MembersTest extends ApiTest {
    @Inject
    Staff staff;

    private static Response invite(Somebody by, String email) {
        return by.asks()
                .body("{\"email\": \"" + email + "\", \"name\": \"Mei Lin\", \"roles\": [\"editor\"]}")
                .post("/v1/staff/members");
    }

    private static Response change(Somebody by, String id, int version, String roles, boolean isSuspended) {
        return by.asks()
                .body("{\"version\": " + version + ", \"name\": \"Mei Lin\", \"roles\": [" + roles
                        + "], \"isSuspended\": " + isSuspended + "}")
                .put("/v1/staff/members/" + id);
    }

    @Test
    void invites_by_a_link_that_is_handed_over_where_no_letter_can_go() {
        Somebody administrator = staff.with("administrator");

        Response invited = invite(administrator, "Mei@news.example");

        invited.then()
                .statusCode(201)
                .body("member.state", equalTo("invited"))
                .body("member.email", equalTo("mei@news.example"))
                .body("link", startsWith("http://localhost:3000/studio/welcome#"));
        String secret = invited.jsonPath().getString("link").replaceFirst(".*#", "");
        Staff.stranger()
                .body("{\"secret\": \"" + secret + "\"}")
                .post("/v1/staff/links/look")
                .then()
                .statusCode(200)
                .body("kind", equalTo("invitation"))
                .body("name", equalTo("Mei Lin"));
        Staff.stranger()
                .body("{\"secret\": \"" + secret + "\", \"password\": \"four ferries at noon\"}")
                .post("/v1/staff/links/redeem")
                .then()
                .statusCode(200)
                .body("member.state", equalTo("active"));
        invite(administrator, "mei@news.example").then().statusCode(409);
    }

    @Test
    void puts_somebody_out_within_the_next_request_when_the_account_is_suspended_or_changed() {
        Somebody administrator = staff.with("administrator");
        Somebody editor = staff.with("editor");

        change(administrator, editor.id().toString(), 0, "\"contributor\"", false)
                .then()
                .statusCode(200)
                .body("roles", contains("contributor"))
                .body("version", equalTo(1));
        editor.asks().get("/v1/staff/session").then().statusCode(401);

        Somebody other = staff.with("editor");
        change(administrator, other.id().toString(), 0, "\"editor\"", true)
                .then()
                .statusCode(200);
        other.asks().get("/v1/staff/session").then().statusCode(401);
    }

    @Test
    void refuses_a_change_of_what_somebody_else_changed_meanwhile() {
        Somebody administrator = staff.with("administrator");
        Somebody editor = staff.with("editor");
        change(administrator, editor.id().toString(), 0, "\"editor\"", false)
                .then()
                .statusCode(200);

        change(administrator, editor.id().toString(), 0, "\"chief_editor\"", false)
                .then()
                .statusCode(412);

        assertThat(newsroom.text(
                        "select array_to_string(roles, ',') from staff_member where id = '" + editor.id() + "'"))
                .isEqualTo("editor");
    }

    @Test
    void keeps_one_administrator_always() {
        Somebody only = staff.with("administrator");

        change(only, only.id().toString(), 0, "\"editor\"", false).then().statusCode(409);
        change(only, only.id().toString(), 0, "\"administrator\"", true).then().statusCode(409);

        only.asks().get("/v1/staff/session").then().statusCode(200);
    }

    @Test
    void takes_a_lost_second_factor_off_and_ends_the_sessions() {
        Somebody administrator = staff.with("administrator");
        Somebody editor = staff.with("editor");

        administrator
                .asks()
                .post("/v1/staff/members/" + editor.id() + "/second-factor-removal")
                .then()
                .statusCode(204);

        editor.asks().get("/v1/staff/session").then().statusCode(401);
        assertThat(newsroom.number("select count(*) from staff_member where totp_confirmed_at is null"))
                .isOne();
    }

    @Test
    void writes_down_every_act_and_lets_nobody_rewrite_it() {
        Somebody administrator = staff.with("administrator");
        invite(administrator, "mei@news.example");

        administrator
                .asks()
                .get("/v1/staff/audit?action=member")
                .then()
                .statusCode(200)
                .body("items.action", contains("member.invited"))
                .body("items[0].memberId", equalTo(administrator.id().toString()))
                .body("items[0].detail.roles", hasItem("editor"))
                .body("next", nullValue());
        assertThat(administrator.asks().get("/v1/staff/audit/export").asString().lines())
                .hasSize(1);
        assertThatThrownBy(() -> newsroom.change("delete from audit")).hasStackTraceContaining("never rewritten");
        assertThatThrownBy(() -> newsroom.change("update audit set action = 'nothing'"))
                .hasStackTraceContaining("never rewritten");
    }

    @Test
    void pages_through_the_log_without_losing_an_entry() {
        Somebody administrator = staff.with("administrator");
        for (int i = 0; i < 5; i++) {
            invite(administrator, "mei" + i + "@news.example").then().statusCode(201);
        }

        int seen = 0;
        String next = null;
        do {
            Response page =
                    administrator.asks().get("/v1/staff/audit?limit=2" + (next == null ? "" : "&cursor=" + next));
            page.then().statusCode(200);
            seen += page.jsonPath().getList("items").size();
            next = page.jsonPath().getString("next");
        } while (next != null);

        assertThat(seen).isEqualTo(5);
    }
}
