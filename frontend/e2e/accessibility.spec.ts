import { isForEverybody } from './support/access.ts';
import { routes, seedPath } from './support/routes.ts';
import { expect, takenOver, test } from './support/test.ts';

for (const route of routes) {
  test(`axe finds nothing on ${route.name}, light or dark, on a telephone or a desk`, async ({ page }) => {
    await page.goto(await route.find(page));
    await takenOver(page);
    await isForEverybody(page);
  });
}

test('the skip link is the first stop of the keyboard, shows itself, and leads to the story', async ({ page }) => {
  await page.goto(seedPath);
  await takenOver(page);
  const skip = page.getByRole('link', { name: 'Skip to the story' });
  await expect(skip).not.toBeInViewport();

  await page.keyboard.press('Tab');
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport({ ratio: 1 });

  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  const isInside = await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement));
  expect(isInside).toBe(true);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every stop of the keyboard can be seen, and none is a trap, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(seedPath);
    await takenOver(page);
    // Of a group of radio buttons the keyboard stops at one.
    const stops = await page.locator('a[href], button, input[type=radio]:checked').filter({ visible: true }).count();
    const unseen: string[] = [];
    const reached = new Set<string>();

    for (let at = 0; at < stops; at++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element) return null;
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
        const { width, height } = element.getBoundingClientRect();
        const ground = getComputedStyle(document.documentElement).backgroundColor;
        const isSeen = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && outlineColor !== ground;
        return { name: element.outerHTML.slice(0, 120), isSeen: isSeen && width > 0 && height > 0 };
      });
      reached.add(stop?.name ?? '');
      if (!stop?.isSeen) unseen.push(stop?.name ?? 'nothing');
    }

    expect(unseen).toEqual([]);
    expect(reached.size).toBe(stops);
  });
}

test('a new page in the browser begins at its top, for the keyboard too', async ({ page }) => {
  await page.goto('/');
  await takenOver(page);
  await page.getByRole('contentinfo').getByRole('link', { name: 'Culture' }).focus();

  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Culture');

  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the story' })).toBeFocused();
});
