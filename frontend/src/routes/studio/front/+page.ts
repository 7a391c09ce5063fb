import { error } from '@sveltejs/kit';
import { arrangement, type Arrangement } from './arrangement.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
  const nothing: { begun: Arrangement | null } = { begun: null };
  const { session } = await parent();
  if (!session?.rights.includes('publish')) return nothing;
  const answer = await arrangement();
  if (answer?.problem) error(answer.problem.status || 503, answer.problem.detail);
  return answer ? { begun: answer.arrangement } : nothing;
};
