import { api, by, need, type PopularList, type PopularStory } from '#lib/api/client.ts';
import { storyFields, type Story } from '#lib/api/stories.ts';
import { rankingOf } from './ranking.ts';
import type { PageLoad } from './$types';

export type Ranked = Pick<PopularStory, 'rank' | 'previousRank' | 'basis'> & { article: Story };
type Ranks = Omit<PopularList, 'items'> & { items: Ranked[] };

const MOST = 20;
const fields = ['rank', 'previousRank', 'basis', ...storyFields.split(',').map((name) => `article.${name}`)].join(',');

export const load: PageLoad = async ({ fetch, url }) => {
  const ranking = rankingOf(url.searchParams);
  const { window, metric, section } = ranking;
  const query = { window, metric, ...(section && { section }), limit: MOST, fields };
  const list: Ranks = await need(api.GET('/v1/articles/popular', { params: { query }, ...by(fetch) }));
  return { ranking, list };
};
