import { test as base, expect, type Page, type Request } from '@playwright/test';
import { apiUrl, siteUrl, standIn } from './places.ts';
import type { Running } from './servers.ts';

/** Watches every page of a test: what a reader never sees must be clean as well. */
type Witness = {
  /** Lets pages of another site and its API take part; the site stands until the test's pages have been judged. */
  visits<Site extends Running & { api?: string }>(site: Site): Site;
  /** A complaint of the browser that belongs to the test. */
  expects(complaint: RegExp): void;
};

export const test = base.extend<{ witness: Witness }>({
  witness: [
    async ({ context }, use) => {
      const trusted = new Set([siteUrl, apiUrl, ...(standIn ? [standIn] : [])]);
      const expected: RegExp[] = [];
      const documents = new Set<string>();
      const complaints: { text: string; url: string }[] = [];
      const asked: Request[] = [];
      await using visited = new AsyncDisposableStack();
      context.on('request', (request) => {
        asked.push(request);
        if (request.isNavigationRequest()) documents.add(request.url());
      });
      context.on('console', (message) => {
        const isComplaint = message.type() === 'error' || message.type() === 'warning';
        if (isComplaint) complaints.push({ text: message.text(), url: message.location().url });
      });
      context.on('weberror', (error) => complaints.push({ text: String(error.error()), url: '' }));

      await use({
        visits: (site) => {
          trusted.add(site.origin);
          if (site.api) trusted.add(site.api);
          return visited.use(site);
        },
        expects: (complaint) => expected.push(complaint),
      });

      // The browser tells of a page that answers 404 like of a missing picture.
      const isOfPage = (text: string, url: string) => text.startsWith('Failed to load resource') && documents.has(url);
      const surprises = complaints.filter(
        ({ text, url }) => !isOfPage(text, url) && !expected.some((pattern) => pattern.test(text)),
      );
      expect(surprises, 'complaints of the browser').toEqual([]);
      const abroad = asked.filter((request) => {
        const { protocol, origin } = new URL(request.url());
        const isStopped = request.failure()?.errorText === 'csp';
        return /^(https?|wss?):$/.test(protocol) && !trusted.has(origin) && !isStopped;
      });
      expect(
        abroad.map((request) => request.url()),
        'requests to others',
      ).toEqual([]);
      // The key to a gift is the only thing this site ever keeps in a browser, where its own pages alone can see it; the
      // API keeps the session of those who signed in, out of every page's sight.
      const kept = (await context.cookies()).filter(
        ({ name, path, httpOnly, secure, sameSite }) =>
          !(name.startsWith('donation-') && path === '/support') &&
          !(name === '__Host-broadsheet' && httpOnly && secure && sameSite === 'Strict'),
      );
      expect(kept, 'cookies').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Resolves when the browser's half of the site has taken over and follows links by itself. */
export const takenOver = (page: Page) => page.locator('#svelte-announcer').waitFor({ state: 'attached' });

/** Where the link to the next page of a list leads. */
export async function olderStories(page: Page): Promise<string> {
  const href = await page.getByRole('link', { name: 'Older stories' }).getAttribute('href');
  return new URL(href ?? 'missing:', page.url()).href;
}

/** The slugs of the stories behind links to articles, in order, each once. */
export async function slugsIn(page: Page, selector: string): Promise<string[]> {
  const hrefs = await page
    .locator(`${selector} a[href^="/articles/"]`)
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  return [...new Set(hrefs.map((href) => decodeURIComponent(href.slice('/articles/'.length))))];
}
