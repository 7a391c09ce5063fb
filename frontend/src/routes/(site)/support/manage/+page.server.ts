import { fail, redirect } from '@sveltejs/kit';
import { cancel } from '#lib/server/donations.ts';
import { idIn, PRIVATE, remember, standingOf, tokenOf } from '#lib/server/standing.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, cookies, setHeaders }) => {
  setHeaders(PRIVATE);
  const id = idIn(url);
  const key = url.searchParams.get('key');
  if (key !== null) {
    // The key goes from the address into the cookie at once: addresses are kept, shown and passed on.
    const standing = await standingOf(id, key);
    if (standing.known !== 'not-here') remember(cookies, id, key);
    redirect(303, `/support/manage?donation=${id}`);
  }
  return {
    id,
    standing: await standingOf(id, tokenOf(cookies, id)),
    isAsked: url.searchParams.has('end'),
  };
};

export const actions: Actions = {
  default: async ({ url, cookies }) => {
    const id = idIn(url);
    const answer = await cancel(id, tokenOf(cookies, id) ?? '').catch(() => null);
    if (!answer?.data) return fail(503, { isUndone: true });
    redirect(303, `/support/manage?donation=${id}`);
  },
};
