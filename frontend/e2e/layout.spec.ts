import type { Page } from '@playwright/test';
import { longRead, routes, seedPath } from './support/routes.ts';
import { expect, takenOver, test } from './support/test.ts';

for (const route of routes) {
  test(`${route.name} never scrolls sideways, from 320 to 1600 px`, async ({ page }) => {
    await page.goto(await route.find(page));
    await takenOver(page);

    for (const width of [320, 390, 768, 1280, 1600]) {
      await page.setViewportSize({ width, height: 900 });
      const wide = await page.evaluate(() => {
        const isClipped = (element: Element | null): boolean =>
          element !== null && (getComputedStyle(element).overflowX !== 'visible' || isClipped(element.parentElement));
        const edge = document.documentElement.clientWidth;
        const over = [...document.body.querySelectorAll('*')].filter(
          (element) => element.getBoundingClientRect().right > edge + 0.5 && !isClipped(element),
        );
        return {
          by: document.documentElement.scrollWidth - edge,
          over: over.map(({ outerHTML }) => outerHTML.slice(0, 120)),
        };
      });

      expect(wide, `${width} px`).toEqual({ by: 0, over: [] });
    }
  });
}

test('the measure of an article is comfortable: 60 to 75 characters on a desk', async ({ page }) => {
  await page.goto(longRead);
  await page.evaluate(() => document.fonts.ready);

  const lengths = await page.locator('.body > p').evaluateAll((paragraphs) =>
    paragraphs.flatMap((paragraph) => {
      const text = paragraph.textContent;
      const lines = Math.round(
        paragraph.getBoundingClientRect().height / parseFloat(getComputedStyle(paragraph).lineHeight),
      );
      // The last line is short, so only long paragraphs tell the measure.
      return lines >= 6 ? [text.length / (lines - 0.5)] : [];
    }),
  );

  expect(lengths.length).toBeGreaterThan(3);
  const average = lengths.reduce((sum, one) => sum + one, 0) / lengths.length;
  expect(average).toBeGreaterThan(58);
  expect(average).toBeLessThan(77);
});

test.describe('nothing moves while a page loads', () => {
  for (const [name, path] of [
    ['the seed article', seedPath],
    ['the front page', '/'],
    ['the most popular', '/popular'],
    ['the page of support', '/support'],
  ] as const) {
    for (const width of [390, 1280]) {
      test(`${name} at ${width} px, with fonts, pictures and scripts that come late`, async ({ page }) => {
        await page.setViewportSize({ width, height: 900 });
        await page.addInitScript(() => {
          const shifts: { value: number; of: string[] }[] = [];
          Object.assign(globalThis, { shifts });
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries() as (PerformanceEntry & {
              value: number;
              sources: { node?: Element }[];
            })[]) {
              shifts.push({
                value: entry.value,
                of: entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 100) ?? ''),
              });
            }
          }).observe({ type: 'layout-shift', buffered: true });
        });
        // What makes a page jump when it comes late is held back until the words stand.
        let release: () => void = () => undefined;
        const painted = new Promise<void>((done) => (release = done));
        await page.route(
          (url) => /\.(woff2|js|jpe?g|png|webp|avif)$/.test(url.pathname),
          async (route) => {
            await painted;
            await route.continue();
          },
        );

        await page.goto(path, { waitUntil: 'commit' });
        await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
        release();
        await takenOver(page);
        await page.evaluate(() => document.fonts.ready);
        await scrollThrough(page);
        await page.waitForLoadState('networkidle');

        const shifts = await page.evaluate(
          () => (globalThis as unknown as { shifts: { value: number; of: string[] }[] }).shifts,
        );
        const total = shifts.reduce((sum, { value }) => sum + value, 0);
        expect(total, JSON.stringify(shifts)).toBeLessThan(0.01);
      });
    }
  }
});

/** A reader's way to the end, screen by screen, each painted before the next. */
const scrollThrough = (page: Page) =>
  page.evaluate(async () => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
      scrollTo(0, y);
      await painted();
    }
  });

test('the scripts of an article page weigh at most 60 kB on the wire', async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  const scripts = new Set<string>();
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.mimeType.includes('javascript')) scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await session.send('Network.enable');

  await page.goto(seedPath);
  await takenOver(page);
  await page.waitForLoadState('networkidle');

  expect(scripts.size).toBeGreaterThan(0);
  expect(bytes).toBeGreaterThan(5_000);
  expect(bytes).toBeLessThanOrEqual(60_000);
});

test('a picture is fetched once, no wider than its place asks for', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'image' && request.url().includes('/media/')) fetched.push(request.url());
  });

  await page.goto(seedPath);
  await page.waitForLoadState('networkidle');

  expect(fetched).toHaveLength(1);
  const width = await page.locator('article img').evaluate((img: HTMLImageElement) => img.naturalWidth);
  const shown = await page.locator('article img').evaluate((img) => img.getBoundingClientRect().width);
  expect(width).toBeGreaterThanOrEqual(shown);
  expect(width).toBeLessThanOrEqual(2 * shown);
});

test.describe('on paper', () => {
  test('the story is black on white and whole, and the furniture of the screen is gone', async ({ page }) => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });

    await page.goto(seedPath);

    for (const part of [
      page.getByRole('heading', { level: 1 }),
      page.locator('.body'),
      page.locator('article img'),
      page.locator('article time'),
    ]) {
      await expect(part).toBeVisible();
    }
    for (const part of ['nav', 'footer', '.skip', '.tags', '.weather', '#other-tags']) {
      await expect(page.locator(part).first()).toBeHidden();
    }
    const { ink, paper } = await page
      .locator('.body > p')
      .first()
      .evaluate((paragraph) => ({
        ink: getComputedStyle(paragraph).color,
        paper: getComputedStyle(document.documentElement).backgroundColor,
      }));
    expect(ink).toBe('rgb(0, 0, 0)');
    expect(paper).toBe('rgb(255, 255, 255)');
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });
});

test.describe('preferences', () => {
  for (const [name, path] of [
    ['the front page', '/'],
    ['an article', longRead],
    ['a list', '/tags/ferries'],
    ['the most popular', '/popular'],
    ['the page of support', '/support'],
    ['the page for developers', '/developers'],
    ['a missing page', '/nowhere'],
  ] as const) {
    test(`${name} is dark for those who want it dark, and light for the others`, async ({ page }) => {
      await page.goto(path);

      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme });
        const { ground, ink } = await page.evaluate(() => {
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const brightness = (color: string) => {
            if (!canvas) return NaN;
            canvas.fillStyle = color;
            canvas.fillRect(0, 0, 1, 1);
            const [red = NaN, green = NaN, blue = NaN] = canvas.getImageData(0, 0, 1, 1).data;
            return (red + green + blue) / 765;
          };
          const h1 = document.querySelector('h1') ?? document.body;
          return {
            ground: brightness(getComputedStyle(document.documentElement).backgroundColor),
            ink: brightness(getComputedStyle(h1).color),
          };
        });
        const [dark, light] = colorScheme === 'dark' ? [ground, ink] : [ink, ground];
        expect(dark, colorScheme).toBeLessThan(0.15);
        expect(light, colorScheme).toBeGreaterThan(0.85);
      }
    });
  }

  test('nothing moves for those who want less motion', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('/');
    await takenOver(page);

    const moving = await page.locator('*').evaluateAll(
      (all) =>
        all.filter((element) => {
          const { animationDuration, transitionDuration, scrollBehavior } = getComputedStyle(element);
          const longest = Math.max(...`${animationDuration},${transitionDuration}`.split(',').map(parseFloat));
          return longest > 0.01 || scrollBehavior === 'smooth';
        }).length,
    );

    expect(moving).toBe(0);
  });

  test('text twice as large stays on the page', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(seedPath);
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('html { font-size: 200% }');
      document.adoptedStyleSheets.push(sheet);
    });

    const { scrolls, lines } = await page.evaluate(() => ({
      scrolls: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      lines: getComputedStyle(document.querySelector('.body') ?? document.body).fontSize,
    }));

    expect(scrolls).toBe(0);
    expect(parseFloat(lines)).toBeGreaterThan(34);
  });
});
