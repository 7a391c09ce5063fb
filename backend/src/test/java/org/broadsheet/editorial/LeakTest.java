package org.broadsheet.editorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.testsupport.Desk.act;
import static org.broadsheet.testsupport.Desk.begun;
import static org.broadsheet.testsupport.Desk.save;
import static org.broadsheet.testsupport.Desk.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.broadsheet.popularity.Ranked;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Indexing;
import org.broadsheet.testsupport.Operations;
import org.broadsheet.testsupport.Operations.Get;
import org.broadsheet.testsupport.Pictures;
import org.broadsheet.testsupport.Staff;
import org.broadsheet.testsupport.Staff.Somebody;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is not published stands nowhere: one word is in every field of an article in each state that readers must not see, and
 * every public address of the contract is asked in every way that could make it tell.
 */
@QuarkusTest
class LeakTest extends ApiTest {
    private static final String CANARY = "zyxcanary";
    /** As long and as odd, and in no article. */
    private static final String NONSENSE = "zyxnothin";

    private static final String BY_ADDRESS = "ETag=\"[^\"]*\"|content-length=\\d+";

    private static final String GUESSES = "draft,in_review,scheduled,withdrawn,all,true,body,html,state,total,*";

    @Inject
    Staff staff;

    @Inject
    Indexing indexing;

    @Inject
    Ranked ranked;

    private Somebody editor;
    private UUID published;
    private UUID withdrawn;
    private Response picture;
    private final Map<String, UUID> hidden = new LinkedHashMap<>();

    @BeforeEach
    void furnish() {
        Operations.furnish(newsroom);
        editor = staff.with("chief_editor");
        published = newsroom.published("quay-reopens", "harbour");
        newsroom.section("world");
        newsroom.author(CANARY + "-author");
        newsroom.tag(CANARY + "-tag");
        picture = picture();
        withdrawn = begun(editor, canary("withdrawn"));
        act(editor, withdrawn, "publish").then().statusCode(200);
        act(editor, withdrawn, "corrections", "{\"kind\": \"correction\", \"text\": \"" + CANARY + " correction\"}")
                .then()
                .statusCode(200);
        act(editor, withdrawn, "withdraw", "{\"reason\": \"It was wrong.\"}")
                .then()
                .statusCode(200);
        hidden.put("withdrawn", withdrawn);
        indexing.startOver();
        indexing.caughtUp();
        ranked.now();
        newsroom.anHourPasses();
    }

    @Test
    void no_public_address_tells_a_word_of_what_is_not_published() {
        write();

        for (String address : addresses()) {
            Response answer = ask(address);

            assertThat(answer.statusCode()).as(address).isLessThan(500);
            assertThat(whole(answer)).as(address).doesNotContainIgnoringCase(CANARY);
            hidden.forEach((state, id) -> assertThat(whole(answer))
                    .as("%s, of what is %s", address, state)
                    .doesNotContain(id.toString()));
        }
    }

    @Test
    void drafts_change_no_total_no_count_and_no_tag_of_any_answer() {
        Map<String, String> before = answers();

        write();

        answers().forEach((address, answer) -> assertThat(answer).as(address).isEqualTo(before.get(address)));
    }

    @Test
    void a_question_for_it_is_answered_as_one_for_nonsense() {
        write();

        for (String address : questions()) {
            Response answer = ask(address);
            Response other = ask(nonsense(address));

            assertThat(answer.statusCode()).as(address).isLessThan(500);
            // A tag is made of the address too, which differs, and so does what an echo of it packs to.
            assertThat(nonsense(whole(answer)).replaceAll(BY_ADDRESS, ""))
                    .as(address)
                    .isEqualTo(nonsense(whole(other)).replaceAll(BY_ADDRESS, ""));
        }
    }

    @Test
    void the_files_of_a_hidden_picture_tell_nothing_of_it() {
        List<String> files = picture.path("image.renditions.url");

        for (String file : files) {
            Response answer = ask(URI.create(file).getRawPath());

            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(file + answer.headers() + new String(answer.asByteArray(), StandardCharsets.ISO_8859_1))
                    .as(file)
                    .doesNotContainIgnoringCase(CANARY);
        }
        assertThat(files).isNotEmpty();
    }

    @Test
    void what_is_withdrawn_tells_its_reason_and_nothing_else() {
        write();

        Response gone = ask("/v1/articles/" + CANARY + "-withdrawn");

        assertThat(gone.statusCode()).isEqualTo(410);
        JsonNode body = withoutRequest(gone);
        assertThat(body.toString()).contains("It was wrong.").doesNotContain(CANARY);
    }

    @Test
    void readers_signals_for_it_leave_no_trace() {
        write();
        Map<String, String> before = answers();

        for (UUID id : hidden.values()) {
            newsroom.change("""
                    insert into article_hour values (date_trunc('hour', now(), 'UTC'), '%s', 900, 900, 900, 900, 900, 0, 0, 0, 0, 0, null)
                    on conflict do nothing""".formatted(id));
        }
        ranked.now();

        answers().forEach((address, answer) -> {
            assertThat(answer).as(address).doesNotContainIgnoringCase(CANARY);
            assertThat(withoutTimes(answer)).as(address).isEqualTo(withoutTimes(before.get(address)));
        });
    }

    /** An article in each state that readers do not see. */
    private void write() {
        hidden.put("draft", begun(editor, canary("draft")));
        hidden.put("in review", begun(editor, canary("in-review")));
        act(editor, hidden.get("in review"), "submit").then().statusCode(200);
        hidden.put("approved", begun(editor, canary("approved")));
        act(editor, hidden.get("approved"), "approve").then().statusCode(200);
        hidden.put("scheduled", begun(editor, canary("scheduled")));
        schedule(
                        editor,
                        hidden.get("scheduled"),
                        "{\"publishAt\": \"2999-01-01T00:00:00Z\", \"withdrawAt\": \"2999-02-01T00:00:00Z\", \"withdrawReason\": \""
                                + CANARY + " reason\"}")
                .then()
                .statusCode(200);
        hidden.put("under embargo", begun(editor, canary("embargoed")));
        schedule(editor, hidden.get("under embargo"), "{\"embargoedUntil\": \"2999-01-01T00:00:00Z\"}")
                .then()
                .statusCode(200);
        save(editor, published, canary("unpublished")).then().statusCode(200);
        schedule(
                        editor,
                        published,
                        "{\"withdrawAt\": \"2999-02-01T00:00:00Z\", \"withdrawReason\": \"" + CANARY + " reason\"}")
                .then()
                .statusCode(200);
        save(editor, withdrawn, canary("withdrawn-again")).then().statusCode(200);
        // A preview publishes for the eyes of one transaction.
        editor.asks()
                .get("/v1/editorial/articles/" + published + "/revisions/2/page")
                .then()
                .statusCode(200);
        editor.asks()
                .get("/v1/editorial/articles/" + hidden.get("draft") + "/revisions/1/page")
                .then()
                .statusCode(200);
        indexing.caughtUp();
    }

    /** A picture that only what is hidden shows, with the canary in all that is said of it and in its file. */
    private Response picture() {
        byte[] plain = Pictures.written("jpeg", 400, 300, Color.ORANGE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] comment = (CANARY + ".jpg").getBytes(StandardCharsets.ISO_8859_1);
        bytes.write(plain, 0, 2);
        bytes.writeBytes(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) (comment.length + 2)});
        bytes.writeBytes(comment);
        bytes.write(plain, 2, plain.length - 2);
        Response taken = editor.asks()
                .contentType("image/jpeg")
                .header("Content-Disposition", "attachment; filename=\"" + CANARY + ".jpg\"")
                .queryParam("alt", CANARY + "-alt")
                .queryParam("credit", CANARY + "-credit")
                .queryParam("caption", CANARY + "-caption")
                .body(bytes.toByteArray())
                .post("/v1/editorial/images");
        taken.then().statusCode(201);
        return taken;
    }

    private String canary(String state) {
        return """
                {"language": "en", "slug": "%1$s-%2$s", "headline": "%1$s headline", "kicker": "%1$s kicker",
                 "standfirst": "%1$s standfirst about the harbour", "trailText": "%1$s trail",
                 "body": "<p>%1$s body about the harbour and its ferries</p>", "section": "world", "leadImageId": "%3$s",
                 "authors": ["%1$s-author", "ada-byron"], "tags": ["%1$s-tag", "harbour"],
                 "location": "%1$s location", "rights": "%1$s rights"}""".formatted(CANARY, state, picture.path("image.id"));
    }

    /** Every public address, in every way that could make it tell more; none of them names what is hidden. */
    private List<String> addresses() {
        List<String> all = new ArrayList<>();
        for (Get get : Operations.gets()) {
            all.add(get.address());
            for (String undeclared : List.of("state", "preview", "status", "draft", "revision", "token")) {
                all.add(get.with(undeclared + "=draft"));
            }
            for (String parameter : get.queryParameters()) {
                for (String guess : GUESSES.split(",", -1)) {
                    all.add(get.with(parameter + "=" + guess));
                }
            }
            if (get.queryParameters().contains("include")) {
                all.add(get.with("include=total"));
                all.add(get.with("include=body,total"));
            }
        }
        all.add("/v1/articles/quay-reopens");
        all.add("/v1/articles/quay-reopens/related");
        for (String format : List.of("html", "text", "markdown", "blocks")) {
            all.add("/v1/articles/quay-reopens?format=" + format);
            all.add("/v1/articles/" + published + "?format=" + format);
        }
        for (String order : List.of("newest", "oldest", "updated")) {
            all.add("/v1/articles?include=total&limit=100&order=" + order);
        }
        all.add("/v1/articles?section=world&include=total");
        all.add("/v1/articles?tag=harbour&include=total");
        all.add("/v1/articles?author=ada-byron&include=total");
        all.add("/v1/search?q=harbour&section=world");
        all.add("/v1/search?q=harbour&author=ada-byron&include=total");
        all.add("/v1/search/suggest?prefix=z");
        all.add("/v1/search/suggest?prefix=zyx");
        all.add("/v1/tags?prefix=zyx");
        all.add("/v1/tags?order=recent&limit=100&include=total");
        all.add("/v1/authors?limit=100&include=total");
        all.add("/v1/sections/world");
        for (String metric : List.of("readers", "views", "reads", "shares", "trending")) {
            all.add("/v1/articles/popular?limit=50&metric=" + metric);
        }
        return all;
    }

    /** Questions that name what is hidden, by its words or its ids. */
    private List<String> questions() {
        List<String> all = new ArrayList<>();
        for (String word :
                List.of(CANARY, CANARY + "-draft", CANARY + "-tag", CANARY + "-author", "\"" + CANARY + "\"")) {
            String encoded = word.replace("\"", "%22");
            for (Get get : Operations.gets()) {
                get.queryParameters().stream()
                        // The nearest name that is known depends on the word, whatever stands in articles.
                        .filter(parameter -> !Set.of("fields", "include").contains(parameter))
                        .forEach(parameter -> all.add(get.with(parameter + "=" + encoded)));
            }
            all.add("/v1/search?q=" + encoded);
            all.add("/v1/search?q=harbour%20" + encoded);
            all.add("/v1/search/suggest?prefix=" + encoded);
        }
        for (String state : List.of("draft", "in-review", "approved", "scheduled", "embargoed", "unpublished")) {
            all.add("/v1/articles/" + CANARY + "-" + state);
            all.add("/v1/articles/" + CANARY + "-" + state + "/related");
        }
        all.add("/v1/tags/" + CANARY + "-tag");
        all.add("/v1/authors/" + CANARY + "-author");
        hidden.forEach((state, id) -> {
            if (!state.equals("withdrawn")) {
                all.add("/v1/articles/" + id);
                all.add("/v1/articles/" + id + "/related");
                all.add("/v1/tags?excludeArticle=" + id);
            }
            all.add("/v1/articles?ids=" + id + "," + published);
            all.add("/v1/search?q=harbour&ids=" + id);
        });
        return all;
    }

    private String nonsense(String text) {
        String without = text.replace(CANARY, NONSENSE).replace(CANARY.toUpperCase(Locale.ROOT), NONSENSE);
        for (UUID id : hidden.values()) {
            without = without.replace(id.toString(), "01980000-0000-7000-8000-00000000dead");
        }
        return without;
    }

    private Map<String, String> answers() {
        Map<String, String> answers = new LinkedHashMap<>();
        addresses().forEach(address -> answers.put(address, whole(ask(address))));
        return answers;
    }

    private static Response ask(String address) {
        return api().get(address);
    }

    /** Status, headers and body, without what differs between any two requests. */
    private static String whole(Response answer) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : answer.getHeaders()) {
            if (!Set.of("date", "x-request-id").contains(header.getName().toLowerCase(Locale.ROOT))) {
                headers.put(header.getName(), header.getValue());
            }
        }
        return answer.statusCode() + " " + headers + " " + withoutRequest(answer);
    }

    private static String withoutTimes(String answer) {
        return answer.replaceAll("\"(computedAt)\":\"[^\"]*\"", "")
                .replaceAll("(?i)(etag|last-modified|content-length)=[^,}]*(, \\d[^,}]*)?", "");
    }

    private static JsonNode withoutRequest(Response answer) {
        try {
            JsonNode body = new ObjectMapper().readTree(answer.asByteArray());
            if (body instanceof ObjectNode object) {
                object.remove(List.of("instance", "requestId"));
            }
            return body;
        } catch (IOException notJson) {
            throw new AssertionError(answer.asString(), notJson);
        }
    }
}
