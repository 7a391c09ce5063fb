import { told, type Article, type Card, type List, type Related } from './support/api.ts';
import { mirroredSite, type Told } from './support/mirror.ts';
import { manuscript, paragraphs } from './support/newsroom.ts';
import { seedPath } from './support/routes.ts';
import { expect, takenOver, test } from './support/test.ts';

const written = manuscript('japan-and-us-cooperation-on-north-korean-threat');
const reasons = [
  ['pinned', 'Editor’s choice'],
  ['same-event', 'Same event'],
  ['similar', 'Similar story'],
  ['same-topic', 'Same topic'],
] as const satisfies readonly (readonly [Related['reason'], string])[];
const isRelated = (path: string) => /^\/v1\/articles\/[^/]+\/related/.test(path);

/** The site, told these stories as the related ones of every article. */
const relating = (answer: Told) => mirroredSite({ tell: (real, path) => (isRelated(path) ? answer : real) });

const listOf = (items: Related[]): Told => ({
  status: 200,
  body: { items, page: { next: null } } satisfies List<Related>,
});

/** A story for each reason, the first ones with a picture and the last one without. */
async function oneOfEach(): Promise<Related[]> {
  const { items } = await told<List<Card>>('/articles?limit=60');
  const others = items.filter(({ slug }) => slug !== written.slug);
  const pictured = others.filter(({ leadImage }) => leadImage !== null).slice(0, 3);
  const plain = others.filter(({ leadImage }) => leadImage === null).slice(0, 1);
  return [...pictured, ...plain].map((article, at) => {
    const reason = reasons[at]?.[0] ?? 'similar';
    const isPinned = reason === 'pinned';
    return { article, reason, terms: isPinned ? [] : ['ferry', '"><b>strike'], score: isPinned ? null : 0.5 };
  });
}

for (const javaScriptEnabled of [true, false]) {
  for (const width of [390, 1280]) {
    test.describe(`at ${width} px ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
      test.use({ javaScriptEnabled, viewport: { width, height: 900 } });

      test('related stories stand beside or below the story, each with the reason why', async ({ page, witness }) => {
        const stories = await oneOfEach();
        const site = witness.visits(await relating(listOf(stories)));

        await page.goto(site.origin + seedPath);
        if (javaScriptEnabled) await takenOver(page);

        const related = page.getByRole('region', { name: 'Related Stories', exact: true });
        await expect(related.getByRole('heading', { level: 2 })).toHaveText('Related Stories');
        const cards = related.getByRole('listitem');
        await expect(cards).toHaveCount(reasons.length);
        for (const [at, { article }] of stories.entries()) {
          const card = cards.nth(at);
          await expect(card.getByRole('heading', { level: 3 })).toHaveText(article.headline);
          await expect(card.getByRole('link')).toHaveAttribute('href', `/articles/${article.slug}`);
          await expect(card.getByText(article.section.name, { exact: true })).toBeVisible();
          await expect(card.getByText(reasons[at]?.[1] ?? 'no reason', { exact: true })).toBeVisible();
          await expect(card.locator('time')).toHaveAttribute('datetime', article.publishedAt);
          await expect(card.getByRole('img')).toHaveCount(article.leadImage ? 1 : 0);
        }
        const place = await related.boundingBox();
        const text = await page.locator('.body').boundingBox();
        if (!place || !text) throw new Error('The block or the story has no place');
        if (width === 1280) {
          expect(place.x).toBeGreaterThan(text.x + text.width);
          // Below what the paper asks for itself, which stands first.
          const support = await page.getByRole('region', { name: 'Support Us' }).boundingBox();
          expect(place.y).toBeLessThan((support ? support.y + support.height : text.y) + 100);
        } else {
          expect(place.y).toBeGreaterThan(text.y + text.height);
        }
      });
    });
  }
}

test('a related story is one click away, and brings its own related stories', async ({ page, witness }) => {
  const stories = await oneOfEach();
  const first = stories[0]?.article;
  if (!first) throw new Error('The newsroom has no pictured story');
  const site = witness.visits(await relating(listOf(stories)));
  await page.goto(site.origin + seedPath);
  await takenOver(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));

  await page.getByRole('region', { name: 'Related Stories' }).getByRole('link', { name: first.headline }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(first.headline);
  const { id } = await told<Article>(`/articles/${first.slug}`);
  expect(asked).toContain(`/v1/articles/${id}/related`);
});

test('no more is asked for than is shown', async ({ request }) => {
  const asked: string[] = [];
  await using site = await mirroredSite({
    tell: (answer, path) => {
      if (isRelated(path)) asked.push(path);
      return answer;
    },
  });

  await request.get(site.origin + seedPath);

  expect(asked).toHaveLength(1);
  const query = new URL(asked[0] ?? '', site.origin).searchParams;
  expect(query.get('limit')).toBe('5');
  expect(query.get('fields')?.split(',')).not.toContain('article');
});

for (const [when, answer] of [
  ['there are none', listOf([])],
  ['they cannot be had', { status: 500, body: {} }],
  ['the API is too busy', { status: 503, body: {} }],
  ['the answer is nonsense', { status: 200, body: null }],
] as const) {
  test(`nothing stands in their place when ${when}, and the story is whole`, async ({ page, witness }) => {
    const site = witness.visits(await relating(answer));
    // What the server could not get the browser tries once more.
    witness.expects(/Failed to load resource.*50\d/);

    const page200 = await page.goto(site.origin + seedPath);
    await takenOver(page);

    expect(page200?.status()).toBe(200);
    await expect(page.locator('.body > p')).toHaveText(paragraphs(written.body));
    await expect(page.getByText('Related Stories')).toHaveCount(0);
  });
}
