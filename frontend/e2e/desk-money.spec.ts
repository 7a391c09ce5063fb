import type { Browser, Page } from '@playwright/test';
import { isForEverybody } from './support/access.ts';
import { asAdministrator, asColleague } from './support/desk.ts';
import { apiUrl } from './support/places.ts';
import { administrator, colleague, comeIn } from './support/staff.ts';
import { expect, test } from './support/test.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const title = (page: Page) => page.getByRole('heading', { level: 1 });
const part = (page: Page, name: string | RegExp) => page.getByRole('region', { name });

// What is refused is told by a status, of which the browser complains.
test.beforeEach(({ witness }) => witness.expects(/status of 4\d\d/));

let made = 0;
/** What nothing else of these tests is called. */
const unlike = (words: string) => `${words} ${process.pid} ${++made}`;

/** Gives in a reader's browser, by the site's own pages. @return the donor's address, by which the gift is found */
async function gift(browser: Browser, { campaign = '', choice = '€25' } = {}): Promise<string> {
  const email = `donor-${process.pid}-${++made}@readers.example`;
  const page = await (await browser.newContext()).newPage();
  await page.goto(`/support?currency=EUR${campaign && `&campaign=${campaign}`}`);
  await page.getByRole('radio', { name: choice, exact: true }).check();
  await page.getByLabel('E-mail for the receipt').fill(email);
  await page.getByRole('button', { name: /^Continue/ }).click();
  await button(page, 'Approve').click();
  await expect(title(page)).toHaveText('Thank you. Your gift has arrived');
  await page.context().close();
  return email;
}

/** Opens the one gift of a donor. */
async function openGift(page: Page, email: string): Promise<void> {
  await page.goto('/studio/donations');
  await page.getByLabel('Donor’s e-mail').fill(email);
  await button(page, 'Show').click();
  const gifts = page.getByRole('list', { name: 'Gifts, the newest first' }).getByRole('listitem');
  await expect(gifts).toHaveCount(1);
  await gifts.getByRole('link').click();
  await expect(title(page)).toHaveText('Gift');
}

test('a gift of a reader is found, a refund is asked for, and a second person agrees', async ({ browser }) => {
  const email = await gift(browser);
  const mira = await asColleague(browser, 'Mira Sand', ['publisher']);
  await openGift(mira, email);
  await expect(part(mira, '€25, once')).toContainText('Paid');
  await expect(part(mira, 'Donor')).toContainText(email);
  await expect(part(mira, 'History')).toContainText('booking');
  await button(mira, 'Ask the provider how it stands').click();
  await expect(mira.getByText('The provider was asked: this is how the gift stands.')).toBeVisible();

  await button(mira, 'Give money back').click();
  await mira.getByLabel('Amount').fill('twelve');
  await button(mira, 'Give back').click();
  await expect(mira.getByLabel('Amount')).toHaveAccessibleDescription(/Amount is to be an amount such as 12\.50\./);
  await mira.getByLabel('Amount').fill('99');
  await button(mira, 'Give back').click();
  await expect(mira.getByLabel('Reason')).toBeFocused();
  await mira.getByLabel('Reason').fill('Given twice by mistake');
  await button(mira, 'Give back').click();
  await button(mira, 'Yes, give it back').click();
  await expect(mira.getByRole('alert')).toHaveText('Of this payment 2500 minor units are left to be given back.');
  await mira.getByLabel('Amount').fill('12,50');
  await button(mira, 'Give back').click();
  await expect(mira.getByRole('alert')).toContainText('€12.50 of it goes back to the donor.');
  await button(mira, 'Yes, give it back').click();

  await expect(mira.getByText('It is asked for. Somebody else who sees to donations has to agree.')).toBeVisible();
  await expect(part(mira, 'Payments')).toContainText('€12.50 can still be given back.');
  await expect(part(mira, 'Refunds')).toContainText('€12.50 waits for a second person');
  await button(mira, 'Approve').click();
  await button(mira, 'Yes').click();
  await expect(part(mira, 'Refunds').getByRole('alert')).toContainText('somebody else than who asked for it');

  const theo = await asAdministrator(browser);
  await theo.goto(mira.url());
  await expect(part(theo, 'Refunds')).toContainText('Asked for by Mira Sand');
  await button(theo, 'Approve').click();
  await button(theo, 'Yes').click();

  await expect(part(theo, 'Refunds')).toContainText('€12.50 is given back');
  await expect(part(theo, '€25, once')).toContainText('Partly given back');
});

test('a refund that is declined leaves the money where it is', async ({ browser }) => {
  const email = await gift(browser);
  const page = await asAdministrator(browser);
  await openGift(page, email);
  await button(page, 'Give money back').click();
  await page.getByLabel('Reason').fill('Asked for');
  await button(page, 'Give back').click();
  await button(page, 'Yes, give it back').click();
  await button(page, 'Decline').click();
  await button(page, 'No').click();
  await expect(part(page, 'Refunds')).toContainText('€25 waits for a second person');
  await button(page, 'Decline').click();
  await button(page, 'Yes').click();

  await expect(part(page, 'Refunds')).toContainText('€25 is not given back');
  await expect(part(page, 'Payments')).toContainText('€25 can still be given back.');
  await expect(part(page, '€25, once')).toContainText('Paid');
});

test('a donor is erased once it was said twice, and gifts go out as a table', async ({ browser }) => {
  const email = await gift(browser);
  const page = await asAdministrator(browser);
  await openGift(page, email);
  await page.getByText('Erase this donor').click();
  await button(page, 'Erase').click();
  await expect(page.getByRole('alert')).toContainText(`Everything personal of ${email} goes`);
  await expect(part(page, 'Donor').getByText(email, { exact: true })).toBeVisible();
  await button(page, 'Yes, erase it').click();

  await expect(part(page, 'Donor')).toContainText('Nothing is known of who gave it');
  await expect(part(page, 'Payments')).toContainText('€25 came');
  await page.goto(`/studio/donations?email=${email}`);
  await expect(page.getByText('There is no gift like this.')).toBeVisible();
  await page.goto('/studio/donations?mode=demo');
  const loading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export what is shown as a table' }).click();
  expect((await loading).suggestedFilename()).toBe('donations.csv');
});

test('money that came for a gift which was given up is found, and the finding closed with a word', async ({
  browser,
}) => {
  const email = `late-${process.pid}-${++made}@readers.example`;
  const begun = await fetch(`${apiUrl}/v1/donations`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
    body: JSON.stringify({ amount: '10.00', currency: 'EUR', frequency: 'monthly', email }),
  });
  const { id, token, approvalUrl } = (await begun.json()) as { id: string; token: string; approvalUrl: string };
  await fetch(`${apiUrl}/v1/donations/${id}/cancel`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
  });
  await fetch(approvalUrl, { method: 'POST', body: new URLSearchParams({ choice: 'close' }), redirect: 'manual' });

  const word = unlike('The donor wanted it after all,');
  const page = await asAdministrator(browser);
  await page.goto(`/studio/donations?gift=${id}`);
  await button(page, 'Ask the provider how it stands').click();
  await expect(part(page, 'History')).toContainText('late_money');
  await page.goto('/studio/donations?part=books');
  const finding = part(page, 'Findings')
    .getByRole('listitem')
    .filter({ has: page.locator(`a[href$="${id}"]`) });
  await expect(finding).toContainText('It had been cancelled');
  await button(page, 'Close it').first().waitFor();
  await finding.getByRole('button', { name: 'Close it' }).click();
  await page.getByLabel('Closing word').fill(word);
  await finding.getByRole('button', { name: 'Close', exact: true }).click();
  await finding.getByRole('button', { name: 'Yes, close it' }).click();

  await expect(finding).toHaveCount(0);
  await page.goto('/studio/audit?action=finding.resolved');
  await expect(page.getByText(`word: ${word}`)).toBeVisible();
});

test('the books are summed, compared with the statement and tested', async ({ browser }) => {
  await gift(browser);
  const page = await asAdministrator(browser);
  await page.goto('/studio/donations');
  await page.getByRole('navigation', { name: 'Parts of donations' }).getByRole('link', { name: 'Books' }).click();

  await expect(part(page, 'Balances')).toContainText('They agree with themselves.');
  await expect(part(page, 'Balances').getByRole('rowheader', { name: 'At the provider' }).first()).toBeVisible();
  await button(page, 'Compare now').click();
  await expect(part(page, 'Statement').getByRole('status')).toContainText(/^(?!.*which takes a while).*Compared /s);
  await button(page, 'Test now').click();
  await expect(part(page, 'Self-test').getByRole('listitem').first()).toContainText('Yes');
});

test('a campaign is made, takes gifts at its address, is changed, closed and opened again', async ({ browser }) => {
  const name = unlike('The archive');
  const slug = name.toLowerCase().replaceAll(' ', '-');
  const page = await asAdministrator(browser);
  await page.goto('/studio/donations?part=campaigns');
  await button(page, 'Make a campaign').click();
  await button(page, 'Make the campaign').click();
  await expect(page.getByLabel('Title').first()).toHaveAccessibleDescription(/Title is needed\./);
  await page.getByLabel('Title').first().fill(name);
  await expect(page.getByLabel('Address')).toHaveValue(slug);
  await page.getByLabel('What it is for').first().fill('All of it, read by machines.');
  await page.getByLabel('Goal').first().fill('5000');
  await button(page, 'Make the campaign').click();
  const row = page.getByRole('listitem').filter({ hasText: name });
  await expect(row).toContainText('Goal €5,000.');

  const reader = await (await browser.newContext()).newPage();
  await reader.goto(`/support?campaign=${slug}`);
  await expect(title(reader)).toHaveText(name);
  await expect(reader.getByText('All of it, read by machines.')).toBeVisible();
  const email = await gift(browser, { campaign: slug });
  await page.goto(`/studio/donations?campaign=${slug}`);
  await expect(page.getByRole('list', { name: 'Gifts, the newest first' }).getByRole('listitem')).toHaveCount(1);
  await page.goto(`/studio/donations?email=${email}`);
  await expect(page.getByRole('listitem').filter({ hasText: name })).toBeVisible();

  await page.goto('/studio/donations?part=campaigns');
  await row.locator('summary').click();
  await row.getByLabel('Title').fill(`${name} anew`);
  await row.getByRole('button', { name: 'Save' }).click();
  await expect(row.locator('strong')).toHaveText(`${name} anew`);
  await row.getByRole('button', { name: 'Close', exact: true }).click();
  await row.getByRole('button', { name: 'Yes' }).click();
  await expect(row).toContainText('Closed');
  await expect(async () => expect((await reader.goto(`/support?campaign=${slug}`))?.status()).toBe(404)).toPass();
  await row.getByRole('button', { name: 'Open again' }).click();
  await row.getByRole('button', { name: 'Yes' }).click();
  await expect(async () => expect((await reader.goto(`/support?campaign=${slug}`))?.status()).toBe(200)).toPass();
});

test('somebody without the right sees nothing of it, and the address says why', async ({ browser }) => {
  const page = await asColleague(browser, 'Ines Roth', ['editor']);

  await expect(page.getByRole('navigation', { name: 'Rooms of the desk' })).not.toContainText('Donations');
  for (const path of ['donations', 'donations?part=books', 'donations?part=campaigns', 'settings']) {
    await page.goto(`/studio/${path}`);
    await expect(title(page)).toHaveText('Not permitted');
    await expect(page.getByText('Your account may not do that.')).toBeVisible();
  }
});

test.describe('settings', () => {
  test.use({ storageState: administrator });

  test('tell what is in force, and a token that is revoked there is refused at once', async ({ page, browser }) => {
    const { link } = await colleague(page, 'Olga Weiss');
    const olga = await (await browser.newContext()).newPage();
    await comeIn(olga, link);
    const name = unlike('Nightly list');
    await olga.goto('/studio/account');
    await button(olga, 'Make a token').click();
    await olga.getByLabel('Name', { exact: true }).fill(name);
    await olga.getByRole('checkbox', { name: 'Write drafts' }).check();
    await button(olga, 'Make the token').click();
    const secret = (await olga.locator('.secret code').textContent()) ?? '';
    const asked = () =>
      fetch(`${apiUrl}/v1/editorial/articles`, { headers: { Authorization: `Bearer ${secret}` } }).then(
        ({ status }) => status,
      );
    expect(await asked()).toBe(200);

    await page.goto('/studio');
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await expect(title(page)).toHaveText('Settings');
    const idle = part(page, 'Signing in').locator('dl div').filter({ hasText: 'without a request' });
    await expect(idle.locator('dd')).toHaveText('30 minutes');
    await expect(part(page, 'The API')).toContainText(apiUrl);
    const row = page
      .getByRole('list', { name: 'Tokens, the newest first' })
      .getByRole('listitem')
      .filter({ hasText: name });
    await expect(row).toContainText(`Olga Weiss: ${name}`);
    await row.getByRole('button', { name: 'Revoke' }).focus();
    await page.keyboard.press('Enter');
    await expect(row.getByRole('button', { name: 'Yes' })).toBeFocused();
    await page.keyboard.press('Enter');

    await expect(row).toHaveCount(0);
    expect(await asked()).toBe(401);
    await page.goto('/studio/audit?action=token.revoked');
    await expect(
      page
        .getByRole('list', { name: /What was done/ })
        .getByRole('listitem')
        .first(),
    ).toContainText('of: ');
  });
});

test('every part is within everybody’s reach', async ({ browser }) => {
  test.setTimeout(180_000);
  const email = await gift(browser);
  const page = await asAdministrator(browser);
  await openGift(page, email);
  await button(page, 'Give money back').click();
  await isForEverybody(page);
  for (const path of ['donations', 'donations?part=books', 'donations?part=campaigns', 'settings']) {
    await page.goto(`/studio/${path}`);
    await page.getByRole('heading', { level: 2 }).first().or(page.getByRole('listitem').first()).first().waitFor();
    if (path.endsWith('campaigns')) await page.locator('main summary').first().click();
    await isForEverybody(page);
  }
});
