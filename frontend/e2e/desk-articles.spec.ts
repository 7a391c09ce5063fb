import type { Browser, Locator, Page } from '@playwright/test';
import { isForEverybody } from './support/access.ts';
import { asAdministrator } from './support/desk.ts';
import { apiUrl } from './support/places.ts';
import { administrator, colleague, comeIn } from './support/staff.ts';
import { expect, test } from './support/test.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const text = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true });
const headline = (page: Page) => page.getByLabel('Headline', { exact: true });
const acts = (page: Page) => page.getByRole('list', { name: 'What can be done with it' }).getByRole('button');
const isSaved = (page: Page) => expect(page.getByText(/^Saved \d\d:\d\d/)).toBeVisible();

// Collisions and what is gone are told by a status, of which the browser complains.
test.beforeEach(({ witness }) => witness.expects(/status of 4\d\d/));

let written = 0;
const title = (words: string) => `${words} ${process.pid} ${++written}`;

/** An article that is begun, with what it needs to go out. */
async function begun(page: Page, name: string, body = 'Ten boats lay still in the fog.'): Promise<void> {
  await page.goto('/studio');
  await button(page, 'New article').click();
  await headline(page).fill(name);
  await text(page).click();
  await page.keyboard.type(body);
  await page.getByLabel('Section', { exact: true }).selectOption({ index: 1 });
  await pick(page, 'Byline');
  await button(page, 'Save').click();
  await isSaved(page);
}

/** The first that is offered. */
async function pick(page: Page, label: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).focus();
  await page.getByRole('listbox', { name: label }).getByRole('option').first().click();
}

async function act(page: Page, name: string, word: string): Promise<void> {
  await acts(page)
    .filter({ hasText: new RegExp(`^${name}$`) })
    .click();
  await button(page, word).click();
  await expect(button(page, word)).toHaveCount(0);
}

async function readers(browser: Browser, url: string): Promise<{ page: Page; status: number }> {
  const page = await (await browser.newContext()).newPage();
  const answer = await page.goto(`${url}?${Math.random()}`);
  return { page, status: answer?.status() ?? 0 };
}

test.describe('an article', () => {
  test.use({ storageState: administrator });

  test('is written, previewed, published, changed, corrected and withdrawn, and readers see each step', async ({
    page,
    browser,
  }) => {
    test.setTimeout(120_000);
    const name = title('Ferry and fog');
    await begun(page, name);
    await expect(page.getByLabel('Address', { exact: true })).toHaveValue(name.toLowerCase().replaceAll(' ', '-'));
    await expect(page.getByText('Readers see nothing of it.')).toBeVisible();
    await expect(page.getByText('7 words, 1 minute to read')).toBeVisible();

    await button(page, 'Preview').click();
    const preview = page.frameLocator('iframe');
    await expect(preview.getByRole('heading', { level: 1 })).toHaveText(name);
    await expect(preview.getByText('Preview, not published.')).toBeVisible();
    await text(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' And then it lifted.');
    await expect(preview.getByText('And then it lifted.')).toBeVisible();
    const link = (await page.getByRole('link', { name: 'Open the preview by itself' }).getAttribute('href')) ?? '';
    const alone = await (await browser.newContext()).newPage();
    const asked: string[] = [];
    alone.on('request', (request) => asked.push(request.url()));
    const shown = await alone.goto(link);
    expect(shown?.headers()).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(asked.filter((url) => url.startsWith(apiUrl) && !url.includes('/images/'))).toEqual([]);
    await button(page, 'Preview').click();

    await act(page, 'Publish', 'Publish it');
    await expect(page.getByText('Readers see it as it was saved last.')).toBeVisible();
    const url = (await page.getByRole('link', { name: 'Its page for readers' }).getAttribute('href')) ?? '';
    const first = await readers(browser, url);
    expect(first.status).toBe(200);
    await expect(first.page.getByText('And then it lifted.')).toBeVisible();

    await text(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Nobody minded.');
    await expect(page.getByText('What was saved since is not published.')).toBeVisible();
    const second = await readers(browser, url);
    await expect(second.page.getByText('And then it lifted.')).toBeVisible();
    await expect(second.page.getByText('Nobody minded.')).toHaveCount(0);

    await act(page, 'Publish changes', 'Publish the changes');
    await expect(page.getByText('Readers see it as it was saved last.')).toBeVisible();
    await expect((await readers(browser, url)).page.getByText('Nobody minded.')).toBeVisible();

    await acts(page).filter({ hasText: 'Correct' }).click();
    await button(page, 'Tell readers').click();
    await expect(page.getByText('It is needed.')).toBeVisible();
    await page.getByLabel('What was wrong, and what is right').fill('There were eleven boats, not ten.');
    await button(page, 'Tell readers').click();
    await expect(button(page, 'Tell readers')).toHaveCount(0);
    const third = await readers(browser, url);
    await expect(third.page.getByRole('heading', { name: 'Corrections and clarifications' })).toBeVisible();
    await expect(third.page.getByText('There were eleven boats, not ten.')).toBeVisible();

    await acts(page).filter({ hasText: 'Withdraw' }).click();
    await page.getByLabel('Reason', { exact: true }).fill('It was another harbour.');
    await button(page, 'Withdraw it').click();
    await expect(page.getByText('Readers are told that it was withdrawn, and why.')).toBeVisible();
    const last = await readers(browser, url);
    expect(last.status).toBe(410);
    await expect(last.page.getByText('It was another harbour.')).toBeVisible();

    await act(page, 'Reinstate', 'Reinstate it');
    expect((await readers(browser, url)).status).toBe(200);
  });

  test('that lacks something is not published, and each lack leads to its field', async ({ page }) => {
    await page.goto('/studio');
    await button(page, 'New article').click();
    await acts(page)
      .filter({ hasText: /^Publish$/ })
      .click();
    await button(page, 'Publish it').click();
    await expect(page.getByText('It is not ready for readers yet.')).toBeVisible();
    await button(page, 'Headline is needed before it is published').click();
    await expect(headline(page)).toBeFocused();
    await button(page, 'Byline must name at least one author before it is published').click();
    await expect(page.getByRole('combobox', { name: 'Byline' })).toBeFocused();

    await button(page, 'Cancel').click();
    await act(page, 'Discard', 'Discard it');
    await expect(page).toHaveURL(/\/studio$/);
  });

  test('is scheduled by the clocks of the paper, and taken off again', async ({ page }) => {
    await begun(page, title('Regatta'));
    await acts(page).filter({ hasText: 'Schedule' }).click();
    await expect(page.getByText(/^All times are those of /)).toBeVisible();
    await page.getByLabel('Goes out', { exact: true }).fill('2000-01-01T08:00');
    await button(page, 'Schedule it').click();
    await expect(page.getByText('Goes out: must lie ahead; publish it now instead.')).toBeVisible();
    await page.getByLabel('Goes out', { exact: true }).fill('2035-07-01T08:00');
    await button(page, 'Schedule it').click();
    await expect(page.getByText(/^Goes out 1 July 2035 at 08:00/)).toBeVisible();
    await act(page, 'Take off the schedule', 'Take it off');
    await expect(page.getByText(/^Goes out/)).toHaveCount(0);
  });

  test('keeps its revisions: what changed, and the way back', async ({ page }) => {
    await begun(page, title('Lighthouse'), 'The light is white.');
    await text(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' It turns.');
    await button(page, 'Save').click();
    await isSaved(page);

    await page.getByText('Every save of it').click();
    const newest = page.locator('.revisions li').first();
    await newest.getByRole('button', { name: /^What changed/ }).click();
    await expect(newest.locator('ins')).toContainText('It turns.');
    const before = page.locator('.revisions li').nth(1);
    await before.getByRole('button', { name: 'Restore' }).click();
    await before.getByRole('button', { name: 'Yes' }).click();
    await expect(text(page)).toHaveText('The light is white.');
  });

  test('takes what was copied from a word processor, clean', async ({ page }) => {
    await begun(page, title('Tide tables'), 'Begin.');
    const html =
      '<style>p { color: red }</style>' +
      '<p class=MsoNormal><span style="font-weight:700">Ten</span> boats<o:p></o:p></p>' +
      "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>North pier</p>" +
      '<script>window.isBroken = true</script><p><a href="javascript:alert(1)">no</a></p>';
    await text(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    // As another program would have left it: a page that writes to the clipboard has the browser clean it first.
    await text(page).evaluate((place, copied) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', copied);
      place.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, html);

    await expect(text(page).locator('strong')).toHaveText('Ten');
    await expect(text(page).locator('ul > li')).toHaveText('North pier');
    await expect(text(page).locator('a')).toHaveCount(0);
    await expect(text(page)).toContainText('no');
  });

  test('loses nothing when the connection is lost while somebody types', async ({ page, context, witness }) => {
    witness.expects(/ERR_FAILED|ERR_INTERNET_DISCONNECTED/);
    await begun(page, title('Bread'));
    await context.setOffline(true);
    await text(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' The bakers waited.');
    await expect(page.getByText(/^Not saved: the server does not answer\. It is kept in this browser/)).toBeVisible();
    await page.keyboard.type(' So did we.');
    await context.setOffline(false);
    await isSaved(page);
    await page.reload();
    await expect(text(page)).toContainText('The bakers waited. So did we.');
  });

  test('comes back as it was typed when the browser went before the server had it', async ({ page, witness }) => {
    witness.expects(/ERR_FAILED/);
    await begun(page, title('Salt'));
    await page.route('**/v1/editorial/articles/*?autosave*', (route) => route.abort());
    await text(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Nobody had salt.');
    await page.reload();
    await expect(text(page)).toContainText('Nobody had salt.');
    await page.unroute('**/v1/editorial/articles/*?autosave*');
    await isSaved(page);
  });

  test('is written by the keyboard alone, from the list to the readers', async ({ page }) => {
    const name = title('By keys');
    await page.goto('/studio');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await page.waitForURL(/\/studio\/articles\//);
    await tabTo(page, headline(page));
    await page.keyboard.type(name);
    await tabTo(page, text(page));
    await page.keyboard.type('Words ');
    await page.keyboard.press('Control+B');
    await page.keyboard.type('strong');
    await page.keyboard.press('Alt+F10');
    await expect(button(page, 'Strong')).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(button(page, 'Emphasis')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(text(page)).toBeFocused();
    await page.keyboard.press('Control+K');
    await page.keyboard.type('/support');
    await page.keyboard.press('Enter');
    await expect(text(page).locator('a')).toHaveAttribute('href', '/support');
    await tabTo(page, page.getByLabel('Section', { exact: true }));
    await page.keyboard.press('ArrowDown');
    await tabTo(page, page.getByRole('combobox', { name: 'Byline' }));
    await expect(page.getByRole('listbox', { name: 'Byline' }).getByRole('option').first()).toBeVisible();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+S');
    await isSaved(page);
    await expect(page.getByText('Before it can be published:')).toHaveCount(0);
    await page.keyboard.press('Shift+Tab');
    await tabTo(page, acts(page).filter({ hasText: /^Publish$/ }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(button(page, 'Publish it')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Readers see it as it was saved last.')).toBeVisible();

    await page.goto('/studio');
    await page.getByRole('link', { name }).waitFor();
    await page.keyboard.press('j');
    await expect(
      page
        .getByRole('list', { name: /^Articles/ })
        .getByRole('link')
        .first(),
    ).toBeFocused();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/studio\/articles\//);
  });

  test('is found in the lists by its state, its words and its section', async ({ page }) => {
    const name = title('Needle');
    await begun(page, name);
    await page.goto('/studio?whose=all');
    await page.getByLabel('Words').fill(name);
    await button(page, 'Find').click();
    await expect(page.getByRole('list', { name: /^Articles/ }).getByRole('link')).toHaveText([name]);
    await page.getByRole('link', { name: 'Published', exact: true }).click();
    await expect(page.getByText('Nothing is like this.')).toBeVisible();
    await page.getByRole('link', { name: 'Draft', exact: true }).click();
    await expect(page.getByRole('list', { name: /^Articles/ }).getByRole('link')).toHaveText([name]);
  });

  test('and the lists are clean and fit, light or dark, on a telephone or a desk', async ({ page }) => {
    test.setTimeout(120_000);
    await page.goto('/studio?whose=all');
    await page.getByRole('list', { name: /^Articles/ }).waitFor();
    await isForEverybody(page);
    await begun(page, title('A headline as long as headlines are when nobody has cut them yet'));
    await button(page, 'Table').click();
    for (const name of ['Boat', 'Berth', 'Tide']) {
      await page.keyboard.type(name);
      await page.keyboard.press('Tab');
    }
    await page.getByText('Every save of it').click();
    await isForEverybody(page);
    await acts(page).filter({ hasText: 'Schedule' }).click();
    await page.getByLabel('Is taken back').fill('2035-07-01T08:00');
    await button(page, 'Preview').click();
    await page.getByRole('link', { name: 'Open the preview by itself' }).waitFor();
    await isForEverybody(page);
  });
});

test.describe('an article of two', () => {
  test.use({ storageState: administrator });

  test('two who write at once are both shown what the other wrote, and both texts survive', async ({
    page,
    browser,
  }) => {
    test.setTimeout(90_000);
    const mei = await meiIn(browser);
    await begun(mei, title('Two hands'), 'Common ground.');
    const ada = page;
    const address = mei.url();
    await ada.goto(address);
    await expect(text(ada)).toHaveText('Common ground.');
    await expect(ada.getByText('Mei Lin is editing')).toBeVisible();

    await write(ada, ' Ada was here.');
    await isSaved(ada);
    await expect(ada.getByText('Not saved yet')).toHaveCount(0);
    await write(mei, ' Mei was here.');
    const collision = mei.getByRole('region', { name: 'Ada Byron saved it while you wrote' });
    await expect(collision).toBeVisible();
    await expect(collision.getByRole('group', { name: 'Yours' })).toContainText('Mei was here.');
    await expect(collision.getByRole('group', { name: 'Ada Byron’s' })).toContainText('Ada was here.');
    await isForEverybody(mei);
    await mei.reload();
    await expect(collision.getByRole('group', { name: 'Yours' })).toContainText('Mei was here.');
    await button(mei, 'Go on with Ada Byron’s').click();
    await expect(text(mei)).toHaveText('Common ground. Ada was here.');

    await mei.getByText('Every save of it').click();
    const mine = mei.locator('.revisions li').nth(1);
    await mine.getByRole('button', { name: /^What changed/ }).click();
    await expect(mine.locator('ins')).toContainText('Mei');

    await ada.reload();
    await write(mei, ' Mei again.');
    await isSaved(mei);
    await expect(mei.getByText('Not saved yet')).toHaveCount(0);
    await write(ada, ' Ada again.');
    await button(ada, 'Go on with yours').click();
    await isSaved(ada);
    await expect(text(ada)).toHaveText('Common ground. Ada was here. Ada again.');
  });
});

async function meiIn(browser: Browser): Promise<Page> {
  const { link } = await colleague(await asAdministrator(browser), 'Mei Lin');
  const mei = await (await browser.newContext()).newPage();
  await comeIn(mei, link);
  return mei;
}

async function write(page: Page, words: string): Promise<void> {
  await text(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(words);
}

async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(target).toBeFocused();
}
