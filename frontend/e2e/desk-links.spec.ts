import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { administrator } from './support/staff.ts';
import { expect, test } from './support/test.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const text = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true });

test.describe('the links of a text', () => {
  test.use({ storageState: administrator });

  test('are checked, and one that leads nowhere leads to its place in the text', async ({ page }) => {
    await page.goto('/studio');
    await button(page, 'New article').click();
    await page.getByLabel('Headline', { exact: true }).fill(`Where links lead ${process.pid}`);
    await button(page, 'Check links').click();
    await expect(page.getByText('There are no links in the text.')).toBeVisible();

    await text(page).click();
    await page.keyboard.type('Read about the harbour.');
    await page.keyboard.press('Shift+Home');
    // The editor hears of a selection by an event of the browser's, for which no hand is too fast.
    await expect.poll(() => page.evaluate(() => String(getSelection()))).toBe('Read about the harbour.');
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.keyboard.press('ControlOrMeta+k');
    const address = page.getByLabel('Leads to');
    await address.fill('https://127.0.0.1/harbour');
    await address.press('Enter');
    await button(page, 'Check links').click();

    await expect(page.getByText('1 of 1 to look at:')).toBeVisible();
    const found = page.getByRole('list', { name: 'Links to look at' }).getByRole('listitem');
    await expect(found).toContainText('It leads into a private network, where readers cannot go.');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await found.getByRole('button').press('Enter');
    await expect(text(page)).toBeFocused();
    await expect.poll(() => page.evaluate(() => String(getSelection()))).toBe('Read about the harbour.');
  });
});
