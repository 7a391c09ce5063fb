import { administrator, codeOf, firstLink, PASSWORD } from './support/staff.ts';
import { expect, test } from './support/test.ts';

test('the first account is set up by the link that the start shows, gets a second factor, and signs in with it', async ({
  page,
  witness,
}) => {
  // Signed out, and asked for a code: the API says so with 401, and the browser complains of every one.
  witness.expects(/status of 401/);
  await page.goto(firstLink());

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Set up the first account');
  expect(page.url()).toMatch(/\/studio\/welcome$/);
  await page.getByLabel('Your name').fill('Ada Byron');
  await page.getByLabel('E-mail').fill('ada@news.example');
  await page.getByLabel('New password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Begin' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
  const rooms = page.getByRole('navigation', { name: 'Rooms of the desk' });
  await expect(rooms.getByRole('link')).toHaveText(['Overview', 'Calendar', 'Pictures', 'Your account']);
  await page.getByRole('link', { name: 'Set it up' }).click();
  await page.getByRole('button', { name: 'Set it up' }).click();
  await expect(page.getByRole('img', { name: 'QR code of the secret' })).toBeVisible();
  const secret = (await page.getByText('Or type the secret in by hand').locator('code').textContent()) ?? '';
  await page.getByLabel('Code', { exact: true }).fill(codeOf(secret));
  await page.getByRole('button', { name: 'Put it into force' }).click();

  await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeFocused();
  await expect(page.locator('.codes li')).toHaveCount(10);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('It is on')).toBeVisible();
  await expect(rooms.getByRole('link')).toHaveText([
    'Overview',
    'Calendar',
    'Front page',
    'Pictures',
    'Sections and tags',
    'Donations',
    'Accounts',
    'Log',
    'Settings',
    'Your account',
  ]);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await page.getByLabel('E-mail').fill('ada@news.example');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Continue' }).click();
  // Each code is taken once, and the next one a little early.
  await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, Date.now() + 30_000));
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
  await page.context().storageState({ path: administrator });
});
