import { told, type Article, type Site } from './support/api.ts';
import { manuscript } from './support/newsroom.ts';
import { apiUrl, siteUrl } from './support/places.ts';
import { longRead, routes, seedPath } from './support/routes.ts';
import { expect, takenOver, test } from './support/test.ts';

const metaContent = (page: import('@playwright/test').Page, name: string) =>
  page
    .locator(`meta[property="${name}"], meta[name="${name}"]`)
    .evaluateAll((all) => all.map((one) => one.getAttribute('content')));

/** A policy as a map from directive to its sources. */
const directives = (policy: string) =>
  new Map(
    policy
      .split(';')
      .map((part) => part.trim().split(/\s+/))
      .map(([name = '', ...sources]) => [name, sources]),
  );

for (const route of routes) {
  test.describe(`the server’s HTML of ${route.name}`, () => {
    test.use({ javaScriptEnabled: false });

    test('has title, language, one h1, landmarks and a skip link', async ({ page }) => {
      const answer = await page.goto(await route.find(page));

      expect(answer?.status()).toBe(route.status);
      expect(answer?.headers()['content-type']).toBe('text/html; charset=utf-8');
      expect(await page.title()).toMatch(/The Harbour Gazette$/);
      await expect(page.locator('html')).toHaveAttribute('lang', 'en-GB');
      await expect(page.locator('h1')).toHaveCount(1);
      for (const landmark of ['banner', 'main', 'contentinfo'] as const) {
        await expect(page.getByRole(landmark)).toHaveCount(1);
      }
      await expect(page.getByRole('navigation', { name: 'Sections', exact: true })).toHaveCount(1);
      const first = page.locator('a, button, input').first();
      await expect(first).toHaveAttribute('href', '#main');
      await expect(page.locator('meta[name=viewport]')).toHaveAttribute('content', /width=device-width/);
      await expect(page.locator('meta[name=viewport]')).not.toHaveAttribute('content', /user-scalable|maximum-scale/);
    });

    test('says what search engines and link previews need', async ({ page }) => {
      await page.goto(await route.find(page));

      const robots = await metaContent(page, 'robots');
      expect(robots.some((content) => content?.includes('noindex'))).toBe(!route.isIndexed);
      expect(await metaContent(page, 'og:site_name')).toEqual(['The Harbour Gazette']);
      expect(await metaContent(page, 'og:title')).toEqual([expect.stringMatching(/\S/)]);
      if (route.status !== 200) return;
      const canonical = await page
        .locator('link[rel=canonical]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
      expect(canonical).toEqual([page.url()]);
      expect(await metaContent(page, 'og:url')).toEqual([page.url()]);
      if (!route.isIndexed) return;
      const [description = ''] = await metaContent(page, 'description');
      expect(description?.length).toBeGreaterThan(20);
      expect(await metaContent(page, 'og:description')).toEqual([description]);
    });

    test('comes with the headers that keep strangers out, and sets no cookie', async ({ page }) => {
      const path = await route.find(page);
      const answer = await page.request.get(path);

      const headers = answer.headers();
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': route.isPrivate ? 'same-origin' : 'strict-origin-when-cross-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-site',
      });
      expect(headers['permissions-policy']).toContain('geolocation=()');
      expect(headers['set-cookie']).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['server']).toBeUndefined();
      expect(headers['cache-control']).toMatch(
        route.isPrivate
          ? /^private, no-store$/
          : route.status === 200
            ? /^public, max-age=1, stale-while-revalidate=1,/
            : /^public, max-age=\d+$/,
      );
      const policy = directives(headers['content-security-policy'] ?? '');
      for (const name of ['default-src', 'object-src', 'base-uri', 'frame-ancestors']) {
        expect(policy.get(name), name).toEqual(["'none'"]);
      }
      const [self, ...hashes] = policy.get('script-src') ?? [];
      expect(self).toBe("'self'");
      expect(hashes.filter((source) => !/^'sha(256|384|512)-/.test(source))).toEqual([]);
      expect(policy.get('style-src')).toEqual(["'self'"]);
      expect(policy.get('font-src')).toEqual(["'self'"]);
      expect(policy.get('form-action')).toEqual([
        "'self'",
        'https://www.paypal.com',
        'https://www.sandbox.paypal.com',
        apiUrl,
      ]);
      expect(policy.get('img-src')).toEqual(["'self'", apiUrl]);
      expect(policy.get('connect-src')).toEqual(["'self'", apiUrl]);
      expect(policy.get('require-trusted-types-for')).toEqual(["'script'"]);
      expect(policy.get('frame-src')).toBeUndefined();
    });

    test('holds no handler, no inline style and nothing of others', async ({ page }) => {
      await page.goto(await route.find(page));

      const found = await page
        .locator('*')
        .evaluateAll((all) =>
          all.flatMap((element) =>
            [...element.attributes]
              .filter(
                ({ name, value }) =>
                  /^on|^style$|^srcdoc$/.test(name) || /^\s*(javascript|data|vbscript):/i.test(value),
              )
              .map(({ name, value }) => `${element.localName} ${name}="${value}"`),
          ),
        );
      expect(found).toEqual([]);
      const loaded = await page
        .locator(
          'script[src], link[rel~=stylesheet], link[rel~=preload], link[rel~=modulepreload], link[rel~=icon], img, iframe',
        )
        .evaluateAll((all) =>
          all.map((one) => new URL(one.getAttribute('src') ?? one.getAttribute('href') ?? '', document.baseURI).origin),
        );
      expect(loaded.filter((origin) => origin !== siteUrl && origin !== apiUrl)).toEqual([]);
      await expect(page.locator('iframe, object, embed, base, meta[http-equiv=refresh]')).toHaveCount(0);
      for (const img of await page.locator('img').all()) {
        await expect(img).toHaveAttribute('alt');
        await expect(img).toHaveAttribute('width', /^\d+$/);
        await expect(img).toHaveAttribute('height', /^\d+$/);
      }
    });
  });

  test(`${route.name} loads without a complaint of the browser, a stranger’s request or a cookie`, async ({ page }) => {
    const answer = await page.goto(await route.find(page));
    await takenOver(page);

    // The rest of the page is fetched on the way down; the witness of every test has watched.
    await page.keyboard.press('End');
    await page.waitForLoadState('networkidle');

    expect(answer?.status()).toBe(route.status);
  });
}

test.describe('an article’s data for machines', () => {
  test.use({ javaScriptEnabled: false });

  for (const slug of [
    'island-makes-do-as-ferries-stop',
    'turn-the-promenade-down',
    'how-to-see-the-comet-from-port-ellery',
  ]) {
    test(`NewsArticle of ${slug} says what the API says`, async ({ page, request }) => {
      const article = await told<Article>(`/articles/${slug}`);
      const site = await told<Site>('/site');

      await page.goto(`/articles/${slug}`);

      const scripts = await page.locator('script[type="application/ld+json"]').allTextContents();
      expect(scripts).toHaveLength(1);
      const data = JSON.parse(scripts[0] ?? '') as Record<string, unknown> & { author: { url: string }[] };
      expect(data).toMatchObject({
        '@context': 'https://schema.org',
        '@type': article.kind === 'opinion' ? 'OpinionNewsArticle' : 'NewsArticle',
        headline: article.headline,
        url: `${siteUrl}/articles/${slug}`,
        mainEntityOfPage: `${siteUrl}/articles/${slug}`,
        inLanguage: article.language,
        articleSection: article.section.name,
        keywords: article.tags.map(({ name }) => name),
        publisher: { '@type': 'NewsMediaOrganization', name: site.name },
        author: article.authors.map(({ name }) => ({ '@type': 'Person', name })),
        correction: article.corrections.map(({ at, text }) => ({
          '@type': 'CorrectionComment',
          text,
          datePublished: at,
        })),
      });
      expect(Date.parse(String(data['datePublished']))).toBe(Date.parse(article.firstPublishedAt));
      expect(Date.parse(String(data['dateModified']))).toBe(Date.parse(article.updatedAt));
      expect((data['image'] as { url: string } | undefined)?.url).toBe(article.leadImage?.url);
      expect(data.author.map(({ url }) => url)).toEqual(
        article.authors.map((author) => `${siteUrl}/authors/${author.slug}`),
      );
      for (const { url } of data.author) expect((await request.get(url, { maxRedirects: 0 })).status(), url).toBe(200);
    });
  }

  test('OpenGraph brings its picture, times, section and tags', async ({ page, request }) => {
    const article = await told<Article>('/articles/what-the-tide-owes-us');

    await page.goto(longRead);

    expect(await metaContent(page, 'og:type')).toEqual(['article']);
    expect(await metaContent(page, 'og:title')).toEqual([article.headline]);
    expect(await metaContent(page, 'og:description')).toEqual([article.standfirst]);
    expect(await metaContent(page, 'og:image')).toEqual([article.leadImage?.url]);
    expect(await metaContent(page, 'og:image:alt')).toEqual([article.leadImage?.alt]);
    expect(await metaContent(page, 'article:published_time')).toEqual([article.firstPublishedAt]);
    expect(await metaContent(page, 'article:modified_time')).toEqual([article.updatedAt]);
    expect(await metaContent(page, 'article:tag')).toEqual(article.tags.map(({ name }) => name));
    const picture = await request.get(article.leadImage?.url ?? '');
    expect(picture.headers()['content-type']).toMatch(/^image\/(jpeg|png|webp|avif)$/);
    expect(picture.headers()['cache-control']).toContain('immutable');
    expect(picture.headers()['content-security-policy']).toContain('sandbox');
  });

  test('a correction stands in the page, with its day, and is announced under the byline', async ({ page }) => {
    const article = await told<Article>('/articles/island-makes-do-as-ferries-stop');

    await page.goto(`/articles/${article.slug}`);

    const corrections = page.getByRole('region', { name: 'Corrections and clarifications' });
    for (const { text, at } of article.corrections) {
      await expect(corrections.getByText(text)).toBeVisible();
      await expect(corrections.locator('time')).toHaveAttribute('datetime', at);
    }
    await expect(page.getByRole('link', { name: 'Corrected since publication' })).toHaveAttribute(
      'href',
      '#corrections',
    );
    await expect(page.getByRole('article').getByText('Updated', { exact: false }).first()).toBeVisible();
  });

  test('the front page’s picture for link previews is that of the lead', async ({ page }) => {
    const { leadImage } = await told<Article>('/articles/japan-and-us-cooperation-on-north-korean-threat');

    await page.goto('/');

    expect(await metaContent(page, 'og:image')).toEqual([leadImage?.url]);
    expect(await page.title()).toBe('The Harbour Gazette');
  });

  test('names in other scripts arrive whole', async ({ page }) => {
    await page.goto('/authors/maria-theodorou');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Μαρία Θεοδώρου');

    await page.goto('/tags/shiomi');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('塩見 Shiomi');
  });

  test('the text of every published article reaches the reader', async ({ page }) => {
    const written = manuscript('ten-poems-and-a-tide-table');
    const { body } = await told<Article>(`/articles/${written.slug}`);

    await page.goto(`/articles/${written.slug}`);

    const words = (html: string) =>
      html
        .replace(/<[^>]+>/g, ' ')
        .replaceAll('&amp;', '&')
        .split(/\s+/)
        .filter(Boolean);
    expect(words(String(body))).toEqual(words(written.body));
    expect((await page.locator('.body').innerText()).split(/\s+/).filter(Boolean)).toEqual(words(written.body));
  });
});

test('an article page answers a conditional request with nothing but “unchanged”', async ({ request }) => {
  const first = await request.get(seedPath);
  const etag = first.headers()['etag'] ?? '';
  expect(etag).not.toBe('');

  const second = await request.get(seedPath, { headers: { 'if-none-match': etag } });

  expect(second.status()).toBe(304);
  expect(await second.body()).toHaveLength(0);
});
