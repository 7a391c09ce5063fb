import { redirect } from '@sveltejs/kit';
import { api, by, mostPopularOf, need } from './client.ts';
import { storyFields } from './stories.ts';

type Asked = { fetch: typeof globalThis.fetch; url: URL; slug: string };
type Filter = { tag: string } | { section: string } | { author: string };

const PER_PAGE = 20;

/**
 * A page about something and its stories, asked for side by side. A former slug leads to the present one.
 * @param about the call for what the page is about, answering to `slug`
 */
export async function listing<T extends { slug: string }>(
  { fetch, url, slug }: Asked,
  filter: Filter,
  about: Parameters<typeof need<T>>[0],
) {
  const cursor = url.searchParams.get('cursor');
  const query = { ...filter, limit: PER_PAGE, fields: storyFields, ...(cursor && { cursor }) };
  const stories = api.GET('/v1/articles', { params: { query }, ...by(fetch) });
  // When the subject itself is missing, nobody waits for its stories, and their failure is nobody's news.
  stories.catch(() => undefined);
  const popular = cursor ? [] : mostPopularOf(fetch, filter);

  const subject = await need(about);
  if (subject.slug !== slug) redirect(301, url.pathname.replace(/[^/]+$/, encodeURIComponent(subject.slug)));
  return { subject, list: await need(stories), popular: await popular, isFirstPage: !cursor };
}
