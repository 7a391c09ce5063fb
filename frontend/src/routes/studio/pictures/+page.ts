import { need } from '#lib/api/client.ts';
import { staff } from '../staff.ts';
import type { Picture } from './pictures.ts';
import type { PageLoad } from './$types';

/** After `invalidate(KEPT)` the page asks anew for the pictures. */
const KEPT = 'studio:pictures';

export const load: PageLoad = async ({ parent, url, depends }) => {
  depends(KEPT);
  const nothing: { kept: string; items: Picture[]; next: string | null } = { kept: KEPT, items: [], next: null };
  if (!(await parent()).session?.rights.includes('write')) return nothing;
  const [q, cursor] = ['q', 'cursor'].map((name) => url.searchParams.get(name)?.trim() ?? '');
  const query = {
    limit: 24,
    unused: url.searchParams.get('unused') === 'true',
    ...(q && { q }),
    ...(cursor && { cursor }),
  };
  return { ...nothing, ...(await need(staff.GET('/v1/editorial/images', { params: { query } }))) };
};
