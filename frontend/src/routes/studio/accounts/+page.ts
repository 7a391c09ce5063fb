import { need } from '#lib/api/client.ts';
import { staff } from '../staff.ts';
import type { PageLoad } from './$types';

/** After `invalidate(KEPT)` the page asks anew for the accounts. */
const KEPT = 'studio:members';

export const load: PageLoad = async ({ parent, depends }) => {
  depends(KEPT);
  if (!(await parent()).session) return { kept: KEPT, members: [] };
  return { kept: KEPT, members: (await need(staff.GET('/v1/staff/members'))).items };
};
