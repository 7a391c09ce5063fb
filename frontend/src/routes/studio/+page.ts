import { need } from '#lib/api/client.ts';
import { choices } from './articles/choices.ts';
import type { DraftCard, Named } from './articles/draft.ts';
import { queryOf } from './articles/lists.ts';
import { staff } from './staff.ts';
import type { PageLoad } from './$types';

/** After `invalidate(KEPT)` the page asks anew for the articles. */
const KEPT = 'studio:articles';

export const load: PageLoad = async ({ parent, url, depends }) => {
  depends(KEPT);
  const nothing: { kept: string; items: DraftCard[]; next: string | null; sections: Named[] } = {
    kept: KEPT,
    items: [],
    next: null,
    sections: [],
  };
  const { session } = await parent();
  if (!session?.rights.includes('write')) return nothing;
  const [list, sections] = await Promise.all([
    need(staff.GET('/v1/editorial/articles', { params: { query: { limit: 30, ...queryOf(url.searchParams) } } })),
    choices('sections'),
  ]);
  return { kept: KEPT, ...list, sections };
};
