import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { isForEverybody } from './support/access.ts';
import { asAdministrator } from './support/desk.ts';
import { siteUrl } from './support/places.ts';
import { seedPath } from './support/routes.ts';
import { administrator, asks, colleague, comeIn, PASSWORD } from './support/staff.ts';
import { expect, takenOver, test } from './support/test.ts';

const headline = (page: Page) => page.getByRole('heading', { level: 1 });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const rooms = (page: Page) => page.getByRole('navigation', { name: 'Rooms of the desk' }).getByRole('link');

// Whoever is signed out, or asks for what is not there, is told so by a status, of which the browser complains.
test.beforeEach(({ witness }) => witness.expects(/status of 4\d\d/));

test.describe('with the pages of an administrator', () => {
  test.use({ storageState: administrator });

  test('a colleague is invited, chooses a password that is none of the easy ones, and is in', async ({
    page,
    browser,
  }) => {
    const email = `mei-${process.pid}@news.example`;
    await page.goto('/studio/accounts');
    await button(page, 'Invite a colleague').click();
    await button(page, 'Invite').click();
    await expect(page.getByRole('alert')).toHaveText('3 things need to be put right.');
    await expect(page.getByLabel('Name', { exact: true }).first()).toBeFocused();
    await expect(page.getByLabel('Name', { exact: true }).first()).toHaveAccessibleDescription(/Name is needed\./);
    await page.getByLabel('Name', { exact: true }).first().fill('Mei Lin');
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('checkbox', { name: 'Contributor' }).first().check();
    await button(page, 'Invite').click();
    const handed = page.getByText('Hand this link to Mei Lin.').locator('..');
    const link = (await handed.locator('code').textContent()) ?? '';
    await expect(page.getByRole('listitem').filter({ hasText: email })).toContainText('Invited');

    const mei = await (await browser.newContext()).newPage();
    await mei.goto(link);
    await expect(headline(mei)).toHaveText('Welcome to the desk');
    expect(mei.url()).toMatch(/\/studio\/welcome$/);
    const password = mei.getByLabel('New password', { exact: true });
    for (const [chosen, fault] of [
      ['too short', 'New password must have at least 12 characters.'],
      ['broadsheet123', /^New password .*is too easy to guess; a few unrelated words make a good one\.$/],
    ] as const) {
      await password.fill(chosen);
      await button(mei, 'Begin').click();
      await expect(mei.locator('.fault')).toHaveText(fault);
      await expect(password).toHaveAttribute('aria-invalid', 'true');
      await expect(password).toHaveValue(chosen);
    }
    await password.fill(PASSWORD);
    await button(mei, 'Begin').click();

    await expect(headline(mei)).toHaveText('Overview');
    await expect(rooms(mei)).toHaveText(['Overview', 'Calendar', 'Pictures', 'Your account']);
    await mei.goto('/studio/accounts');
    await expect(headline(mei)).toHaveText('Not permitted');
    await mei.goto(link);
    await expect(headline(mei)).toHaveText('This link does not work');
    await page.reload();
    await expect(page.getByRole('listitem').filter({ hasText: email })).toContainText('Active');
  });

  test('roles are changed, a link is sent again, and who is suspended is out at once', async ({ page, browser }) => {
    const { member, link } = await colleague(page, 'Theo Brandt');
    const theo = await (await browser.newContext()).newPage();
    await comeIn(theo, link);

    await page.goto('/studio/accounts');
    const row = page.getByRole('listitem').filter({ hasText: member.email });
    await row.locator('summary').click();
    await row.getByRole('checkbox', { name: 'Publisher' }).check();
    await row.getByRole('button', { name: 'Save' }).click();
    await expect(row.locator('summary')).toContainText('Contributor, Publisher');
    await row.getByRole('button', { name: 'Send a link to a new password' }).click();
    await expect(row.getByText('Hand this link over.').locator('..').locator('code')).toContainText('/studio/welcome#');
    await row.getByRole('button', { name: 'Suspend' }).click();
    await expect(row.getByRole('button', { name: 'Yes' })).toBeFocused();
    await row.getByRole('button', { name: 'Yes' }).click();
    await expect(row.locator('summary')).toContainText('Suspended');

    await theo.reload();
    await expect(headline(theo)).toHaveText('Sign in');
    await theo.getByLabel('E-mail').fill(member.email);
    await theo.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await button(theo, 'Continue').click();
    await expect(theo.getByRole('alert')).toContainText('is not right');
  });

  test('the only administrator cannot be suspended, and is told why', async ({ page }) => {
    await page.goto('/studio/accounts');
    const row = page.getByRole('listitem').filter({ hasText: '(you)' });
    await row.locator('summary').click();
    await row.getByRole('button', { name: 'Suspend' }).click();
    await row.getByRole('button', { name: 'Yes' }).click();

    await expect(row.getByRole('alert')).toContainText('administrator');
    await expect(row.locator('summary')).toContainText('Active');
  });

  test('the log is filtered, paged through, and exported', async ({ page }) => {
    for (let i = 0; i < 26; i++) {
      const made = await asks(page, 'POST', '/tokens', { name: `script ${i}`, rights: ['write'], days: 1 });
      const { id } = (await made.json()) as { id: string };
      await asks(page, 'DELETE', `/tokens/${id}`);
    }
    await page.goto('/studio/audit');
    await page.getByLabel('Did what').fill('token');
    await button(page, 'Show').click();
    const entries = page.getByRole('list', { name: 'What was done, the newest first' }).getByRole('listitem');
    await expect(page).toHaveURL(/\/studio\/audit\?action=token$/);
    await expect(entries.filter({ hasText: /token\.(made|revoked)/ })).toHaveCount(50);
    await expect(entries).toHaveCount(50);

    await page.getByRole('link', { name: 'Older' }).click();
    await expect(page.getByRole('link', { name: 'The newest' })).toBeVisible();
    await expect(entries.first()).toContainText('Ada Byron');
    expect(await entries.count()).toBeGreaterThan(1);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export what is shown, all of it' }).click();
    const lines = readFileSync(await (await download).path(), 'utf8')
      .trim()
      .split('\n');

    expect(lines.length).toBeGreaterThanOrEqual(52);
    expect(lines.every((line) => (JSON.parse(line) as { action: string }).action.startsWith('token.'))).toBe(true);
    await page.getByRole('link', { name: 'The newest' }).click();
    await expect(page).toHaveURL(/\/studio\/audit\?action=token$/);
    await expect(entries).toHaveCount(50);
    await page.getByLabel('From').fill('2031-01-01');
    await button(page, 'Show').click();
    await expect(page.getByText('Nothing was done that is like this.')).toBeVisible();
  });

  test('a token is shown once, and revoked only after one is asked again', async ({ page }) => {
    await page.goto('/studio/account');
    await button(page, 'Make a token').click();
    await page.getByLabel('Name', { exact: true }).fill('wire import');
    await page.getByRole('checkbox', { name: 'Write drafts' }).check();
    await page.getByLabel('Days').fill('999');
    await button(page, 'Make the token').click();
    await expect(page.getByLabel('Days')).toHaveAccessibleDescription(/Days must be a whole number from 1 to 366\./);
    await page.getByLabel('Days').fill('30');
    await button(page, 'Make the token').click();

    await expect(page.getByText(/^bs_pat_/)).toBeVisible();
    const row = page.getByRole('listitem').filter({ hasText: 'wire import' });
    await row.getByRole('button', { name: 'Revoke' }).click();
    await row.getByRole('button', { name: 'Yes' }).click();
    await expect(row).toHaveCount(0);
    await page.reload();
    await expect(page.getByText(/^bs_pat_/)).toHaveCount(0);
  });

  for (const [name, path, open] of [
    ['the overview', '/studio', []],
    ['one’s account', '/studio/account', ['Make a token', 'New recovery codes']],
    ['the accounts', '/studio/accounts', ['Invite a colleague']],
    ['the log', '/studio/audit', []],
  ] as const) {
    test(`${name} is clean and fits, light or dark, on a telephone or a desk`, async ({ page }) => {
      await page.goto(path);
      await headline(page).waitFor();
      for (const each of open) await button(page, each).click();
      for (const summary of await page.locator('summary').all()) await summary.click();
      await isForEverybody(page);
    });
  }
});

for (const [name, path] of [
  ['the page to sign in', '/studio'],
  ['the page of who lost a password', '/studio/forgot'],
  ['the page of a link that does not work', '/studio/welcome'],
] as const) {
  test(`${name} is clean and fits, light or dark, on a telephone or a desk`, async ({ page }) => {
    await page.goto(path);
    await headline(page).waitFor();
    await isForEverybody(page);
  });
}

test('a browser without scripts is told that the desk needs them, and only there', async ({ request }) => {
  const html = async (path: string) => (await request.get(path)).text();

  expect(await html('/studio')).toContain('<noscript>The desk needs JavaScript');
  expect(await html(seedPath)).not.toContain('<noscript>');
});

test('a wrong password is told in words, and the address stays', async ({ page }) => {
  await page.goto('/studio');
  await page.getByLabel('E-mail').fill('nobody@news.example');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await button(page, 'Continue').click();

  await expect(page.getByRole('alert')).toHaveText(
    'The address, the password or the code is not right. Ask for a new password if it is lost.',
  );
  await expect(page.getByLabel('E-mail')).toHaveValue('nobody@news.example');
});

test('a server that does not answer is told in words, and nothing typed is lost', async ({ page, witness }) => {
  witness.expects(/ERR_FAILED/);
  await page.goto('/studio/forgot');
  await page.getByLabel('E-mail').fill('ada@news.example');
  await page.route('**/v1/staff/**', (route) => route.abort());
  await button(page, 'Send the link').click();

  await expect(page.getByRole('alert')).toContainText('does not answer');
  await expect(page.getByLabel('E-mail')).toHaveValue('ada@news.example');
});

test('who lost a password is told the same, whoever it is', async ({ page }) => {
  await page.goto('/studio');
  await page.getByRole('link', { name: 'Password lost?' }).click();
  await expect(headline(page)).toHaveText('Password lost?');
  await page.getByLabel('E-mail').fill('nobody@news.example');
  await button(page, 'Send the link').click();

  await expect(page.getByText('If there is an account of nobody@news.example, a letter goes to it now.')).toBeVisible();
});

test('what gives power away asks who it is where the sign-in is long ago, and is done then', async ({
  page,
  browser,
}) => {
  await comeIn(page, (await colleague(await asAdministrator(browser), 'Noor Haddad')).link);
  await page.getByRole('link', { name: 'Your account' }).click();
  // A browser cannot let a quarter of an hour pass on the server: the API's own word for it, once.
  let isFirst = true;
  await page.route('**/v1/staff/tokens', async (route) => {
    if (route.request().method() !== 'POST' || !isFirst) return route.fallback();
    isFirst = false;
    await route.fulfill({
      status: 401,
      contentType: 'application/problem+json',
      headers: { 'access-control-allow-origin': siteUrl, 'access-control-allow-credentials': 'true' },
      json: { type: `${siteUrl}/problems/sign-in-again`, status: 401, detail: 'Sign in again.', errors: [] },
    });
  });
  await button(page, 'Make a token').click();
  await page.getByLabel('Name', { exact: true }).fill('tide tables');
  await page.getByRole('checkbox', { name: 'Write drafts' }).check();
  await button(page, 'Make the token').click();
  const dialog = page.getByRole('dialog', { name: 'Is it still you?' });
  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');

  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(/^bs_pat_/)).toBeVisible();
});

test.describe('a session that ends while somebody works', () => {
  /** Mei, who began to type, and whose session is over by now. */
  async function interrupted(page: Page, browser: Browser): Promise<string> {
    const { member, link } = await colleague(await asAdministrator(browser), 'Ines Duarte');
    await comeIn(page, link);
    await page.getByRole('link', { name: 'Your account' }).click();
    await button(page, 'Make a token').click();
    await page.getByLabel('Name', { exact: true }).fill('tide tables');
    await page.getByRole('checkbox', { name: 'Write drafts' }).check();
    await page.context().clearCookies();
    await button(page, 'Make the token').click();
    await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible();
    return member.email;
  }

  test('asks for the password over the page, for the same account, and goes on with what was asked', async ({
    page,
    browser,
  }) => {
    const email = await interrupted(page, browser);
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(email);
    await expect(dialog.getByLabel('Password', { exact: true })).toBeFocused();
    await page.keyboard.type('not the password');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toContainText('is not right');
    await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');

    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('listitem').filter({ hasText: 'tide tables' })).toBeVisible();
    await expect(page.getByText(/^bs_pat_/)).toBeVisible();
  });

  test('asks again when somebody else has signed in beside it, in the same browser', async ({ page, browser }) => {
    const administrator = await asAdministrator(browser);
    const first = await colleague(administrator, 'Sofia Reyes');
    await comeIn(page, first.link);
    const beside = await page.context().newPage();
    await comeIn(beside, (await colleague(administrator, 'Tom Okafor')).link);

    // What a browser says when one comes back to a tab; one without a screen never does.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(first.member.email);
    await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');

    await expect(dialog).toHaveCount(0);
    await expect(headline(page)).toHaveText('Overview');
  });

  test('can be left at that, with everything still typed', async ({ page, browser }) => {
    await interrupted(page, browser);
    await page.keyboard.press('Escape');

    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(button(page, 'Make the token')).toBeFocused();
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('tide tables');
    await expect(page.getByRole('checkbox', { name: 'Write drafts' })).toBeChecked();
    await button(page, 'Make the token').click();
    await expect(page.getByRole('dialog')).toBeVisible();
  });
});

test('the keyboard alone signs in, changes the password, ends another session and signs out', async ({
  page,
  browser,
}) => {
  const { member, link } = await colleague(await asAdministrator(browser), 'Olu Adeyemi');
  await comeIn(await (await browser.newContext()).newPage(), link);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** On to the next stop of that name. */
  const reach = async (name: RegExp) => {
    // Past its last stop a page gives the keyboard to the browser's own controls, once, and begins anew.
    let isRound = false;
    for (let stops = 0; stops < 40; stops++) {
      await press('Tab');
      const stop = await page.evaluate(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
        const labels = (document.activeElement as HTMLInputElement).labels;
        const name = labels?.length ? labels[0]?.textContent : document.activeElement?.textContent;
        return {
          name: (name ?? '').replace(/\s+/g, ' ').trim(),
          isOutside: document.activeElement === document.body,
          isSeen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
        };
      });
      if (stop.isOutside && !isRound) {
        isRound = true;
        continue;
      }
      expect(stop.isSeen, `the focus on ${stop.name}`).toBe(true);
      if (name.test(stop.name)) return;
    }
    throw new Error(`No stop of the keyboard is ${name}`);
  };

  await page.goto('/studio');
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await page.keyboard.type(member.email);
  await reach(/^Password$/);
  await page.keyboard.type(PASSWORD);
  await press('Enter');
  await expect(headline(page)).toHaveText('Overview');
  await reach(/^Your account$/);
  await press('Enter');
  await expect(headline(page)).toHaveText('Your account');
  await reach(/^Present password$/);
  await page.keyboard.type(PASSWORD);
  await reach(/^New password$/);
  await page.keyboard.type(`${PASSWORD} again`);
  await press('Enter');
  await expect(page.getByText('It is changed')).toBeVisible();
  // It ended the other session by itself.
  await page.reload();
  await expect(page.getByRole('listitem').filter({ hasText: 'This one' })).toHaveCount(1);
  await reach(/^Sign out$/);
  await press('Enter');
  await expect(headline(page)).toHaveText('Sign in');
});

test('another session is ended where one sees it', async ({ page, browser }) => {
  const { member, link } = await colleague(await asAdministrator(browser), 'Kaito Mori');
  const elsewhere = await (await browser.newContext()).newPage();
  await comeIn(elsewhere, link);
  await page.goto('/studio/account');
  await page.getByLabel('E-mail').fill(member.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await button(page, 'Continue').click();
  await expect(headline(page)).toHaveText('Your account');

  await page.getByRole('button', { name: /^End/ }).click();

  await expect(page.getByRole('button', { name: /^End/ })).toHaveCount(0);
  await elsewhere.reload();
  await expect(headline(elsewhere)).toHaveText('Sign in');
});

test('pages of the desk are kept and found by nobody, and readers’ pages carry nothing of them', async ({ page }) => {
  const answer = await page.request.get('/studio/welcome');
  expect(answer.headers()).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'x-frame-options': 'DENY',
  });
  expect(answer.headers()['content-security-policy']).toContain("require-trusted-types-for 'script'");
  const scripts: Promise<string>[] = [];
  page.on('response', (response) => {
    if (response.headers()['content-type']?.includes('javascript')) scripts.push(response.text());
  });

  await page.goto(seedPath);
  await takenOver(page);
  await page.waitForLoadState('networkidle');

  const all = (await Promise.all(scripts)).join('');
  expect(all.length).toBeGreaterThan(10_000);
  expect(all).not.toContain('/v1/staff/');
});
