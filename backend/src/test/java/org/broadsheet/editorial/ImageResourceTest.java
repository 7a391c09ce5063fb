package org.broadsheet.editorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.testsupport.Desk.act;
import static org.broadsheet.testsupport.Desk.begun;
import static org.broadsheet.testsupport.Desk.read;
import static org.broadsheet.testsupport.Desk.save;
import static org.broadsheet.testsupport.Desk.schedule;
import static org.broadsheet.testsupport.Desk.text;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Pictures;
import org.broadsheet.testsupport.Staff;
import org.broadsheet.testsupport.Staff.Somebody;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How pictures come in, are described, used and thrown away. */
@QuarkusTest
class ImageResourceTest extends ApiTest {
    private static final String IMAGES = "/v1/editorial/images";
    private static final String DESCRIBED = "{\"alt\": \"A red wall.\", \"credit\": \"Ada Byron\"}";

    @Inject
    Staff staff;

    private Somebody editor;
    private Somebody contributor;

    @BeforeEach
    void furnish() {
        newsroom.section("city");
        newsroom.author("ada-byron");
        editor = staff.with("editor");
        contributor = staff.with("contributor");
    }

    @Test
    void takes_a_picture_in_whatever_it_says_to_be() throws IOException {
        byte[] jpeg = Pictures.fromACamera(700, 350, 6);

        Response taken = send(contributor, jpeg, "text/plain");

        taken.then()
                .statusCode(201)
                .header("Cache-Control", containsString("no-store"))
                .body("image.alt", nullValue())
                .body("image.credit", nullValue())
                .body("image.focalX", equalTo(0.5f))
                .body("image.width", equalTo(320))
                .body("image.height", equalTo(640))
                .body("image.url", endsWith("-320.jpg"))
                .body("image.renditions.type", contains("image/jpeg", "image/webp"))
                .body("image.addedBy", equalTo("contributor"))
                .body("image.isUsed", equalTo(false))
                .body("uses", empty());
        assertThat(taken.getHeader("Location")).endsWith(IMAGES + "/" + taken.path("image.id"));
        assertThat(newsroom.text("select action from audit where subject_id = '" + taken.path("image.id") + "'"))
                .isEqualTo("image.added");
    }

    @Test
    void takes_every_kind_of_picture() throws IOException {
        for (byte[] bytes : List.of(
                Pictures.png(330, 200, Color.RED),
                Pictures.written("jpeg", 330, 200, Color.GREEN),
                Pictures.gif(330, 200, List.of(Color.BLUE, Color.RED)),
                Pictures.webp(330, 200, Color.PINK))) {
            send(editor, bytes, "application/json")
                    .then()
                    .statusCode(201)
                    .body("image.width", equalTo(320))
                    .body("image.height", equalTo(194));
        }
    }

    @Test
    void the_same_bytes_are_one_picture_and_keep_what_is_said_of_it() throws Exception {
        byte[] png = Pictures.png(330, 200, Color.RED);
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> acts = Stream.generate(() -> (Callable<Integer>)
                            () -> send(editor, png, "image/png").statusCode())
                    .limit(4)
                    .toList();
            for (Future<Integer> status : threads.invokeAll(acts)) {
                statuses.add(status.get());
            }
        }
        describe(editor, only(), DESCRIBED).then().statusCode(200);

        editor.asks()
                .contentType("image/png")
                .queryParam("alt", "Another")
                .body(png)
                .post(IMAGES)
                .then()
                .statusCode(200)
                .body("image.alt", equalTo("A red wall."));

        assertThat(statuses).containsExactlyInAnyOrder(201, 200, 200, 200);
        assertThat(newsroom.number("select count(*) from audit where action = 'image.added'"))
                .isOne();
    }

    @Test
    void is_described_at_once_or_later_and_nobody_overwrites_a_colleague() {
        Response taken = editor.asks()
                .contentType("image/png")
                .body(Pictures.png(330, 200, Color.RED))
                .post(IMAGES + "?alt=A%20red%20wall.&credit=Ada&caption=%20");
        taken.then().statusCode(201).body("image.alt", equalTo("A red wall.")).body("image.caption", nullValue());
        String id = taken.path("image.id");

        describe(
                        editor,
                        id,
                        "{\"alt\": \"A wall.\", \"caption\": \"The wall.\", \"credit\": \"Ada\", \"focalX\": 0.25, \"focalY\": 1}")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("image.caption", equalTo("The wall."))
                .body("image.focalX", equalTo(0.25f))
                .body("image.focalY", equalTo(1.0f));
        editor.asks().body(DESCRIBED).put(IMAGES + "/" + id).then().statusCode(428);
        editor.asks()
                .header("If-Match", "\"0\"")
                .body(DESCRIBED)
                .put(IMAGES + "/" + id)
                .then()
                .statusCode(412)
                .body("current.alt", equalTo("A wall."));
        describe(editor, id, "{\"alt\": 5, \"focalX\": 1.5, \"focalY\": \"left\", \"title\": \"\"}")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/alt", "/focalX", "/focalY", "/title"));
        editor.asks()
                .contentType("image/png")
                .body(Pictures.png(1, 1, Color.RED))
                .post(IMAGES + "?credit=" + "x".repeat(301))
                .then()
                .statusCode(400)
                .body("errors.parameter", contains("credit"));
    }

    @Test
    void nothing_is_published_with_a_picture_that_has_no_alternative_text_or_credit() {
        String image = taken(contributor, Color.RED);
        UUID article = begun(editor, with(image));

        read(editor, article).then().body("missing.pointer", contains("/leadImageId"));
        for (String incomplete : List.of("{}", "{\"alt\": \"A wall.\"}", "{\"credit\": \"Ada\", \"alt\": \" \"}")) {
            describe(contributor, image, incomplete).then().statusCode(200);
            act(editor, article, "publish")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("/leadImageId"))
                    .body("errors.detail", contains(containsString("alternative text and a credit")));
            schedule(editor, article, "{\"publishAt\": \"2199-01-01T00:00:00Z\"}")
                    .then()
                    .statusCode(400);
        }
        describe(contributor, image, DESCRIBED).then().statusCode(200);

        read(editor, article).then().body("missing", empty());
        act(editor, article, "publish").then().statusCode(200);
        api().get("/v1/articles/harbour").then().body("leadImage.alt", equalTo("A red wall."));
    }

    @Test
    void nothing_is_published_with_a_picture_in_its_text_that_is_not_described_and_each_is_named() {
        String red = taken(editor, Color.RED);
        String green = taken(editor, Color.GREEN);
        UUID article = begun(
                editor,
                text(
                        "harbour",
                        "Harbour",
                        figure(red) + "<p>A</p>" + figure(green) + "<p><img src=\"https://a.example/a.png\"></p>"
                                + "<figure><img src=\"/media/00/" + "0".repeat(40) + "-320.jpg\"></figure>"));
        describe(editor, red, DESCRIBED).then().statusCode(200);

        read(editor, article)
                .then()
                .body("missing.pointer", contains("/body/pictures/1", "/body/pictures/2", "/body/pictures/3"))
                .body(
                        "missing.detail",
                        contains(
                                containsString("an alternative text and a credit"),
                                containsString("an alternative text"),
                                containsString("no picture that is here")));
        act(editor, article, "publish").then().statusCode(400).body("errors", hasSize(3));
    }

    @Test
    void readers_see_a_picture_in_the_text_in_its_widths_and_with_what_is_said_of_it_now() {
        String image = taken(editor, Color.RED);
        describe(editor, image, DESCRIBED).then().statusCode(200);
        UUID article = begun(
                editor,
                text(
                        "harbour",
                        "Harbour",
                        figure(image).replace("</figure>", "<figcaption>At noon.</figcaption></figure>")));
        act(editor, article, "publish").then().statusCode(200);

        Response before = api().get("/v1/articles/harbour");
        String url = editor.asks().get(IMAGES + "/" + image).path("image.url");
        before.then()
                .body(
                        "body",
                        containsString("src=\"" + url + "\" srcset=\"" + url.replace(".jpg", ".webp") + " 320w\""))
                .body("body", containsString("alt=\"A red wall.\" width=\"320\" height=\"194\""))
                .body("body", containsString("<figcaption>At noon. <cite>Ada Byron</cite></figcaption>"));
        api().get("/v1/articles/harbour?format=blocks")
                .then()
                .body("body[0].url", equalTo(url))
                .body("body[0].caption", equalTo("At noon."))
                .body("body[0].credit", equalTo("Ada Byron"));
        describe(editor, image, "{\"alt\": \"A wall at noon.\", \"credit\": \"Mei Lin\"}")
                .then()
                .statusCode(200);
        Response after = api().header("If-None-Match", before.getHeader("ETag")).get("/v1/articles/harbour");
        after.then()
                .statusCode(200)
                .body("body", containsString("alt=\"A wall at noon.\""))
                .body("body", containsString("<cite>Mei Lin</cite>"));

        api().get("/v1/articles?include=body").then().body("items[0].body", equalTo(after.<String>path("body")));

        // What is read from the readers' side and saved again is the same text, wherever the API is found.
        String again = before.<String>path("body").replace("\n", "");
        save(editor, article, text("harbour", "Harbour", again))
                .then()
                .body("text.body", containsString("<img src=\"" + path(url) + "\""));
        editor.asks().get(IMAGES + "?file=" + path(url)).then().body("items.id", contains(image));
        editor.asks().get(IMAGES + "?file=" + url).then().body("items.id", contains(image));
        editor.asks().get(IMAGES + "?file=/media/other").then().body("items", empty());
    }

    @Test
    void a_difference_names_the_picture_that_came() {
        String image = taken(editor, Color.RED);
        UUID article = begun(editor, text("harbour", "Harbour"));
        save(editor, article, text("harbour", "Harbour", "<p>Words about it.</p>" + figure(image)))
                .then()
                .statusCode(200);

        String file = path(editor.asks().get(IMAGES + "/" + image).path("image.url"));
        assertThat(editor.asks()
                        .get("/v1/editorial/articles/" + article + "/revisions/2/difference")
                        .asString())
                .contains("[" + file + "]");
    }

    @Test
    void what_readers_see_stays_described_and_is_changed_by_those_who_publish() {
        String image = published(contributor);
        String before = api().get("/v1/articles/harbour").getHeader("ETag");

        describe(contributor, image, "{\"alt\": \"Mine.\", \"credit\": \"Me\"}")
                .then()
                .statusCode(403);
        describe(editor, image, "{\"alt\": \"A wall.\"}")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/credit"));
        describe(editor, image, "{\"alt\": \"A wall at noon.\", \"credit\": \"Ada\", \"focalY\": 0.1}")
                .then()
                .statusCode(200)
                .body("uses.isPublic", contains(true));

        Response after = api().get("/v1/articles/harbour");
        after.then().body("leadImage.alt", equalTo("A wall at noon.")).body("leadImage.focalY", equalTo(0.1f));
        assertThat(after.getHeader("ETag")).isNotEqualTo(before);
        assertThat(newsroom.number("select count(*) from change where kind = 'updated'"))
                .isOne();
    }

    @Test
    void lists_the_newest_first_page_by_page_and_finds_by_words() {
        String red = taken(editor, Color.RED);
        String green = taken(editor, Color.GREEN);
        String blue = taken(editor, Color.BLUE);
        describe(editor, green, "{\"alt\": \"The harbour at dawn\", \"credit\": \"Ada Byron\"}");

        Response first = editor.asks().get(IMAGES + "?limit=2");
        first.then().statusCode(200).body("items.id", contains(blue, green));
        editor.asks()
                .get(IMAGES + "?limit=2&cursor=" + first.path("next"))
                .then()
                .body("items.id", contains(red))
                .body("next", nullValue());
        editor.asks().get(IMAGES + "?q=harb%20byr").then().body("items.id", contains(green));
        editor.asks().get(IMAGES + "?q=harb%20red").then().body("items", empty());
        editor.asks().get(IMAGES + "?colour=red").then().statusCode(400);
        staff.with("publisher").asks().get(IMAGES).then().statusCode(403);
    }

    @Test
    void finds_what_nobody_uses() {
        String leads = taken(editor, Color.RED);
        String stands = taken(editor, Color.GREEN);
        String was = taken(editor, Color.BLUE);
        String spare = taken(editor, Color.PINK);
        UUID article = begun(editor, with(was));
        save(editor, article, with(leads)).then().statusCode(200);
        String address = path(editor.asks().get(IMAGES + "/" + stands).path("image.url"));
        UUID second =
                begun(editor, text("quay", "Quay", "<p>A</p><figure><img src=\"" + address + "\" alt=\"A\"></figure>"));

        editor.asks().get(IMAGES + "?unused=true").then().body("items.id", contains(spare, was));
        editor.asks().get(IMAGES + "?unused=false").then().body("items", hasSize(4));
        for (String used : List.of(leads, stands)) {
            editor.asks()
                    .get(IMAGES + "/" + used)
                    .then()
                    .body("image.isUsed", equalTo(true))
                    .body("uses.id", contains((used.equals(leads) ? article : second).toString()))
                    .body("uses.isPublic", contains(false));
        }
    }

    @Test
    void deletes_what_nobody_uses_with_its_files() {
        String image = taken(contributor, Color.RED);
        List<String> files = contributor.asks().get(IMAGES + "/" + image).path("image.renditions.url");
        files.forEach(file -> api().get(path(file)).then().statusCode(200));

        contributor.asks().delete(IMAGES + "/" + image).then().statusCode(428);
        contributor
                .asks()
                .header("If-Match", "\"7\"")
                .delete(IMAGES + "/" + image)
                .then()
                .statusCode(412);
        delete(staff.with("contributor"), image).then().statusCode(403);
        delete(contributor, image).then().statusCode(204);

        contributor.asks().get(IMAGES + "/" + image).then().statusCode(404);
        files.forEach(file -> api().get(path(file)).then().statusCode(404));
        assertThat(newsroom.number("select count(*) from audit where action = 'image.deleted'"))
                .isOne();
        assertThat(taken(contributor, Color.RED)).isNotEqualTo(image);
        files.forEach(file -> api().get(path(file)).then().statusCode(200));
    }

    @Test
    void deletes_nothing_that_an_article_uses_and_names_it() {
        String image = published(contributor);
        UUID article = UUID.fromString(editor.asks().get(IMAGES + "/" + image).path("uses[0].id"));

        delete(editor, image).then().statusCode(409).body("detail", containsString("‘Harbour’"));
        save(editor, article, text("harbour", "Harbour")).then().statusCode(200);
        delete(editor, image).then().statusCode(409);
        act(editor, article, "publish").then().statusCode(200);
        delete(editor, image).then().statusCode(204);

        read(editor, article).then().statusCode(200).body("missing", empty());
    }

    @Test
    void names_no_colleagues_draft_to_those_who_may_not_see_it() {
        String image = taken(contributor, Color.RED);
        begun(editor, with(image));

        delete(contributor, image)
                .then()
                .statusCode(409)
                .body("detail", not(containsString("Harbour")))
                .body("detail", startsWith("It is used in an article of a colleague's"));
        contributor.asks().get(IMAGES + "/" + image).then().body("uses.headline", contains(""));
    }

    @Test
    void a_picture_that_is_gone_stands_in_the_way_of_publishing() {
        String image = taken(editor, Color.RED);
        UUID article = begun(editor, with(image));
        save(editor, article, text("harbour", "Harbour")).then().statusCode(200);
        delete(editor, image).then().statusCode(204);

        String version = read(editor, article).getHeader("ETag");
        editor.asks()
                .header("If-Match", version)
                .body("{}")
                .post("/v1/editorial/articles/" + article + "/revisions/1/restore")
                .then()
                .statusCode(200)
                .body("missing.detail", hasItem("is no picture that is here any more"));
        act(editor, article, "publish").then().statusCode(400);
    }

    private String published(Somebody adder) {
        String image = taken(adder, Color.RED);
        describe(adder, image, DESCRIBED).then().statusCode(200);
        act(editor, begun(editor, with(image)), "publish").then().statusCode(200);
        return image;
    }

    private static String with(String image) {
        return text("harbour", "Harbour").replaceFirst("\\{", "{\"leadImageId\": \"" + image + "\", ");
    }

    private String figure(String image) {
        return "<figure><img src=\""
                + path(editor.asks().get(IMAGES + "/" + image).path("image.url")) + "\"></figure>";
    }

    private static Response send(Somebody by, byte[] bytes, String claimed) {
        return by.asks().contentType(claimed).body(bytes).post(IMAGES);
    }

    private static String taken(Somebody by, Color colour) {
        Response taken = send(by, Pictures.png(330, 200, colour), "image/png");
        taken.then().statusCode(201);
        return taken.path("image.id");
    }

    private static Response describe(Somebody by, String id, String description) {
        return by.asks().header("If-Match", version(by, id)).body(description).put(IMAGES + "/" + id);
    }

    private static Response delete(Somebody by, String id) {
        return by.asks().header("If-Match", version(by, id)).delete(IMAGES + "/" + id);
    }

    private static String version(Somebody by, String id) {
        return by.asks().get(IMAGES + "/" + id).getHeader("ETag");
    }

    private String only() {
        return newsroom.text("select cast(id as text) from image");
    }

    private static String path(String url) {
        return URI.create(url).getPath();
    }
}
