import { told, toldAll, type Article, type Card, type List, type Section, type Site } from './support/api.ts';
import { expect, slugsIn, takenOver, test } from './support/test.ts';

for (const javaScriptEnabled of [true, false]) {
  test.describe(`${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled });

    test('the front page leads with the story the editors chose', async ({ page }) => {
      const { leadArticle, name } = await told<Site>('/site');
      if (!leadArticle) throw new Error('The demo newsroom has no lead');
      const lead = await told<Article>(`/articles/${leadArticle.slug}`);

      await page.goto('/');
      if (javaScriptEnabled) await takenOver(page);

      const first = page.getByRole('main').getByRole('article').first();
      await expect(first.getByRole('heading')).toHaveText(lead.headline);
      await expect(first).toContainText(lead.standfirst ?? '');
      await expect(first.getByRole('link', { name: lead.headline })).toHaveAttribute('href', `/articles/${lead.slug}`);
      await expect(first.getByRole('img')).toHaveAttribute('alt', lead.leadImage?.alt ?? '');
      await expect(page.getByRole('banner').getByRole('heading', { level: 1 })).toHaveText(name);
    });

    test('every section has a shelf with stories of its own, in the order of the paper', async ({ page }) => {
      const sections = await toldAll<Section>('/sections');

      await page.goto('/');

      const shelves = page.locator('.shelves > section');
      await expect(shelves.getByRole('heading', { level: 2 })).toHaveText(sections.map(({ name }) => name));
      for (const [at, { slug }] of sections.entries()) {
        const link = shelves.nth(at).getByRole('heading', { level: 2 }).getByRole('link');
        await expect(link).toHaveAttribute('href', `/sections/${slug}`);
        const own = await toldAll<Card>(`/articles?section=${slug}&fields=slug`);
        const shown = await slugsIn(page, `.shelves > section:nth-of-type(${at + 1})`);
        expect(shown.length).toBeGreaterThan(0);
        expect(shown.filter((story) => !own.some((card) => card.slug === story))).toEqual([]);
      }
    });

    test('the latest stories stand newest first, and none of the newest is missing', async ({ page }) => {
      const newest = await told<List<Card>>('/articles?limit=10&fields=slug');

      await page.goto('/');

      const order = newest.items.map(({ slug }) => slug);
      const latest = await slugsIn(page, '.latest');
      expect(latest.length).toBeGreaterThan(4);
      const inOrder = order.filter((slug) => latest.includes(slug));
      expect(latest.slice(0, inOrder.length)).toEqual(inOrder);
      const shown = await slugsIn(page, 'main');
      expect(order.filter((slug) => !shown.includes(slug))).toEqual([]);
    });
  });
}

test('no story stands twice above the shelves', async ({ page }) => {
  await page.goto('/');

  const hrefs = await page
    .locator('.top .headline a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));

  expect(hrefs.length).toBeGreaterThan(8);
  expect(new Set(hrefs).size).toBe(hrefs.length);
});

test('everything on the front page leads somewhere', async ({ page, request }) => {
  await page.goto('/');
  const hrefs = await page.locator('a[href^="/"]').evaluateAll((all) => all.map((link) => link.getAttribute('href')));

  const answers = await Promise.all(
    [...new Set(hrefs)].map(async (href) => [href, (await request.get(href ?? '', { maxRedirects: 0 })).status()]),
  );
  expect(answers.length).toBeGreaterThan(30);
  expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
});
