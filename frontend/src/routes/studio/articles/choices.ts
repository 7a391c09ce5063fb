import { said, staff } from '../staff.ts';
import type { Named } from './draft.ts';

type Filed = 'tags' | 'sections' | 'authors';
const MOST = 100;

/** What there is of a kind to file an article under, seen by readers or not yet; with a beginning, what is called so. */
export async function choices(kind: Filed, q = ''): Promise<Named[]> {
  const words = q.trim();
  const params = { path: { sort: kind }, query: { limit: MOST, ...(words && { q: words }) } };
  const { data } = await said(staff.GET('/v1/editorial/{sort}', { params }));
  return (data?.items ?? []).map(({ slug, name }) => ({ slug, name }));
}
