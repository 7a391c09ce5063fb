package org.broadsheet.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.broadsheet.shared.Doors;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Door;
import org.broadsheet.testsupport.Staff;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How somebody becomes signed in, stays so, and ceases to be. */
@QuarkusTest
class SigningInTest extends ApiTest {
    private static final String PASSWORD = "four ferries at noon";

    @Inject
    Staff staff;

    @Inject
    StaffLinks links;

    @Inject
    StaffLetters letters;

    @Inject
    MockMailbox mailbox;

    private String ada;

    @BeforeEach
    void empty_the_mailbox() {
        mailbox.clear();
    }

    /** The first account, by its set-up link. @return its session */
    private String setUp() {
        return Staff.session(
                redeem(secret(links.make(StaffLinks.SETUP, null)), "ada@news.example", "Ada Byron", PASSWORD)
                        .then()
                        .statusCode(200)
                        .extract()
                        .response());
    }

    private static String secret(String link) {
        return link.substring(link.indexOf('#') + 1);
    }

    private static Response redeem(String secret, String email, String name, String password) {
        String who = email == null ? "" : "\"email\": \"" + email + "\", \"name\": \"" + name + "\", ";
        return Staff.stranger()
                .body("{\"secret\": \"" + secret + "\", " + who + "\"password\": \"" + password + "\"}")
                .post("/v1/staff/links/redeem");
    }

    private static Response signIn(String email, String password, String code) {
        String with = code == null ? "" : ", \"code\": \"" + code + "\"";
        return Staff.stranger()
                .body("{\"email\": \"" + email + "\", \"password\": \"" + password + "\"" + with + "}")
                .post("/v1/staff/session");
    }

    private static Response session(String session) {
        return api().cookie(Doors.SESSION_COOKIE, session).get("/v1/staff/session");
    }

    /** Sets up a second factor. @return its secret */
    private static String secondFactor(String session) {
        String secret = asks(session).post("/v1/staff/second-factor").jsonPath().getString("secret");
        asks(session)
                .body("{\"code\": \"" + Staff.code(secret, Instant.now().minusSeconds(30)) + "\"}")
                .put("/v1/staff/second-factor")
                .then()
                .statusCode(200)
                .body("codes", hasSize(10));
        return secret;
    }

    private static io.restassured.specification.RequestSpecification asks(String session) {
        return Staff.stranger().cookie(Doors.SESSION_COOKIE, session);
    }

    @Test
    void sets_up_the_first_account_by_a_link_that_works_once() {
        String secret = secret(links.make(StaffLinks.SETUP, null));
        String other = secret(links.make(StaffLinks.SETUP, null));

        Response first = redeem(secret, "Ada@News.example", "Ada Byron", PASSWORD);

        first.then()
                .statusCode(200)
                .body("member.email", equalTo("ada@news.example"))
                .body("member.roles", contains("chief_editor", "publisher", "administrator"))
                .body("secondFactor", equalTo("needed"))
                .body("rights", contains("write"));
        assertThat(first.getHeader("Set-Cookie"))
                .startsWith("__Host-broadsheet=")
                .contains("Path=/")
                .contains("Secure")
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .doesNotContain("Domain", "Max-Age", "Expires");
        redeem(secret, "eve@news.example", "Eve", PASSWORD).then().statusCode(404);
        redeem(other, "eve@news.example", "Eve", PASSWORD).then().statusCode(409);
        assertThat(newsroom.number("select count(*) from staff_member")).isOne();
    }

    @Test
    void takes_a_code_beside_the_password_and_each_code_once() {
        String secret = secondFactor(setUp());
        String code = Staff.code(secret, Instant.now());

        signIn("ada@news.example", PASSWORD, null)
                .then()
                .statusCode(401)
                .body("type", containsString("second-factor-needed"));
        signIn("ada@news.example", PASSWORD, code)
                .then()
                .statusCode(200)
                .body("secondFactor", equalTo("on"))
                .body("rights", contains("administer", "donations", "lead", "publish", "write"));
        signIn("ada@news.example", PASSWORD, code).then().statusCode(401);
    }

    @Test
    void takes_each_recovery_code_once() {
        String session = setUp();
        String secret = asks(session).post("/v1/staff/second-factor").jsonPath().getString("secret");
        List<String> codes = asks(session)
                .body("{\"code\": \"" + Staff.code(secret, Instant.now()) + "\"}")
                .put("/v1/staff/second-factor")
                .jsonPath()
                .getList("codes");

        signIn("ada@news.example", PASSWORD, codes.getFirst()).then().statusCode(200);

        signIn("ada@news.example", PASSWORD, codes.getFirst()).then().statusCode(401);
        signIn("ada@news.example", PASSWORD, codes.get(1).toUpperCase(java.util.Locale.ROOT))
                .then()
                .statusCode(200);
    }

    @Test
    void answers_alike_for_a_wrong_password_and_an_unknown_account() {
        setUp();

        Response wrong = signIn("ada@news.example", "not the password", null);
        Response unknown = signIn("eve@news.example", "not the password", null);

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.jsonPath().getString("detail"))
                .isEqualTo(wrong.jsonPath().getString("detail"));
    }

    @Test
    void keeps_only_hashes() {
        String session = setUp();
        String secret = secondFactor(session);

        assertThat(newsroom.text("select password_hash from staff_member"))
                .startsWith("$argon2id$v=19$m=47104,t=1,p=1$");
        assertThat(newsroom.number("""
                select count(*) from (
                    select row_to_json(m)::text as line from staff_member m
                    union all select row_to_json(s)::text from staff_session s
                    union all select row_to_json(a)::text from audit a
                ) all_of_it where line like '%%%s%%' or line like '%%%s%%' or line like '%%%s%%'""".formatted(PASSWORD, secret, session).replace("::text", "\\:\\:text")))
                .isZero();
    }

    @Test
    void ends_a_session_for_all_nodes_when_its_owner_signs_out() {
        String session = setUp();

        asks(session).delete("/v1/staff/session").then().statusCode(204);

        session(session).then().statusCode(401);
    }

    @Test
    void lists_sessions_and_ends_one_of_them() {
        String one = setUp();
        String two = Staff.session(signIn("ada@news.example", PASSWORD, null));

        List<String> ids = session(one).statusCode() == 200
                ? api().cookie(Doors.SESSION_COOKIE, one)
                        .get("/v1/staff/sessions")
                        .jsonPath()
                        .getList("items.findAll { !it.isThisOne }.id")
                : List.of();
        assertThat(ids).hasSize(1);
        asks(one).delete("/v1/staff/sessions/" + ids.getFirst()).then().statusCode(204);

        session(two).then().statusCode(401);
        session(one).then().statusCode(200);
    }

    @Test
    void lets_a_session_end_when_it_is_idle_or_old() {
        String idle = setUp();
        String old = Staff.session(signIn("ada@news.example", PASSWORD, null));
        newsroom.change(
                "update staff_session set seen_at = now() - interval '31 minutes' where id = (select id from staff_session order by began_at limit 1)");
        newsroom.change(
                "update staff_session set began_at = now() - interval '12 hours 1 minute' where seen_at > now() - interval '30 minutes'");

        session(idle).then().statusCode(401);
        session(old).then().statusCode(401);
    }

    @Test
    void a_wrong_password_or_code_is_told_of_its_field() {
        String session = setUp();
        String change = "{\"present\": \"not the one\", \"password\": \"nine herons on the quay\"}";

        asks(session)
                .body(change)
                .put("/v1/staff/password")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/present"));
        asks(session).post("/v1/staff/second-factor").then().statusCode(200);
        asks(session)
                .body("{\"code\": \"000000\"}")
                .put("/v1/staff/second-factor")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/code"));
        secondFactor(session);
        asks(session)
                .body("{\"code\": \"000000\"}")
                .post("/v1/staff/second-factor/recovery-codes")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/code"));
    }

    @Test
    void a_refused_sign_in_is_in_the_log_as_tried_with_a_password() {
        setUp();

        signIn("ada@news.example", "not the one", null).then().statusCode(401);

        assertThat(newsroom.text("select via from audit where action = 'session.refused'"))
                .isEqualTo("password");
    }

    @Test
    void ends_every_other_session_when_the_password_changes() {
        String one = setUp();
        String two = Staff.session(signIn("ada@news.example", PASSWORD, null));

        asks(two)
                .body("{\"present\": \"" + PASSWORD + "\", \"password\": \"nine herons on the quay\"}")
                .put("/v1/staff/password")
                .then()
                .statusCode(204);

        session(one).then().statusCode(401);
        session(two).then().statusCode(200);
        signIn("ada@news.example", PASSWORD, null).then().statusCode(401);
        signIn("ada@news.example", "nine herons on the quay", null).then().statusCode(200);
    }

    @Test
    void sends_a_link_to_a_new_password_and_tells_nobody_whether_there_is_an_account() {
        String before = setUp();

        for (String email : List.of("ada@news.example", "eve@news.example")) {
            Staff.stranger()
                    .body("{\"email\": \"" + email + "\"}")
                    .post("/v1/staff/password-resets")
                    .then()
                    .statusCode(202);
        }
        letters.send();

        assertThat(mailbox.getTotalMessagesSent()).isOne();
        String text = mailbox.getMailsSentTo("ada@news.example").getFirst().getText();
        String link =
                text.lines().filter(line -> line.contains("#")).findFirst().orElseThrow();
        assertThat(link).startsWith("http://localhost:3000/studio/welcome#");
        redeem(secret(link), null, null, "nine herons on the quay").then().statusCode(204);
        session(before).then().statusCode(401);
        redeem(secret(link), null, null, "ten herons on the quay").then().statusCode(404);
        signIn("ada@news.example", "nine herons on the quay", null).then().statusCode(200);
    }

    @Test
    void lets_exactly_one_of_many_use_a_link() throws Exception {
        String secret = secret(links.make(StaffLinks.SETUP, null));

        List<Callable<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String email = "ada" + i + "@news.example";
            all.add(() -> redeem(secret, email, "Ada", PASSWORD).statusCode());
        }
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> one : many.invokeAll(all)) {
                statuses.add(one.get());
            }
            assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"short", "aaaaaaaaaaaaaaaa", "password1234", "ada@news.example", "Ada Byron 12", "broadsheet123"
            })
    void refuses_a_password_that_is_easy_to_guess(String password) {
        redeem(secret(links.make(StaffLinks.SETUP, null)), "ada@news.example", "Ada Byron", password)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/password"));
    }

    @Test
    void tells_passwords_apart_that_differ_only_at_their_end_or_in_their_form() {
        String secret = secret(links.make(StaffLinks.SETUP, null));
        String base = "correct ferry battery ".repeat(5);
        redeem(secret, "ada@news.example", "Ada Byron", base + "A").then().statusCode(200);

        for (String other : List.of(base + "B", base + "A ", base + "\uFF21", base)) {
            signIn("ada@news.example", other, null).then().statusCode(401);
        }
        signIn("ada@news.example", base + "A", null).then().statusCode(200);
    }

    @Test
    void limits_a_thousand_guesses_however_their_address_is_forged() {
        setUp();
        int limited = 0;
        for (int i = 0; i < 1000; i++) {
            int status = Door.send(
                            "POST",
                            "/v1/staff/session",
                            "{\"email\": \"ada@news.example\", \"password\": \"guess number %d\"}"
                                    .formatted(i)
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            "Content-Type: application/json",
                            "X-Forwarded-For: 10.%d.%d.7, 203.0.113.9".formatted(i / 250, i % 250),
                            "Forwarded: for=10.1.1.%d".formatted(i % 250),
                            "X-Real-IP: 10.1.1.%d".formatted(i % 250),
                            "True-Client-IP: 10.1.1.%d".formatted(i % 250))
                    .status();
            limited += status == 429 ? 1 : 0;
        }

        assertThat(limited).isEqualTo(990);
    }

    @Test
    void refuses_what_a_page_of_another_origin_would_write() {
        Staff.Somebody somebody = staff.with("administrator");
        for (String origin : List.of(
                "https://evil.example", "null", "http://localhost:3000.evil.example", "http://sub.localhost:3000")) {
            api().cookie(Doors.SESSION_COOKIE, somebody.session())
                    .header("Origin", origin)
                    .contentType("application/json")
                    .delete("/v1/staff/session")
                    .then()
                    .statusCode(403);
        }
        api().cookie(Doors.SESSION_COOKIE, somebody.session())
                .contentType("application/json")
                .delete("/v1/staff/session")
                .then()
                .statusCode(403);
        somebody.asks()
                .contentType("text/plain")
                .body("{}")
                .put("/v1/staff/password")
                .then()
                .statusCode(415);

        session(somebody.session()).then().statusCode(200);
    }

    @Test
    void lets_a_script_do_what_its_token_may_and_nothing_in_person() {
        Staff.Somebody somebody = staff.with("editor", "administrator");
        Response made = somebody.asks()
                .body("{\"name\": \"nightly\", \"rights\": [\"administer\"], \"days\": 30}")
                .post("/v1/staff/tokens");
        String token = made.then().statusCode(201).extract().path("secret");

        assertThat(token).startsWith("bs_pat_");
        api().header("Authorization", "Bearer " + token)
                .get("/v1/staff/session")
                .then()
                .statusCode(200)
                .body("rights", contains("administer"));
        api().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body("{\"name\": \"more\", \"rights\": [\"administer\"], \"days\": 30}")
                .post("/v1/staff/tokens")
                .then()
                .statusCode(403);
        somebody.asks().delete("/v1/staff/tokens/" + made.path("id")).then().statusCode(204);
        api().header("Authorization", "Bearer " + token)
                .get("/v1/staff/session")
                .then()
                .statusCode(401);
    }

    @Test
    void gives_no_token_more_than_its_owner_may() {
        staff.with("contributor")
                .asks()
                .body("{\"name\": \"more\", \"rights\": [\"publish\"], \"days\": 30}")
                .post("/v1/staff/tokens")
                .then()
                .statusCode(400);
    }

    @Test
    void answers_staff_with_nothing_that_a_cache_may_keep() {
        Response answer = session(staff.with("editor").session());

        assertThat(answer.getHeader("Cache-Control")).contains("no-store");
        assertThat(answer.getHeader("Access-Control-Allow-Origin")).isEqualTo(Staff.SITE);
        assertThat(answer.getHeader("Access-Control-Allow-Credentials")).isEqualTo("true");
    }

    @Test
    void answers_readers_alike_with_and_without_a_session() {
        newsroom.published("harbour-opens");
        newsroom.anHourPasses();
        String session = staff.with("chief_editor").session();

        Response stranger = api().get("/v1/articles");
        Response member = api().cookie(Doors.SESSION_COOKIE, session).get("/v1/articles");

        assertThat(member.asString()).isEqualTo(stranger.asString());
        assertThat(member.getHeader("ETag")).isEqualTo(stranger.getHeader("ETag"));
        assertThat(member.getHeader("Cache-Control")).isEqualTo(stranger.getHeader("Cache-Control"));
    }

    @Test
    void knows_nobody_by_a_session_that_was_made_up() {
        for (String made : List.of("x", UUID.randomUUID().toString(), "' or 1=1 --", "a".repeat(4000))) {
            session(made.replace("'", "%27").replace(" ", "%20")).then().statusCode(401);
        }
    }
}
