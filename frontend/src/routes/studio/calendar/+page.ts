import { need } from '#lib/api/client.ts';
import type { DraftCard } from '../articles/draft.ts';
import { staff } from '../staff.ts';
import { bounds, dayAt, weekOf } from './week.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, url }) => {
  const { session, timeZone } = await parent();
  const today = dayAt(new Date().toISOString(), timeZone);
  const monday = weekOf(url.searchParams.get('week'), today);
  const nothing: { today: string; monday: string; items: DraftCard[] } = { today, monday, items: [] };
  if (!session?.rights.includes('write')) return nothing;
  const { items } = await need(staff.GET('/v1/editorial/calendar', { params: { query: bounds(monday, timeZone) } }));
  return { ...nothing, items };
};
