import { error } from '@sveltejs/kit';
import { problems } from '../problems.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ params }) => {
  const problem = problems.find(({ name }) => name === params.name);
  if (!problem) error(404, 'Not found');
  return { problem };
};
