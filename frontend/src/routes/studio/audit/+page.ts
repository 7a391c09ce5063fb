import { need } from '#lib/api/client.ts';
import { staff, type AuditEntry, type Member } from '../staff.ts';
import { queryOf } from './query.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, url }) => {
  const query = queryOf(url.searchParams);
  const nothing: { items: AuditEntry[]; next: string | null; members: Member[] } = {
    items: [],
    next: null,
    members: [],
  };
  if (!(await parent()).session) return nothing;
  const [log, { items: members }] = await Promise.all([
    need(staff.GET('/v1/staff/audit', { params: { query: { limit: 50, ...query } } })),
    need(staff.GET('/v1/staff/members')),
  ]);
  return { items: log.items, next: log.next, members };
};
