import type { Page } from '@playwright/test';
import { told, toldAll, type Article, type Card } from './support/api.ts';
import { manuscript, manuscripts } from './support/newsroom.ts';
import { apiUrl, siteUrl } from './support/places.ts';
import { longRead, seedPath, withdrawn } from './support/routes.ts';
import { expect, olderStories, slugsIn, takenOver, test } from './support/test.ts';

const headline = (page: Page) => page.getByRole('heading', { level: 1 });

/** What the browser asks for from now on, by whom it is answered. */
function listen(page: Page) {
  const documents: string[] = [];
  const calls: string[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest()) documents.push(request.url());
    if (request.resourceType() === 'fetch' && request.url().startsWith(`${apiUrl}/v1/`)) calls.push(request.url());
  });
  return { documents, calls };
}

/** Goes where a link would go that stands on no page of the demo newsroom. */
const follow = (page: Page, path: string) =>
  page.evaluate((href) => {
    const link = document.createElement('a');
    link.href = href;
    document.body.append(link);
    link.click();
    link.remove();
  }, path);

const read = manuscript('what-the-tide-owes-us');

test('after the first page the browser asks the JSON API itself, from article to tag to section to author', async ({
  page,
}) => {
  await page.goto('/');
  await takenOver(page);
  const { documents, calls } = listen(page);

  await page.locator(`a[href="${longRead}"]`).first().click();
  await expect(headline(page)).toHaveText(read.headline);
  await expect(page).toHaveURL(longRead);
  await expect(page).toHaveTitle(new RegExp(read.headline));
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', siteUrl + longRead);
  expect(calls).toContainEqual(`${apiUrl}/v1/articles/${read.slug}`);

  await page.getByRole('list', { name: 'Tags' }).getByRole('link', { name: 'Heritage' }).click();
  await expect(headline(page)).toHaveText('Heritage');
  await expect(page).toHaveURL('/tags/heritage');
  expect(calls).toContainEqual(`${apiUrl}/v1/tags/heritage`);

  await page.getByRole('navigation', { name: 'Sections', exact: true }).getByRole('link', { name: 'Culture' }).click();
  await expect(headline(page)).toHaveText('Culture');
  await expect(page).toHaveURL('/sections/culture');
  await expect(
    page.getByRole('navigation', { name: 'Sections', exact: true }).getByRole('link', { name: 'Culture' }),
  ).toHaveAttribute('aria-current', 'page');
  expect(calls).toContainEqual(`${apiUrl}/v1/sections/culture`);

  await page.getByRole('link', { name: 'Zainab Oyelaran' }).first().click();
  await expect(headline(page)).toHaveText('Zainab Oyelaran');
  await expect(page).toHaveURL('/authors/zainab-oyelaran');
  expect(calls).toContainEqual(`${apiUrl}/v1/authors/zainab-oyelaran`);

  await page.getByRole('banner').getByRole('link', { name: 'The Harbour Gazette' }).click();
  await expect(page.locator('.shelves > section').first()).toBeVisible();
  expect(documents).toEqual([]);
});

test('what the server fetched for the first page is not fetched again', async ({ page }) => {
  const { calls } = listen(page);

  await page.goto(seedPath);
  await takenOver(page);
  await page.waitForLoadState('networkidle');

  expect(calls).toEqual([]);
});

test.describe('for a reader of the region whose currency the paper asks in', () => {
  test.use({ locale: 'de-DE' });

  test('a page made in the browser is the page the server makes', async ({ page, browser }) => {
    await page.goto('/');
    await takenOver(page);
    await follow(page, longRead);
    await expect(headline(page)).toHaveText(read.headline);
    const other = await browser.newPage({ javaScriptEnabled: false });
    await other.goto(siteUrl + longRead);

    for (const part of ['banner', 'main', 'contentinfo'] as const) {
      expect(await page.getByRole(part).innerText()).toBe(await other.getByRole(part).innerText());
    }
    expect(await page.title()).toBe(await other.title());
    await other.close();
  });
});

test('the browser tells a screen reader which page has come, and goes back to the one before', async ({ page }) => {
  await page.goto('/sections/culture');
  await takenOver(page);
  const link = page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first();
  const title = await link.innerText();

  await link.click();
  await expect(headline(page)).toHaveText(title);
  await expect(page.locator('#svelte-announcer')).toContainText(title);

  await page.goBack();
  await expect(headline(page)).toHaveText('Culture');
  await expect(page).toHaveTitle(/^Culture/);
});

test('in the browser too, former addresses of articles and tags lead to the present ones', async ({ page }) => {
  await page.goto('/developers');
  await takenOver(page);
  const { documents } = listen(page);

  await follow(page, '/articles/bridge-inquiry-day-one');
  await expect(page).toHaveURL('/articles/ellmouth-bridge-inquiry-opens');
  await expect(headline(page)).toHaveText(manuscript('ellmouth-bridge-inquiry-opens').headline);

  await follow(page, '/tags/labour');
  await expect(page).toHaveURL('/tags/work');
  await expect(headline(page)).toHaveText('Work and unions');
  expect(documents).toEqual([]);
});

test('in the browser too, a withdrawn article tells why and a missing one is missed', async ({ page, witness }) => {
  witness.expects(/Failed to load resource.*(404|410)/);
  await page.goto('/developers');
  await takenOver(page);

  await follow(page, `/articles/${withdrawn?.slug}`);
  await expect(headline(page)).toHaveText('This article has been withdrawn');
  await expect(page.getByText(withdrawn?.withdrawnReason ?? 'no reason')).toBeVisible();

  await follow(page, '/articles/nothing-was-ever-here');
  await expect(headline(page)).toHaveText('There is no page here');
});

test('a page whose data does not come tells so, and the paper around it stays', async ({ page, witness }) => {
  witness.expects(/Failed to load resource/);
  await page.goto('/developers');
  await takenOver(page);
  await page.route(`${apiUrl}/v1/articles/**`, (route) => route.abort('connectionrefused'));

  await follow(page, seedPath);

  await expect(headline(page)).toHaveText('We are not reachable at the moment');
  await expect(page.getByRole('banner')).toContainText('The Harbour Gazette');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('links lead from article to tag to section to author, and the server answers', async ({ page }) => {
    await page.goto('/');

    await page.locator(`a[href="${longRead}"]`).first().click();
    await expect(headline(page)).toHaveText(read.headline);

    await page.getByRole('list', { name: 'Tags' }).getByRole('link', { name: 'Heritage' }).click();
    await expect(headline(page)).toHaveText('Heritage');
    await expect(page).toHaveURL('/tags/heritage');

    const sections = page.getByRole('navigation', { name: 'Sections', exact: true });
    await sections.getByRole('link', { name: 'Culture' }).click();
    await expect(headline(page)).toHaveText('Culture');

    await page.getByRole('link', { name: 'Zainab Oyelaran' }).first().click();
    await expect(headline(page)).toHaveText('Zainab Oyelaran');
    await expect(page).toHaveURL('/authors/zainab-oyelaran');
  });
});

test.describe('lists', () => {
  const lists = [
    { name: 'a section', path: '/sections/harbour-city', filter: 'section=harbour-city' },
    { name: 'a short tag', path: '/tags/shiomi', filter: 'tag=shiomi' },
    { name: 'an author', path: '/authors/eleanor-trewin', filter: 'author=eleanor-trewin' },
  ];

  for (const { name, path, filter } of lists) {
    test(`${name} shows each of its stories once, newest first, page by page`, async ({ page }) => {
      const all = await toldAll<Card>(`/articles?${filter}&fields=slug`);
      await page.goto(path);
      await takenOver(page);

      const shown = await slugsOfAllPages(page);

      expect(shown).toEqual(all.map(({ slug }) => slug));
    });
  }

  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? 'in the browser' : 'without JavaScript', () => {
      test.use({ javaScriptEnabled });

      test('older stories lead through the whole archive, without a story twice or left out', async ({ page }) => {
        const all = await toldAll<Card>('/articles?fields=slug');
        const first = await told<{ items: Card[] }>('/articles?limit=12&fields=slug');
        await page.goto('/');
        if (javaScriptEnabled) await takenOver(page);
        const { documents } = listen(page);

        await page.getByRole('link', { name: 'Older stories' }).click();
        await expect(headline(page)).toHaveText('Older stories');
        const shown = await slugsOfAllPages(page);

        expect([...first.items.map(({ slug }) => slug), ...shown]).toEqual(all.map(({ slug }) => slug));
        expect(documents.length > 0).toBe(!javaScriptEnabled);
      });
    });
  }

  test('what is not published is on no list', async ({ page }) => {
    const hidden = manuscripts.filter(({ state }) => state !== 'published').map(({ slug }) => slug);
    expect(hidden.length).toBeGreaterThanOrEqual(4);
    await page.goto('/');
    const shown = await slugsIn(page, 'body');
    await page.getByRole('link', { name: 'Older stories' }).click();
    await expect(headline(page)).toHaveText('Older stories');
    shown.push(...(await slugsOfAllPages(page)));

    expect(shown.filter((slug) => hidden.includes(slug))).toEqual([]);
  });

  /** Follows "Older stories" to the end. */
  async function slugsOfAllPages(page: Page): Promise<string[]> {
    const shown = await slugsIn(page, 'main');
    while (await page.getByRole('link', { name: 'Older stories' }).isVisible()) {
      const next = await olderStories(page);
      await page.getByRole('link', { name: 'Older stories' }).click();
      await page.waitForURL(next);
      await expect.poll(() => slugsIn(page, 'main')).not.toContain(shown.at(-1));
      shown.push(...(await slugsIn(page, 'main')));
    }
    return shown;
  }
});

test('a story in another language says so, and leads to its translation and back', async ({ page }) => {
  const original = await told<Article>('/articles/volunteers-sow-a-second-meadow-in-trevanna-bay');
  const translation = original.translations[0];
  if (!translation) throw new Error('The translation is gone');
  await page.goto(`/articles/${original.slug}`);
  await takenOver(page);
  await expect(page.locator(`link[rel=alternate][hreflang=pt]`)).toHaveAttribute(
    'href',
    `${siteUrl}/articles/${translation.slug}`,
  );

  await page.getByRole('article').getByRole('link', { name: 'português', exact: true }).click();

  await expect(headline(page)).toHaveText(translation.headline);
  await expect(page.getByRole('article')).toHaveAttribute('lang', 'pt');
  await page
    .getByRole('article')
    .getByRole('link', { name: /English/ })
    .click();
  await expect(headline(page)).toHaveText(original.headline);
});
