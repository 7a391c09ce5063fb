import type { Browser, Locator, Page } from '@playwright/test';
import { isForEverybody } from './support/access.ts';
import { apiUrl } from './support/places.ts';
import { administrator } from './support/staff.ts';
import { expect, test } from './support/test.ts';

const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true });
const text = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true });
const acts = (page: Page) => page.getByRole('list', { name: 'What can be done with it' }).getByRole('button');
const lead = (page: Page) => page.getByRole('region', { name: 'Lead picture' });
const sheet = (page: Page) => page.getByRole('dialog', { name: 'What it shows' });
const cards = (page: Page) => page.getByRole('list', { name: 'Pictures, the newest first' }).getByRole('listitem');
const isSaved = (page: Page) => expect(page.getByText(/^Saved \d\d:\d\d/)).toBeVisible();

let made = 0;
const title = (words: string) => `${words} ${process.pid} ${++made}`;

type File = { name: string; mimeType: string; buffer: Buffer };

test.use({ storageState: administrator });
// What is refused is told by a status, of which the browser complains.
test.beforeEach(({ witness }) => witness.expects(/status of 4\d\d/));

/** A photograph that no other test has: a sky, a sea, and a number in colours. */
async function photo(page: Page, name: string, [width, height] = [1400, 900]): Promise<File> {
  const url = await page.evaluate(
    ([across, down]) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [across ?? 1, down ?? 1];
      const draw = canvas.getContext('2d');
      if (!draw) throw new Error('No canvas');
      for (let stripe = 0; stripe < 24; stripe++) {
        draw.fillStyle = `hsl(${180 + Math.random() * 60} 50% ${30 + Math.random() * 40}%)`;
        draw.fillRect(0, (stripe * canvas.height) / 24, canvas.width, canvas.height / 24);
      }
      draw.fillStyle = '#fc6';
      draw.fillRect(canvas.width * 0.7, canvas.height * 0.2, 120, 120);
      return canvas.toDataURL('image/jpeg', 0.8);
    },
    [width, height],
  );
  return { name, mimeType: 'image/jpeg', buffer: Buffer.from(url.slice(url.indexOf(',') + 1), 'base64') };
}

/** An article that could go out as it is. */
async function begun(page: Page, name: string): Promise<void> {
  await page.goto('/studio');
  await button(page, 'New article').click();
  await page.getByLabel('Headline', { exact: true }).fill(name);
  await text(page).click();
  await page.keyboard.type('Ten boats lay still in the fog.');
  await page.getByLabel('Section', { exact: true }).selectOption({ index: 1 });
  await page.getByRole('combobox', { name: 'Byline' }).focus();
  await page.getByRole('listbox', { name: 'Byline' }).getByRole('option').first().click();
  await button(page, 'Save').click();
  await isSaved(page);
}

async function upload(page: Page, by: Locator, ...files: File[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await by.click();
  await (await chooser).setFiles(files);
}

/** As another program would have left it, or as it lies in a folder. */
async function hand(place: Locator, how: 'paste' | 'drop', what: { files?: File[]; words?: string }): Promise<void> {
  const { files = [], words } = what;
  const given = files.map(({ name, buffer }) => ({ name, bytes: buffer.toString('base64') }));
  await place.evaluate(
    (element, what) => {
      const data = new DataTransfer();
      for (const { name, bytes } of what.given) {
        const whole = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
        data.items.add(new File([whole], name, { type: 'image/jpeg' }));
      }
      if (what.words) data.setData('text/plain', what.words);
      const { right, bottom } = element.getBoundingClientRect();
      const event =
        what.how === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent('drop', {
              dataTransfer: data,
              bubbles: true,
              cancelable: true,
              clientX: right - 5,
              clientY: bottom - 5,
            });
      element.dispatchEvent(event);
    },
    { how, given, words },
  );
}

async function newLine(page: Page): Promise<void> {
  await text(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
}

async function publish(page: Page): Promise<void> {
  await acts(page)
    .filter({ hasText: /^Publish$/ })
    .click();
  await button(page, 'Publish it').click();
}

async function describe(page: Page, alt: string, credit: string): Promise<void> {
  await sheet(page).getByLabel('Alternative text', { exact: true }).fill(alt);
  await sheet(page).getByLabel('Credit', { exact: true }).fill(credit);
  await button(sheet(page), 'Save').click();
  await expect(sheet(page)).toHaveCount(0);
}

async function reader(page: Page, browser: Browser): Promise<Page> {
  await expect(page.getByText('Readers see it as it was saved last.')).toBeVisible();
  const url = (await page.getByRole('link', { name: 'Its page for readers' }).getAttribute('href')) ?? '';
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(url);
  return visitor;
}

test('a lead picture is taken in, described, given its focal point by the keyboard, and seen by readers', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const name = title('Lighthouse at noon');
  await begun(page, name);
  await upload(page, button(lead(page), 'Upload'), await photo(page, 'noon.jpg'));
  await expect(lead(page).getByText('Needs an alternative text and a credit before it is published.')).toBeVisible();
  await publish(page);
  await button(page, 'Lead picture needs an alternative text and a credit before it is published').click();
  await expect(sheet(page).getByLabel('Alternative text', { exact: true })).toBeFocused();

  const point = sheet(page).getByRole('slider', { name: 'Focal point' });
  await expect(point).toHaveAttribute('aria-valuetext', '50% from the left, 50% from the top');
  await page.keyboard.press('Shift+Tab');
  await expect(point).toBeFocused();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowUp');
  await expect(point).toHaveAttribute('aria-valuetext', '70% from the left, 48% from the top');
  await sheet(page).getByLabel('Caption', { exact: true }).fill('The light stands south of the mole.');
  await describe(page, 'A striped sea under a small sun', 'Photo: Ada Byron');
  await expect(lead(page).getByText('Photo: Ada Byron')).toBeVisible();

  await button(page, 'Publish it').click();
  const visitor = await reader(page, browser);
  const figure = visitor.locator('.lead figure');
  await expect(figure.getByRole('img', { name: 'A striped sea under a small sun' })).toBeVisible();
  await expect(figure.locator('figcaption')).toHaveText(/The light stands south of the mole\.\s*Photo: Ada Byron/);
  const slug = new URL(visitor.url()).pathname.split('/').at(-1);
  const article = (await (await page.request.get(`${apiUrl}/v1/articles/${slug}`)).json()) as {
    leadImage: { focalX: number; focalY: number };
  };
  expect(article.leadImage).toMatchObject({ focalX: 0.7, focalY: 0.48 });

  // The focal point by a press, and taking the picture off, which autosave keeps.
  await button(lead(page), 'What it shows').click();
  const box = await sheet(page).locator('.box').boundingBox();
  if (!box) throw new Error('The picture is not shown');
  await page.mouse.click(box.x + box.width / 4, box.y + box.height / 10);
  await expect(point).toHaveAttribute('aria-valuetext', '25% from the left, 10% from the top');
  await button(sheet(page), 'Close').click();
  await expect(sheet(page).getByText('What you said of it is not saved yet.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(button(lead(page), 'What it shows')).toBeFocused();
  await button(lead(page), 'Take it off').click();
  await button(page, 'Save').click();
  await expect(page.getByText('What was saved since is not published.')).toBeVisible();
  await page.reload();
  await expect(button(lead(page), 'Choose a picture')).toBeVisible();
});

test('a picture stands in the text with its caption, and goes out only when it is described', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await begun(page, title('Quay in the text'));
  await newLine(page);
  await button(page, 'Picture').click();
  const chooser = page.getByRole('dialog', { name: 'Choose a picture' });
  await upload(page, button(chooser, 'Upload a new one'), await photo(page, 'quay.jpg'));
  await expect(chooser).toHaveCount(0);
  const figure = text(page).locator('figure');
  await expect(figure.locator('img')).toBeVisible();
  await expect(figure.getByText('Needs an alternative text and a credit before it is published.')).toBeVisible();
  await page.keyboard.type('The quay at six.');
  await expect(figure.locator('figcaption')).toHaveText('The quay at six.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Nobody was there.');
  await button(page, 'Save').click();
  await isSaved(page);

  await publish(page);
  await button(page, 'Picture 1 of the text needs an alternative text and a credit before it is published').click();
  await describe(page, 'An empty quay', 'Photo: Mei Lin');
  await expect(figure.getByText('Needs an alternative text')).toHaveCount(0);
  await button(page, 'Publish it').click();
  const visitor = await reader(page, browser);
  const shown = visitor.locator('.body figure');
  await expect(shown.getByRole('img', { name: 'An empty quay' })).toBeVisible();
  await expect(shown.locator('figcaption')).toHaveText('The quay at six. Photo: Mei Lin');
  expect(await shown.locator('img').getAttribute('srcset')).toMatch(/-320\.webp 320w.*-1280\.webp 1280w/);
  for (const width of [1280, 390]) {
    await visitor.setViewportSize({ width, height: 900 });
    await shown.scrollIntoViewIfNeeded();
    const image = shown.locator('img');
    await expect.poll(() => image.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0)).toBe(true);
    const [inner, outer] = [await image.boundingBox(), await visitor.locator('.body').boundingBox()];
    expect(Math.abs((inner?.width ?? 0) - (outer?.width ?? 1))).toBeLessThanOrEqual(1);
    expect((inner?.width ?? 0) / (inner?.height ?? 1)).toBeCloseTo(1280 / 823, 1);
    expect(await visitor.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await page.reload();
  await expect(text(page).locator('figure figcaption')).toHaveText('The quay at six.');
  await expect(text(page).locator('p').last()).toHaveText('Nobody was there.');
});

test('a picture is pasted or dropped into the text, moved and removed by the keyboard', async ({ page }) => {
  await begun(page, title('Pasted'));
  await newLine(page);
  await hand(text(page), 'paste', { files: [await photo(page, 'pasted.jpg')] });
  await expect(text(page).locator('figure img')).toHaveCount(1);
  const dropped = [await photo(page, 'wide.jpg', [800, 400]), await photo(page, 'tall.jpg', [400, 800])];
  await hand(text(page), 'drop', { files: dropped });
  await expect(text(page).locator('figure img')).toHaveCount(3);
  const heights = await text(page)
    .locator('figure img')
    .evaluateAll((images) => images.map((image) => Number(image.getAttribute('height'))));
  expect(heights, 'in the order in which they were dropped').toEqual([823, 320, 640]);

  const first = text(page).locator('figure').first();
  await first.locator('figcaption').click();
  await page.keyboard.type('One');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(text(page).locator(':scope > *').first()).toHaveText(/One$/);
  await page.keyboard.press('Alt+F10');
  await page.keyboard.press('End');
  await expect(button(page, 'Remove the picture')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(text(page).locator('figure img')).toHaveCount(2);
  await expect(text(page)).toBeFocused();
  await page.keyboard.press('Control+Z');
  await expect(text(page).locator('figure img')).toHaveCount(3);
});

test('a picture of elsewhere that came with a text needs words of its own', async ({ page, witness }) => {
  witness.expects(/a\.example/);
  await begun(page, title('From elsewhere'));
  await newLine(page);
  await text(page).evaluate((place) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', '<p>Seen <img src="https://a.example/x.png" onerror="alert(1)"> there.</p>');
    place.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(text(page).getByText('A picture of a.example, which readers of this site do not see.')).toBeVisible();
  await button(page, 'Save').click();
  await button(page, 'Picture 1 of the text needs an alternative text').click();
  await sheet(page).getByLabel('Alternative text', { exact: true }).fill('A tide gauge');
  await button(sheet(page), 'Save').click();
  await button(page, 'Save').click();
  await expect(page.getByText('Before it can be published:')).toHaveCount(0);
  await expect(text(page).getByText('Needs an alternative text')).toHaveCount(0);
});

test('what is no picture is refused in words, and can be sent again or left out', async ({ page }) => {
  await page.goto('/studio/pictures');
  const svg = {
    name: 'drawing.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  };
  await upload(page, button(page, 'Upload'), svg);
  const ways = page.getByRole('list', { name: 'Pictures on their way in' });
  await expect(ways.getByRole('alert')).toHaveText(/^drawing\.jpg is not in\. SVG and HTML can carry scripts/);
  await button(ways, 'Try again').click();
  await expect(ways.getByRole('alert')).toHaveText(/^drawing\.jpg is not in\. SVG and HTML can carry scripts/);
  await ways.getByRole('button', { name: 'Leave it out' }).click();
  await expect(ways).toHaveCount(0);

  await upload(page, button(page, 'Upload'), {
    name: 'much.png',
    mimeType: 'image/png',
    buffer: Buffer.alloc(21 * 1024 * 1024),
  });
  await expect(ways.getByRole('alert')).toHaveText('much.png is not in. It has 21 MB, and 20 MB are taken at most.');
});

test('an address of a player becomes an embed, of which readers see a link and nothing is fetched', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await begun(page, title('Launch'));
  await newLine(page);
  await hand(text(page), 'paste', { words: 'https://youtu.be/dQw4w9WgXcQ?si=tracking&t=1m30s' });
  const figure = text(page).locator('figure.embed');
  await expect(figure).toContainText('https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90s');
  await page.keyboard.type('The launch.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('The tables are at ');
  await hand(text(page), 'paste', { words: 'https://tide.example/tables' });
  await expect(text(page).locator('a[href="https://tide.example/tables"]')).toHaveText('https://tide.example/tables');
  await isForEverybody(page);
  await page.keyboard.press('Enter');

  await button(page, 'Embed').click();
  await page.getByLabel('Address of what is embedded').fill('https://tide.example/film');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Embedded is what is at an address of YouTube/)).toBeVisible();
  await page.getByLabel('Address of what is embedded').fill('vimeo.com/76979871');
  await page.keyboard.press('Enter');
  await expect(text(page).locator('figure.embed')).toHaveCount(2);
  await button(page, 'A link instead').click();
  await expect(text(page).locator('figure.embed')).toHaveCount(1);
  await expect(text(page).locator('a[href="https://vimeo.com/76979871"]')).toBeVisible();

  await publish(page);
  const visitor = await reader(page, browser);
  const embed = visitor.locator('.body figure[data-embed-url]');
  await expect(embed.getByRole('link')).toHaveAttribute('href', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90s');
  await expect(embed.getByRole('link')).toHaveText('youtube.com');
  await expect(embed.locator('figcaption')).toHaveText('The launch.');
  await isForEverybody(visitor);
});

test('the room of pictures finds, describes and removes what nobody uses', async ({ page }) => {
  test.setTimeout(120_000);
  const alt = title('A crane over the dock');
  await page.goto('/studio/pictures');
  const crane = await photo(page, 'crane.jpg', [700, 1100]);
  await upload(page, button(page, 'Upload'), crane);
  await expect(page.getByText('crane.jpg is in')).toBeAttached();
  await page.getByRole('link', { name: 'Unused only' }).click();
  await cards(page).filter({ hasText: 'Not described yet' }).first().getByRole('button').click();
  await expect(sheet(page).getByText('In no article.')).toBeVisible();
  await describe(page, alt, 'Photo: Ada Byron');

  await page.getByLabel('Words').fill(alt);
  await button(page, 'Find').click();
  await expect(cards(page)).toHaveCount(1);
  await upload(page, button(page, 'Upload'), crane);
  await expect(page.getByText('crane.jpg is in')).toBeAttached();
  await expect(cards(page)).toHaveCount(1);
  await expect(cards(page)).toContainText('Unused');
  await isForEverybody(page);

  await cards(page).getByRole('button').click();
  await expect(button(sheet(page), 'Remove it')).toBeVisible();
  await isForEverybody(page);
  await button(sheet(page), 'Remove it').click();
  await expect(sheet(page).getByText('Remove this picture for good?')).toBeVisible();
  await button(sheet(page), 'Yes').click();
  await expect(page.getByText('None is like this.')).toBeVisible();
});

test('a picture that an article uses says where, is chosen again for another one, and is not removed', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const alt = title('A gull on a bollard');
  const name = title('Gulls');
  await begun(page, name);
  await upload(page, button(lead(page), 'Upload'), await photo(page, 'gull.jpg'));
  await button(lead(page), 'What it shows').click();
  await describe(page, alt, 'Photo: Ada Byron');
  await isForEverybody(page);
  await button(page, 'Save').click();
  await isSaved(page);

  await page.goto('/studio/pictures');
  await page.getByLabel('Words').fill(alt);
  await button(page, 'Find').click();
  await expect(cards(page)).toHaveCount(1);
  await expect(cards(page)).toContainText('Used');
  await cards(page).getByRole('button').click();
  await expect(sheet(page).getByRole('link', { name })).toBeVisible();
  await expect(button(sheet(page), 'Remove it')).toHaveCount(0);

  await begun(page, title('More gulls'));
  await button(lead(page), 'Choose a picture').click();
  const chooser = page.getByRole('dialog', { name: 'Choose a picture' });
  await chooser.getByLabel('Words').fill(alt);
  await page.keyboard.press('Enter');
  await expect(chooser.getByRole('listitem')).toHaveCount(1);
  await isForEverybody(page);
  await chooser.getByRole('button', { name: alt }).click();
  await expect(lead(page).getByRole('img', { name: alt })).toBeVisible();
});

test('what a colleague said of a picture meanwhile is shown before it is overwritten', async ({ page }) => {
  const name = title('A buoy');
  await page.goto('/studio/pictures');
  await upload(page, button(page, 'Upload'), await photo(page, 'buoy.jpg'));
  await expect(page.getByText('buoy.jpg is in')).toBeAttached();
  await cards(page).filter({ hasText: 'Not described yet' }).first().getByRole('button').click();
  await describe(page, name, 'Photo: Ada Byron');
  await page.getByLabel('Words').fill(name);
  await button(page, 'Find').click();
  await expect(cards(page)).toHaveCount(1);
  await cards(page).getByRole('button').click();
  await expect(sheet(page).getByLabel('Alternative text', { exact: true })).toHaveValue(name);

  const other = await page.context().newPage();
  await other.goto(page.url());
  await cards(other).getByRole('button').click();
  await describe(other, `${name}, red`, 'Photo: Mei Lin');

  await sheet(page).getByLabel('Alternative text', { exact: true }).fill(`${name}, green`);
  await button(sheet(page), 'Save').click();
  await expect(sheet(page).getByText(`It says now: “${name}, red”`)).toBeVisible();
  await button(sheet(page), 'Take that').click();
  await expect(sheet(page).getByLabel('Credit', { exact: true })).toHaveValue('Photo: Mei Lin');
  await sheet(page).getByLabel('Alternative text', { exact: true }).fill(`${name}, green`);
  await button(sheet(page), 'Save').click();
  await expect(cards(page)).toContainText(`${name}, green`);
});
