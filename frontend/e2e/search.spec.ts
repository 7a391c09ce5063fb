import type { Page } from '@playwright/test';
import { told, type Results } from './support/api.ts';
import { mirroredSite, type Told } from './support/mirror.ts';
import { apiUrl } from './support/places.ts';
import { expect, slugsIn, takenOver, test } from './support/test.ts';

const box = (page: Page) => page.locator('input[name=q]');
const options = (page: Page) => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
const narrowedTo = (page: Page) => page.getByRole('list', { name: 'Narrowed to' }).getByRole('link');
const headlines = (page: Page) => page.locator('.stories h2');
const isSearch = (path: string) => /^\/v1\/search\?/.test(path);
const markup = '"><script>alert(1)</script><img src=x onerror=alert(1)>';

/** Where words stand in a text, in the order they are given. */
const marksOf = (text: string, ...words: string[]) =>
  words
    .filter((word) => text.includes(word))
    .map((word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length }));

/** The site with another answer to a search. */
const answering = (change: (results: Results) => Results) =>
  mirroredSite({
    tell: (answer, path) =>
      isSearch(path) && answer.status === 200 ? { status: 200, body: change(answer.body as Results) } : answer,
  });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a search begins in the masthead of any page, and finds by words', async ({ page }) => {
      const api = await told<Results>('/search?q=ferry+strike&limit=20');
      await page.setViewportSize({ width: 320, height: 700 });
      await page.goto('/developers');
      if (javaScriptEnabled) await takenOver(page);

      await page.getByRole('banner').getByRole('link', { name: 'Search' }).click();
      await expect(page).toHaveURL('/search');
      await box(page).fill('  ferry   strike ');
      await page.getByRole('search').getByRole('button', { name: 'Search' }).click();

      await expect(page.getByText(`${api.total.value} stories`, { exact: true })).toBeVisible();
      await expect(headlines(page)).toHaveText(api.items.map(({ article }) => article.headline));
      expect(api.items.length).toBeGreaterThan(3);
      await expect(page).toHaveTitle(/^Search: ferry strike – /);
      await expect(box(page)).toHaveValue('ferry strike');
    });

    test('choices narrow the result, one by one, and are taken back', async ({ page }) => {
      const { total, facets } = await told<Results>('/search?q=the&include=facets');
      const section = facets?.sections[0];
      if (!section) throw new Error('The word is in one section alone');
      await page.goto('/search?q=the');
      if (javaScriptEnabled) await takenOver(page);
      const narrowing = page.getByRole('navigation', { name: 'Narrow this search' });

      await narrowing.getByRole('link', { name: section.name, exact: true }).click();
      await expect(narrowedTo(page)).toHaveText([new RegExp(section.name)]);
      await expect(page.getByText(`${section.count} stories`, { exact: true })).toBeVisible();

      const narrowed = await told<Results>(`/search?q=the&section=${section.slug}&include=facets`);
      const tag = narrowed.facets?.tags[0];
      await narrowing.getByRole('link', { name: tag?.name ?? 'none', exact: true }).click();
      await expect(narrowedTo(page)).toHaveCount(2);
      await expect(page.getByText(`${tag?.count} stories`, { exact: true })).toBeVisible();
      await expect(page).toHaveURL(`/search?q=the&section=${section.slug}&tag=${tag?.slug}`);

      await narrowedTo(page).filter({ hasText: section.name }).click();
      await expect(narrowedTo(page)).toHaveText([new RegExp(tag?.name ?? 'none')]);
      await narrowedTo(page).click();
      await expect(page.getByText(`${total.value} stories`, { exact: true })).toBeVisible();
      await expect(page).toHaveURL('/search?q=the');
    });

    test('more results follow page by page, each story once', async ({ page }) => {
      const all = await told<Results>('/search?q=the&limit=100&fields=article.slug');
      expect(all.items.length).toBeGreaterThan(40);
      await page.goto('/search?q=the');
      if (javaScriptEnabled) await takenOver(page);

      const shown = await slugsIn(page, '.stories');
      for (let last = shown.at(-1); await page.getByRole('link', { name: 'More results' }).isVisible();) {
        await page.getByRole('link', { name: 'More results' }).click();
        await expect.poll(() => slugsIn(page, '.stories')).not.toContain(last);
        shown.push(...(await slugsIn(page, '.stories')));
        last = shown.at(-1);
      }

      expect(shown).toEqual(all.items.map(({ article }) => article.slug));
      await page.getByRole('link', { name: 'To the first' }).click();
      await expect.poll(() => slugsIn(page, '.stories')).toEqual(shown.slice(0, 20));
    });

    test('the words are marked where they stand, and markup in a text stays text', async ({ page, witness }) => {
      const pieces = [`🚢 The ${markup} ferry waits at the quay.`, 'A ferry.'];
      const site = witness.visits(
        await answering((results) => ({
          ...results,
          items: results.items.slice(0, 2).map((item, at) => ({
            ...item,
            highlights: [
              { field: 'headline' as const, text: item.article.headline, marks: [{ start: 0, end: 5 }] },
              ...pieces.map((text) => ({ field: 'body' as const, text, marks: marksOf(text, 'ferry', 'quay') })),
            ].slice(0, at === 0 ? 3 : 0),
          })),
        })),
      );

      await page.goto(`${site.origin}/search?q=ferry+quay`);
      if (javaScriptEnabled) await takenOver(page);

      const first = page.locator('.stories > li').first();
      await expect(first.locator('mark')).toHaveText([/^.{5}$/, 'ferry', 'quay', 'ferry']);
      await expect(first.locator('.text')).toContainText(pieces[0] ?? '');
      await expect(page.locator('.stories > li').nth(1).locator('mark')).toHaveCount(0);
      await expect(page.locator('main script, main img[onerror]')).toHaveCount(0);
    });

    test('a hostile search is shown as the text it is', async ({ page }) => {
      const answer = await page.goto(`/search?${new URLSearchParams({ q: markup })}`);
      if (javaScriptEnabled) await takenOver(page);

      expect(answer?.status()).toBe(200);
      expect(await answer?.text()).not.toMatch(/<script>alert|<img src=x/);
      await expect(box(page)).toHaveValue(markup);
      await expect(page.locator('main q')).toHaveText(markup);
      await expect(page).toHaveTitle(`Search: ${markup} – The Harbour Gazette`);
      await expect(page.locator('main script, main img')).toHaveCount(0);
    });

    test('where nothing is found the page tells what to try next', async ({ page }) => {
      await page.goto('/search?q=nothing-was-ever-here&section=world');
      if (javaScriptEnabled) await takenOver(page);

      await expect(page.getByText('0 stories', { exact: true })).toBeVisible();
      await expect(page.getByText('We found no story for')).toBeVisible();
      await expect(page.getByRole('main').getByRole('link', { name: 'Culture' })).toBeVisible();
      await page.getByRole('link', { name: 'Look in the whole archive' }).click();
      await expect(page).toHaveURL('/search?q=nothing-was-ever-here');
    });

    test('a slip of the pen is one click from what may have been meant', async ({ page, witness }) => {
      const site = witness.visits(
        await answering((results) => ({
          ...results,
          suggestion: results.interpretedAs.includes('fery') ? 'ferry strik*' : null,
        })),
      );
      await page.goto(`${site.origin}/search?q=fery+strik&order=newest`);
      if (javaScriptEnabled) await takenOver(page);

      await page.getByRole('link', { name: 'ferry strik', exact: true }).click();

      await expect(page).toHaveURL(`${site.origin}/search?q=ferry+strik&order=newest`);
      await expect(box(page)).toHaveValue('ferry strik');
      await expect(headlines(page).first()).toBeVisible();
      await expect(page.getByText('Did you mean')).toHaveCount(0);
    });

    test('while the archive is read the page says so kindly, and works a moment later', async ({ page, witness }) => {
      witness.expects(/Failed to load resource.*503/);
      let isWarm = false;
      const warming: Told = {
        status: 503,
        body: {
          type: `${apiUrl}/problems/unavailable`,
          title: 'Not available for the moment',
          status: 503,
          detail: 'Search is warming up: 17 of 53 articles are in it.',
          instance: '/v1/search',
          requestId: '0197a000-0000-7000-8000-00000000abcd',
          errors: [],
        },
      };
      const site = witness.visits(
        await mirroredSite({ tell: (answer, path) => (isSearch(path) && !isWarm ? warming : answer) }),
      );

      const answer = await page.goto(`${site.origin}/search?q=ferry`);

      expect(answer?.status()).toBe(503);
      expect(answer?.headers()).toMatchObject({ 'retry-after': '10', 'cache-control': 'no-store' });
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search is not ready yet');
      await expect(page.getByRole('banner')).toContainText('The Harbour Gazette');
      await expect(page.locator('body')).not.toContainText(/warming|17 of 53/);
      isWarm = true;
      await page.getByRole('link', { name: 'Try again' }).click();
      await expect(headlines(page).first()).toBeVisible();
    });
  });
}

test('the newest come first for those who want that', async ({ page }) => {
  const api = await told<Results>('/search?q=ferry&order=newest&limit=20');
  await page.goto('/search?q=ferry');
  await takenOver(page);

  await page.getByRole('list', { name: 'Order' }).getByRole('link', { name: 'Newest' }).click();

  await expect(headlines(page)).toHaveText(api.items.map(({ article }) => article.headline));
  await expect(page.getByRole('link', { name: 'Newest' })).toHaveAttribute('aria-current', 'true');
  await box(page).fill('strike');
  await box(page).press('Enter');
  await expect(page).toHaveURL('/search?q=strike&order=newest');
});

test('a year is a choice, and holds what was published in it', async ({ page }) => {
  await page.goto('/search?q=the');
  await takenOver(page);

  await page.getByRole('navigation', { name: 'Narrow this search' }).getByRole('link', { name: '2022' }).click();

  await expect(page.getByText('1 story', { exact: true })).toBeVisible();
  await expect(narrowedTo(page)).toHaveText([/^2022/]);
  await expect(page.locator('.stories time')).toHaveAttribute('datetime', /^2022-/);
});

test('a result that is too long to be counted is told as such', async ({ page, witness }) => {
  const site = witness.visits(
    await answering((results) => ({ ...results, total: { value: 10_001, relation: 'at-least' } })),
  );

  await page.goto(`${site.origin}/search?q=ferry`);

  await expect(page.getByText('More than 10,000 stories', { exact: true })).toBeVisible();
});

test('a search longer than is read tells what was looked for', async ({ page }) => {
  const words = Array.from({ length: 40 }, (_, at) => `word${at}`);

  await page.goto(`/search?q=${words.join('+')}`);

  await expect(page.getByText(`We looked for: ${words.slice(0, 32).join(' ')}`, { exact: true })).toBeVisible();
});

for (const path of ['/search', '/search?q=', '/search?q=+%0A', '/search?section=world']) {
  test(`${path} is a box, and asks the API for nothing`, async ({ page, request }) => {
    const asked: string[] = [];
    await using site = await mirroredSite({
      tell: (answer, of) => {
        if (of.startsWith('/v1/search')) asked.push(of);
        return answer;
      },
    });
    expect((await request.get(site.origin + path)).status()).toBe(200);
    expect(asked).toEqual([]);

    await page.goto(path);

    await expect(box(page)).toBeVisible();
    await expect(box(page)).toBeFocused();
    await expect(headlines(page)).toHaveCount(0);
    await expect(page).toHaveTitle('Search – The Harbour Gazette');
  });
}

test('signs without a word are no search, and no mistake', async ({ page }) => {
  const answer = await page.goto('/search?q=%22+%21%21');

  expect(answer?.status()).toBe(200);
  await expect(page.getByText('There is no word in that to look for.')).toBeVisible();
});

for (const query of ['kind=poem', 'order=oldest', 'cursor=forged', 'publishedAfter=soon', 'tag=a%00', 'section=(a,b']) {
  test(`a search by ${query} is refused politely`, async ({ page }) => {
    const answer = await page.goto(`/search?q=ferry&${query}`);

    expect(answer?.status()).toBe(400);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('We could not read that address');
  });
}

test('no more is asked for than is shown', async ({ request }) => {
  const asked: string[] = [];
  await using site = await mirroredSite({
    tell: (answer, path) => {
      if (isSearch(path)) asked.push(path);
      return answer;
    },
  });

  await request.get(`${site.origin}/search?q=ferry&utm_source=letter&limit=100&language=pt`);

  expect(asked).toHaveLength(1);
  const query = new URL(asked[0] ?? '', site.origin).searchParams;
  expect([...query.keys()].toSorted()).toEqual(['fields', 'include', 'limit', 'q']);
  expect(query.get('fields')).not.toMatch(/tags|body|links|(^|,)article(,|$)/);
});

test.describe('suggestions while a reader types', () => {
  test('are walked through by the arrows, chosen by Enter, and closed by Escape', async ({ page }) => {
    await page.goto('/search');
    await takenOver(page);
    const combobox = page.getByRole('combobox', { name: 'Search the archive' });
    await expect(combobox).toHaveAttribute('aria-expanded', 'false');

    await combobox.pressSequentially('fer');
    await expect(options(page).first()).toHaveText(/^Ferries\s+Tag$/);
    await expect(combobox).toHaveAttribute('aria-expanded', 'true');
    await expect(page.getByRole('status')).toHaveText(/^\d suggestions$/);
    const list = await page.getByRole('listbox').getAttribute('id');
    await expect(combobox).toHaveAttribute('aria-controls', list ?? 'no list');
    await expect(combobox).not.toHaveAttribute('aria-activedescendant');

    await combobox.press('ArrowUp');
    await expect(options(page).last()).toHaveAttribute('aria-selected', 'true');
    await combobox.press('ArrowDown');
    await expect(combobox).not.toHaveAttribute('aria-activedescendant');
    await combobox.press('ArrowDown');
    await expect(options(page).first()).toHaveAttribute('aria-selected', 'true');
    const active = await combobox.getAttribute('aria-activedescendant');
    await expect(options(page).first()).toHaveAttribute('id', active ?? 'none');
    await expect(combobox).toBeFocused();
    await expect(combobox).toHaveValue('fer');

    await combobox.press('Escape');
    await expect(options(page)).toHaveCount(0);
    await expect(combobox).toHaveValue('fer');
    await combobox.press('ArrowDown');
    await expect(options(page).first()).toBeVisible();
    await combobox.press('ArrowDown');
    await combobox.press('Enter');
    await expect(page).toHaveURL('/tags/ferries');
  });

  test('do not stand in the way of what was typed', async ({ page }) => {
    await page.goto('/search');
    await takenOver(page);
    await box(page).pressSequentially('fer');
    await expect(options(page).first()).toBeVisible();

    await box(page).press('Enter');

    await expect(page).toHaveURL('/search?q=fer');
    await expect(headlines(page).first()).toBeVisible();
    await expect(options(page)).toHaveCount(0);
  });

  test('are chosen by a click, and go when the box is left', async ({ page }) => {
    await page.goto('/search?q=ferry');
    await takenOver(page);
    await box(page).fill('trew');
    const author = options(page).filter({ hasText: 'Eleanor Trewin' }).filter({ hasText: 'Author' });
    await expect(author).toBeVisible();

    await box(page).press('Tab');
    await expect(options(page)).toHaveCount(0);
    await box(page).press('ArrowDown');
    await author.click();

    await expect(page).toHaveURL('/authors/eleanor-trewin');
  });

  test('move nothing on the page', async ({ page }) => {
    await page.goto('/search?q=ferry');
    await takenOver(page);
    const before = await page.locator('.stories').boundingBox();

    await box(page).fill('fer');
    await expect(options(page).first()).toBeVisible();

    expect(await page.locator('.stories').boundingBox()).toEqual(before);
  });

  test('are asked for once the reader pauses, and a late answer to older words is dropped', async ({ page }) => {
    const asked: string[] = [];
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((done) => (letGo = done));
    await page.route(`${apiUrl}/v1/search/suggest?**`, async (route) => {
      const prefix = new URL(route.request().url()).searchParams.get('prefix') ?? '';
      asked.push(prefix);
      if (prefix === 'ferry') await held;
      await route.continue().catch(() => undefined);
    });
    await page.goto('/search');
    await takenOver(page);

    await box(page).pressSequentially('ferry', { delay: 10 });
    await expect.poll(() => asked).toEqual(['ferry']);
    await box(page).fill('tide');
    await expect(options(page).filter({ hasText: /tide/i }).first()).toBeVisible();
    letGo();

    await page.waitForLoadState('networkidle');
    await expect(options(page).filter({ hasText: /ferr/i })).toHaveCount(0);
    expect(asked).toEqual(['ferry', 'tide']);
  });

  test('may fail without a word', async ({ page, witness }) => {
    witness.expects(/Failed to load resource/);
    await page.route(`${apiUrl}/v1/search/suggest?**`, (route) => route.fulfill({ status: 503, json: {} }));
    await page.goto('/search');
    await takenOver(page);
    const failed = page.waitForResponse(/suggest/);

    await box(page).pressSequentially('fer');
    await failed;
    await box(page).press('Enter');

    await expect(headlines(page).first()).toBeVisible();
  });
});
