package org.broadsheet.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Staff;
import org.broadsheet.testsupport.Staff.Somebody;
import org.junit.jupiter.api.Test;

/** What is in force is told to administrators, without a secret; and everybody's tokens are theirs to end. */
@QuarkusTest
@TestProfile(SettingsTest.WithSecrets.class)
class SettingsTest extends ApiTest {
    private static final String SETTINGS = "/v1/staff/settings";
    private static final String TOKENS = "/v1/staff/member-tokens";
    private static final String SECRET = "nobody-may-read-this";

    /** Whatever is a secret, with a value that can be looked for. */
    public static class WithSecrets implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "broadsheet.weather.key", SECRET,
                    "broadsheet.paypal.client-id", SECRET,
                    "broadsheet.paypal.client-secret", SECRET,
                    "broadsheet.paypal.webhook-id", SECRET,
                    "broadsheet.staff.key", "bm9ib2R5LW1heS1yZWFkLXRoaXMtMzItYnl0ZXMhISE=",
                    "quarkus.mailer.password", SECRET,
                    "quarkus.mailer.username", SECRET,
                    "broadsheet.donations.second-person-from", "5000");
        }
    }

    @Inject
    Staff staff;

    private static String of(String group, String name) {
        return "groups.find { it.name == '" + group + "' }.settings.find { it.name == '" + name + "' }";
    }

    @Test
    void what_is_in_force_is_told_by_what_it_is_of() {
        staff.with("administrator")
                .asks()
                .get(SETTINGS)
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body(
                        "groups.name",
                        contains("api", "donations", "editing", "pictures", "readers", "sessions", "weather"))
                .body(of("sessions", "idle") + ".kind", equalTo("duration"))
                .body(of("sessions", "idle") + ".value", equalTo("1800"))
                .body(of("sessions", "idle") + ".variable", nullValue())
                .body(of("sessions", "longest") + ".value", equalTo("43200"))
                .body(of("sessions", "invitation") + ".value", equalTo("604800"))
                .body(of("api", "maxBody") + ".value", equalTo("1048576"))
                .body(of("api", "siteUrl") + ".variable", equalTo("BROADSHEET_SITE_URL"))
                .body(of("pictures", "maxPicture") + ".value", equalTo("20971520"))
                .body(of("donations", "provider") + ".value", equalTo("demo"))
                .body(of("donations", "secondPersonFrom") + ".value", equalTo("5000"));
    }

    @Test
    void of_a_secret_is_told_only_that_there_is_one() {
        String told = staff.with("administrator")
                .asks()
                .get(SETTINGS)
                .then()
                .statusCode(200)
                .body(of("weather", "key") + ".value", equalTo("true"))
                .body(of("donations", "payPal") + ".value", equalTo("true"))
                .body(of("sessions", "key") + ".value", equalTo("true"))
                .extract()
                .asString();

        assertThat(told).doesNotContain(SECRET).doesNotContain("bm9ib2R5");
    }

    @Test
    void everybodys_tokens_are_listed_with_whose_they_are_the_newest_first() {
        Somebody editor = staff.with("editor");
        Somebody publisher = staff.with("publisher");
        staff.token(editor, "write", "publish");
        staff.token(publisher, "donations");
        newsroom.change("update personal_token set created_at = created_at - interval '1 day' where member_id = '"
                + editor.id() + "'");
        String ended = staff.token(editor, "write");
        newsroom.change("update personal_token set expires_at = now() where rights = '{write}'");
        Somebody administrator = staff.with("administrator");

        assertThat(ended).isNotBlank();
        String next = administrator
                .asks()
                .get(TOKENS + "?limit=1")
                .then()
                .statusCode(200)
                .body("items.memberId", contains(publisher.id().toString()))
                .body("items[0].memberName", equalTo("publisher"))
                .body("items[0].lastUsedAt", nullValue())
                .extract()
                .path("next");
        administrator
                .asks()
                .get(TOKENS + "?limit=1&cursor=" + next)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].memberId", equalTo(editor.id().toString()))
                .body("items[0].rights", contains("write", "publish"))
                .body("next", nullValue());
    }

    @Test
    void the_next_request_with_a_token_that_somebody_else_revoked_is_refused() {
        Somebody editor = staff.with("editor");
        String token = staff.token(editor, "write");
        Somebody administrator = staff.with("administrator");
        String id = newsroom.text("select cast(id as text) from personal_token");
        Staff.script(token).get("/v1/editorial/articles").then().statusCode(200);

        administrator.asks().delete(TOKENS + "/" + id).then().statusCode(204);

        Staff.script(token).get("/v1/editorial/articles").then().statusCode(401);
        administrator.asks().delete(TOKENS + "/" + id).then().statusCode(404);
        administrator.asks().delete(TOKENS + "/no-id").then().statusCode(404);
        assertThat(newsroom.text("select action || ' ' || cast(detail as text) from audit"))
                .isEqualTo("token.revoked {\"of\": \"" + editor.id() + "\"}");
    }
}
