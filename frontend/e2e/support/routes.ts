import type { Page } from '@playwright/test';
import { manuscripts } from './newsroom.ts';
import { olderStories } from './test.ts';

export type Route = {
  name: string;
  status: number;
  isIndexed: boolean;
  /** One reader's own, which no cache keeps. */
  isPrivate?: boolean;
  /** Where it is; a page of a list is found by going there. */
  find(page: Page): string | Promise<string>;
};

const at = (name: string, path: string, but: Partial<Route> = {}): Route => ({
  name,
  status: 200,
  isIndexed: true,
  find: () => path,
  ...but,
});

const older = (path: string) => async (page: Page) => {
  await page.goto(path);
  return olderStories(page);
};

export const seedPath = '/articles/japan-and-us-cooperation-on-north-korean-threat';
export const longRead = '/articles/what-the-tide-owes-us';
export const withdrawn = manuscripts.find(({ state }) => state === 'withdrawn');

const unknownGift = '0b6c1f5e-6a4e-4f1c-9a53-0d6a5b5d3f0e';

/** A page of every kind the site has. */
export const routes: Route[] = [
  at('the front page', '/'),
  at('the seed article', seedPath),
  at('the long read with table, quotation and headings', longRead),
  at('a corrected article', '/articles/island-makes-do-as-ferries-stop'),
  at('an opinion piece', '/articles/turn-the-promenade-down'),
  at('an article in another language', '/articles/voluntarios-semeiam-um-prado-no-mar'),
  at('a tag', '/tags/shiomi'),
  at('a section', '/sections/harbour-city'),
  at('an author', '/authors/maria-theodorou'),
  at('older stories of the paper', '/', { find: older('/'), isIndexed: false }),
  at('older stories of a section', '/', { find: older('/sections/harbour-city'), isIndexed: false }),
  at('the search page', '/search', { isIndexed: false }),
  at('the results of a search', '/search?q=ferry&order=newest', { isIndexed: false }),
  at('a narrowed search', '/search?q=the&section=harbour-city&tag=ferries', { isIndexed: false }),
  at('a search without a result', '/search?q=nothing-was-ever-here', { isIndexed: false }),
  at('the most popular', '/popular'),
  at('the most read of a section', '/popular?window=7d&metric=reads&section=culture', { isIndexed: false }),
  at('the page of support', '/support', { isPrivate: true }),
  at('the page of a gift this browser does not know', `/support/thanks?donation=${unknownGift}`, {
    isPrivate: true,
    isIndexed: false,
  }),
  at('the page for developers', '/developers'),
  at('a problem', '/problems/invalid-parameter'),
  at('a missing page', '/articles/nothing-was-ever-here', { status: 404, isIndexed: false }),
  at('a withdrawn article', `/articles/${withdrawn?.slug ?? ''}`, { status: 410, isIndexed: false }),
];
