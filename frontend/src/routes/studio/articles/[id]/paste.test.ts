// @vitest-environment jsdom
import { getSchema } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import { describe, expect, test } from 'vitest';
import { documentOf, htmlOf, linesOf } from './html.ts';
import { cleaned } from './paste.ts';
import { isLink, subset } from './subset.ts';

const schema = getSchema(subset);
/** What would be saved of a text. */
const through = (html: string) => htmlOf(Node.fromJSON(schema, documentOf(html)));
const pasted = (html: string) => through(cleaned(html));

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h1 style='mso-outline-level:1'><span style='mso-fareast-language:EN-GB'>The ferry<o:p></o:p></span></h1>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Ten</b> boats<span style='mso-spacerun:yes'>  </span>lay <i>still</i>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>North pier<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span><span style='mso-list:Ignore'>o<span>&nbsp; </span></span></span><![endif]>Berth two<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span><span style='mso-list:Ignore'>·<span>&nbsp;</span></span></span><![endif]>South pier<o:p></o:p></p>
<p class=MsoNormal>Then:</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>Sound the horn</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>Cast off</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr style='mso-yfti-irow:0'><td width=100 style='width:75pt'><p class=MsoNormal>Boat<o:p></o:p></p></td><td><p class=MsoNormal>m<span style='vertical-align:super'>2</span></p></td></tr></table>
<p class=MsoQuote>“Never again.”</p>
<p class=MsoNormal><a href="https://tide.example/a" style='color:blue'>The tables</a> and <a href="#_ftn1" name="_ftnref1">[1]</a></p>
<!--EndFragment--></body></html>`;

const GOOGLE = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-0a1b2c3d-7fff-1111-2222-333344445555">
<h1 dir="ltr" style="line-height:1.38;margin-top:20pt;"><span style="font-size:20pt;font-family:Arial,sans-serif;font-weight:400;">The ferry</span></h1>
<p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;font-weight:700;font-style:normal;white-space:pre-wrap;">Ten</span><span style="font-size:11pt;font-weight:400;"> boats lay </span><span style="font-style:italic;font-weight:400;">still</span><span>, not </span><span style="text-decoration:line-through;">nine</span><span>.</span></p><br />
<ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400;">North pier</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr"><span>Berth two</span></p></li></ul><li><p><span>South pier</span></p></li></ul>
<p dir="ltr"><a href="https://www.google.com/url?q=https://tide.example/a&amp;sa=D&amp;ust=17000" style="text-decoration:none;"><span style="color:#1155cc;text-decoration:underline;">The tables</span></a><span style="font-size:0.6em;vertical-align:sub;">2</span></p></b><br class="Apple-interchange-newline">`;

test('a_text_from_word_keeps_what_its_author_sees_and_nothing_else', () => {
  expect(pasted(WORD)).toBe(
    '<h2>The ferry</h2><p><strong>Ten</strong> boats lay <em>still</em>.</p>' +
      '<ul><li>North pier<ul><li>Berth two</li></ul></li><li>South pier</li></ul>' +
      '<p>Then:</p><ol><li>Sound the horn</li><li>Cast off</li></ol>' +
      '<table><tbody><tr><td>Boat</td><td>m<sup>2</sup></td></tr></tbody></table>' +
      '<blockquote><p>“Never again.”</p></blockquote>' +
      '<p><a href="https://tide.example/a">The tables</a> and [1]</p>',
  );
});

test('a_text_from_google_docs_keeps_what_its_author_sees_and_nothing_else', () => {
  expect(pasted(GOOGLE)).toBe(
    '<h2>The ferry</h2><p><strong>Ten</strong> boats lay <em>still</em>, not <s>nine</s>.</p>' +
      '<ul><li>North pier<ul><li>Berth two</li></ul></li><li>South pier</li></ul>' +
      '<p><a href="https://tide.example/a">The tables</a><sub>2</sub></p>',
  );
});

describe('what is hostile or foreign', () => {
  test.each([
    ['<p>a<script>alert(1)</script>b</p>', '<p>ab</p>'],
    ['<p><img src="https://a.example/x.png" onerror="alert(1)">a</p>', '<p><img src="https://a.example/x.png">a</p>'],
    ['<p><a href="javascript:alert(1)">a</a></p>', '<p>a</p>'],
    ['<p><a href="//evil.example">a</a></p>', '<p>a</p>'],
    ['<p style="color:red" class="x" onclick="y()">a</p>', '<p>a</p>'],
    ['<iframe src="https://a.example"></iframe><p>a</p>', '<p>a</p>'],
    ['<p>a</p><p>&nbsp;</p><p> </p><p>b</p>', '<p>a</p><p>b</p>'],
    ['<div>one</div><div>two</div>', '<p>one</p><p>two</p>'],
    ['<h6>six</h6><p>a</p>', '<h4>six</h4><p>a</p>'],
  ])('%s', (html, clean) => {
    expect(pasted(html)).toBe(clean);
  });
});

describe('a text goes through the editor as it is', () => {
  test.each([
    '<h2>a</h2><h3>b</h3><h4>c</h4><p>d<br>e</p><hr><pre><code>f</code></pre>',
    '<ul><li>a<ol start="3"><li>b</li></ol></li></ul>',
    '<blockquote lang="pt"><p>a</p><p><cite>b</cite></p></blockquote>',
    '<p lang="ar" dir="rtl">a <em lang="fr">b</em> <s>c</s> H<sub>2</sub>O m<sup>2</sup> <code>d</code></p>',
    '<p><a href="/articles/x" hreflang="de">a</a> <a href="mailto:a@b.example">b</a></p>',
    '<table><caption>Tides</caption><thead><tr><th scope="col">a</th><th>b</th></tr></thead><tbody><tr><td colspan="2">c</td></tr></tbody></table>',
    '<figure><img src="https://a.example/x.jpg" alt="b" width="3" height="2"><figcaption>c <a href="https://d.example/">d</a></figcaption></figure>',
    '<figure><img src="/x.jpg"></figure>',
    '<figure><img src="/x.jpg"><img src="/y.jpg"><figcaption>c</figcaption></figure>',
    '<figure><table><tbody><tr><td>a</td></tr></tbody></table><figcaption>c</figcaption></figure>',
    '<figure data-embed-url="https://video.example/1"><a href="https://video.example/1">video.example</a><figcaption>c</figcaption></figure>',
    '<p>a <img src="/x.png" alt="b"></p>',
    '',
  ])('%s', (html) => {
    expect(through(html)).toBe(html);
  });
});

test('an embed of an older text becomes one that holds a link, as the API has it', () => {
  expect(through('<figure data-embed-url="https://www.video.example/1"></figure><p>a</p>')).toBe(
    '<figure data-embed-url="https://www.video.example/1"><a href="https://www.video.example/1">video.example</a></figure><p>a</p>',
  );
});

test.each([
  ['https://a.example/', true],
  ['/articles/x', true],
  ['mailto:a@b.example', true],
  ['//a.example', false],
  ['/\\a.example', false],
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['https://a.example/<b>', false],
])('whether_a_link_may_lead_to %s: %s', (href, may) => {
  expect(isLink(href)).toBe(may);
});

test('the_lines_of_a_text_are_its_words_without_markup', () => {
  expect(linesOf('<h2>a</h2><p>b <em>c</em></p><ul><li>d</li></ul>')).toEqual(['a', 'b c', 'd']);
});
