package org.broadsheet.staff;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Checksums;
import org.broadsheet.testsupport.Desk;
import org.broadsheet.testsupport.Door;
import org.broadsheet.testsupport.Gifts;
import org.broadsheet.testsupport.Operations;
import org.broadsheet.testsupport.Operations.OfStaff;
import org.broadsheet.testsupport.Staff;
import org.broadsheet.testsupport.Staff.Somebody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may do what, tried by everybody at every door of staff that the contract has: those who may not are turned away, and
 * nothing has changed; the first of those who may has it done, so that it was a request worth turning away.
 */
@QuarkusTest
class RoleMatrixTest extends ApiTest {
    private static final String ANYBODY = "anybody";
    private static final String SIGNED_IN = "signed in";
    private static final String IN_PERSON = "in person";

    /** What a request is about; where it is a draft, it is another's to all but one. */
    private enum Thing {
        NONE,
        DRAFT,
        IN_REVIEW,
        PUBLISHED,
        WITHDRAWN,
        MEMBER,
        OWN,
        /** With one refund that waits for a second person. */
        GIFT,
        FINDING,
        EVENT,
        /** One's own second factor, that is not there yet. */
        FACTOR
    }

    /** @param done what the first of those who may gets; 0 for whatever says no other than that they may not */
    private record Row(String needs, Thing thing, int done, String body) {
        Row(String needs, Thing thing, int done) {
            this(needs, thing, done, "{}");
        }

        boolean isHiddenFromOthers() {
            return needs.equals(Right.WRITE) && (thing == Thing.DRAFT || thing == Thing.IN_REVIEW);
        }
    }

    private static final String REFUND = "01980000-0000-7000-8000-0000000000bb";
    private static final String CODE = "{\"code\": \"000000\"}";

    private static final Map<String, Row> TABLE = Map.ofEntries(
            entry("listStaffDonations", new Row(Right.DONATIONS, Thing.NONE, 200)),
            entry("exportStaffDonations", new Row(Right.DONATIONS, Thing.NONE, 200)),
            entry("getStaffDonation", new Row(Right.DONATIONS, Thing.GIFT, 200)),
            entry("syncDonation", new Row(Right.DONATIONS, Thing.GIFT, 200)),
            entry(
                    "refundDonation",
                    new Row(
                            Right.DONATIONS,
                            Thing.GIFT,
                            201,
                            "{\"payment\": \"{payment}\", \"amountMinor\": 1, \"reason\": \"Asked for.\"}")),
            entry("approveRefund", new Row(Right.DONATIONS, Thing.GIFT, 200)),
            entry("declineRefund", new Row(Right.DONATIONS, Thing.GIFT, 200)),
            entry("eraseDonor", new Row(Right.DONATIONS, Thing.GIFT, 200, "{\"email\": \"ada@example.org\"}")),
            entry("listDonationFindings", new Row(Right.DONATIONS, Thing.NONE, 200)),
            entry("resolveDonationFinding", new Row(Right.DONATIONS, Thing.FINDING, 204)),
            entry("getStatementComparison", new Row(Right.DONATIONS, Thing.NONE, 200)),
            entry("compareStatement", new Row(Right.DONATIONS, Thing.NONE, 200)),
            entry("listDonationDisputes", new Row(Right.DONATIONS, Thing.NONE, 200)),
            entry("listProviderEvents", new Row(Right.DONATIONS, Thing.NONE, 200)),
            entry("replayProviderEvent", new Row(Right.DONATIONS, Thing.EVENT, 204)),
            entry("testDonations", new Row(Right.DONATIONS, Thing.NONE, 200)),
            entry("getDonationBalances", new Row(Right.DONATIONS, Thing.NONE, 200)),
            entry("listCampaigns", new Row(Right.DONATIONS, Thing.NONE, 200)),
            entry(
                    "createCampaign",
                    new Row(
                            Right.DONATIONS,
                            Thing.NONE,
                            201,
                            "{\"slug\": \"archive\", \"title\": \"The archive\", \"description\": \"All of it.\"}")),
            entry(
                    "changeCampaign",
                    new Row(Right.DONATIONS, Thing.NONE, 200, "{\"title\": \"Other\", \"description\": \"Other.\"}")),
            entry("listDrafts", new Row(Right.WRITE, Thing.NONE, 200)),
            entry("createDraft", new Row(Right.WRITE, Thing.NONE, 201, "{\"language\": \"en\"}")),
            entry(
                    "saveDraft",
                    new Row(Right.WRITE, Thing.DRAFT, 200, "{\"language\": \"en\", \"headline\": \"Other\"}")),
            entry("getDraft", new Row(Right.WRITE, Thing.DRAFT, 200)),
            entry("discardDraft", new Row(Right.WRITE, Thing.DRAFT, 204)),
            entry("approveDraft", new Row(Right.PUBLISH, Thing.DRAFT, 200)),
            entry(
                    "correctArticle",
                    new Row(
                            Right.PUBLISH,
                            Thing.PUBLISHED,
                            200,
                            "{\"kind\": \"correction\", \"text\": \"It was noon.\"}")),
            entry("giveBackDraft", new Row(Right.PUBLISH, Thing.IN_REVIEW, 200, "{\"note\": \"Who says so?\"}")),
            entry("tellPresence", new Row(Right.WRITE, Thing.DRAFT, 200)),
            entry("revokePreviews", new Row(Right.WRITE, Thing.DRAFT, 204)),
            entry("publishDraft", new Row(Right.PUBLISH, Thing.DRAFT, 200)),
            entry("reinstateArticle", new Row(Right.LEAD, Thing.WITHDRAWN, 200)),
            entry("listRevisions", new Row(Right.WRITE, Thing.DRAFT, 200)),
            entry("getArticleStatistics", new Row(Right.WRITE, Thing.DRAFT, 200)),
            entry("getRevision", new Row(Right.WRITE, Thing.DRAFT, 200)),
            entry("compareRevisions", new Row(Right.WRITE, Thing.DRAFT, 200)),
            entry("showRevision", new Row(Right.WRITE, Thing.DRAFT, 200)),
            entry("makePreview", new Row(Right.WRITE, Thing.DRAFT, 201)),
            entry("restoreRevision", new Row(Right.WRITE, Thing.DRAFT, 200)),
            entry(
                    "scheduleDraft",
                    new Row(Right.PUBLISH, Thing.DRAFT, 200, "{\"publishAt\": \"2999-01-01T00:00:00Z\"}")),
            entry("checkLinks", new Row(Right.WRITE, Thing.DRAFT, 200)),
            entry("submitDraft", new Row(Right.WRITE, Thing.DRAFT, 200)),
            entry("withdrawArticle", new Row(Right.PUBLISH, Thing.PUBLISHED, 200, "{\"reason\": \"It was wrong.\"}")),
            entry("findTaxonomy", new Row(Right.WRITE, Thing.NONE, 200)),
            entry(
                    "addTaxonomy",
                    new Row(Right.PUBLISH, Thing.NONE, 201, "{\"slug\": \"harbour\", \"name\": \"Harbour\"}")),
            entry(
                    "changeTaxonomy",
                    new Row(Right.PUBLISH, Thing.NONE, 0, "{\"slug\": \"harbour\", \"name\": \"Harbour\"}")),
            entry("mergeTags", new Row(Right.LEAD, Thing.NONE, 0, "{\"into\": \"harbour\"}")),
            entry("getFrontArrangement", new Row(Right.PUBLISH, Thing.NONE, 200)),
            entry("arrangeFront", new Row(Right.LEAD, Thing.NONE, 0, "{\"slots\": []}")),
            entry("getPlacing", new Row(Right.PUBLISH, Thing.PUBLISHED, 200)),
            entry(
                    "placeArticle",
                    new Row(
                            Right.LEAD,
                            Thing.PUBLISHED,
                            200,
                            "{\"isOffered\": false, \"isExcludedFromPopular\": true}")),
            entry("getCalendar", new Row(Right.WRITE, Thing.NONE, 200)),
            entry(
                    "actOnMany",
                    new Row(
                            Right.PUBLISH,
                            Thing.NONE,
                            200,
                            "{\"act\": \"publish\", \"ids\": [\"01980000-0000-7000-8000-0000000000cc\"]}")),
            entry("listImages", new Row(Right.WRITE, Thing.NONE, 200)),
            entry("addImage", new Row(Right.WRITE, Thing.NONE, 0)),
            entry("getImage", new Row(Right.WRITE, Thing.NONE, 0)),
            entry("describeImage", new Row(Right.WRITE, Thing.NONE, 0, "{\"alt\": \"A quay.\"}")),
            entry("deleteImage", new Row(Right.WRITE, Thing.NONE, 0)),
            entry("readPreview", new Row(ANYBODY, Thing.NONE, 0)),
            entry("listAudit", new Row(Right.ADMINISTER, Thing.NONE, 200)),
            entry("exportAudit", new Row(Right.ADMINISTER, Thing.NONE, 200)),
            entry("lookAtLink", new Row(ANYBODY, Thing.NONE, 0, "{\"secret\": \"none\"}")),
            entry(
                    "redeemLink",
                    new Row(
                            ANYBODY,
                            Thing.NONE,
                            0,
                            "{\"secret\": \"none\", \"email\": \"eve@news.example\", \"name\": \"Eve\", \"password\": \"four ferries at noon\"}")),
            entry("getSettings", new Row(Right.ADMINISTER, Thing.NONE, 200)),
            entry("listMemberTokens", new Row(Right.ADMINISTER, Thing.NONE, 200)),
            entry("revokeMemberToken", new Row(Right.ADMINISTER, Thing.OWN, 204)),
            entry("listMembers", new Row(Right.ADMINISTER, Thing.NONE, 200)),
            entry(
                    "inviteMember",
                    new Row(
                            Right.ADMINISTER,
                            Thing.NONE,
                            201,
                            "{\"email\": \"eve@news.example\", \"name\": \"Eve\", \"roles\": [\"editor\"]}")),
            entry(
                    "changeMember",
                    new Row(
                            Right.ADMINISTER,
                            Thing.MEMBER,
                            200,
                            "{\"version\": 0, \"name\": \"Eve\", \"roles\": [\"administrator\"]}")),
            entry("sendMemberLink", new Row(Right.ADMINISTER, Thing.MEMBER, 201)),
            entry("removeMemberSecondFactor", new Row(Right.ADMINISTER, Thing.MEMBER, 204)),
            entry(
                    "changePassword",
                    new Row(
                            IN_PERSON,
                            Thing.NONE,
                            0,
                            "{\"present\": \"four ferries at dawn\", \"password\": \"four ferries at noon\"}")),
            entry("forgotPassword", new Row(ANYBODY, Thing.NONE, 202, "{\"email\": \"nobody@news.example\"}")),
            entry("confirmSecondFactor", new Row(IN_PERSON, Thing.FACTOR, 0, CODE)),
            entry("beginSecondFactor", new Row(IN_PERSON, Thing.FACTOR, 200)),
            entry("renewRecoveryCodes", new Row(IN_PERSON, Thing.FACTOR, 0, CODE)),
            entry("removeSecondFactor", new Row(IN_PERSON, Thing.FACTOR, 0, CODE)),
            entry("signOut", new Row(IN_PERSON, Thing.NONE, 204)),
            entry(
                    "signIn",
                    new Row(
                            ANYBODY,
                            Thing.NONE,
                            0,
                            "{\"email\": \"nobody@news.example\", \"password\": \"four ferries at noon\"}")),
            entry("getSession", new Row(SIGNED_IN, Thing.NONE, 200)),
            entry("listSessions", new Row(SIGNED_IN, Thing.NONE, 200)),
            entry("endSession", new Row(IN_PERSON, Thing.OWN, 204)),
            entry("listTokens", new Row(SIGNED_IN, Thing.NONE, 200)),
            entry(
                    "makeToken",
                    new Row(
                            IN_PERSON,
                            Thing.NONE,
                            201,
                            "{\"name\": \"A script\", \"rights\": [\"write\"], \"days\": 30}")),
            entry("revokeToken", new Row(IN_PERSON, Thing.OWN, 204)));

    @Inject
    Staff staff;

    @Inject
    Checksums checksums;

    private Somebody chief;
    private Somebody writer;
    private Somebody member;
    private UUID thing;
    private String payment = "none";

    static Stream<OfStaff> doors() {
        return Operations.ofStaff().stream();
    }

    static Stream<OfStaff> doorsThatHideDrafts() {
        return doors().filter(door ->
                TABLE.containsKey(door.id()) && TABLE.get(door.id()).isHiddenFromOthers());
    }

    @Test
    void the_table_knows_every_door_and_no_other() {
        Set<String> doors = new TreeSet<>();
        doors().forEach(door -> doors.add(door.id()));

        assertThat(new TreeSet<>(TABLE.keySet()))
                .as("every operation of staff has a row that says who may: add one for a new operation")
                .isEqualTo(doors);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void turns_away_whoever_may_not_and_nothing_has_changed(OfStaff door) {
        Row row = TABLE.get(door.id());
        assertThat(row).as("a row of the table for %s", door.id()).isNotNull();
        furnish(row);
        Map<String, Caller> denied = denied(row);
        Map<String, Caller> admitted = admitted(row);

        String before = checksums.all();
        denied.forEach((who, caller) -> {
            Response answer = ask(door, row, caller);

            assertThat(answer.statusCode())
                    .as("%s at %s: %s", who, door.id(), answer.asString())
                    .isIn(row.isHiddenFromOthers() ? Set.of(401, 403, 404) : Set.of(401, 403));
            assertThat(checksums.all())
                    .as("what all tables hold after %s was at %s", who, door.id())
                    .isEqualTo(before);
        });
        boolean isFirst = true;
        for (Map.Entry<String, Caller> one : admitted.entrySet()) {
            if (row.thing() == Thing.FACTOR) {
                newsroom.change("update staff_member set totp_secret = null, totp_confirmed_at = null");
            }
            Response answer = ask(door, row, one.getValue());

            if (isFirst && row.done() > 0) {
                assertThat(answer.statusCode())
                        .as("%s at %s: %s", one.getKey(), door.id(), answer.asString())
                        .isEqualTo(row.done());
            } else if (!row.needs().equals(ANYBODY)) {
                assertThat(answer.statusCode())
                        .as("%s at %s: %s", one.getKey(), door.id(), answer.asString())
                        .isNotIn(401, 403)
                        .isLessThan(500);
            } else {
                assertThat(answer.statusCode()).isBetween(400, 499);
            }
            isFirst = false;
        }
        if (row.needs().equals(ANYBODY)) {
            assertThat(checksums.all()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("doorsThatHideDrafts")
    void tells_of_a_colleagues_draft_as_of_one_that_is_not_there(OfStaff door) {
        Row row = TABLE.get(door.id());
        furnish(row);
        Somebody other = staff.with("contributor");
        String path =
                door.path().replace("{number}", "1").replace("{sort}", "tags").replace("{slug}", "harbour");

        List<JsonNode> answers = new ArrayList<>();
        for (Object id : List.of(thing, UUID.randomUUID(), "no-id")) {
            Response answer = other.asks()
                    .header("If-Match", "\"1\"")
                    .body(row.body())
                    .request(door.method(), path.replace("{id}", id.toString()));
            assertThat(answer.statusCode()).isEqualTo(404);
            answers.add(withoutRequest(answer));
        }

        assertThat(answers).allMatch(answers.getFirst()::equals);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/staff/sessions/{id}", "/v1/staff/tokens/{id}"})
    void somebody_elses_session_and_token_cannot_be_ended(String path) {
        furnish(new Row(IN_PERSON, Thing.OWN, 204));
        own(writer);
        Somebody other = staff.with("chief_editor", "publisher", "administrator");
        String before = checksums.all();

        other.asks().delete(path.replace("{id}", writer.id().toString())).then().statusCode(404);

        assertThat(checksums.all()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//v1/staff/members",
                "/v1//staff/members",
                "/v1/staff//members",
                "/v1/staff/members/",
                "/v1/staff/members//",
                "/v1/staff/members;x",
                "/v1/staff/members;x=1",
                "/v1/staff;x/members",
                "/v1;x/staff/members",
                "/;/v1/staff/members",
                "/v1/staff/members;.json",
                "/v1/staff/members.json",
                "/v1/staff/members.css",
                "/v1/staff%2fmembers",
                "/v1%2fstaff%2fmembers",
                "/v1/staff%2Fmembers",
                "/v1/staff%252fmembers",
                "/v1/staff/members%2f",
                "/v1/staff/members%3bx",
                "/v1/staff/members%3Bx=1",
                "/v1/staff/members%5c",
                "/v1/staff%5cmembers",
                "/v1\\staff\\members",
                "/v1/staff/\\members",
                "/v1/./staff/members",
                "/./v1/staff/members",
                "/v1/staff/./members",
                "/v1/staff/members/.",
                "/v1/tags/../staff/members",
                "/v1/staff/x/../members",
                "/v1/tags/%2e%2e/staff/members",
                "/v1/tags/..%2fstaff/members",
                "/v1/tags/..;/staff/members",
                "/v1/%2e/staff/members",
                "/V1/staff/members",
                "/v1/STAFF/members",
                "/v1/Staff/Members",
                "/v1/staff/MEMBERS",
                "/v1/%73taff/members",
                "/v1/staff/%6dembers",
                "/%761/staff/members",
                "/v1/st%61ff/%6d%65%6d%62%65%72%73",
                "/v1/staff/members%00",
                "/v1/staff/members%0a",
                "/v1/staff/members%09",
                "/v1/staff/members%20",
                "/v1/staff/members+",
                "/v1/staff/members%23",
                "/v1/staff/members%3f",
                "/v1/staff/members#x",
                "/v1/staff/members?x=%2f..",
                "http://localhost/v1/staff/members",
                "http://localhost//v1/staff/members",
                "v1/staff/members",
                "/v1/staff/\u0000members",
                "/v1/staff/m\u00e9mbers",
                "/v1/sta%ef%bd%86f/members",
                "/v1/staff%c0%afmembers"
            })
    void an_odd_spelling_opens_no_door(String target) {
        staff.with("administrator");

        for (String method : List.of("GET", "HEAD", "POST")) {
            Door.Reply reply = method.equals("POST")
                    ? Door.send(method, target, "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    : Door.send(method, target);

            assertThat(reply.status())
                    .as("%s %s", method, target)
                    .satisfiesAnyOf(
                            status -> assertThat(status).isZero(),
                            status -> assertThat(status).isBetween(400, 499));
            assertThat(reply.text()).doesNotContain("@news.example");
        }
    }

    /** Somebody who asks. @param own what is theirs, where the request is about that */
    private record Caller(Supplier<RequestSpecification> asks, UUID own) {}

    private void furnish(Row row) {
        writer = staff.with("contributor");
        chief = staff.with("chief_editor");
        newsroom.section("city");
        newsroom.author("ada-byron");
        member = staff.with("contributor");
        thing = switch (row.thing()) {
            case NONE, FACTOR -> UUID.randomUUID();
            case DRAFT -> Desk.begun(writer, Desk.text("ferries-return", "Ferries return"));
            case IN_REVIEW -> {
                UUID id = Desk.begun(writer, Desk.text("ferries-return", "Ferries return"));
                Desk.act(writer, id, "submit").then().statusCode(200);
                yield id;
            }
            case PUBLISHED -> newsroom.published("harbour-opens");
            case WITHDRAWN -> {
                UUID id = newsroom.published("harbour-opens");
                Desk.act(chief, id, "withdraw", "{\"reason\": \"It was wrong.\"}")
                        .then()
                        .statusCode(200);
                yield id;
            }
            case MEMBER -> member.id();
            case OWN -> writer.id();
            case GIFT -> gift();
            case FINDING -> {
                UUID id = UUID.randomUUID();
                newsroom.change("insert into finding (id, kind, detail) values ('" + id + "', 'mismatch', 'Look.')");
                yield id;
            }
            case EVENT -> {
                UUID id = UUID.randomUUID();
                newsroom.change("insert into webhook_event (provider, event_id, type, refs, state) values ('demo', '"
                        + id + "', 'test', '{}', 'dead')");
                yield id;
            }
        };
    }

    private UUID gift() {
        UUID gift = Gifts.paid("20", "once");
        payment = newsroom.text("select cast(id as text) from payment");
        newsroom.change(
                "insert into refund (id, payment_id, provider, state, amount_minor, currency, reason, requested_by) values ('"
                        + REFUND + "', '" + payment + "', 'demo', 'requested', 100, 'EUR', 'Asked for.', 'somebody')");
        return gift;
    }

    private Map<String, Caller> denied(Row row) {
        Map<String, Caller> denied = new LinkedHashMap<>();
        if (row.needs().equals(ANYBODY)) {
            return denied;
        }
        denied.put("nobody", new Caller(Staff::stranger, writer.id()));
        Somebody suspended = everything();
        newsroom.change("update staff_member set state = 'suspended' where id = '" + suspended.id() + "'");
        denied.put("somebody suspended", caller(suspended));
        String suspendedToken = staff.token(suspended, Right.ALL.toArray(String[]::new));
        denied.put("a script of somebody suspended", new Caller(() -> Staff.script(suspendedToken), suspended.id()));
        Somebody ended = everything();
        newsroom.change(
                "update staff_session set began_at = now() - interval '400 days', seen_at = now() - interval '400 days'"
                        + " where member_id = '" + ended.id() + "'");
        denied.put("somebody whose session ended", caller(ended));
        if (!row.needs().equals(SIGNED_IN)) {
            Set<String> others = new TreeSet<>(Right.ALL);
            others.remove(row.needs());
            Somebody owner = everything();
            String token = staff.token(owner, others.toArray(String[]::new));
            denied.put("a script without the right", new Caller(() -> Staff.script(token), owner.id()));
        }
        if (!isForAllSignedIn(row) && !row.needs().equals(Right.WRITE)) {
            Somebody careless = everything();
            newsroom.change("update staff_member set totp_secret = null, totp_confirmed_at = null where id = '"
                    + careless.id() + "'");
            denied.put("somebody without a second factor", caller(careless));
        }
        for (Role role : Role.values()) {
            boolean may = isForAllSignedIn(row) || Role.rights(Set.of(role)).contains(row.needs());
            if (!may || (role == Role.CONTRIBUTOR && row.isHiddenFromOthers())) {
                denied.put(role.written(), caller(staff.with(role.written())));
            }
        }
        if (!isForAllSignedIn(row) && !row.needs().equals(Right.WRITE)) {
            denied.put("whoever began it", caller(writer));
        }
        return denied;
    }

    private Map<String, Caller> admitted(Row row) {
        Map<String, Caller> admitted = new LinkedHashMap<>();
        if (row.needs().equals(ANYBODY)) {
            admitted.put("nobody", new Caller(Staff::stranger, writer.id()));
            return admitted;
        }
        if (row.isHiddenFromOthers()) {
            admitted.put("whoever began it", caller(writer));
        }
        for (Role role : Role.values()) {
            boolean may = isForAllSignedIn(row) || Role.rights(Set.of(role)).contains(row.needs());
            if (may && !(role == Role.CONTRIBUTOR && row.isHiddenFromOthers())) {
                admitted.put(role.written(), caller(staff.with(role.written())));
            }
        }
        if (!row.needs().equals(IN_PERSON)) {
            Somebody owner = everything();
            String token = staff.token(owner, rightsWith(row.needs()));
            admitted.put("a script with the right", new Caller(() -> Staff.script(token), owner.id()));
        }
        return admitted;
    }

    /** What the least of the roles may that this is a right of. */
    private static String[] rightsWith(String right) {
        return Stream.of(Role.values())
                .map(role -> Role.rights(Set.of(role)))
                .filter(rights -> rights.contains(right))
                .findFirst()
                .orElse(Set.of())
                .toArray(String[]::new);
    }

    private static boolean isForAllSignedIn(Row row) {
        return row.needs().equals(SIGNED_IN) || row.needs().equals(IN_PERSON);
    }

    private Somebody everything() {
        return staff.with("chief_editor", "publisher", "administrator");
    }

    private Caller caller(Somebody somebody) {
        own(somebody);
        return new Caller(somebody::asks, somebody.id());
    }

    /** A token of theirs; their session they have anyway. */
    private void own(Somebody somebody) {
        newsroom.change("insert into personal_token (id, member_id, name, token_hash, rights, expires_at) values ('"
                + somebody.id() + "', '" + somebody.id() + "', 'own', cast('" + somebody.id()
                + "' as bytea), '{}', now() + interval '1 day') on conflict do nothing");
    }

    private Response ask(OfStaff door, Row row, Caller caller) {
        UUID about = row.thing() == Thing.OWN ? caller.own() : thing;
        String path = door.path()
                .replace("{id}", about.toString())
                .replace("{number}", "1")
                .replace("{refund}", REFUND)
                .replace("{provider}", "demo")
                .replace("{slug}", "general")
                .replace("{sort}", "tags")
                .replaceAll("\\{[^}]+}", "none");
        RequestSpecification request =
                caller.asks().get().header("Idempotency-Key", UUID.randomUUID().toString());
        if (path.startsWith("/v1/editorial/articles/")) {
            request.header("If-Match", "\"" + version(about) + "\"");
        }
        return door.method().equals("GET")
                ? request.request(door.method(), path)
                : request.body(row.body().replace("{payment}", payment)).request(door.method(), path);
    }

    private long version(UUID draft) {
        return newsroom.number("select coalesce((select version from draft where id = '" + draft + "'), 0)");
    }

    private static JsonNode withoutRequest(Response answer) {
        try {
            ObjectNode body = (ObjectNode) new ObjectMapper().readTree(answer.asByteArray());
            body.remove(List.of("instance", "requestId"));
            return body;
        } catch (IOException notJson) {
            throw new AssertionError(notJson);
        }
    }
}
