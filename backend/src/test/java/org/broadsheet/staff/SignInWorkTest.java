package org.broadsheet.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Staff;
import org.broadsheet.testsupport.Statements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nobody learns by the time who has an account: what a refused sign-in costs is counted, for clocks tell little in tests. One
 * hash is computed each time, and the database is asked as often.
 */
@QuarkusTest
class SignInWorkTest extends ApiTest {
    private static final String PASSWORD = "four ferries at noon";

    @Inject
    Passwords passwords;

    @Inject
    StaffKey key;

    @Inject
    Statements statements;

    @Inject
    StaffLetters letters;

    @Inject
    MockMailbox mailbox;

    private final AtomicInteger hashes = new AtomicInteger();

    @BeforeEach
    void furnish() {
        mailbox.clear();
        String hash = passwords.hash(PASSWORD);
        account("active@news.example", "active", "'" + hash + "'");
        account("suspended@news.example", "suspended", "'" + hash + "'");
        account("invited@news.example", "invited", "null");
        QuarkusMock.installMockForType(
                new Passwords(key) {
                    @Override
                    byte[] derive(String password, byte[] salt, int memory, int iterations, int lanes, int length) {
                        hashes.incrementAndGet();
                        return super.derive(password, salt, memory, iterations, lanes, length);
                    }
                },
                Passwords.class);
        // What is done once only, by whoever comes first, is done.
        signIn("first@news.example", "wrong words of mine");
        hashes.set(0);
    }

    private void account(String email, String state, String hash) {
        newsroom.change(
                "insert into staff_member (id, email, name, roles, state, password_hash) values (gen_random_uuid(), '"
                        + email + "', 'Somebody', '{editor}', '" + state + "', " + hash + ")");
    }

    private record Work(int status, String detail, int hashes, long statements) {}

    private Work signIn(String email, String password) {
        hashes.set(0);
        io.restassured.response.Response[] answer = new io.restassured.response.Response[1];
        long sent = statements.during(() -> answer[0] = Staff.stranger()
                .body("{\"email\": \"" + email + "\", \"password\": \"" + password + "\"}")
                .post("/v1/staff/session"));
        return new Work(answer[0].statusCode(), answer[0].jsonPath().getString("detail"), hashes.get(), sent);
    }

    @Test
    void a_wrong_password_costs_the_same_with_an_account_and_without_one() {
        Work nobody = signIn("nobody@news.example", "wrong words of mine");

        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.hashes()).isOne();
        assertThat(nobody.statements()).isPositive();
        assertThat(signIn("active@news.example", "wrong words of mine")).isEqualTo(nobody);
        assertThat(signIn("suspended@news.example", "wrong words of mine")).isEqualTo(nobody);
        assertThat(signIn("invited@news.example", "wrong words of mine")).isEqualTo(nobody);
    }

    private record Asked(int status, String body, long statements, long rows) {}

    private Asked forgot(String email) {
        long before = newsroom.number("select count(*) from staff_letter");
        io.restassured.response.Response[] answer = new io.restassured.response.Response[1];
        long sent = statements.during(() -> answer[0] =
                Staff.stranger().body("{\"email\": \"" + email + "\"}").post("/v1/staff/password-resets"));
        long after = newsroom.number("select count(*) from staff_letter");
        return new Asked(answer[0].statusCode(), answer[0].asString(), sent, after - before);
    }

    @Test
    void asking_for_a_new_password_costs_the_same_with_an_account_and_without_one() {
        Asked nobody = forgot("nobody@news.example");

        assertThat(nobody.status()).isEqualTo(202);
        assertThat(nobody.rows()).isOne();
        assertThat(forgot("active@news.example")).isEqualTo(nobody);
        assertThat(forgot("suspended@news.example")).isEqualTo(nobody);
        assertThat(forgot("invited@news.example")).isEqualTo(nobody);
        letters.send();
        assertThat(newsroom.number("select count(*) from staff_letter")).isZero();
        assertThat(mailbox.getTotalMessagesSent()).isOne();
    }

    @Test
    void the_right_password_of_an_account_that_is_suspended_is_answered_as_a_wrong_one() {
        assertThat(signIn("suspended@news.example", PASSWORD)).isEqualTo(signIn("nobody@news.example", PASSWORD));
    }
}
