import { api, by, may, type ArticleCard, type PopularStory } from './client.ts';

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
