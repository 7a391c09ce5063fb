import { need } from '#lib/api/client.ts';
import { staff } from '../staff.ts';
import type { PageLoad } from './$types';

/** After `invalidate(KEPT)` the page asks anew for sessions and tokens. */
const KEPT = 'studio:account';

export const load: PageLoad = async ({ parent, depends }) => {
  depends(KEPT);
  if (!(await parent()).session) return { kept: KEPT, sessions: [], tokens: [] };
  const [sessions, tokens] = await Promise.all([
    need(staff.GET('/v1/staff/sessions')),
    need(staff.GET('/v1/staff/tokens')),
  ]);
  return { kept: KEPT, sessions: sessions.items, tokens: tokens.items };
};
