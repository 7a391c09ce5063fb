import { need } from '#lib/api/client.ts';
import { staff } from '../staff.ts';
import { inOrder, type Group, type MemberToken } from './settings.ts';
import type { PageLoad } from './$types';

/** After `invalidate(KEPT)` the page asks anew for the tokens. */
const KEPT = 'studio:settings';

export const load: PageLoad = async ({ parent, depends, url }) => {
  depends(KEPT);
  const nothing: { kept: string; groups: Group[]; tokens: MemberToken[]; next: string | null } = {
    kept: KEPT,
    groups: [],
    tokens: [],
    next: null,
  };
  if (!(await parent()).session) return nothing;
  const cursor = url.searchParams.get('cursor') ?? '';
  const query = { limit: 50, ...(cursor && { cursor }) };
  const [{ groups }, { items: tokens, next }] = await Promise.all([
    need(staff.GET('/v1/staff/settings')),
    need(staff.GET('/v1/staff/member-tokens', { params: { query } })),
  ]);
  return { kept: KEPT, groups: inOrder(groups), tokens, next };
};
