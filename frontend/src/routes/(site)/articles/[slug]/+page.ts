import { redirect } from '@sveltejs/kit';
import { api, by, may, need, type Tag } from '#lib/api/client.ts';
import type { PageLoad } from './$types';

const OTHER_TAGS = 14;

export const load: PageLoad = async ({ fetch, params }) => {
  const path = { idOrSlug: params.slug };
  const article = await need(api.GET('/v1/articles/{idOrSlug}', { params: { path }, ...by(fetch) }));
  // The API led an id or a former slug to the article; readers and search engines are led to its present address.
  if (article.slug !== params.slug) redirect(301, `/articles/${encodeURIComponent(article.slug)}`);

  // Most articles first is the order tags come in.
  const query = {
    excludeArticle: article.id,
    limit: OTHER_TAGS,
    fields: 'slug,name,articleCount',
  };
  const otherTags = await may(api.GET('/v1/tags', { params: { query }, ...by(fetch, 1500) }));
  const tags: Pick<Tag, 'slug' | 'name' | 'articleCount'>[] = otherTags?.items ?? [];
  return { article, otherTags: tags };
};
