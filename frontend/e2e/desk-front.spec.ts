import type { APIResponse, Browser, Page } from '@playwright/test';
import type { components } from '../src/lib/api/schema.d.ts';
import { isForEverybody } from './support/access.ts';
import { told, type Card, type List } from './support/api.ts';
import { apiUrl, siteUrl } from './support/places.ts';
import { administrator, colleague, comeIn } from './support/staff.ts';
import { expect, slugsIn, takenOver, test } from './support/test.ts';

type Schemas = components['schemas'];
type Draft = Schemas['Draft'];

// What is late or refused is told by a status, of which the browser complains.
test.beforeEach(({ witness }) => witness.expects(/status of 4\d\d/));
test.use({ storageState: administrator });

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const places = (page: Page) => page.getByRole('list', { name: 'The places of the front page' });
const headlines = (page: Page) => places(page).getByRole('heading', { level: 2 });

let written = 0;
const title = (words: string) => `${words} ${process.pid} ${++written}`;

/** What the desk itself would ask of the editorial doors. */
async function asks(page: Page, method: 'GET' | 'POST' | 'PUT', path: string, data?: object, match?: string) {
  const answer = await page.request.fetch(`${apiUrl}/v1/editorial${path}`, {
    method,
    headers: { origin: siteUrl, ...(match && { 'If-Match': match }) },
    ...(data && { data }),
  });
  if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${await answer.text()}`);
  return answer;
}

const draftIn = async (answer: APIResponse) => (await answer.json()) as Draft;

/** An article with all that it needs to go out. */
async function begun(page: Page, headline: string): Promise<Draft> {
  const [sections, authors] = await Promise.all(
    ['sections', 'authors'].map((sort) => told<List<{ slug: string }>>(`/${sort}`)),
  );
  const slug = headline.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return draftIn(
    await asks(page, 'POST', '/articles', {
      language: 'en',
      kind: 'article',
      slug,
      headline,
      standfirst: 'Ten boats lay still.',
      body: '<p>Ten boats lay still in the fog.</p>',
      section: sections?.items[0]?.slug,
      authors: [authors?.items[0]?.slug],
      tags: [],
    }),
  );
}

async function published(page: Page, headline: string): Promise<Draft> {
  const { id, version } = await begun(page, headline);
  return draftIn(await asks(page, 'POST', `/articles/${id}/publish`, undefined, `"${version}"`));
}

/** A story of the demo newsroom that is found by its own words alone. */
async function find(page: Page, label: string, headline: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label });
  await field.fill(headline);
  // Before the answer comes, others stand there; Enter takes none of them.
  const offered = page.getByRole('listbox', { name: label }).getByRole('option');
  await expect(offered).toHaveCount(1);
  await expect(offered).toContainText(headline);
  await field.press('Enter');
}

const put = (page: Page, headline: string) => find(page, 'Put a story on the front page', headline);
const show = async (page: Page) => {
  await button(page, 'Put it before readers').click();
  await expect(page.getByText('Readers see it so.')).toBeVisible();
};

async function leadOf(browser: Browser): Promise<string> {
  const page = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
  await page.goto('/');
  const lead = await page.getByRole('main').getByRole('article').first().getByRole('heading').textContent();
  await page.context().close();
  return lead ?? '';
}

const shown = async (slug: string) =>
  (await told<List<Card>>('/front?fields=slug')).items.some((card) => card.slug === slug);

/** Who arranges the front page is alone with it: whatever they do stands on one page of the paper. */
test.describe('the front page', () => {
  test.describe.configure({ mode: 'serial' });

  let before = '{"slots":[]}';
  test.beforeEach(async ({ page }) => {
    before = await (await asks(page, 'GET', '/front')).text();
    await arrange(page, { slots: [] });
  });
  test.afterEach(async ({ page }) => arrange(page, JSON.parse(before) as object));

  async function arrange(page: Page, arrangement: object): Promise<void> {
    const etag = (await asks(page, 'GET', '/front')).headers()['etag'];
    await asks(page, 'PUT', '/front', arrangement, etag);
  }

  test('leads with what a chief editor puts first within seconds, and no longer once it is taken out', async ({
    page,
    browser,
  }) => {
    const { items } = await told<List<Card>>('/articles?limit=40&fields=slug,headline');
    const [old, older] = items.slice(-2).map(({ headline }) => headline);
    if (!old || !older) throw new Error('The demo newsroom has too few stories');
    await page.goto('/studio');
    await page.getByRole('link', { name: 'Front page', exact: true }).click();
    await expect(page.getByText(/^Nothing is put there/)).toBeVisible();

    await put(page, old);
    await put(page, older);
    await page.getByRole('button', { name: `Up with ${older}` }).click();
    await expect(headlines(page)).toHaveText([older, old]);
    await expect(places(page).getByRole('listitem').first()).toContainText('Leads');
    expect(await leadOf(browser)).not.toBe(older);
    await show(page);
    await expect.poll(() => leadOf(browser), { timeout: 8000 }).toBe(older);
    await page.getByRole('link', { name: 'What readers see now' }).click();
    await expect(page).toHaveURL('/');

    await page.goto('/studio/front');
    await page.getByRole('button', { name: `Take out ${older}` }).click();
    await show(page);
    await expect.poll(() => leadOf(browser), { timeout: 8000 }).toBe(old);
  });

  test('empties a place by itself when its time is over, by the clocks of the paper', async ({ page, browser }) => {
    const story = await published(page, title('Until noon'));
    const headline = story.text.headline;
    await page.goto('/studio/front');
    await put(page, headline);
    await page.getByRole('button', { name: `Set an end for ${headline}` }).click();
    const field = page.getByLabel(/^Until, by the clocks of /);
    await expect(field).toBeFocused();
    await field.fill('2035-07-01T08:00');
    await expect(page.getByText('Until 1 July 2035 at 08:00')).toBeVisible();
    await show(page);
    const { slots } = (await (await asks(page, 'GET', '/front')).json()) as Schemas['FrontArrangement'];
    expect(slots.map(({ articleId }) => articleId)).toEqual([story.id]);
    expect(slots[0]?.expiresAt).toMatch(/^2035-07-01T/);

    await arrange(page, { slots: [{ articleId: story.id, expiresAt: new Date(Date.now() + 4000) }] });
    await expect.poll(() => shown(story.text.slug)).toBe(true);
    await expect.poll(() => shown(story.text.slug), { timeout: 15_000 }).toBe(false);
    await page.reload();
    await expect(places(page)).toContainText('Not seen: its time is over');
    expect(await leadOf(browser)).not.toBe('');
  });

  test('of two who arrange it at once loses neither’s', async ({ page, browser }) => {
    test.setTimeout(90_000);
    const [one, two, three] = [title('Ada’s'), title('Mei’s'), title('Both')];
    const stories = [one, two, three];
    for (const headline of stories) await published(page, headline);
    await page.goto('/studio/front');
    const other = await (await browser.newContext({ storageState: administrator })).newPage();
    await other.goto('/studio/front');
    await put(page, three);
    await put(page, one);

    await put(other, two);
    await show(other);
    await button(page, 'Put it before readers').click();
    const collision = page.getByRole('region', { name: 'A colleague arranged it while you did' });
    await expect(collision.getByRole('list', { name: 'Yours' })).toContainText(one);
    await expect(collision.getByRole('list', { name: 'The colleague’s' })).toContainText(two);
    await isForEverybody(page);
    await page.reload();
    await expect(collision.getByRole('list', { name: 'Yours' })).toContainText(one);
    await collision.getByRole('button', { name: 'Go on with the colleague’s' }).click();
    await expect(headlines(page)).toHaveText([two]);
    await button(page, 'Bring yours back').click();
    await expect(headlines(page)).toHaveText([three, one]);

    await show(page);
    await expect(headlines(other)).toHaveText([three, one], { timeout: 15_000 });
    await expect(other.getByText('A colleague has just arranged it: this is theirs.')).toBeVisible();
    await other.context().close();
  });

  test('is arranged by the keyboard alone', async ({ page }) => {
    const [one, two] = [title('First key'), title('Second key')];
    await published(page, one);
    await published(page, two);
    await page.goto('/studio/front');
    await put(page, one);
    await put(page, two);
    await page.getByRole('button', { name: `Up with ${two}` }).focus();
    await page.keyboard.press('Enter');
    await expect(headlines(page)).toHaveText([two, one]);
    await expect(page.getByRole('button', { name: `Down with ${two}` })).toBeFocused();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(headlines(page)).toHaveText([one, two]);
    await expect(page.getByText(`${two} is now place 2 of 2`)).toBeAttached();
    await page.getByRole('button', { name: `Take out ${two}` }).focus();
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: `Take out ${one}` })).toBeFocused();
    await page.keyboard.press('Control+S');
    await expect(page.getByText('Readers see it so.')).toBeVisible();
    await isForEverybody(page);
  });

  test('is looked at by who may not lead, and no room of contributors', async ({ page, browser }) => {
    const headline = title('Seen by all');
    const { id } = await published(page, headline);
    await arrange(page, { slots: [{ articleId: id, expiresAt: null }] });
    await page.route('**/v1/staff/session', async (route) => {
      const answer = await route.fetch();
      const session = (await answer.json()) as Schemas['StaffSession'];
      const rights = session.rights.filter((right) => right !== 'lead');
      await route.fulfill({ response: answer, json: { ...session, rights } });
    });
    await page.goto('/studio/front');
    await expect(page.getByRole('list', { name: 'The places' })).toContainText(headline);
    await expect(page.getByText('Chief editors arrange it. You may look.')).toBeVisible();
    await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
    await page.unroute('**/v1/staff/session');

    const { link } = await colleague(page, 'Rui Costa');
    const rui = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
    await comeIn(rui, link);
    await expect(rui.getByRole('navigation', { name: 'Rooms of the desk' }).getByRole('link')).toHaveText([
      'Overview',
      'Calendar',
      'Pictures',
      'Your account',
    ]);
    await rui.goto('/studio/front');
    await expect(rui.getByText('Editors and chief editors see how the front page is arranged.')).toBeVisible();
    await rui.getByRole('link', { name: 'Calendar', exact: true }).click();
    await expect(rui.getByRole('list', { name: 'The days of the week' })).toBeVisible();
    await rui.context().close();
  });
});

test('the calendar shows what goes out on its day, and leads to it', async ({ page }) => {
  const headline = title('Regatta begins');
  const { id, version } = await begun(page, headline);
  const plan = { publishAt: '2034-06-14T07:30:00Z', withdrawAt: '2034-06-16T12:00:00Z', withdrawReason: 'It is over.' };
  await asks(
    page,
    'PUT',
    `/articles/${id}/schedule`,
    { ...plan, embargoedUntil: '2034-06-14T07:00:00Z' },
    `"${version}"`,
  );

  await page.goto('/studio');
  await page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Calendar' })).toBeVisible();
  await page.getByRole('link', { name: 'Week after' }).click();
  await page.getByRole('link', { name: 'This week' }).click();
  await expect(page.getByRole('link', { name: 'This week' })).toHaveCount(0);

  await page.goto('/studio/calendar?week=2034-06-15');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(/12\s*–\s*18 June 2034/);
  const day = (name: RegExp) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name }) });
  const wednesday = day(/^Wed/).getByRole('listitem').filter({ hasText: headline });
  await expect(wednesday).toHaveText([/Embargo ends/, /08:30 Goes out/]);
  await expect(day(/^Fri/).getByRole('listitem').filter({ hasText: headline })).toContainText('Taken back');
  await expect(day(/^Thu/)).not.toContainText(headline);
  await isForEverybody(page);

  await wednesday.last().getByRole('link', { name: headline }).click();
  await expect(page.getByLabel('Headline', { exact: true })).toHaveValue(headline);
});

test('a story that is pinned leads the related ones of its readers, and one is kept out of the popular', async ({
  page,
  browser,
}) => {
  const [headline, pinned, kept] = [title('Harbour opens'), title('Pinned to it'), title('Kept away')];
  const { id, text } = await published(page, headline);
  const beside = await published(page, pinned);
  await published(page, kept);
  await page.goto(`/studio/articles/${id}`);
  await page.getByText('Related stories, most popular').click();
  await find(page, 'Pin a story', pinned);
  await find(page, 'Keep a story away', kept);
  await page.getByLabel('Keep it out of the most popular').check();
  await isForEverybody(page);
  await button(page, 'Save its place').click();
  await expect(page.getByText('Readers’ lists follow within seconds.')).toBeVisible();

  const reader = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
  await expect
    .poll(async () => {
      await reader.goto(`/articles/${text.slug}`);
      return (await slugsIn(reader, '.related, [aria-labelledby*="related"]'))[0];
    })
    .toBe(beside.text.slug);
  await page.reload();
  await page.getByText('Related stories, most popular').click();
  await expect(page.getByRole('list', { name: 'Lead its related stories' })).toContainText(pinned);
  await expect(page.getByRole('list', { name: 'Never beside it' })).toContainText(kept);
  await expect(page.getByLabel('Keep it out of the most popular')).toBeChecked();
  await reader.context().close();
});

test('statistics are asked for when they are opened, and count who read', async ({ page, browser }) => {
  // Readers are counted every half minute.
  test.setTimeout(120_000);
  const { id, text } = await published(page, title('Read by one'));
  const reader = await (
    await browser.newContext({
      storageState: { cookies: [], origins: [] },
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    })
  ).newPage();
  await reader.goto(`/articles/${text.slug}`);
  await takenOver(reader);

  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`/studio/articles/${id}`);
  await page.getByRole('heading', { name: 'How it is read' }).waitFor();
  expect(asked.filter((url) => url.includes('/statistics'))).toEqual([]);
  await page.getByText('Readers and views', { exact: true }).click();
  const views = page.locator('.totals div').filter({ hasText: 'Views' }).locator('dd');
  await expect
    .poll(
      async () => {
        await button(page, 'Count again').click();
        return views.textContent();
      },
      { timeout: 60_000, intervals: [1000] },
    )
    .toBe('1');
  await expect(page.getByText(/^[01] of 1 view (was|were) read/)).toBeVisible();
  await page.getByText('By hour, the last seven days, as a table').click();
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2);
  await page.getByText('By day, as a table').click();
  await expect(page.getByText(/Nobody is known again/)).toBeVisible();
  await isForEverybody(page);
  await reader.context().close();
});

test('two drafts are published with one act, asked for once more and answered for each', async ({ page }) => {
  const name = title('Bulk');
  await begun(page, `${name} one`);
  await begun(page, `${name} two`);
  await asks(page, 'POST', '/articles', { language: 'en', headline: `${name} three` });
  await page.goto(`/studio?${new URLSearchParams({ whose: 'all', q: name })}`);
  await expect(page.getByRole('list', { name: /^Articles/ }).getByRole('link')).toHaveCount(3);
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('x');
  await expect(page.getByText('1 ticked')).toBeVisible();
  await page.getByRole('checkbox', { name: `Tick ${name} one` }).check();
  await page.getByRole('checkbox', { name: `Tick ${name} two` }).check();
  await page.getByRole('checkbox', { name: `Tick ${name} three` }).check();
  await expect(page.getByText('3 ticked')).toBeVisible();
  await isForEverybody(page);

  await button(page, 'Publish').click();
  await expect(page.getByText('Publish 3 articles?')).toBeVisible();
  await button(page, 'No').click();
  await expect(button(page, 'Publish')).toBeFocused();
  await page.keyboard.press('Enter');
  await button(page, 'Yes, publish').click();

  const results = page.getByRole('region', { name: '2 of 3 done.' });
  await expect(results).toBeFocused();
  await expect(results.getByRole('listitem').filter({ hasText: `${name} one` })).toContainText('Done');
  await expect(results.getByRole('listitem').filter({ hasText: `${name} three` })).toContainText('Not done');
  const rows = page.getByRole('list', { name: /^Articles/ }).getByRole('listitem');
  await expect(rows.filter({ hasText: 'Published' })).toHaveCount(2);
  await isForEverybody(page);

  await results.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('checkbox', { name: `Tick ${name} one` }).check();
  await page.getByRole('checkbox', { name: `Tick ${name} two` }).check();
  await button(page, 'Withdraw').click();
  await button(page, 'Yes, withdraw').click();
  await expect(page.getByRole('textbox', { name: 'Reason' })).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('textbox', { name: 'Reason' }).fill('It was a trial.');
  await button(page, 'Yes, withdraw').click();
  await expect(page.getByRole('region', { name: '2 articles done.' })).toBeVisible();
});
