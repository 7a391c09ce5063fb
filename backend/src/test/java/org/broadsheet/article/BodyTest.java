package org.broadsheet.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.broadsheet.shared.SafeHtml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of a body, each with every element of the subset. */
class BodyTest {
    private static final String EVERYTHING = """
            <h2>The tide &amp; the quay</h2>
            <p>Water rose <em>slowly</em>, then <strong>at once</strong>, <s>by noon</s> by dusk: H<sub>2</sub>O at 12 m<sup>3</sup>,
            says <a href="https://a.example/tide?a=1&amp;b=2">the table</a>, line <code>a|b</code>.<br>Nobody slept.</p>
            <h3>What was lost</h3>
            <ul><li>Two boats</li><li>Nets<ul><li>of hemp</li><li>of <em>nylon</em></li></ul></li></ul>
            <h4>In order</h4>
            <ol start="3"><li>Third</li><li>Fourth</li></ol>
            <blockquote><p>We sail at dawn.</p><p>Or never.</p><cite>Ada Byron</cite></blockquote>
            <figure><img src="/media/ab/quay.jpg" alt="The quay, under water" width="640" height="427"><figcaption>Long Quay at <em>six</em></figcaption></figure>
            <figure data-embed-url="https://video.example/watch?v=1"><figcaption>The launch</figcaption></figure>
            <table><caption>Tides</caption><thead><tr><th>Day</th><th>High</th></tr></thead><tbody><tr><td>Mon|Tue</td><td>5.1</td></tr></tbody></table>
            <pre>10 print "tide"
              20 goto 10</pre>
            <hr>
            <p>The end.</p>
            """;

    @Test
    void is_plain_text_that_reads_aloud_in_order() {
        assertThat(body(EVERYTHING).in(BodyFormat.TEXT)).isEqualTo("""
                The tide & the quay

                Water rose slowly, then at once, by noon by dusk: H2O at 12 m3, says the table, line a|b. Nobody slept.

                What was lost

                - Two boats
                - Nets
                  - of hemp
                  - of nylon

                In order

                - Third
                - Fourth

                We sail at dawn.

                Or never.

                Ada Byron

                Long Quay at six

                The launch

                Tides
                Day\tHigh
                Mon|Tue\t5.1

                10 print "tide"
                  20 goto 10

                The end.""");
    }

    @Test
    void is_markdown_that_renders_as_the_html_did() {
        assertThat(body(EVERYTHING).in(BodyFormat.MARKDOWN)).isEqualTo("""
                ## The tide & the quay

                Water rose *slowly*, then **at once**, ~~by noon~~ by dusk: H<sub>2</sub>O at 12 m<sup>3</sup>, says \
                [the table](<https://a.example/tide?a=1&b=2>), line `a|b`.\\
                Nobody slept.

                ### What was lost

                - Two boats
                - Nets

                  - of hemp
                  - of *nylon*

                #### In order

                3. Third
                4. Fourth

                > We sail at dawn.
                >
                > Or never.
                >
                > — Ada Byron

                ![The quay, under water](</media/ab/quay.jpg>)

                _Long Quay at *six*_

                <https://video.example/watch?v=1>

                _The launch_

                _Tides_

                | Day | High |
                | --- | --- |
                | Mon\\|Tue | 5.1 |

                ```
                10 print "tide"
                  20 goto 10
                ```

                ---

                The end.""");
    }

    @Test
    void is_blocks_that_a_frontend_lays_out_one_by_one() {
        assertThat(body(EVERYTHING).blocks())
                .containsExactly(
                        new Block.Heading(2, "The tide &amp; the quay"),
                        new Block.Paragraph("""
                                Water rose <em>slowly</em>, then <strong>at once</strong>, <s>by noon</s> by dusk: H<sub>2</sub>O at 12 m<sup>3</sup>,
                                says <a href="https://a.example/tide?a=1&amp;b=2">the table</a>, line <code>a|b</code>.<br>Nobody slept."""),
                        new Block.Heading(3, "What was lost"),
                        new Block.BulletList(
                                false,
                                List.of("Two boats", "<p>Nets</p><ul><li>of hemp</li><li>of <em>nylon</em></li></ul>")),
                        new Block.Heading(4, "In order"),
                        new Block.BulletList(true, List.of("Third", "Fourth")),
                        new Block.Quote("<p>We sail at dawn.</p><p>Or never.</p>", "Ada Byron"),
                        new Block.Picture(
                                "/media/ab/quay.jpg",
                                "The quay, under water",
                                "Long Quay at six",
                                null,
                                null,
                                640,
                                427),
                        new Block.Embed("https://video.example/watch?v=1", "The launch"),
                        new Block.Table(
                                "<table><caption>Tides</caption><thead><tr><th>Day</th><th>High</th></tr></thead>"
                                        + "<tbody><tr><td>Mon|Tue</td><td>5.1</td></tr></tbody></table>"),
                        new Block.Code("10 print \"tide\"\n  20 goto 10"),
                        new Block.Rule(),
                        new Block.Paragraph("The end."));
    }

    /** Older editors and importers leave words without a paragraph around them; none of them may be lost. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Loose <em>words</em> here                          | Loose words here           | Loose *words* here
                    Loose <em>words</em><p>and not</p>                 | Loose words¶¶and not       | Loose *words*¶¶and not
                    <blockquote>He said <em>no</em>.</blockquote>      | He said no.                | > He said *no*.
                    <ul><li>One <em>a</em><ul><li>two</li></ul></li></ul> | - One a¶  - two         | - One *a*¶¶  - two
                    <ul><li><p>One</p><p>two</p></li></ul>             | - One¶  two                | - One¶¶  two
                    <a href="/a">Link</a> first                        | Link first                 | [Link](</a>) first
                    """)
    void loses_no_word_that_stands_in_no_paragraph(String html, String text, String markdown) {
        Body body = body(html);

        assertThat(body.text()).isEqualTo(text.replace('¶', '\n'));
        assertThat(body.in(BodyFormat.MARKDOWN)).isEqualTo(markdown.replace('¶', '\n'));
    }

    @Test
    void keeps_loose_words_of_one_paragraph_in_one_block() {
        assertThat(body("Loose <em>words</em> here<hr>").blocks())
                .containsExactly(new Block.Paragraph("Loose <em>words</em> here"), new Block.Rule());
        assertThat(body("<blockquote>No. <cite>Ada</cite></blockquote>").blocks())
                .containsExactly(new Block.Quote("<p>No.</p>", "Ada"));
    }

    /** What would mean something in Markdown, and did not in the HTML, is escaped; CommonMark 0.31 is the referee. */
    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '"', textBlock = """
                    <p>1. January was cold</p>            § 1\\. January was cold
                    <p>2) it rained</p>                   § 2\\) it rained
                    <p>- not an item</p>                  § \\- not an item
                    <p>a<br>- not an item</p>             § a\\¶\\- not an item
                    <p>a<br>===</p>                       § a\\¶\\===
                    <p># not a heading</p>                § \\# not a heading
                    <p>&gt; not a quote</p>               § \\> not a quote
                    <p>2 * 3 * 4 and snake_case_name</p>  § 2 \\* 3 \\* 4 and snake\\_case\\_name
                    <p>[a](b) ![c](d) `e`</p>             § \\[a\\](b) !\\[c\\](d) \\`e\\`
                    <p>&lt;script&gt;x()&lt;/script&gt;</p> § \\<script\\>x()\\</script\\>
                    <p>&amp;copy; AT&amp;T</p>            § \\&copy; AT&T
                    <p><em>spaced </em>out</p>            § *spaced* out
                    <p>a<em> </em>b<strong></strong></p>  § a b
                    <p><code>a`b</code></p>               § ``a`b``
                    <p><code>`a`</code></p>               § `` `a` ``
                    <pre>```¶a</pre>                      § ````¶```¶a¶````
                    <h2>One<br>two</h2>                   § ## One two
                    <table><tbody><tr><td>a<br>b</td><td><code>c|d</code></td></tr></tbody></table> § | a<br>b | `c\\|d` |¶| --- | --- |
                    """)
    void writes_markdown_that_means_no_more_than_the_html(String html, String markdown) {
        assertThat(body(html.replace('¶', '\n')).in(BodyFormat.MARKDOWN))
                .isEqualTo(markdown.replace("\\\\", "\\").replace('¶', '\n'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    en | <p>One, two—three. It’s 5.1 m!</p>    | 6
                    en | <blockquote>loose words</blockquote>  | 2
                    ja | <p>港は静かだった。</p>                  | 4
                    en | ''                                    | 0
                    """)
    void counts_words_as_the_language_parts_them(String language, String html, int words) {
        assertThat(body(html).wordCount(language)).isEqualTo(words);
    }

    @Test
    void survives_a_body_as_deep_as_the_sanitiser_lets_through() {
        Body deep = body("<blockquote>".repeat(20_000) + "deep");

        assertThat(deep.text()).contains("deep");
        assertThat((String) deep.in(BodyFormat.MARKDOWN)).contains("deep");
        assertThat(deep.blocks()).hasSize(1);
    }

    private static Body body(String html) {
        return Body.of(SafeHtml.of(html));
    }
}
