import { redirect } from '@sveltejs/kit';
import { api, by, may, mostPopular, need, type Tag } from '#lib/api/client.ts';
import { relatedFields, type Related } from './related.ts';
import type { PageLoad } from './$types';

const OTHER_TAGS = 14;
const RELATED = 5;

export const load: PageLoad = async ({ fetch, params }) => {
  const path = { idOrSlug: params.slug };
  const article = await need(api.GET('/v1/articles/{idOrSlug}', { params: { path }, ...by(fetch) }));
  // The API led an id or a former slug to the article; readers and search engines are led to its present address.
  if (article.slug !== params.slug) redirect(301, `/articles/${encodeURIComponent(article.slug)}`);

  const [otherTags, related, popular] = await Promise.all([
    otherTagsOf(fetch, article.id),
    relatedTo(fetch, article.id),
    mostPopular(fetch, article.slug),
  ]);
  return { article, otherTags, related, popular };
};

/** Most articles first is the order tags come in. */
async function otherTagsOf(
  fetch: typeof globalThis.fetch,
  id: string,
): Promise<Pick<Tag, 'slug' | 'name' | 'articleCount'>[]> {
  const query = { excludeArticle: id, limit: OTHER_TAGS, fields: 'slug,name,articleCount' };
  const tags = await may(api.GET('/v1/tags', { params: { query }, ...by(fetch, 1500) }));
  return tags?.items ?? [];
}

async function relatedTo(fetch: typeof globalThis.fetch, id: string): Promise<Related[]> {
  const params = { path: { idOrSlug: id }, query: { limit: RELATED, fields: relatedFields } };
  const list = await may(api.GET('/v1/articles/{idOrSlug}/related', { params, ...by(fetch, 1500) }));
  return list?.items ?? [];
}
