import { fail, redirect } from '@sveltejs/kit';
import { cancel } from '#lib/server/donations.ts';
import { idIn, PRIVATE, standingOf, tokenOf } from '#lib/server/standing.ts';
import type { DonationStatus } from '#lib/api/donations.ts';
import type { Actions, PageServerLoad } from './$types';

const undecided = new Set<DonationStatus>(['processing', 'awaiting_payer']);

export const load: PageServerLoad = async ({ url, cookies, setHeaders }) => {
  setHeaders(PRIVATE);
  const id = idIn(url);
  const standing = await standingOf(id, tokenOf(cookies, id));
  // Who turned back at PayPal and paid after all is told so.
  if (standing.known === 'yes' && !undecided.has(standing.donation.status)) {
    redirect(303, `/support/thanks?donation=${id}`);
  }
  return { id, standing };
};

export const actions: Actions = {
  default: async ({ url, cookies }) => {
    const id = idIn(url);
    const answer = await cancel(id, tokenOf(cookies, id) ?? '').catch(() => null);
    if (!answer?.data) return fail(503, { isUndone: true });
    redirect(303, `/support/thanks?donation=${id}`);
  },
};
