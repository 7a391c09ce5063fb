import { told, type Card, type List, type PopularList } from './support/api.ts';
import { expect, takenOver, test } from './support/test.ts';

// The API counts no machine, and the browser of these tests says that it is one.
test.use({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0' });

const popular = () => told<PopularList>('/articles/popular?limit=100&fields=basis,article.slug');

test('who reads a story in a browser makes it popular', async ({ page }) => {
  // Lists are made every half minute.
  test.setTimeout(90_000);
  const { items: newest } = await told<List<Card>>('/articles?limit=20&fields=slug');
  const { items: before } = await popular();
  const read = before.filter(({ basis }) => basis === 'readers').map(({ article }) => article.slug);
  const slug = newest.map((card) => card.slug).findLast((one) => !read.includes(one));
  if (slug === undefined) throw new Error('Every story of the newsroom has been read already');

  await page.goto(`/articles/${slug}`);
  await takenOver(page);

  await expect
    .poll(async () => (await popular()).items.find(({ article }) => article.slug === slug)?.basis, { timeout: 50_000 })
    .toBe('readers');
  await page.goto('/popular');
  await expect(page.getByRole('main').locator(`ol a[href="/articles/${slug}"]`)).toBeVisible();
});
