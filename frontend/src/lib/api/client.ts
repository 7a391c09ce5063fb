import { browser } from '$app/env';
import { PUBLIC_API_URL } from '$app/env/public';
import { error } from '@sveltejs/kit';
import createClient, { type ClientOptions } from 'openapi-fetch';
import type { components, paths } from './schema.d.ts';

type Schemas = components['schemas'];
export type ArticleCard = Schemas['ArticleCard'];
export type ArticleView = Schemas['Article'];
export type Author = Schemas['Author'];
/** What a page tells of its reader: nothing that says who it is. */
export type Beacon = Required<Schemas['Beacon']>;
/** A piece of a found text, and where in it the words stand. */
export type Highlight = Schemas['Highlight'];
export type Image = Schemas['Image'];
/** Stories by what readers did, filled up with the latest. */
export type PopularList = Schemas['PopularList'];
export type PopularStory = Schemas['PopularStory'];
/** What a search brings, and how it is spread. */
export type SearchResults = Schemas['SearchResults'];
/** What the masthead and the shelves know of a section. */
export type SectionName = Pick<Schemas['Section'], 'slug' | 'name' | 'articleCount'>;
/** A story beside another one, and why it stands there. */
export type RelatedStory = Schemas['RelatedStory'];
export type Site = Schemas['Site'];
export type Suggestion = Pick<Schemas['Suggestion'], 'kind' | 'text' | 'slug'>;
export type Tag = Schemas['Tag'];
export type Weather = Schemas['Weather'];
type Problem = Schemas['Problem'];

/** What an operation of openapi-fetch resolves to. */
type Answer<T> = { data?: T; error?: Problem; response: Response };

/** The API as browsers reach it; told here alone, for a file of its own would cost each page more than it holds. */
export const apiUrl: string = PUBLIC_API_URL;

/** A client of the API. The readers' is {@link api}; the desk's shows who asks. */
export const clientWith = (options: ClientOptions) => createClient<paths>({ baseUrl: apiUrl, ...options });

/** The one of the pages: the server and the browser call the same addresses, so what the server fetched is not fetched again. */
export const api = clientWith({});

/**
 * Options of one call: the load function's own `fetch`, and how long a reader is kept waiting.
 * On the server lib/server/upstream.ts keeps the time, for fewer timers.
 */
export const by = (fetch: typeof globalThis.fetch, milliseconds = 5000) => ({
  fetch,
  ...(browser && { signal: AbortSignal.timeout(milliseconds) }),
});

/** The answer the page cannot do without. What went wrong becomes the status of the page itself. */
export async function need<T>(call: Promise<Answer<T>>): Promise<T> {
  const answer = await call.catch(() => null);
  if (answer?.data !== undefined) return answer.data;
  if (!answer?.error?.status) error(503, 'The newsroom’s server does not answer');
  const { status, title, detail, requestId } = answer.error;
  error(status, title, {
    ...(status === 410 && detail ? { reason: detail } : {}),
    ...(status >= 500 && requestId ? { requestId } : {}),
  });
}

/** The answer the page is merely better with: null when it is late, refused or broken. */
export async function may<T>(call: Promise<Answer<T>>): Promise<T | null> {
  const answer = await call.catch(() => null);
  return answer?.data ?? null;
}

// Popular stories stand here, for on its own a list so short would be a file of its own to fetch.

/** What a block shows of a story, and so all that is asked for. */
const SHOWN = ['slug', 'language', 'headline'] as const satisfies readonly (keyof ArticleCard)[];

export type Popular = Pick<PopularStory, 'basis'> & { article: Pick<ArticleCard, (typeof SHOWN)[number]> };

const fields = ['basis', ...SHOWN.map((name) => `article.${name}`)].join(',');
const MOST = 5;
const PATIENCE_MS = 1500;
/** What has few readers of its own would show the latest once more, as the list beside it does. */
const LEAST_READ = 3;

/** The five most popular stories of the paper but the one that is being read; none when they cannot be had in time. */
export async function mostPopular(fetch: typeof globalThis.fetch, but?: string): Promise<Popular[]> {
  const stories = await asked(fetch, {}, but === undefined ? MOST : MOST + 1);
  return stories.filter(({ article }) => article.slug !== but).slice(0, MOST);
}

/** The five most popular stories of a section, tag or author; none when too little of it was read. */
export async function mostPopularOf(
  fetch: typeof globalThis.fetch,
  filter: { section: string } | { tag: string } | { author: string },
): Promise<Popular[]> {
  const stories = await asked(fetch, filter, MOST);
  return stories.filter(({ basis }) => basis === 'readers').length < LEAST_READ ? [] : stories;
}

async function asked(fetch: typeof globalThis.fetch, filter: object, limit: number): Promise<Popular[]> {
  const query = { ...filter, limit, fields };
  const list = await may(api.GET('/v1/articles/popular', { params: { query }, ...by(fetch, PATIENCE_MS) }));
  return list?.items ?? [];
}
