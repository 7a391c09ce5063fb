import { error } from '@sveltejs/kit';
import { need } from '#lib/api/client.ts';
import { staff } from '../staff.ts';
import { sortOf, type Entry } from './entries.ts';
import type { PageLoad } from './$types';

/** After `invalidate(KEPT)` the page asks anew for what it lists. */
const KEPT = 'studio:names';
const MOST = 100;

export const load: PageLoad = async ({ parent, depends, url }) => {
  depends(KEPT);
  const sort = sortOf(url.searchParams.get('of'));
  const q = url.searchParams.get('q')?.trim() ?? '';
  const { session } = await parent();
  const nothing: Entry[] = [];
  if (!session) return { kept: KEPT, sort, q, items: nothing, isCut: false };
  // To read them one need only write; what this page is for, the API lets fewer do.
  if (!session.rights.includes('publish')) error(403, 'Not permitted');
  const params = { path: { sort }, query: { limit: MOST, ...(q && { q }) } };
  const { items } = await need(staff.GET('/v1/editorial/{sort}', { params }));
  return { kept: KEPT, sort, q, items, isCut: items.length === MOST };
};
