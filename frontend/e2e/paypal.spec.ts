import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { atPayPal, books, messages, quiet } from './support/paypal.ts';
import { apiUrl, siteUrl, standIn } from './support/places.ts';
import { seedPath } from './support/routes.ts';
import { expect, takenOver, test } from './support/test.ts';

// Nothing in between: site, API, signed webhooks, and a PayPal that keeps books of its own. One at a time, for a test
// holds its messages back.
test.describe.configure({ mode: 'default' });

const headline = (page: Page) => page.getByRole('heading', { level: 1 });
const panel = (page: Page) => page.getByRole('region', { name: 'Support Us' });
const begin = (page: Page) => page.getByRole('button', { name: 'Continue to PayPal' }).click();
const choose = (page: Page, how: string) => page.getByRole('button', { name: how, exact: true }).click();
const idOf = (page: Page) => new URL(page.url()).searchParams.get('donation') ?? '';
const heldBy = async (page: Page) => {
  const [cookie] = (await page.context().cookies()).filter(({ path }) => path === '/support');
  return cookie?.name.replace('donation-', '') ?? '';
};

/** The browser is at PayPal's stand-in, where the form of our page has led it. */
const arrivedAtPayPal = async (page: Page) => {
  await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
  expect(new URL(page.url()).origin).toBe(standIn);
};

async function isCleanForAll(page: Page): Promise<void> {
  for (const width of [390, 1280]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode()
        .options({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
        .analyze();
      const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} ${html}`));
      expect(found, `${page.url()}, ${width} px, ${colorScheme}`).toEqual([]);
    }
  }
}

test('a gift, once, from beside a story', async ({ page }) => {
  await page.goto(siteUrl + seedPath);
  await takenOver(page);
  await isCleanForAll(page);

  await panel(page).getByRole('radio', { name: '5', exact: false }).first().check();
  await panel(page).getByRole('button', { name: 'Support us' }).click();
  await arrivedAtPayPal(page);
  await choose(page, 'Approve');

  await expect(headline(page)).toHaveText('Thank you. Your gift has arrived');
  await expect(page.getByRole('status')).toContainText(/We received .5 on /);
  expect(await atPayPal(idOf(page))).toBe('COMPLETED');
  await isCleanForAll(page);
  await page.getByRole('link', { name: 'Printable receipt' }).click();
  await expect(headline(page)).toHaveText('Receipt');
  await expect(page.getByText(idOf(page), { exact: true })).toBeVisible();
  await isCleanForAll(page);
});

test('a policy that lets forms end at the stand-in, and at no PayPal that takes money', async ({ page }) => {
  const answer = await page.goto(`${siteUrl}/support`);
  const policy = answer?.headers()['content-security-policy'] ?? '';

  expect(policy).toContain(`form-action 'self' ${standIn} ${apiUrl};`);
  expect(policy).not.toContain('paypal.com');
});

test('a page without the stand-in in its policy does not get there: the policy is what opens the way', async ({
  page,
  witness,
}) => {
  witness.expects(/violates the following Content Security Policy directive/);
  await page.route(`${siteUrl}/support`, async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    const real = await route.fetch();
    const policy = (real.headers()['content-security-policy'] ?? '').replace(` ${standIn}`, '');
    await route.fulfill({ response: real, headers: { ...real.headers(), 'content-security-policy': policy } });
  });
  await page.goto(`${siteUrl}/support`);
  const refused = page.waitForEvent('console', (message) => message.text().includes('form-action'));

  await begin(page);

  expect((await refused).text()).toContain('form-action');
  expect(new URL(page.url()).origin).toBe(siteUrl);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a gift each month, and its end', async ({ page }) => {
    await page.goto(`${siteUrl}/support?currency=EUR`);
    await page.getByRole('radio', { name: 'Monthly' }).check();
    await page.getByRole('radio', { name: '€10', exact: true }).check();
    await begin(page);
    await arrivedAtPayPal(page);
    await choose(page, 'Approve');
    await expect(headline(page)).toHaveText('Thank you for your monthly support', { timeout: 30_000 });
    await expect(page.getByRole('status')).toContainText('You give €10 a month. The next payment is due on ');
    expect(await atPayPal(idOf(page))).toBe('ACTIVE');

    await page.getByRole('link', { name: 'See or end your support' }).click();
    await page.getByRole('link', { name: 'End your support', exact: true }).click();
    await page.getByRole('button', { name: 'Yes, end it' }).click();

    await expect(headline(page)).toHaveText('Your monthly support has ended');
    expect(await atPayPal(idOf(page))).toBe('CANCELLED');
  });
});

test('a monthly gift with nothing but a keyboard', async ({ page }) => {
  await page.goto(`${siteUrl}/support?currency=EUR`);
  await takenOver(page);
  const isAt = (name: string) =>
    page.evaluate((expected) => {
      const at = document.activeElement;
      const is = at instanceof HTMLInputElement ? [at.value, at.name] : [at?.textContent?.trim()];
      return is.includes(expected);
    }, name);
  const tabTo = async (name: string) => {
    for (let stop = 0; stop < 60 && !(await isAt(name)); stop++) await page.keyboard.press('Tab');
    expect(await isAt(name), name).toBe(true);
  };

  await tabTo('once');
  await page.keyboard.press('ArrowRight');
  await tabTo('Continue to PayPal');
  await page.keyboard.press('Enter');
  await arrivedAtPayPal(page);
  await tabTo('Approve');
  await page.keyboard.press('Enter');
  await expect(headline(page)).toHaveText('Thank you for your monthly support');
  await tabTo('See or end your support');
  await page.keyboard.press('Enter');
  await tabTo('End your support');
  await page.keyboard.press('Enter');
  await expect(headline(page)).toHaveText('End your support?');
  await isCleanForAll(page);
  await tabTo('Yes, end it');
  await page.keyboard.press('Enter');

  await expect(headline(page)).toHaveText('Your monthly support has ended');
  expect(await atPayPal(idOf(page))).toBe('CANCELLED');
  await isCleanForAll(page);
});

test('a payment that PayPal declines, and another way that does it', async ({ page }) => {
  await page.goto(`${siteUrl}/support`);
  await begin(page);
  await arrivedAtPayPal(page);
  await choose(page, 'Decline: the payment is refused');
  await expect(headline(page)).toHaveText('PayPal declined the payment');
  await expect(page.getByRole('status')).toContainText('Nothing was charged.');
  expect(await atPayPal(idOf(page))).not.toBe('COMPLETED');
  await isCleanForAll(page);

  await page.getByRole('link', { name: 'Try another way at PayPal' }).click();
  await arrivedAtPayPal(page);
  await choose(page, 'Approve');

  await expect(headline(page)).toHaveText('Thank you. Your gift has arrived');
  expect(await atPayPal(idOf(page))).toBe('COMPLETED');
});

test('who turns back at PayPal has given nothing', async ({ page }) => {
  await page.goto(`${siteUrl}/support`);
  await begin(page);
  await arrivedAtPayPal(page);
  await choose(page, 'Cancel and return');
  await expect(headline(page)).toHaveText('You turned back');
  await isCleanForAll(page);

  await page.getByRole('button', { name: 'I do not want to' }).click();

  await expect(headline(page)).toHaveText('Called off');
  await expect(page.getByRole('status')).toContainText('Nothing was charged.');
  expect(await atPayPal(idOf(page))).not.toBe('COMPLETED');
  await isCleanForAll(page);
});

test('a payment that PayPal checks first', async ({ page }) => {
  await page.goto(`${siteUrl}/support`);
  await begin(page);
  await arrivedAtPayPal(page);
  await choose(page, 'Approve, then pending');

  await expect(headline(page)).toHaveText('PayPal is checking the payment');
  await isCleanForAll(page);
});

for (const frequency of ['Once', 'Monthly']) {
  test(`a browser that is closed after the approval: PayPal’s signed message brings the gift (${frequency})`, async ({
    page,
    context,
  }) => {
    await page.goto(`${siteUrl}/support`);
    await page.getByRole('radio', { name: frequency }).check();
    await begin(page);
    await arrivedAtPayPal(page);
    const gift = await heldBy(page);
    // Messages of what came before have gone out.
    await quiet();
    await messages('hold');
    const before = (await books()).deliveries.length;
    try {
      await choose(page, 'Approve and stay here (browser closed)');
      await expect(headline(page)).toHaveText('Approved');
      await page.close();
      expect((await books()).deliveries, 'nobody has told the paper yet').toHaveLength(before);
    } finally {
      await messages('release');
    }
    // The API looks by itself after 20 seconds: what is settled sooner was settled by the message.
    const heard = async () => (await books()).deliveries.slice(before).map(({ status }) => status);
    await expect.poll(heard, { timeout: 9_000 }).toContain(200);
    await expect.poll(() => atPayPal(gift), { timeout: 9_000 }).toBe(frequency === 'Once' ? 'COMPLETED' : 'ACTIVE');

    const later = await context.newPage();
    await later.goto(`${siteUrl}/support/thanks?donation=${gift}`);

    const told = frequency === 'Once' ? 'Thank you. Your gift has arrived' : 'Thank you for your monthly support';
    await expect(headline(later)).toHaveText(told);
    await isCleanForAll(later);
  });
}
