import { api, by, may } from '#lib/api/client.ts';
import type { Named } from './draft.ts';

type Filed = 'tags' | 'sections' | 'authors';
const MOST = 100;

/** What there is of a kind to file an article under; with the beginning of a word, what is called so. */
export async function choices(kind: Filed, q = ''): Promise<Named[]> {
  const words = q.trim().toLowerCase();
  const items = await all[kind](words);
  return items.filter(({ name }) => name.toLowerCase().includes(words));
}

const limit = { limit: MOST, fields: 'slug,name' };
const all: Record<Filed, (words: string) => Promise<Named[]>> = {
  tags: async (words) => {
    const query = { ...limit, ...(words && { prefix: words }) };
    return (await may(api.GET('/v1/tags', { params: { query }, ...by(fetch) })))?.items ?? [];
  },
  sections: async () => (await may(api.GET('/v1/sections', { params: { query: limit }, ...by(fetch) })))?.items ?? [],
  authors: async () => (await may(api.GET('/v1/authors', { params: { query: limit }, ...by(fetch) })))?.items ?? [],
};
