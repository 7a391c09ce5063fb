import type { Page } from '@playwright/test';
import { told, type Article, type Card, type List, type Popular, type PopularList } from './support/api.ts';
import { mirroredSite, type Told } from './support/mirror.ts';
import { manuscript, paragraphs } from './support/newsroom.ts';
import { apiUrl } from './support/places.ts';
import { longRead, seedPath } from './support/routes.ts';
import { expect, slugsIn, takenOver, test } from './support/test.ts';

const written = manuscript('japan-and-us-cooperation-on-north-korean-threat');
const isPopular = (path: string) => path.startsWith('/v1/articles/popular?');
const isOf = (path: string, what: string) => new RegExp(`[?&]${what}=`).test(path);

const listOf = (items: Popular[], but: Partial<PopularList> = {}): Told => ({
  status: 200,
  body: {
    window: '24h',
    metric: 'readers',
    basis: items.some(({ basis }) => basis === 'readers') ? 'readers' : 'latest',
    computedAt: '2026-11-25T05:00:03.692Z',
    items,
    page: { limit: 6, next: null, total: null },
    ...but,
  } satisfies PopularList,
});

/** The site, told this list whenever it asks for one. */
const ranking = (answer: Told) => mirroredSite({ tell: (real, path) => (isPopular(path) ? answer : real) });

const ranked = (article: Card, at: number, but: Partial<Popular> = {}): Popular => ({
  rank: at + 1,
  previousRank: null,
  basis: 'readers',
  counts: null,
  article,
  ...but,
});

/** Six stories, the seed article third among them, the last two only because they are new. */
async function six(): Promise<Popular[]> {
  const { items } = await told<List<Card>>('/articles?limit=20');
  const seed = await told<Article>(seedPath);
  const others = items.filter(({ slug }) => slug !== seed.slug);
  return [...others.slice(0, 2), seed, ...others.slice(2, 5)].map((article, at) =>
    ranked(article, at, at > 3 ? { basis: 'latest' } : {}),
  );
}

const block = (page: Page) => page.getByRole('region', { name: 'Most Popular Articles' });

for (const javaScriptEnabled of [true, false]) {
  test.describe(`${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled });

    test('five of the most popular stand beside a story, in order and without the story itself', async ({
      page,
      witness,
    }) => {
      const stories = await six();
      const expected = stories.filter(({ article }) => article.slug !== written.slug);
      const site = witness.visits(await ranking(listOf(stories)));

      await page.goto(site.origin + seedPath);
      if (javaScriptEnabled) await takenOver(page);

      await expect(block(page).locator('ol > li')).toHaveCount(5);
      await expect(block(page).getByRole('heading', { level: 3 })).toHaveText(
        expected.map(({ article }) => article.headline),
      );
      expect(await slugsIn(page, '.popular')).toEqual(expected.map(({ article }) => article.slug));
      await expect(block(page).locator('li', { hasText: 'Latest' })).toHaveCount(2);
      await expect(block(page).getByRole('link', { name: 'More popular articles' })).toHaveAttribute(
        'href',
        '/popular',
      );
    });

    test('five of the most popular stand on the front page', async ({ page, witness }) => {
      const stories = await six();
      const site = witness.visits(await ranking(listOf(stories.slice(0, 5))));

      await page.goto(site.origin);
      if (javaScriptEnabled) await takenOver(page);

      expect(await slugsIn(page, '.popular')).toEqual(stories.slice(0, 5).map(({ article }) => article.slug));
    });

    test('where nothing was read it is said that these are the latest', async ({ page, witness }) => {
      const stories = (await six()).map((story) => ({ ...story, basis: 'latest' as const }));
      const site = witness.visits(await ranking(listOf(stories)));

      await page.goto(site.origin + longRead);
      await expect(block(page)).toContainText('these are the latest');
      await expect(block(page).getByText('Latest', { exact: true })).toHaveCount(0);

      await page.goto(`${site.origin}/popular`);
      await expect(page.getByRole('main')).toContainText('Too little has been read in the last 24 hours');
      await expect(page.locator('.rank')).toHaveCount(0);
    });

    test('times, measures and sections are links, and the chosen ones say so', async ({ page }) => {
      await page.goto('/popular');
      if (javaScriptEnabled) await takenOver(page);
      const main = page.getByRole('main');
      const chosen = main.locator('nav [aria-current]');
      await expect(chosen).toHaveText(['24 hours', 'Readers', 'All sections']);

      await main.getByRole('link', { name: '7 days' }).click();
      await expect(page).toHaveURL('/popular?window=7d');
      await expect(chosen).toHaveText(['7 days', 'Readers', 'All sections']);

      await main.getByRole('link', { name: 'Trending' }).click();
      await expect(page).toHaveURL('/popular?window=7d&metric=trending');

      await main.getByRole('navigation').getByRole('link', { name: 'Culture' }).click();
      await expect(page).toHaveURL('/popular?window=7d&metric=trending&section=culture');
      await expect(chosen).toHaveText(['7 days', 'Trending', 'Culture']);
      await expect(page).toHaveTitle(/^Most popular: Culture, 7 days, trending/);
    });

    test('a story’s rank and its way there are told in words too', async ({ page, witness }) => {
      const cards = (await six()).map(({ article }) => article);
      const previous = [4, 2, 1, null] as const;
      const stories = cards.slice(0, 4).map((card, at) => ranked(card, at, { previousRank: previous[at] ?? null }));
      const latest = cards.slice(4).map((card, at) => ranked(card, at + 4, { basis: 'latest' }));
      const site = witness.visits(await ranking(listOf([...stories, ...latest])));

      await page.goto(`${site.origin}/popular`);
      if (javaScriptEnabled) await takenOver(page);

      const places = page.getByRole('main').locator('ol > li');
      await expect(places.locator('.rank')).toHaveText(['1', '2', '3', '4']);
      for (const [at, words] of ['Up 3 places', 'As before', 'Down 2 places', 'New'].entries()) {
        await expect(places.nth(at)).toContainText(words);
      }
      await expect(page.getByRole('heading', { name: 'Filled up with the latest' })).toBeVisible();
      await expect(page.getByRole('main').locator('.meta time').first()).toHaveAttribute(
        'datetime',
        '2026-11-25T05:00:03.692Z',
      );
    });
  });
}

for (const path of ['/popular?window=2h', '/popular?metric=loudest', '/popular?section=Not+a+slug']) {
  test(`an address that makes no sense is a page that says so: ${path}`, async ({ page, witness }) => {
    witness.expects(/Failed to load resource.*400/);

    const answer = await page.goto(path);

    expect(answer?.status()).toBe(400);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('We could not read that address');
  });
}

test('sections, tags and authors show a list of their own once enough of theirs was read', async ({
  page,
  witness,
}) => {
  const stories = await six();
  const few = stories.slice(0, 5).map((story, at) => ({ ...story, basis: at < 2 ? 'readers' : 'latest' }) as Popular);
  const site = witness.visits(
    await mirroredSite({
      tell: (real, path) => {
        if (!isPopular(path)) return real;
        return listOf(isOf(path, 'section') || isOf(path, 'author') ? stories.slice(0, 5) : few);
      },
    }),
  );

  await page.goto(`${site.origin}/sections/culture`);
  await expect(page.getByRole('region', { name: 'Most Popular: Culture' })).toBeVisible();
  expect(await slugsIn(page, '.popular')).toEqual(stories.slice(0, 5).map(({ article }) => article.slug));
  await expect(page.getByRole('link', { name: 'More popular articles' })).toHaveAttribute(
    'href',
    '/popular?section=culture',
  );

  await page.goto(`${site.origin}/authors/maria-theodorou`);
  await expect(page.getByRole('region', { name: 'Most Popular: Μαρία Θεοδώρου' }).locator('li')).toHaveCount(5);

  await page.goto(`${site.origin}/tags/ferries`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.popular')).toHaveCount(0);
});

for (const [when, answer] of [
  ['cannot be had', { status: 500, body: {} }],
  ['is refused', { status: 503, body: {} }],
  ['is empty', listOf([])],
  ['is nonsense', { status: 200, body: null }],
] as const) {
  test(`pages are whole without the list when it ${when}`, async ({ page, witness }) => {
    const site = witness.visits(await ranking(answer));
    // What the server could not get the browser tries once more.
    witness.expects(/Failed to load resource.*50\d/);

    for (const path of ['/', '/sections/culture', '/tags/ferries', '/authors/maria-theodorou', seedPath]) {
      const got = await page.goto(site.origin + path);
      await takenOver(page);

      expect(got?.status(), path).toBe(200);
      await expect(page.locator('.popular')).toHaveCount(0);
    }
    await expect(page.locator('.body > p')).toHaveText(paragraphs(written.body));
  });
}

test.describe('a page tells the API', () => {
  type Heard = { id: string; signal: string; channel: string };

  /** A site whose API writes down what it is told. */
  async function listening() {
    const heard: Heard[] = [];
    const methods = new Set<string>();
    const site = await mirroredSite({
      hear: (path, body, method) => {
        methods.add(method);
        const [, id = path] = /^\/v1\/articles\/([^/]+)\/views$/.exec(path) ?? [];
        if (method === 'POST') heard.push({ id, ...(JSON.parse(body) as Omit<Heard, 'id'>) });
      },
    });
    const views = () => heard.filter(({ signal }) => signal === 'view');
    return { ...site, heard, methods, views };
  }

  const idOf = async (path: string) => (await told<Article>(path)).id;
  const headline = (page: Page) => page.getByRole('heading', { level: 1 });

  /** Goes where a link on the page would lead. */
  const follow = (page: Page, href: string) =>
    page.evaluate((to) => {
      const link = document.createElement('a');
      link.href = to;
      document.body.append(link);
      link.click();
      link.remove();
    }, href);

  /** Goes to the seed article within the browser. */
  const onward = async (page: Page) => {
    await follow(page, seedPath);
    await expect(headline(page)).toHaveText(written.headline);
  };

  test('of each view once, whether the page was loaded, turned to or gone back to', async ({ page, witness }) => {
    const site = witness.visits(await listening());
    const long = await idOf(longRead);
    const seed = await idOf(seedPath);

    await page.goto(site.origin + longRead, { referer: 'https://www.google.com/' });
    await takenOver(page);
    // Steps within the page are no new views.
    await follow(page, '#other-tags');
    await expect(page).toHaveURL(`${site.origin}${longRead}#other-tags`);
    await follow(page, '?size=large');
    await expect(page).toHaveURL(`${site.origin}${longRead}?size=large`);
    await onward(page);
    await page.goBack();
    await expect(headline(page)).not.toHaveText(written.headline);
    await page.goForward();
    await expect(headline(page)).toHaveText(written.headline);

    await expect.poll(site.views).toEqual([
      { id: long, signal: 'view', channel: 'search' },
      { id: seed, signal: 'view', channel: 'site' },
      { id: long, signal: 'view', channel: 'site' },
      { id: seed, signal: 'view', channel: 'site' },
    ]);
    // Plain text asks no leave of another host beforehand.
    expect([...site.methods]).toEqual(['POST']);
  });

  test('that the site itself led to a story, when its front page was the first', async ({ page, witness }) => {
    const site = witness.visits(await listening());
    await page.goto(site.origin, { referer: 'https://www.google.com/' });
    await takenOver(page);

    await onward(page);

    await expect.poll(site.views).toEqual([{ id: await idOf(seedPath), signal: 'view', channel: 'site' }]);
  });

  test('that a story was read once fifteen seconds have passed, and no second time', async ({ page, witness }) => {
    const site = witness.visits(await listening());
    await page.clock.install();
    await page.goto(site.origin + longRead);
    await takenOver(page);
    await expect.poll(() => site.heard.map(({ signal }) => signal)).toEqual(['view']);

    await page.clock.fastForward(15_000);
    await expect.poll(() => site.heard.map(({ signal }) => signal)).toEqual(['view', 'read']);
    await page.keyboard.press('End');
    await page.clock.fastForward(60_000);
    await onward(page);

    await expect.poll(() => site.views().length).toBe(2);
    const long = await idOf(longRead);
    expect(site.heard.filter(({ id }) => id === long).map(({ signal }) => signal)).toEqual(['view', 'read']);
  });

  test('that a story was read once its end is in sight, and no second time', async ({ page, witness }) => {
    const site = witness.visits(await listening());
    await page.clock.install();
    await page.goto(site.origin + longRead);
    await takenOver(page);
    await expect.poll(() => site.heard.map(({ signal }) => signal)).toEqual(['view']);

    await page.locator('#other-tags').scrollIntoViewIfNeeded();
    await expect.poll(() => site.heard.map(({ signal }) => signal)).toEqual(['view', 'read']);
    await page.clock.fastForward(60_000);
    await onward(page);

    await expect.poll(() => site.views().length).toBe(2);
    const long = await idOf(longRead);
    expect(site.heard.filter(({ id }) => id === long).map(({ signal }) => signal)).toEqual(['view', 'read']);
  });

  for (const [wish, value] of [
    ['doNotTrack', '1'],
    ['globalPrivacyControl', true],
  ] as const) {
    test(`nothing at all of a reader with ${wish}`, async ({ page, witness }) => {
      const site = witness.visits(await listening());
      await page.clock.install();
      await page.addInitScript(
        ([name, said]) => Object.defineProperty(Navigator.prototype, name, { get: () => said }),
        [wish, value] as const,
      );
      const beacons: string[] = [];
      page.on('request', (request) => {
        if (request.method() !== 'GET') beacons.push(request.url());
      });

      await page.goto(site.origin + longRead);
      await takenOver(page);
      await page.clock.fastForward(60_000);
      await page.keyboard.press('End');
      await onward(page);
      await page.clock.fastForward(60_000);
      await page.waitForLoadState('networkidle');

      expect(site.heard).toEqual([]);
      expect(beacons).toEqual([]);
    });
  }

  test('and the real one takes it, past the page’s own policy', async ({ page }) => {
    const answered = page.waitForResponse((response) => response.url().endsWith('/views'));

    await page.goto(seedPath);

    const answer = await answered;
    expect(answer.url()).toBe(`${apiUrl}/v1/articles/${await idOf(seedPath)}/views`);
    expect(answer.status()).toBe(204);
  });
});
