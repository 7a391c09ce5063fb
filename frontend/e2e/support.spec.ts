import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { takesGifts, givingSite } from './support/donations.ts';
import { siteUrl } from './support/places.ts';
import { seedPath } from './support/routes.ts';
import { mirroredSite } from './support/mirror.ts';
import { expect, takenOver, test } from './support/test.ts';

type Witness = Parameters<Parameters<typeof test>[2]>[0]['witness'];

/** The system itself where its API takes gifts, else one in front of an API that does. */
const isReal = await takesGifts();
const giving = async (witness: Witness) => (isReal ? siteUrl : witness.visits(await givingSite()).origin);

const panel = (page: Page) => page.getByRole('region', { name: 'Support Us' });
const headline = (page: Page) => page.getByRole('heading', { level: 1 });
const approve = (page: Page, how = 'Approve') => page.getByRole('button', { name: how, exact: true }).click();
const begin = (page: Page) => page.getByRole('button', { name: /^Continue/ }).click();
/** The gift this browser holds the key to. */
const heldBy = async (page: Page) => {
  await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
  const [cookie] = (await page.context().cookies()).filter(({ path }) => path === '/support');
  return cookie?.name.replace('donation-', '') ?? '';
};
const idOf = (page: Page) => new URL(page.url()).searchParams.get('donation') ?? '';

for (const javaScriptEnabled of [true, false]) {
  test.describe(`${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled });

    test('a gift, once, from beside a story', async ({ page, witness }) => {
      const origin = await giving(witness);
      await page.goto(origin + seedPath);
      if (javaScriptEnabled) await takenOver(page);

      await panel(page).getByRole('radio', { name: '5', exact: false }).first().check();
      await panel(page).getByRole('button', { name: 'Support us' }).click();
      await approve(page);

      await expect(headline(page)).toHaveText('Thank you. Your gift has arrived');
      await expect(page.getByRole('status')).toContainText(/We received .5 on /);
      expect(page.url()).toMatch(/\/support\/thanks\?donation=[\w-]+$/);
      await page.getByRole('link', { name: 'Printable receipt' }).click();
      await expect(headline(page)).toHaveText('Receipt');
      await expect(page.getByText(idOf(page), { exact: true })).toBeVisible();
    });

    test('a gift each month, and its end', async ({ page, witness }) => {
      await page.goto(`${await giving(witness)}/support?currency=EUR`);
      await page.getByRole('radio', { name: 'Monthly' }).check();
      await page.getByRole('radio', { name: '€10', exact: true }).check();
      await begin(page);
      await approve(page);
      await expect(headline(page)).toHaveText('Thank you for your monthly support');
      await expect(page.getByRole('status')).toContainText('You give €10 a month. The next payment is due on ');

      await page.getByRole('link', { name: 'See or end your support' }).click();
      await page.getByRole('link', { name: 'End your support', exact: true }).click();
      await expect(headline(page)).toHaveText('End your support?');
      await page.getByRole('link', { name: 'No, keep it' }).click();
      await expect(headline(page)).toHaveText('Thank you for your monthly support');
      await page.getByRole('link', { name: 'End your support', exact: true }).click();
      await page.getByRole('button', { name: 'Yes, end it' }).click();

      await expect(headline(page)).toHaveText('Your monthly support has ended');
      await expect(page.getByRole('link', { name: 'End your support', exact: true })).toHaveCount(0);
    });

    test('a payment that is declined can be tried another way', async ({ page, witness }) => {
      await page.goto(`${await giving(witness)}/support`);
      await begin(page);
      await approve(page, 'Decline');
      await expect(headline(page)).toContainText('declined the payment');
      await expect(page.getByRole('status')).toContainText('Nothing was charged.');

      await page.getByRole('link', { name: 'Begin anew' }).click();
      await begin(page);
      await approve(page);

      await expect(headline(page)).toHaveText('Thank you. Your gift has arrived');
    });

    test('who turns back can go there again', async ({ page, witness }) => {
      await page.goto(`${await giving(witness)}/support`);
      await begin(page);
      await approve(page, 'Cancel');
      await expect(headline(page)).toHaveText('You turned back');
      await expect(page.getByRole('status')).toContainText('Nothing was charged.');

      await page.getByRole('link', { name: 'Go back' }).click();
      await approve(page);

      await expect(headline(page)).toHaveText('Thank you. Your gift has arrived');
    });

    test('who turns back can leave it at that', async ({ page, witness }) => {
      await page.goto(`${await giving(witness)}/support`);
      await begin(page);
      await approve(page, 'Cancel');

      await page.getByRole('button', { name: 'I do not want to' }).click();

      await expect(headline(page)).toHaveText('Called off');
      await expect(page.getByRole('status')).toContainText('Nothing was charged.');
      await expect(page.getByRole('link', { name: 'Begin anew' })).toHaveAttribute('href', '/support');
    });

    test('a browser that is closed after the approval finds the gift when it comes back', async ({ page, witness }) => {
      const origin = await giving(witness);
      await page.goto(`${origin}/support`);
      await begin(page);
      const id = await heldBy(page);
      await approve(page, 'Close the tab');

      await page.goto(`${origin}/support/thanks?donation=${id}`);

      await expect(headline(page)).toHaveText('Thank you. Your gift has arrived', { timeout: 30_000 });
    });

    test('a payment that is being checked is neither a failure nor a reason to give again', async ({
      page,
      witness,
    }) => {
      await page.goto(`${await giving(witness)}/support`);
      await begin(page);
      await approve(page, 'Approve, then pending');

      await expect(headline(page)).toContainText('is checking the payment');
      await expect(page.getByRole('main')).not.toContainText(/fail|declined/i);
      await expect(page.getByRole('main').locator('a[href="/support"], form')).toHaveCount(0);
    });

    test('what is wrong stands beside its field, and nothing that was typed is lost', async ({ page, witness }) => {
      await page.goto(`${await giving(witness)}/support?currency=EUR`);
      await page.getByRole('radio', { name: 'Yearly' }).check();
      await page.getByRole('radio', { name: 'Other' }).check();
      await page.getByLabel('Amount in EUR').fill('1.000');
      await page.getByLabel('E-mail for the receipt').fill('nowhere');
      await page.getByLabel('A message to the newsroom').fill('Keep “asking” <b>');
      await page.getByRole('checkbox').check();
      await begin(page);

      await expect(page.getByRole('alert')).toHaveText('3 things need to be put right.');
      for (const [label, fault] of [
        ['Amount in EUR', /in digits, such as 12.50 or 12,50/],
        ['E-mail for the receipt', /not an e-mail address/],
        ['Name to be shown', /Write the name/],
      ] as const) {
        await expect(page.getByLabel(label)).toHaveAccessibleDescription(fault);
        await expect(page.getByLabel(label)).toHaveAttribute('aria-invalid', 'true');
      }
      await expect(page.getByRole('radio', { name: 'Yearly' })).toBeChecked();
      await expect(page.getByRole('radio', { name: 'Other' })).toBeChecked();
      await expect(page.getByRole('checkbox')).toBeChecked();
      await expect(page.getByLabel('A message to the newsroom')).toHaveValue('Keep “asking” <b>');
      await expect(page.getByLabel('Amount in EUR')).toHaveValue('1.000');

      await page.getByLabel('Amount in EUR').fill('1.000,00');
      await page.getByLabel('E-mail for the receipt').fill('');
      await page.getByRole('checkbox').uncheck();
      await begin(page);
      await approve(page);

      await expect(page.getByRole('status')).toContainText('You give €1,000 a year.');
    });
  });
}

test('the page of a gift follows what happens elsewhere, and tells it', async ({ page, witness }) => {
  const origin = await giving(witness);
  await page.goto(`${origin}/support`);
  await begin(page);
  const id = await heldBy(page);
  const approval = page.url();
  await page.goto(`${origin}/support/thanks?donation=${id}`);
  await takenOver(page);
  await expect(headline(page)).toHaveText(/^We have not heard from/);
  await expect(page.getByRole('main').locator('a[href="/support"]')).toHaveCount(0);

  const other = await page.context().newPage();
  await other.goto(approval);
  await approve(other, 'Close the tab');

  await expect(page.getByRole('status')).toContainText('Thank you. Your gift has arrived', { timeout: 30_000 });
});

test('the whole way with nothing but a keyboard', async ({ page, witness }) => {
  await page.goto(`${await giving(witness)}/support?currency=EUR`);
  await takenOver(page);
  const isAt = (name: string) =>
    page.evaluate(
      (expected) =>
        document.activeElement instanceof HTMLInputElement
          ? document.activeElement.value === expected || document.activeElement.name === expected
          : document.activeElement?.textContent?.trim() === expected,
      name,
    );
  const tabTo = async (name: string) => {
    for (let stop = 0; stop < 60 && !(await isAt(name)); stop++) await page.keyboard.press('Tab');
    expect(await isAt(name), name).toBe(true);
  };

  await tabTo('once');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Monthly' })).toBeChecked();
  await page.keyboard.press('Tab');
  // From the second one backwards, and round.
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'Other' })).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.type('7,50');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
  await tabTo('Approve');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('status')).toContainText('You give €7.50 a month.');
});

for (const [name, locale, expected] of [
  ['a British one', 'en-GB', 'GBP'],
  ['a German one', 'de-DE', 'EUR'],
  ['an American one', 'en-US', 'USD'],
  ['one of a country whose currency is not taken', 'is-IS', 'EUR'],
] as const) {
  test.describe(`a browser, ${name},`, () => {
    test.use({ locale });

    test('is offered the currency of its region', async ({ page, witness }) => {
      const site = witness.visits(await givingSite());

      await page.goto(`${site.origin}/support`);
      await expect(page.getByRole('link', { name: expected })).toHaveAttribute('aria-current', 'true');
      await page.goto(site.origin + seedPath);
      await takenOver(page);

      await expect(panel(page).locator('[name=currency]')).toHaveValue(expected);
    });
  });
}

test.describe('a gift is made once', () => {
  for (const [name, path] of [
    ['on the page of its own', '/support'],
    ['beside a story', seedPath],
  ] as const) {
    test(`by a double click ${name}`, async ({ page, witness }) => {
      const site = witness.visits(await givingSite());
      await page.goto(site.origin + path);
      await takenOver(page);

      await page
        .getByRole('main')
        .getByRole('button', { name: /^Continue|^Support us/ })
        .dblclick();
      await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();

      expect(site.gifts).toHaveLength(1);
    });
  }

  test('by who goes back and sends the form again, until it is called off', async ({ page, witness }) => {
    const site = witness.visits(await givingSite());
    const form = { frequency: 'once', once: '10.00', currency: 'EUR', key: '7f0c1c9e-7a35-4b0e-9d5f-0f4d1c0b7a11' };
    const send = (but = {}) =>
      page.request.post(`${site.origin}/support`, {
        form: { ...form, ...but },
        headers: { origin: site.origin, accept: 'text/html' },
        maxRedirects: 0,
      });

    const first = await send();
    const again = await send();
    expect(first.status()).toBe(303);
    expect(again.headers()['location']).toBe(first.headers()['location']);
    const other = await send({ once: '25.00' });
    expect(other.headers()['location']).not.toBe(first.headers()['location']);
    site.turns('cancelled');
    const anew = await send();

    expect(anew.headers()['location']).not.toBe(first.headers()['location']);
    expect(site.gifts).toHaveLength(3);
  });
});

test('the API hears from whom a form came, and not from this server', async ({ page, witness }) => {
  const site = witness.visits(await givingSite());
  await page.goto(`${site.origin}/support`);
  await begin(page);
  await heldBy(page);

  expect(site.gifts.map(({ from }) => from)).toEqual([expect.stringMatching(/^(::ffff:)?127\.0\.0\.1$|^::1$/)]);
});

test('without a script an open page loads anew, and a closed one does not', async ({ page, witness }) => {
  const site = witness.visits(await givingSite());
  await page.goto(`${site.origin}/support`);
  await begin(page);
  const id = await heldBy(page);
  const html = async () => (await page.request.get(`${site.origin}/support/thanks?donation=${id}`)).text();

  expect(await html()).toContain('<noscript><meta http-equiv="refresh" content="8"');
  for (const gift of site.gifts) gift.createdAt = new Date(Date.now() - 3_600_000).toISOString();
  expect(await html()).not.toContain('http-equiv="refresh"');
  for (const gift of site.gifts) gift.createdAt = new Date().toISOString();
  site.turns('paid');
  expect(await html()).not.toContain('http-equiv="refresh"');
});

test('two gifts in two tabs do not take each other’s key', async ({ page, witness }) => {
  const site = witness.visits(await givingSite());
  await page.goto(`${site.origin}/support`);
  await begin(page);
  const other = await page.context().newPage();
  await other.goto(`${site.origin}/support`);
  await begin(other);

  await approve(other);
  await approve(page);

  for (const tab of [page, other]) await expect(headline(tab)).toHaveText('Thank you. Your gift has arrived');
  expect(idOf(page)).not.toBe(idOf(other));
});

test.describe('what a page about a gift gives away', () => {
  test('is nothing: no script sees the key, no cache keeps the page, no address carries it', async ({
    page,
    context,
    witness,
  }) => {
    const site = witness.visits(await givingSite());
    await page.goto(`${site.origin}/support`);
    await begin(page);
    await approve(page);
    await expect(headline(page)).toHaveText('Thank you. Your gift has arrived');
    const [gift] = site.gifts;

    const [cookie, ...others] = await context.cookies(`${site.origin}/support/thanks`);
    expect(others).toEqual([]);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/support', value: gift?.token });
    expect(await context.cookies(`${site.origin}/`)).toEqual([]);
    const answer = await page.request.get(page.url());
    expect(answer.headers()).toMatchObject({
      'cache-control': 'private, no-store',
      'referrer-policy': 'same-origin',
    });
    expect(await answer.text()).not.toContain(gift?.token);
    const status = await page.request.get(`${site.origin}/support/status?donation=${idOf(page)}`);
    expect(status.headers()['cache-control']).toBe('private, no-store');
    expect(await status.text()).not.toContain(gift?.token);
  });

  test('is nothing to another browser', async ({ page, browser, witness }) => {
    const site = witness.visits(await givingSite());
    await page.goto(`${site.origin}/support`);
    await begin(page);
    await approve(page);
    const stranger = await browser.newPage();

    for (const path of ['thanks', 'receipt', 'manage']) {
      await stranger.goto(`${site.origin}/support/${path}?donation=${idOf(page)}`);

      await expect(headline(stranger)).toHaveText('This browser does not know the gift');
      await expect(stranger.getByRole('main')).not.toContainText('10');
    }
    await stranger.close();
  });

  test('the key of the receipt’s link leaves the address at once', async ({ page, browser, witness }) => {
    const site = witness.visits(await givingSite());
    await page.goto(`${site.origin}/support`);
    await page.getByRole('radio', { name: 'Monthly' }).check();
    await begin(page);
    await approve(page);
    const gift = site.gifts[0];
    const elsewhere = await browser.newPage();

    await elsewhere.goto(`${site.origin}/support/manage?donation=${gift?.id}&key=${gift?.token}`);

    await expect(headline(elsewhere)).toHaveText('Thank you for your monthly support');
    expect(elsewhere.url()).toBe(`${site.origin}/support/manage?donation=${gift?.id}`);
    await elsewhere.goto(`${site.origin}/support/manage?donation=${gift?.id}&key=not-the-one`);
    await expect(headline(elsewhere)).toHaveText('Thank you for your monthly support');
    await elsewhere.close();
  });

  for (const id of ['', '../../v1/site', 'a b', '%00', 'x'.repeat(65), 'a;path=/']) {
    test(`there is no page for a gift numbered ${JSON.stringify(id)}`, async ({ request, witness }) => {
      const site = witness.visits(await givingSite());

      for (const path of ['thanks', 'cancelled', 'manage', 'receipt', 'status']) {
        const answer = await request.get(`${site.origin}/support/${path}?donation=${encodeURIComponent(id)}`);

        expect(answer.status(), path).toBe(404);
      }
    });
  }
});

test.describe('when something is amiss', () => {
  test('an approval that is late is waited for', async ({ page, witness }) => {
    const site = witness.visits(await givingSite({ isSlow: true }));
    await page.goto(`${site.origin}/support`);
    await begin(page);
    await expect(headline(page)).toHaveText(/^We are confirming your gift/);
    await expect(page.getByRole('main').locator('a[href="/support"]')).toHaveCount(0);

    const [gift] = site.gifts;
    if (gift) Object.assign(gift, { next: { action: 'approve', url: `${site.api}/v1/donations/demo/${gift.id}` } });

    await page.getByRole('link', { name: 'Go to the demonstration' }).click();
    await approve(page);
    await expect(headline(page)).toHaveText('Thank you. Your gift has arrived');
  });

  for (const [what, create, expected] of [
    ['too many attempts', { status: 429, headers: { 'retry-after': '540' } }, /many attempts.*in 9 minutes/],
    ['a service that is away', { status: 503, headers: { 'retry-after': '30' } }, /could not be reached.*in a minute/],
    ['an answer that makes no sense', { status: 502 }, /on our side/],
    ['a conflict', { status: 409 }, /on our side/],
  ] as const) {
    test(`${what}: the form comes back, and says that nothing was charged`, async ({ page, witness }) => {
      const site = witness.visits(await givingSite({ create }));
      await page.goto(`${site.origin}/support`);
      await page.getByLabel('A message to the newsroom').fill('Hello');
      await begin(page);

      await expect(page.getByRole('alert')).toContainText(expected);
      await expect(page.getByRole('alert')).toContainText('Nothing was charged');
      await expect(page.getByLabel('A message to the newsroom')).toHaveValue('Hello');
      delete site.faults.create;
      await begin(page);
      await approve(page);
      await expect(headline(page)).toHaveText('Thank you. Your gift has arrived');
    });
  }

  test('what only the API knows to be wrong stands beside its field', async ({ page, witness }) => {
    const site = witness.visits(await givingSite());
    await page.goto(`${site.origin}/support`);
    await page.getByLabel('E-mail for the receipt').fill('a@b.invalid');
    await begin(page);

    await expect(page.getByLabel('E-mail for the receipt')).toHaveAccessibleDescription(/No mail goes there/);
  });

  for (const approvalUrl of ['https://www.paypal.com.evil.example/', 'http://www.paypal.com/', 'javascript:alert(1)']) {
    test(`nobody is sent to ${approvalUrl}`, async ({ page, witness }) => {
      const site = witness.visits(await givingSite({ approvalUrl }));
      await page.goto(`${site.origin}/support`);
      await begin(page);

      await expect(headline(page)).toHaveText('Something went wrong on our side');
      expect(new URL(page.url()).origin).toBe(site.origin);
    });
  }

  test('a form from another site is refused', async ({ request, witness }) => {
    const site = witness.visits(await givingSite());

    const answer = await request.post(`${site.origin}/support`, {
      form: { frequency: 'once', once: '10.00', currency: 'EUR' },
      headers: { origin: 'https://evil.example' },
    });

    expect(answer.status()).toBe(403);
    expect(site.gifts).toEqual([]);
  });
});

for (const [name, status, body] of [
  ['knows nothing of gifts', 404, { type: 'about:blank', title: 'Not found', status: 404, detail: '', errors: [] }],
  ['takes none', 200, { enabled: false }],
] as const) {
  test(`where the API ${name}, the paper asks for none`, async ({ page, witness }) => {
    const site = witness.visits(
      await mirroredSite({ tell: (real, path) => (path.startsWith('/v1/support') ? { status, body } : real) }),
    );

    for (const path of ['/', seedPath]) {
      await page.goto(site.origin + path);
      await takenOver(page);
      await expect(panel(page)).toHaveCount(0);
      await expect(page.getByRole('link', { name: 'Support us' })).toHaveCount(0);
    }
    const answer = await page.goto(`${site.origin}/support`);
    expect(answer?.status()).toBe(404);
    await expect(headline(page)).toHaveText('There is no page here');
  });
}

test.describe('for everybody', () => {
  const statuses = [
    'awaiting_payer',
    'pending',
    'paid',
    'declined',
    'cancelled',
    'expired',
    'failed',
    'refunded',
  ] as const;

  test('axe finds nothing on any page of a gift, light or dark, on a telephone or a desk', async ({
    page,
    witness,
  }) => {
    test.slow();
    const site = witness.visits(await givingSite());
    await page.goto(`${site.origin}/support`);
    await page.getByRole('radio', { name: 'Monthly' }).check();
    await begin(page);
    const id = site.gifts[0]?.id ?? '';
    const found: string[] = [];
    const judge = async (name: string) => {
      for (const width of [390, 1280]) {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          const { violations } = await new AxeBuilder({ page })
            .setLegacyMode()
            .options({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
            .analyze();
          found.push(
            ...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${name} ${width} ${id} ${html}`)),
          );
        }
      }
    };

    for (const status of statuses) {
      site.turns(status);
      await page.goto(`${site.origin}/support/thanks?donation=${id}`);
      await judge(status);
    }
    site.turns('awaiting_payer');
    await page.goto(`${site.origin}/support/cancelled?donation=${id}`);
    await judge('cancelled at PayPal');
    site.turns('paid');
    for (const path of ['manage', 'manage', 'receipt']) {
      await page.goto(`${site.origin}/support/${path}?donation=${id}`);
      await judge(path);
    }
    await page.goto(`${site.origin}/support/manage?donation=${id}&end=1`);
    await judge('the question');
    await page.goto(`${site.origin}/support`);
    await page.getByRole('checkbox').check();
    await begin(page);
    await judge('the form that came back');

    expect(found).toEqual([]);
  });

  test('a receipt prints black on white, without the furniture of the screen', async ({ page, witness }) => {
    const site = witness.visits(await givingSite());
    await page.goto(`${site.origin}/support`);
    await begin(page);
    await approve(page);
    await page.getByRole('link', { name: 'Printable receipt' }).click();
    await expect(headline(page)).toHaveText('Receipt');

    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });

    await expect(page.locator('dl')).toBeVisible();
    for (const part of ['nav', 'footer', '.ways']) await expect(page.locator(part).first()).toBeHidden();
  });
});
