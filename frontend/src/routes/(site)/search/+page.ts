import { api, by, need, type Highlight, type SearchResults } from '#lib/api/client.ts';
import { storyFields, type Story } from '#lib/api/stories.ts';
import { parametersOf, questionOf } from './question.ts';
import type { PageLoad } from './$types';

export type Hit = { article: Story; highlights: Highlight[] };
type Results = Omit<SearchResults, 'items'> & { items: Hit[] };

const PER_PAGE = 20;
const fields = ['highlights', ...storyFields.split(',').map((name) => `article.${name}`)].join(',');

export const load: PageLoad = async ({ fetch, url }) => {
  const question = questionOf(url.searchParams);
  if (!question.q) return { question, results: null };

  const query = { ...parametersOf(question), limit: PER_PAGE, include: 'facets', fields };
  const results: Results = await need(api.GET('/v1/search', { params: { query }, ...by(fetch) }));
  return { question, results };
};
