import { apiUrl } from './support/places.ts';
import { mirroredSite } from './support/mirror.ts';
import { seedPath } from './support/routes.ts';
import { nowhere, startHttp, startSilence, startSite } from './support/servers.ts';
import { expect, test } from './support/test.ts';

const paths = [
  '/',
  seedPath,
  '/tags/ferries',
  '/sections/world',
  '/authors/lin-meiling',
  '/?cursor=x',
  '/search?q=ferry',
  '/popular',
  '/support',
];
const innards = /node_modules|\.js:\d+|ECONNREFUSED|at async|file:\/\/|127\.0\.0\.1|TypeError|SyntaxError/;

/** The text of a page without the policy's own word for where the API is. */
const wordsOf = (html: string) => html.replace(/<script[\s\S]*?<\/script>/g, '');

test.describe('while nobody answers where the API should be', () => {
  test('every page that needs it says so in the dress of the paper, and when to come back', async ({
    page,
    witness,
  }) => {
    witness.expects(/Failed to load resource|Fetch API cannot load/);
    const site = witness.visits(await startSite(await nowhere()));

    for (const path of paths) {
      const answer = await page.request.get(site.origin + path);

      expect(answer.status(), path).toBe(503);
      expect(answer.headers()['retry-after']).toBe('10');
      expect(answer.headers()['cache-control']).toMatch(/^(private, )?no-store$/);
      expect(answer.headers()['content-security-policy']).toContain("default-src 'none'");
      expect(wordsOf(await answer.text())).not.toMatch(innards);
    }
  });

  test('the page is readable, styled, and leads on', async ({ browser, witness }) => {
    const site = witness.visits(await startSite(await nowhere()));
    const page = await browser.newPage({ javaScriptEnabled: false });

    await page.goto(site.origin + seedPath);

    await expect(page.getByRole('heading', { level: 1 })).toHaveText('We are not reachable at the moment');
    await expect(page.getByRole('link', { name: 'To the front page' })).toBeVisible();
    const { font, ground } = await page.locator('h1').evaluate((heading) => ({
      font: getComputedStyle(heading).fontFamily,
      ground: getComputedStyle(document.documentElement).backgroundColor,
    }));
    expect(font).toContain('Newsreader');
    expect(ground).toBe('rgb(255, 254, 250)');
    await page.close();
  });

  test('what needs no API is there all the same', async ({ request }) => {
    await using site = await startSite(await nowhere());

    for (const path of ['/developers', '/problems/gone', '/robots.txt', '/favicon.svg']) {
      const answer = await request.get(site.origin + path);

      expect(answer.status(), path).toBe(200);
    }
    expect((await request.get(`${site.origin}/no/such/page`)).status()).toBe(404);
  });
});

test('an API that takes the call and says nothing costs a reader seconds, not the page', async ({ request }) => {
  await using silence = await startSilence();
  await using site = await startSite(silence.origin);

  const answers = await Promise.all(
    [seedPath, '/', '/tags/ferries'].map(async (path) => {
      const started = performance.now();
      const answer = await request.get(site.origin + path, { timeout: 15_000 });
      return {
        path,
        status: answer.status(),
        isInTime: performance.now() - started < 10_000,
        text: await answer.text(),
      };
    }),
  );

  for (const { path, status, isInTime, text } of answers) {
    expect({ path, status, isInTime }).toEqual({ path, status: 503, isInTime: true });
    expect(text).toContain('We are not reachable at the moment');
    expect(wordsOf(text)).not.toMatch(innards);
  }
});

test.describe('an API that answers nonsense', () => {
  const nonsense: Record<string, (path: string) => { status: number; type: string; body: string }> = {
    'a page of HTML': () => ({ status: 200, type: 'text/html', body: '<h1>It works!</h1>' }),
    'JSON cut short': () => ({ status: 200, type: 'application/json', body: '{"items":[{"slug":' }),
    'an empty answer': () => ({ status: 200, type: 'application/json', body: '' }),
    null: () => ({ status: 200, type: 'application/json', body: 'null' }),
    'a failure without a word': () => ({
      status: 500,
      type: 'text/plain',
      body: 'java.lang.NullPointerException at file:///x.js:1',
    }),
    'a gateway’s page': () => ({ status: 502, type: 'text/html', body: '<html><title>502</title></html>' }),
    'a redirect to itself': (path) => ({ status: 301, type: 'text/plain', body: path }),
  };

  for (const [name, answerOf] of Object.entries(nonsense)) {
    test(`${name} becomes a page that says that something is wrong`, async ({ request }) => {
      await using api = await startHttp(({ url = '/' }, response) => {
        const { status, type, body } = answerOf(url);
        response.writeHead(status, { 'content-type': type, ...(status === 301 && { location: url }) });
        response.end(body);
      });
      await using site = await startSite(api.origin);

      for (const path of ['/', seedPath, '/tags/ferries']) {
        const answer = await request.get(site.origin + path, { maxRedirects: 0 });
        const text = await answer.text();

        expect([500, 502, 503], path).toContain(answer.status());
        expect(wordsOf(text)).not.toMatch(/It works|NullPointerException/);
        expect(wordsOf(text)).not.toMatch(innards);
        expect(text).toMatch(/<h1/);
        expect(text).toContain('href="/"');
      }
    });
  }
});

test('a failure that the API numbers is numbered on the page, for those who write to the newsroom', async ({
  page,
  witness,
}) => {
  const site = witness.visits(
    await mirroredSite({
      tell: (answer, path) =>
        path.startsWith('/v1/articles/')
          ? {
              status: 500,
              body: {
                type: `${apiUrl}/problems/internal`,
                title: 'Secret innards',
                status: 500,
                detail: 'Secret detail',
                instance: path,
                requestId: '0197a000-0000-7000-8000-00000000abcd',
                errors: [],
              },
            }
          : answer,
    }),
  );
  witness.expects(/Failed to load resource.*500/);

  const answer = await page.goto(site.origin + seedPath);

  expect(answer?.status()).toBe(500);
  expect(answer?.headers()['cache-control']).toBe('no-store');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Something went wrong on our side');
  await expect(page.getByText('0197a000-0000-7000-8000-00000000abcd')).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('Secret');
});

test('what the masthead needs may fail: the story is told without it', async ({ page, witness }) => {
  const site = witness.visits(
    await mirroredSite({
      tell: (answer, path) => (/^\/v1\/(site|sections|weather|tags)/.test(path) ? { status: 503, body: {} } : answer),
    }),
  );
  witness.expects(/Failed to load resource.*503/);

  const answer = await page.goto(site.origin + seedPath);

  expect(answer?.status()).toBe(200);
  await expect(page.locator('.body > p')).toHaveCount(14);
  await expect(page.getByRole('banner').getByRole('link', { name: 'Front page' })).toBeVisible();
});

test('the nameplate outlives the API: a site that has spoken to it once keeps its masthead', async ({
  page,
  request,
  witness,
}) => {
  let isUp = true;
  const site = witness.visits(await mirroredSite({ tell: (answer) => (isUp ? answer : { status: 503, body: {} }) }));
  witness.expects(/Failed to load resource/);
  expect((await request.get(site.origin + seedPath)).status()).toBe(200);
  isUp = false;

  const answer = await page.goto(site.origin + seedPath);

  expect(answer?.status()).toBe(503);
  await expect(page.getByRole('banner')).toContainText('The Harbour Gazette');
  await expect(page.getByRole('navigation', { name: 'Sections', exact: true }).getByRole('link')).toHaveCount(6);
});
