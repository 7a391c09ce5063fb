import type { Page } from '@playwright/test';
import { isForEverybody } from './support/access.ts';
import { asColleague } from './support/desk.ts';
import { apiUrl, siteUrl } from './support/places.ts';
import { administrator } from './support/staff.ts';
import { expect, test } from './support/test.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const title = (page: Page) => page.getByRole('heading', { level: 1 });
const entry = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.locator('summary').getByText(name, { exact: true }) });

// What is refused is told by a status, of which the browser complains.
test.beforeEach(({ witness }) => witness.expects(/status of 4\d\d/));

let made = 0;
/** What nothing else of these tests is called. */
const unlike = (words: string) => `${words} ${process.pid} ${++made}`;
const slugOf = (name: string) => name.toLowerCase().replaceAll(' ', '-');

async function add(page: Page, name: string): Promise<void> {
  await page.goto('/studio/names?of=tags');
  await button(page, 'Add a tag').click();
  await page.getByLabel('Name', { exact: true }).first().fill(name);
  await expect(page.getByLabel('Address', { exact: true }).first()).toHaveValue(slugOf(name));
  await button(page, 'Add the tag').click();
  await expect(page.getByText('The tag is there.')).toBeVisible();
}

/** Finds one of the list, and opens it. */
async function open(page: Page, sort: string, name: string): Promise<void> {
  await page.goto(`/studio/names?of=${sort}`);
  await page.getByLabel('How it begins').fill(name);
  await button(page, 'Find').click();
  await expect(page).toHaveURL(/q=/);
  await entry(page, name).locator('summary').click();
}

/** Publishes an article with these tags, by the API. */
async function published(page: Page, headline: string, tags: string[]): Promise<void> {
  const ask = async (method: string, path: string, data: object, version?: number) => {
    const answer = await page.request.fetch(`${apiUrl}/v1/editorial${path}`, {
      method,
      data,
      headers: {
        origin: siteUrl,
        'Idempotency-Key': crypto.randomUUID(),
        ...(version !== undefined && { 'If-Match': `"${version}"` }),
      },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as { id: string; version: number };
  };
  const first = async (sort: string) => {
    const list = await page.request.get(`${apiUrl}/v1/editorial/${sort}?limit=1`);
    return ((await list.json()) as { items: { slug: string }[] }).items[0]?.slug ?? '';
  };
  const text = {
    language: 'en',
    headline,
    slug: slugOf(headline),
    body: '<p>Ten boats lay still.</p>',
    section: await first('sections'),
    authors: [await first('authors')],
    tags,
  };
  const { id, version } = await ask('POST', '/articles', { language: 'en' });
  const saved = await ask('PUT', `/articles/${id}`, text, version);
  await ask('POST', `/articles/${id}/publish`, {}, saved.version);
}

test.describe('a chief editor', () => {
  test.use({ storageState: administrator });

  test('adds a tag and renames it, and its old address leads readers on', async ({ page, browser }) => {
    const name = unlike('Herbour');
    await add(page, name);
    await published(page, unlike('Boats lie still'), [slugOf(name)]);
    const right = name.replace('Herbour', 'Harbour');

    await open(page, 'tags', name);
    const row = page.getByRole('listitem').filter({ has: page.locator('details[open]') });
    await expect(row.locator('summary')).toContainText('1 published article');
    await row.getByLabel('Name', { exact: true }).fill(right);
    await row.getByLabel('Address', { exact: true }).fill('Not An Address');
    await row.getByRole('button', { name: 'Save' }).click();
    await expect(row.getByLabel('Address', { exact: true })).toBeFocused();
    await row.getByLabel('Address', { exact: true }).fill(slugOf(right));
    await row.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText(`“${right}” is saved.`)).toBeVisible();
    await open(page, 'tags', right);
    await expect(entry(page, right)).toContainText(`/tags/${slugOf(right)}`);

    const reader = await (await browser.newContext()).newPage();
    await reader.goto(`/tags/${slugOf(name)}`);
    await expect(reader).toHaveURL(new RegExp(`/tags/${slugOf(right)}$`));
    await expect(title(reader)).toHaveText(right);
  });

  test('merges two tags, and is told before what will happen', async ({ page, browser }) => {
    const [gone, kept] = [unlike('Ferries'), unlike('Boats')];
    await add(page, gone);
    await add(page, kept);
    const headline = unlike('The ferry runs again');
    await published(page, headline, [slugOf(gone)]);

    await open(page, 'tags', gone);
    await page.getByLabel('Merge into').fill('no such tag');
    await button(page, 'Merge').click();
    await expect(page.getByLabel('Merge into')).toHaveAccessibleDescription(/name or the address of another tag\./);
    await page.getByLabel('Merge into').fill(kept);
    await button(page, 'Merge').click();
    await expect(page.getByRole('alert')).toContainText(
      `“${gone}” goes. 1 published article that carries it, and drafts, carry “${kept}” afterwards`,
    );
    await button(page, 'Yes, merge them').click();
    await expect(page.getByText(`“${gone}” is “${kept}” from now on.`)).toBeVisible();
    await expect(entry(page, gone)).toHaveCount(0);

    const reader = await (await browser.newContext()).newPage();
    await reader.goto(`/tags/${slugOf(gone)}`);
    await expect(reader).toHaveURL(new RegExp(`/tags/${slugOf(kept)}$`));
    await expect(reader.getByRole('link', { name: headline })).toBeVisible();
  });

  test('describes a section and gives an author a role, by the keyboard alone', async ({ page }) => {
    await page.goto('/studio/names?of=authors');
    await button(page, 'Add an author').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Name', { exact: true }).first()).toBeFocused();
    const name = unlike('Nora Keel');
    await page.keyboard.type(name);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Port correspondent');
    await page.keyboard.press('Enter');
    await expect(page.getByText('The author is there.')).toBeVisible();
    await expect(entry(page, name)).toContainText('Port correspondent');

    await page.goto('/studio/names');
    await expect(title(page)).toHaveText('Sections and tags');
    const row = page.getByRole('list', { name: 'Sections' }).getByRole('listitem').first();
    await row.locator('summary').focus();
    await page.keyboard.press('Enter');
    await expect(row.getByLabel('Address')).toHaveCount(0);
    const text = `What the town talks about, ${process.pid}.`;
    await row.getByLabel('Description').fill(text);
    await row.getByRole('button', { name: 'Save' }).focus();
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await page.request.get(`${apiUrl}/v1/editorial/sections?limit=100`)).text())
      .toContain(text);
  });

  test('an address that is taken is said at its field', async ({ page }) => {
    const name = unlike('Lighthouses');
    await add(page, name);
    await button(page, 'Add a tag').click();
    await page.getByLabel('Name', { exact: true }).first().fill(name);
    await button(page, 'Add the tag').click();

    await expect(page.getByLabel('Address', { exact: true }).first()).toHaveAccessibleDescription(/Address is taken\./);
    await expect(page.getByLabel('Address', { exact: true }).first()).toBeFocused();
  });

  test('every part is within everybody’s reach', async ({ page }) => {
    test.setTimeout(120_000);
    for (const sort of ['sections', 'authors', 'tags']) {
      await page.goto(`/studio/names?of=${sort}`);
      await page
        .getByRole('list', { name: new RegExp(sort, 'i') })
        .locator('summary')
        .first()
        .click();
      await isForEverybody(page);
    }
  });
});

test('an editor renames and may not merge; a contributor sees nothing of it', async ({ browser }) => {
  const editor = await asColleague(browser, 'Paul Lind', ['editor']);
  await editor.getByRole('link', { name: 'Sections and tags' }).click();
  await editor.getByRole('link', { name: 'Tags', exact: true }).click();
  await editor.getByRole('list', { name: 'Tags' }).locator('summary').first().click();
  await expect(editor.getByRole('button', { name: 'Save' }).first()).toBeVisible();
  await expect(editor.getByLabel('Merge into')).toHaveCount(0);

  const contributor = await asColleague(browser, 'Rosa Veit', ['contributor']);
  await expect(contributor.getByRole('navigation', { name: 'Rooms of the desk' })).not.toContainText('Sections');
  await contributor.goto('/studio/names');
  await expect(title(contributor)).toHaveText('Not permitted');
});
