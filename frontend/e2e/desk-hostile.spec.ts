import { apiUrl, siteUrl } from './support/places.ts';
import { administrator } from './support/staff.ts';
import { expect, test } from './support/test.ts';

/** Each tries to set `owned` in whatever page shows it. */
const HOSTILE = [
  '<script>window.owned=1</script>',
  '<img src=x onerror="window.owned=1">',
  '<svg onload="window.owned=1"><animate onbegin="window.owned=1" attributeName=x dur=1s>',
  '<a href="javascript:window.owned=1">press</a><a href="&#106;avascript:window.owned=1">here</a>',
  '<iframe srcdoc="<script>parent.owned=1</script>"></iframe><object data="javascript:window.owned=1"></object>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.owned=1&gt;">',
  '<noscript><p title="</noscript><img src=x onerror=window.owned=1>">',
  '"><img src=x onerror=window.owned=1>',
  '</title></style></textarea><script>window.owned=1</script>',
  "{{constructor.constructor('window.owned=1')()}}${window.owned=1}<%= window.owned=1 %>",
  '</script><script>window.owned=1</script>',
  '<form action="javascript:window.owned=1"><button formaction="javascript:window.owned=1">go</button></form>',
  '<p style="background:url(javascript:window.owned=1)" onpointerover="window.owned=1" tabindex=1 onfocus="window.owned=1" autofocus>x</p>',
  '<details open ontoggle="window.owned=1"><summary>x</summary></details><video><source onerror="window.owned=1"></video>',
  '<table background="javascript:window.owned=1"><tr><td>x</td></tr></table><base href="https://evil.example/">',
];

test.use({ storageState: administrator });

test('nothing that is written into any field runs in the page of any reader, nor changes when it is saved again', async ({
  page,
  browser,
}) => {
  const door = `${apiUrl}/v1/editorial/articles`;
  const ask = async (method: string, url: string, data: object, match?: string) => {
    const answer = await page.request.fetch(url, {
      method,
      data,
      headers: { origin: siteUrl, ...(match && { 'if-match': match }) },
    });
    expect(answer.ok(), `${method} ${url}: ${await answer.text()}`).toBe(true);
    return answer;
  };
  const { items: sections } = (await (await page.request.get(`${apiUrl}/v1/editorial/sections`)).json()) as {
    items: { slug: string }[];
  };
  const { items: authors } = (await (await page.request.get(`${apiUrl}/v1/editorial/authors`)).json()) as {
    items: { slug: string }[];
  };
  const visitor = await (await browser.newContext()).newPage();

  for (const [number, payload] of HOSTILE.entries()) {
    const slug = `hostile-${process.pid}-${number}`;
    const line = payload.replaceAll('\n', ' ').slice(0, 290);
    const text = {
      language: 'en',
      slug,
      headline: line,
      kicker: line,
      standfirst: payload,
      trailText: payload,
      body: `<p>Before.</p>${payload}<p>After.</p>`,
      location: line,
      rights: line,
      section: sections[0]?.slug,
      authors: [authors[0]?.slug],
    };
    const begun = await ask('POST', door, text);
    const draft = (await begun.json()) as { id: string; text: { body: string } };
    const again = await ask(
      'PUT',
      `${door}/${draft.id}`,
      { ...text, body: draft.text.body },
      begun.headers()['etag'] ?? '',
    );
    expect(((await again.json()) as typeof draft).text.body, 'cleaning twice').toBe(draft.text.body);
    const released = await ask('POST', `${door}/${draft.id}/publish`, {}, again.headers()['etag'] ?? '');
    const corrected = await ask(
      'POST',
      `${door}/${draft.id}/corrections`,
      { kind: 'correction', text: payload },
      released.headers()['etag'] ?? '',
    );
    expect(corrected.ok()).toBe(true);

    for (const path of [`/articles/${slug}`, '/']) {
      await visitor.goto(`${siteUrl}${path}`);
      await visitor.evaluate(() => {
        for (const element of document.querySelectorAll('main *')) {
          for (const type of ['pointerover', 'focus', 'toggle', 'error', 'load', 'begin'])
            element.dispatchEvent(new Event(type));
          if (element instanceof HTMLAnchorElement && element.protocol === 'javascript:') element.click();
        }
      });
      expect(await visitor.evaluate('window.owned'), `${path} after ${payload}`).toBeUndefined();
      expect(await visitor.locator('main :is(iframe, object, base, [onerror], [onload])').count()).toBe(0);
    }
    await ask('POST', `${door}/${draft.id}/withdraw`, { reason: 'It was a test.' }, corrected.headers()['etag'] ?? '');
  }
});
