import type { APIResponse } from '@playwright/test';
import { problems } from '../src/routes/(site)/problems/problems.ts';
import type { Problem } from './support/api.ts';
import { manuscripts } from './support/newsroom.ts';
import { apiUrl, siteUrl } from './support/places.ts';
import { seedPath, withdrawn } from './support/routes.ts';
import { expect, test } from './support/test.ts';

const unknown = 'nothing-was-ever-here';

/** All of an answer but what differs from request to request, and the address that was asked for. */
async function appearance(answer: APIResponse, slug: string) {
  const volatile = new Set(['date', 'etag', 'keep-alive', 'content-length']);
  const headers = Object.entries(answer.headers()).filter(([name]) => !volatile.has(name));
  const text = (await answer.text()).replaceAll(slug, '').replace(/requestId\\":\\"[0-9a-f-]{36}/g, 'requestId');
  return { status: answer.status(), headers, text };
}

test.describe('former addresses', () => {
  const former = manuscripts.flatMap(({ slug, formerSlugs }) => formerSlugs.map((old) => [old, slug] as const));

  test('of articles lead to the present one for good', async ({ request }) => {
    expect(former.length).toBeGreaterThan(2);
    for (const [old, slug] of former) {
      const answer = await request.get(`/articles/${old}`, { maxRedirects: 0 });

      expect(answer.status(), old).toBe(301);
      expect(new URL(answer.headers()['location'] ?? '', siteUrl).href).toBe(`${siteUrl}/articles/${slug}`);
      expect(answer.headers()['cache-control']).toMatch(/^public, max-age=\d+$/);
    }
  });

  for (const [old, slug] of [
    ['labour', 'work'],
    ['line-2', 'trams'],
    ['ferry-services', 'ferries'],
  ]) {
    test(`of tags lead on: ${old} is ${slug} now`, async ({ request }) => {
      const answer = await request.get(`/tags/${old}`, { maxRedirects: 0 });

      expect(answer.status()).toBe(301);
      expect(new URL(answer.headers()['location'] ?? '', siteUrl).href).toBe(`${siteUrl}/tags/${slug}`);
    });
  }

  test('of articles are answered by id as well', async ({ request }) => {
    const { id } = (await (await request.get(`${apiUrl}/v1${seedPath}`)).json()) as { id: string };

    const answer = await request.get(`/articles/${id}`, { maxRedirects: 0 });

    expect(answer.status()).toBe(301);
    expect(new URL(answer.headers()['location'] ?? '', siteUrl).pathname).toBe(seedPath);
  });
});

test.describe('what is not there', () => {
  test('a withdrawn article is gone, and the public reason is told', async ({ page }) => {
    const answer = await page.goto(`/articles/${withdrawn?.slug}`);

    expect(answer?.status()).toBe(410);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This article has been withdrawn');
    await expect(page.getByText(withdrawn?.withdrawnReason ?? 'no reason', { exact: true })).toBeVisible();
    await expect(page.locator('body')).not.toContainText(withdrawn?.headline ?? 'no headline');
    await expect(page.getByRole('link', { name: 'To the front page' })).toBeVisible();
  });

  test('an unknown article is missed in the dress of the paper', async ({ page }) => {
    const answer = await page.goto(`/articles/${unknown}`);

    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page here');
    await expect(page.getByRole('banner')).toContainText('The Harbour Gazette');
    await expect(page.getByRole('link', { name: 'To the front page' })).toBeVisible();
  });

  for (const path of [
    '/tags/no-such-tag',
    '/sections/no-such-section',
    '/authors/nobody',
    '/problems/none',
    '/a/b/c',
  ]) {
    test(`${path} is missed too`, async ({ request }) => {
      const answer = await request.get(path);

      expect(answer.status()).toBe(404);
      expect(await answer.text()).toContain('There is no page here');
    });
  }

  for (const { slug, state } of manuscripts.filter(({ state }) => !['published', 'withdrawn'].includes(state))) {
    test(`an article that is ${state} looks like one that never was`, async ({ request }) => {
      const hidden = await request.get(`/articles/${slug}`);
      const missing = await request.get(`/articles/${unknown}`);

      expect(hidden.status()).toBe(404);
      expect(await appearance(hidden, slug)).toEqual(await appearance(missing, unknown));
    });
  }
});

test.describe('problems of the API', () => {
  for (const { name, status, title } of problems) {
    test(`${name} is explained`, async ({ page }) => {
      const answer = await page.goto(`/problems/${name}`);

      expect(answer?.status()).toBe(200);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
      await expect(page.getByRole('main').getByText(String(status), { exact: true })).toBeVisible();
      await expect(page.getByRole('main').getByText(name, { exact: true })).toBeVisible();
    });
  }

  for (const [name, path, options] of [
    ['invalid-parameter', '/v1/articles?limit=0', {}],
    ['unknown-parameter', '/v1/articles?limt=1', {}],
    ['unknown-field', '/v1/articles?fields=nope', {}],
    ['invalid-cursor', '/v1/articles?cursor=forged', {}],
    ['not-found', `/v1/articles/${unknown}`, {}],
    ['gone', `/v1/articles/${withdrawn?.slug}`, {}],
    ['method-not-allowed', '/v1/articles', { method: 'DELETE' }],
    ['not-acceptable', '/v1/articles', { headers: { accept: 'text/xml' } }],
    ['query-too-long', `/v1/articles?tag=${'a'.repeat(9000)}`, {}],
  ] as const) {
    test(`the type of ${name}, as the API says it, is a page here`, async ({ request }) => {
      const problem = (await (await request.fetch(apiUrl + path, options)).json()) as Problem;

      expect(problem.type).toBe(`${siteUrl}/problems/${name}`);
      const page = await request.get(problem.type, { headers: { accept: 'text/html' } });
      expect(page.status()).toBe(200);
      expect(await page.text()).toContain(name);
    });
  }

  test('each is listed for developers, with links to the documents of the API', async ({ page, request }) => {
    await page.goto('/developers');

    for (const { name, title } of problems) {
      await expect(page.getByRole('link', { name: title, exact: true })).toHaveAttribute('href', `/problems/${name}`);
    }
    for (const name of ['Interactive documentation', 'OpenAPI 3.1 description']) {
      const href = await page.getByRole('link', { name }).getAttribute('href');
      expect((await request.get(href ?? '')).status(), name).toBe(200);
    }
  });

  test('the first request that developers are shown works as shown', async ({ page, request }) => {
    await page.goto('/developers');
    const shown = await page.getByLabel('Example of a request').innerText();

    const answer = await request.get(/'(.*)'/.exec(shown)?.[1] ?? '');

    expect(answer.status()).toBe(200);
    const { items } = (await answer.json()) as { items: object[] };
    expect(items).toHaveLength(3);
    expect(items.map((item) => Object.keys(item).toSorted())).toEqual(items.map(() => ['headline', 'slug']));
  });
});

test.describe('hostile addresses', () => {
  const markup = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
  const paths = [
    '/articles/%00',
    '/articles/%E0%A4%A',
    '/articles/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '/articles/..%2f..%2fv1%2fsite',
    '/articles/a%2Fb',
    '/articles/a;b=c',
    `${seedPath};x.css`,
    `${seedPath}/x.css`,
    `${seedPath}%00.css`,
    `/articles/${'a'.repeat(4000)}`,
    `/articles/${encodeURIComponent(markup)}`,
    `/${encodeURIComponent(markup)}`,
    `/tags/${encodeURIComponent("' or 1=1 --")}`,
    `/tags/${encodeURIComponent('{{7*7}}')}`,
    '/sections/(a,b',
    '/authors/*',
    '/__proto__',
    '/constructor',
    '/problems/__proto__',
    '/problems/constructor',
    '/tags/__proto__',
    '/@fs/etc/passwd?raw??',
    '/.env',
    '/.git/config',
    '/package.json',
    '/_app/immutable/../../../package.json',
    '/_app/immutable/%2e%2e/%2e%2e/package.json',
    '/?cursor=forged',
    `/?cursor=${encodeURIComponent(markup)}`,
    '/sections/harbour-city?cursor=forged',
    `/tags/ferries?cursor=${encodeURIComponent(markup)}`,
    `/?cursor=${'a'.repeat(9000)}`,
  ];

  for (const path of paths) {
    test(`${path.slice(0, 70)} is refused politely`, async ({ request }) => {
      const answer = await request.get(siteUrl + path, { maxRedirects: 0 });

      expect([400, 404, 414]).toContain(answer.status());
      const text = await answer.text();
      expect(text).not.toContain('<script>alert');
      expect(text).not.toContain('onerror=alert(1)>');
      expect(text).not.toMatch(/node_modules|\.js:\d+:\d+|file:\/\/|root:/);
    });
  }

  test('parameters nobody asked for change nothing and are not repeated', async ({ page }) => {
    const answer = await page.goto(`/tags/ferries?x=${encodeURIComponent(markup)}&__proto__[y]=1&utm_source=letter`);

    expect(answer?.status()).toBe(200);
    expect(await answer?.text()).not.toContain('<script>alert');
    await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', `${siteUrl}/tags/ferries`);
  });

  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json', '']) {
      test(`${method} with ${type || 'no type'} from elsewhere does nothing`, async ({ request }) => {
        const answer = await request.fetch(seedPath, {
          method,
          headers: { origin: 'https://elsewhere.example', ...(type && { 'content-type': type }) },
          data: 'headline=Taken',
          maxRedirects: 0,
        });

        expect([403, 405, 415]).toContain(answer.status());
        expect(await answer.text()).not.toMatch(/node_modules|\.js:\d+/);
      });
    }
  }

  test('a stranger’s Host or forwarding headers do not enter the page', async ({ request }) => {
    const usual = await request.get(seedPath);

    const answer = await request.get(seedPath, {
      headers: {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'gopher',
        'x-forwarded-for': '6.6.6.6',
        'x-original-url': '/developers',
        forwarded: 'host=evil.example',
      },
    });

    expect(await answer.text()).toBe(await usual.text());
  });
});

test('a page is the same with a reader’s cookies and credentials as without', async ({ request }) => {
  for (const path of ['/', seedPath, '/tags/ferries']) {
    const plain = await request.get(path);

    const dressed = await request.get(path, {
      headers: { cookie: 'session=1; theme=dark', authorization: 'Bearer x', 'accept-language': 'ar' },
    });

    expect(await dressed.text(), path).toBe(await plain.text());
    expect(dressed.headers()['cache-control']).toBe(plain.headers()['cache-control']);
  }
});

test('robots are welcome, and told where not', async ({ request }) => {
  const robots = await request.get('/robots.txt');

  expect(robots.status()).toBe(200);
  expect(robots.headers()['content-type']).toContain('text/plain');
  expect(await robots.text()).not.toMatch(/^Disallow: \/\s*$/m);
});
