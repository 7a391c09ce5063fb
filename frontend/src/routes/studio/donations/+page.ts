import { api, by, may, need } from '#lib/api/client.ts';
import { staff } from '../staff.ts';
import { queryOf } from './gifts.ts';
import type { PageLoad } from './$types';

/** After `invalidate(KEPT)` the page asks anew for what it shows. */
const KEPT = 'studio:donations';
const MOST = 50;

/** Each part of the page asks for what it shows, and for nothing else. */
export const load: PageLoad = async ({ parent, depends, url, fetch }) => {
  depends(KEPT);
  const search = url.searchParams;
  const gift = search.get('gift');
  const part = search.get('part');
  if (!(await parent()).session) return { kept: KEPT, shown: null };
  if (gift) return { kept: KEPT, shown: { part: 'gift' as const, file: await file(gift) } };
  if (part === 'books') return { kept: KEPT, shown: { part: 'books' as const, ...(await books()) } };
  if (part === 'campaigns') {
    const [{ items }, support] = await Promise.all([
      need(staff.GET('/v1/staff/campaigns')),
      may(api.GET('/v1/support', by(fetch))),
    ]);
    return {
      kept: KEPT,
      shown: { part: 'campaigns' as const, items, currencies: support?.currencies.map(({ code }) => code) ?? [] },
    };
  }
  const [page, { items: campaigns }] = await Promise.all([
    need(staff.GET('/v1/staff/donations', { params: { query: { limit: 30, ...queryOf(search) } } })),
    need(staff.GET('/v1/staff/campaigns')),
  ]);
  return { kept: KEPT, shown: { part: 'gifts' as const, ...page, campaigns } };
};

const file = (id: string) => need(staff.GET('/v1/staff/donations/{id}', { params: { path: { id } } }));

async function books() {
  const query = { limit: MOST };
  const [{ balances, faults }, findings, { comparison }, disputes, events] = await Promise.all([
    need(staff.GET('/v1/staff/donation-books/balances')),
    need(staff.GET('/v1/staff/donation-books/findings', { params: { query } })),
    need(staff.GET('/v1/staff/donation-books/comparison')),
    need(staff.GET('/v1/staff/donation-books/disputes', { params: { query } })),
    need(staff.GET('/v1/staff/donation-books/events', { params: { query } })),
  ]);
  return {
    balances,
    faults,
    comparison,
    findings: findings.items,
    disputes: disputes.items,
    events: events.items,
  };
}
