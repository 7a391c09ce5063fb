import { redirect } from '@sveltejs/kit';
import { idIn, PRIVATE, standingOf, tokenOf } from '#lib/server/standing.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, cookies, setHeaders }) => {
  setHeaders(PRIVATE);
  const id = idIn(url);
  const standing = await standingOf(id, tokenOf(cookies, id));
  // There is no receipt for what has not come; its page tells why.
  if (standing.known !== 'yes' || standing.donation.paidAt === null) redirect(303, `/support/thanks?donation=${id}`);
  return { donation: standing.donation };
};
