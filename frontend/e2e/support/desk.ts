import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { administrator, asks, colleague, comeIn, secured } from './staff.ts';
import { expect } from './test.ts';

/** A page of the first account, which may do everything. */
export async function asAdministrator(browser: Browser): Promise<Page> {
  return (await browser.newContext({ storageState: administrator })).newPage();
}

/** A page of somebody new, with their second factor. */
export async function asColleague(browser: Browser, name: string, roles: string[]): Promise<Page> {
  const chief = await asAdministrator(browser);
  const { link } = await colleague(chief, name, roles);
  await chief.context().close();
  const page = await (await browser.newContext()).newPage();
  await comeIn(page, link);
  await secured(page);
  return page;
}

/** Nothing of a page is out of somebody's reach, wide and narrow, light and dark. */
export async function isForEverybody(page: Page): Promise<void> {
  const found: string[] = [];
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page })
        .options({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
        .analyze();
      for (const { id, nodes } of violations) {
        found.push(
          ...nodes.map(({ html, failureSummary }) => `${width} ${colorScheme} ${id}: ${html} ${failureSummary}`),
        );
      }
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(found).toEqual([]);
}

/** A personal token of whoever is signed in in this browser. */
export async function token(page: Page, name: string, rights: string[]): Promise<string> {
  const made = await asks(page, 'POST', '/tokens', { name, rights, days: 30 });
  return ((await made.json()) as { secret: string }).secret;
}
