import {
  told,
  type Article,
  type List,
  type PopularList,
  type Related,
  type Site,
  type Weather,
} from './support/api.ts';
import { mirroredSite } from './support/mirror.ts';
import { manuscript, paragraphs } from './support/newsroom.ts';
import { seedPath } from './support/routes.ts';
import { expect, takenOver, test } from './support/test.ts';

const written = manuscript('japan-and-us-cooperation-on-north-korean-threat');
const text = paragraphs(written.body);

for (const javaScriptEnabled of [true, false]) {
  for (const width of [390, 1280]) {
    test.describe(`at ${width} px ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
      test.use({ javaScriptEnabled, viewport: { width, height: 900 } });

      test('the seed article is told in full', async ({ page }) => {
        const api = await told<Article>('/articles/japan-and-us-cooperation-on-north-korean-threat');
        expect(text).toHaveLength(14);

        await page.goto(seedPath);
        if (javaScriptEnabled) await takenOver(page);

        const article = page.getByRole('article');
        await expect(article.getByRole('heading', { level: 1 })).toHaveText(written.headline);
        await expect(article.locator('.body > p')).toHaveText(text);
        for (const paragraph of await article.locator('.body > p').all()) await expect(paragraph).toBeVisible();
        await expect(article.getByText(written.standfirst, { exact: true })).toBeVisible();
        await expect(article.getByRole('link', { name: api.section.name, exact: true })).toHaveAttribute(
          'href',
          `/sections/${written.section}`,
        );
        const tags = article.getByRole('list', { name: 'Tags' }).getByRole('link');
        await expect(tags).toHaveText(api.tags.map(({ name }) => name));
        expect(await tags.evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual(
          written.tags.map((slug) => `/tags/${slug}`),
        );
        const author = article.getByRole('link', { name: 'Gazette World Desk' });
        await expect(author).toBeVisible();
        await expect(author).toHaveAttribute('href', '/authors/gazette-world-desk');
        await expect(author).toHaveAttribute('rel', 'author');
      });

      test('its date is a time of its own, apart from the date of today', async ({ page }) => {
        const { today } = await told<Site>('/site');

        await page.goto(seedPath);

        const published = page.getByRole('article').locator('time');
        await expect(published).toHaveCount(1);
        expect(Date.parse((await published.getAttribute('datetime')) ?? '')).toBe(Date.parse(written.published));
        await expect(published).toHaveText('2 February 2022 at 09:30 GMT');
        const masthead = page.getByRole('banner').locator('time');
        await expect(masthead).toHaveAttribute('datetime', today);
        await expect(masthead).toHaveText(
          new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(today)),
        );
        await expect(masthead).toBeVisible();
      });
    });
  }
}

test('its picture comes in sizes, with its text, caption and credit', async ({ page }) => {
  const { leadImage } = await told<Article>('/articles/japan-and-us-cooperation-on-north-korean-threat');
  if (!leadImage) throw new Error('The seed article has lost its picture');

  await page.goto(seedPath);

  const picture = page.getByRole('article').getByRole('img');
  await expect(picture).toHaveCount(1);
  await expect(picture).toHaveAttribute('alt', leadImage.alt);
  await expect(picture).toHaveAttribute('width', String(leadImage.width));
  await expect(picture).toHaveAttribute('height', String(leadImage.height));
  await expect(picture).toHaveJSProperty('complete', true);
  expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  const offered = await page
    .locator('article picture :is(source, img)')
    .evaluateAll((all) => all.flatMap((one) => one.getAttribute('srcset')?.split(', ') ?? []));
  expect(offered.toSorted()).toEqual(leadImage.renditions.map(({ url, width }) => `${url} ${width}w`).toSorted());
  const figure = page.getByRole('article').getByRole('figure');
  await expect(figure).toContainText(leadImage.caption ?? '');
  await expect(figure).toContainText(leadImage.credit);
});

test('the places of Support, Related and Popular hold nothing the newsroom did not give', async ({ page }) => {
  const tags = await told<List<{ slug: string }>>('/tags?limit=100&fields=slug');
  const related = await told<List<Related>>(`${seedPath}/related?limit=5&fields=article.slug`);
  const popular = await told<PopularList>('/articles/popular?limit=6&fields=article.slug');

  await page.goto(seedPath);
  await takenOver(page);

  const hrefs = await page
    .getByRole('main')
    .locator('a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  const known = new Set([
    `/sections/${written.section}`,
    '/authors/gazette-world-desk',
    ...tags.items.map(({ slug }) => `/tags/${slug}`),
    ...[...related.items, ...popular.items].map(({ article }) => `/articles/${article.slug}`),
    '/popular',
    '/support',
  ]);
  expect(hrefs.filter((href) => !known.has(href))).toEqual([]);
  await expect(page.getByRole('complementary')).toHaveCount(1);
  await expect(page.getByRole('main').getByRole('heading', { name: 'Related Stories' })).toHaveCount(
    related.items.length > 0 ? 1 : 0,
  );
  await expect(page.getByRole('main').getByRole('heading', { name: 'Support Us' })).toHaveCount(1);
  await expect(page.locator('form:not([action="/support"]), iframe')).toHaveCount(0);
});

test('other tags are the most used ones that the article does not have', async ({ page }) => {
  const { id } = await told<Article>('/articles/japan-and-us-cooperation-on-north-korean-threat');
  const others = await told<List<{ slug: string }>>(
    `/tags?excludeArticle=${id}&order=popular&limit=14&fields=slug,name,articleCount`,
  );

  await page.goto(seedPath);

  const links = page.getByRole('region', { name: 'Check out other tags:' }).getByRole('link');
  expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual(
    others.items.map(({ slug }) => `/tags/${slug}`),
  );
  expect(others.items.filter(({ slug }) => written.tags.includes(slug))).toEqual([]);
});

test('the masthead tells the temperature that the API tells, or none', async ({ page }) => {
  const { temperatureCelsius } = await told<Weather>('/weather');

  await page.goto(seedPath);

  const shown = page.getByRole('banner').locator('data');
  await expect(shown).toHaveText(temperatureCelsius === null ? [] : [`${temperatureCelsius.toFixed(1)}\u00a0°C`]);
});

test.describe('the temperature', () => {
  const measured: Weather = {
    temperatureCelsius: 30.1,
    temperatureFahrenheit: 86.2,
    condition: 'clear',
    observedAt: '2023-06-05T12:00:00Z',
    stale: false,
    attribution: { text: 'Weather data by Open-Meteo', url: 'https://open-meteo.com/' },
  };
  const unknown: Weather = {
    ...measured,
    temperatureCelsius: null,
    temperatureFahrenheit: null,
    condition: null,
    observedAt: null,
  };
  const sayingOfWeather = (weather: Weather, status = 200) =>
    mirroredSite({ tell: (answer, path) => (path === '/v1/weather' ? { status, body: weather } : answer) });

  test('is told in Celsius, with its source named', async ({ page, witness }) => {
    const site = witness.visits(await sayingOfWeather(measured));

    await page.goto(site.origin + seedPath);
    await takenOver(page);

    const told = page.getByRole('banner').locator('data');
    await expect(told).toHaveText('30.1 °C');
    await expect(told).toHaveAttribute('value', '30.1');
    await expect(told).toBeVisible();
    const source = page.getByRole('contentinfo').getByRole('link', { name: 'Weather data by Open-Meteo' });
    await expect(source).toHaveAttribute('href', 'https://open-meteo.com/');
  });

  test.describe('for a reader in the United States', () => {
    test.use({ locale: 'en-US' });

    test('is told in Fahrenheit', async ({ page, witness }) => {
      const site = witness.visits(await sayingOfWeather(measured));

      await page.goto(site.origin + seedPath);

      await expect(page.getByRole('banner').locator('data')).toHaveText('86.2 °F');
    });
  });

  for (const [when, weather, status] of [
    ['nothing was measured', unknown, 200],
    ['the weather cannot be had', measured, 503],
  ] as const) {
    test(`is absent when ${when}, and the page is whole without it`, async ({ page, witness }) => {
      const site = witness.visits(await sayingOfWeather(weather, status));
      // What the server could not get the browser tries once more.
      if (status !== 200) witness.expects(/Failed to load resource.*503/);

      await page.goto(site.origin + seedPath);
      await takenOver(page);

      await expect(page.getByRole('banner')).not.toContainText('°');
      await expect(page.getByRole('banner').locator('data')).toHaveCount(0);
      await expect(page.getByRole('contentinfo')).not.toContainText('Open-Meteo');
      await expect(page.locator('.body > p')).toHaveText(text);
    });
  }
});
