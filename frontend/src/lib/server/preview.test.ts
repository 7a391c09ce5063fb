import { expect, test } from 'vitest';
import { asPreview, previewOf, underItsLink } from './preview.ts';

const API = 'https://api.paper.example/v1';

test.each([
  [`${API}/articles/~aB-c_1`, `${API}/editorial/previews/aB-c_1`],
  [`${API}/articles/%7EaB-c_1`, `${API}/editorial/previews/aB-c_1`],
  [`${API}/articles/the-ferry`, null],
  [`${API}/articles/~a/related`, null],
  [`${API}/articles/~../x`, null],
  [`${API}/tags/~a`, null],
])('the_preview_that %s stands for is %s', (url, preview) => {
  expect(previewOf(url)).toBe(preview);
});

test('a_preview_goes_by_the_name_that_was_asked_for_and_a_refusal_stays_one', async () => {
  const shown = await underItsLink(Response.json({ slug: 'the-ferry', headline: 'a' }), `${API}/articles/%7Ex`);
  const refused = await underItsLink(new Response('{}', { status: 404 }), `${API}/articles/~x`);

  expect(await shown.json()).toEqual({ slug: '~x', headline: 'a' });
  expect(refused.status).toBe(404);
});

test('a_preview_has_no_script_and_says_what_it_is', async () => {
  const html =
    '<head><link href="/a.js" rel="modulepreload"></head><main><script type="application/ld+json">{}</script>' +
    '<p>a</p><script>\n{ start() }\n</script></main>';
  const policy = "default-src 'none'; script-src 'self' 'sha256-x'; img-src 'self'; connect-src 'self'";

  const page = await asPreview(new Response(html, { headers: { 'content-security-policy': policy } }));
  const shown = await page.text();

  expect(shown).not.toMatch(/modulepreload|start\(\)/);
  expect(shown).toContain('ld+json');
  expect(shown).toContain('Preview, not published.');
  expect(shown).toContain('<base target="_blank">');
  expect(page.headers.get('content-security-policy')).toBe("default-src 'none'; script-src 'none'");
});

test('a_preview_that_is_none_is_told_by_its_status', async () => {
  expect((await asPreview(new Response('<main></main>', { status: 404 }))).status).toBe(404);
});
