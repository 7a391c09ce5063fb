import { need } from '#lib/api/client.ts';
import { staff } from '../../staff.ts';
import { choices } from '../choices.ts';
import type { Draft, Named } from '../draft.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, params }) => {
  const nothing: { draft: Draft | null; sections: Named[] } = { draft: null, sections: [] };
  if (!(await parent()).session) return nothing;
  const [draft, sections] = await Promise.all([
    need(staff.GET('/v1/editorial/articles/{id}', { params: { path: { id: params.id } } })),
    choices('sections'),
  ]);
  return { draft, sections };
};
