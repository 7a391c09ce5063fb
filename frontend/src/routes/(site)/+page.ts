import { api, by, may, mostPopular, need, type SectionName, type Site } from '#lib/api/client.ts';
import { storyFields, type Story } from '#lib/api/stories.ts';
import type { PageLoad } from './$types';

const LATEST = 12;
/** More than a shelf shows, because stories further up the page are left out of it. */
const PER_SHELF = 8;

export const load: PageLoad = async ({ fetch, url, parent }) => {
  const { site, sections } = await parent();
  const cursor = url.searchParams.get('cursor');
  if (cursor) return { older: await latest(fetch, 30, cursor), front: null, popular: [] };

  const [newest, chosen, popular, shelves] = await Promise.all([
    latest(fetch, LATEST),
    editorsChoice(fetch, site),
    mostPopular(fetch),
    Promise.all(sections.filter(({ articleCount }) => articleCount > 0).map((section) => shelf(fetch, section))),
  ]);
  return { older: null, front: { newest, chosen, shelves }, popular };
};

function latest(fetch: typeof globalThis.fetch, limit: number, cursor?: string) {
  const query = { limit, fields: storyFields, ...(cursor && { cursor }) };
  return need(api.GET('/v1/articles', { params: { query }, ...by(fetch) }));
}

/** What editors put there, the lead first. When it cannot be had the newest leads: a front page is never empty. */
async function editorsChoice(fetch: typeof globalThis.fetch, site: Site | null): Promise<Story[]> {
  const front = await may(api.GET('/v1/front', { params: { query: { fields: storyFields } }, ...by(fetch, 2000) }));
  if (front?.items.length) return front.items;
  if (!site?.leadArticle) return [];
  const query = { ids: site.leadArticle.id, fields: storyFields };
  const list = await may(api.GET('/v1/articles', { params: { query }, ...by(fetch, 2000) }));
  return list?.items ?? [];
}

async function shelf(
  fetch: typeof globalThis.fetch,
  section: SectionName,
): Promise<{ section: SectionName; stories: Story[] }> {
  const query = { section: section.slug, limit: PER_SHELF, fields: storyFields };
  const list = await may(api.GET('/v1/articles', { params: { query }, ...by(fetch, 2000) }));
  return { section, stories: list?.items ?? [] };
}
