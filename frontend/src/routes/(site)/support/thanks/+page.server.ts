import { idIn, PRIVATE, standingOf, tokenOf } from '#lib/server/standing.ts';
import type { PageServerLoad } from './$types';

/** A page without a script asks again by loading anew: while it is worth it, and not for days. */
const REFRESH_S = 8;
const LONGEST_MS = 600_000;

export const load: PageServerLoad = async ({ url, cookies, setHeaders }) => {
  setHeaders(PRIVATE);
  const id = idIn(url);
  const standing = await standingOf(id, tokenOf(cookies, id));
  const isOld = standing.known === 'yes' && Date.now() - Date.parse(standing.donation.createdAt) > LONGEST_MS;
  return { id, standing, refreshS: isOld ? null : REFRESH_S };
};
