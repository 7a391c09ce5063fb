import { api, by, may, type SectionName } from '#lib/api/client.ts';
import type { LayoutLoad } from './$types';

/** What stands on every page. None of it may hold a page up, and without any of it a page is still a page. */
export const load: LayoutLoad = async ({ fetch }) => {
  const [site, sections, weather, support] = await Promise.all([
    may(api.GET('/v1/site', by(fetch, 3000))),
    may(api.GET('/v1/sections', { params: { query: { fields: 'slug,name,articleCount' } }, ...by(fetch, 3000) })),
    may(api.GET('/v1/weather', by(fetch, 1000))),
    may(api.GET('/v1/support', by(fetch, 1000))),
  ]);
  const named: SectionName[] = sections?.items ?? [];
  return { site, sections: named, weather, support: support?.enabled ? support : null };
};
