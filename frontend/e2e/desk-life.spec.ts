import type { Browser, Locator, Page } from '@playwright/test';
import { apiUrl, siteUrl } from './support/places.ts';
import { administrator, colleague, comeIn } from './support/staff.ts';
import { expect, test } from './support/test.ts';

const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true });
const text = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true });
const acts = (page: Page) => page.getByRole('list', { name: 'What can be done with it' }).getByRole('button');
const isSaved = (page: Page) => expect(page.getByText(/^Saved \d\d:\d\d/)).toBeVisible();

// What is not there yet, or gone, is told by a status, of which the browser complains.
test.beforeEach(({ witness }) => witness.expects(/status of 4\d\d/));

async function act(page: Page, name: string, word: string): Promise<void> {
  await acts(page)
    .filter({ hasText: new RegExp(`^${name}$`) })
    .click();
  await button(page, word).click();
  await expect(button(page, word)).toHaveCount(0);
}

/** The first that is offered. @return what it is called */
async function pick(page: Page, label: string): Promise<string> {
  await page.getByRole('combobox', { name: label }).focus();
  const option = page.getByRole('listbox', { name: label }).getByRole('option').first();
  const name = (await option.innerText()).trim();
  await option.click();
  return name;
}

async function photo(page: Page): Promise<Buffer> {
  const url = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1200, 800];
    const draw = canvas.getContext('2d');
    if (!draw) throw new Error('No canvas');
    draw.fillStyle = `hsl(${Math.random() * 360} 50% ${30 + Math.random() * 40}%)`;
    draw.fillRect(0, 0, canvas.width, canvas.height);
    draw.fillRect(Math.random() * 900, Math.random() * 600, 120, 120);
    return canvas.toDataURL('image/png');
  });
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

/** How a whole minute that is not yet here is typed into a field for times, by clocks of this zone. */
function wallTime(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short', timeStyle: 'short', hour12: false })
    .formatToParts(at)
    .reduce<Record<string, string>>((all, { type, value }) => ({ ...all, [type]: value }), {});
  return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}`;
}

/**
 * Which of these addresses tell of it, to a reader whose browser keeps what it may: each is asked as a page's own script
 * would, so that the browser's cache answers where it holds something.
 */
async function telling(reader: Page, addresses: string[], word: string): Promise<string[]> {
  return reader.evaluate(
    async ({ all, sought }) => {
      const tell = await Promise.all(
        all.map(async (address) => {
          const answer = await fetch(address);
          return answer.status === 200 && (await answer.text()).includes(sought);
        }),
      );
      return all.filter((_, i) => tell[i]);
    },
    { all: addresses, sought: word },
  );
}

async function visitor(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${siteUrl}/developers`);
  return page;
}

test('an article’s whole life: written with a picture, previewed, reviewed, scheduled, out on time, corrected, and gone everywhere', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const word = `zephyrine${process.pid}x${Date.now() % 100_000}`;
  const chief = await (await browser.newContext({ storageState: administrator })).newPage();
  await chief.goto('/studio');
  const { link } = await colleague(chief, 'Mei Lin');
  const writer = await (await browser.newContext()).newPage();
  await comeIn(writer, link);

  // She writes it, with a picture.
  await button(writer, 'New article').click();
  await writer.getByLabel('Headline', { exact: true }).fill(`Harbour ${word}`);
  await text(writer).click();
  await writer.keyboard.type('Ten boats lay still in the fog.');
  const section = await writer.getByLabel('Section', { exact: true }).locator('option').nth(1).getAttribute('value');
  await writer.getByLabel('Section', { exact: true }).selectOption(section);
  await pick(writer, 'Byline');
  await pick(writer, 'Tags');
  const lead = writer.getByRole('region', { name: 'Lead picture' });
  const chooser = writer.waitForEvent('filechooser');
  await button(lead, 'Upload').click();
  await (await chooser).setFiles([{ name: 'fog.png', mimeType: 'image/png', buffer: await photo(writer) }]);
  await expect(lead.getByText('Needs an alternative text and a credit')).toBeVisible();
  await button(lead, 'What it shows').click();
  const sheet = writer.getByRole('dialog', { name: 'What it shows' });
  await sheet.getByLabel('Alternative text', { exact: true }).fill('Boats in the fog.');
  await sheet.getByLabel('Credit', { exact: true }).fill('Mei Lin');
  await button(sheet, 'Save').click();
  await expect(sheet).toHaveCount(0);
  await button(writer, 'Save').click();
  await isSaved(writer);

  // She looks at it as readers will, and asks for a review. She cannot publish it herself.
  await button(writer, 'Preview').click();
  await expect(writer.frameLocator('iframe').getByRole('img', { name: 'Boats in the fog.' })).toBeVisible();
  await button(writer, 'Preview').click();
  await act(writer, 'Submit', 'Submit it');
  await expect(acts(writer).filter({ hasText: /^Publish$/ })).toHaveCount(0);
  const desk = writer.url();

  // An editor gives it back with a word, gets it again, and approves it.
  await chief.goto(desk);
  await acts(chief).filter({ hasText: 'Give back' }).click();
  await chief.getByRole('textbox', { name: /word/i }).fill('How many boats were out?');
  await button(chief, 'Give it back').click();
  await expect(button(chief, 'Give it back')).toHaveCount(0);
  await writer.reload();
  await expect(writer.getByText('How many boats were out?')).toBeVisible();
  await text(writer).click();
  await writer.keyboard.press('Control+End');
  await writer.keyboard.type(' Two were out.');
  await button(writer, 'Save').click();
  await isSaved(writer);
  await act(writer, 'Submit', 'Submit it');
  await chief.reload();
  await act(chief, 'Approve', 'Approve it');

  // It goes out by itself, at its minute and not before.
  const site = (await (await chief.request.get(`${apiUrl}/v1/site`)).json()) as { timeZone: string };
  const due = new Date((Math.floor(Date.now() / 60_000) + (Date.now() % 60_000 > 45_000 ? 2 : 1)) * 60_000);
  await acts(chief).filter({ hasText: 'Schedule' }).click();
  await chief.getByLabel('Goes out', { exact: true }).fill(wallTime(due, site.timeZone));
  await button(chief, 'Schedule it').click();
  await expect(chief.getByText(/^Goes out /)).toBeVisible();
  const slug = await chief.getByLabel('Address', { exact: true }).inputValue();
  const page = `${siteUrl}/articles/${slug}`;
  const reader = await visitor(browser);
  expect((await reader.request.get(page)).status()).toBe(404);
  await expect
    .poll(async () => (await reader.request.get(`${apiUrl}/v1/articles/${slug}`)).status(), {
      timeout: due.getTime() - Date.now() + 20_000,
      intervals: [250],
    })
    .toBe(200);
  const seenAt = Date.now();
  expect(seenAt).toBeGreaterThanOrEqual(due.getTime());
  const shown = await reader.goto(page);
  expect(shown?.status()).toBe(200);
  await expect(reader.getByRole('img', { name: 'Boats in the fog.' })).toBeVisible();
  await expect(reader.getByText('Two were out.')).toBeVisible();

  // Readers see what was wrong.
  await chief.reload();
  await acts(chief).filter({ hasText: 'Correct' }).click();
  await chief.getByLabel('What was wrong, and what is right').fill('There were eleven boats, not ten.');
  await button(chief, 'Tell readers').click();
  await expect(button(chief, 'Tell readers')).toHaveCount(0);
  await reader.waitForTimeout(2_000);
  await reader.reload();
  await expect(reader.getByText('There were eleven boats, not ten.')).toBeVisible();

  // It is gone from everywhere within five seconds, out of the reader's cache too.
  const article = (await (await reader.request.get(`${apiUrl}/v1/articles/${slug}`)).json()) as {
    id: string;
    authors: { slug: string }[];
    tags: { slug: string }[];
  };
  const everywhere = [
    page,
    `${siteUrl}/`,
    `${siteUrl}/sections/${section}`,
    `${siteUrl}/authors/${article.authors[0]?.slug}`,
    `${siteUrl}/tags/${article.tags[0]?.slug}`,
    `${siteUrl}/search?q=${word}`,
    `${apiUrl}/v1/articles/${slug}`,
    `${apiUrl}/v1/articles/${article.id}`,
    `${apiUrl}/v1/articles?limit=100`,
    `${apiUrl}/v1/articles?ids=${article.id}`,
    `${apiUrl}/v1/articles?section=${section}`,
    `${apiUrl}/v1/articles?q=${word}`,
    `${apiUrl}/v1/search?q=${word}`,
    `${apiUrl}/v1/front`,
  ];
  const told = `Harbour ${word}`;
  await expect.poll(() => telling(reader, everywhere.slice(0, -1), told)).toHaveLength(everywhere.length - 1);
  await acts(chief).filter({ hasText: 'Withdraw' }).click();
  await chief.getByLabel('Reason', { exact: true }).fill('It was another harbour.');
  const answered = chief.waitForResponse((answer) => answer.url().endsWith('/withdraw'));
  // Whatever the cache may keep is in it, as fresh as it can be.
  await telling(reader, everywhere, told);
  await button(chief, 'Withdraw it').click();
  await answered;
  const since = Date.now();
  await expect.poll(() => telling(reader, everywhere, told), { intervals: [200], timeout: 15_000 }).toEqual([]);
  const took = Date.now() - since;
  test.info().annotations.push({ type: 'gone everywhere after', description: `${took} ms` });
  expect(took).toBeLessThan(5_000);
  const gone = await reader.goto(page);
  expect(gone?.status()).toBe(410);
  await expect(reader.getByText('It was another harbour.')).toBeVisible();
  for (const key of [slug, article.id]) {
    const answer = await reader.request.get(`${apiUrl}/v1/articles/${key}`);
    expect(answer.status()).toBe(410);
    expect(await answer.text()).not.toContain(told);
  }
});
