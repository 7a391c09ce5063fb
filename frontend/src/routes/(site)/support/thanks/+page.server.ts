import { idIn, PRIVATE, standingOf, tokenOf } from '#lib/server/standing.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, cookies, setHeaders }) => {
  setHeaders(PRIVATE);
  const id = idIn(url);
  return { id, standing: await standingOf(id, tokenOf(cookies, id)) };
};
